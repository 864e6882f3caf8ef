#pragma once
#include <filesystem>

#include "citypact/core/ontology.hpp"

namespace citypact {

/// Reads schemas/ontology.ttl: node types are instances of :NodeType, relations of :RelationType, ends are
/// schema:domainIncludes and schema:rangeIncludes; all other statements are for people and other programs.
///
/// Throws Error with file, line and column ("ontology.ttl:18:5: unknown type 'Citty'; did you mean 'City'?") for bad
/// Turtle, a relation without ends, an end or superclass that is no type, a colour that is not #rrggbb, a type or
/// relation without an English label, a cycle of superclasses. Line and column are those of the last word read.
/// Cost: a few milliseconds, once a run. Thread safety: a pure function.
Ontology read_ontology(const std::filesystem::path& turtle);

}  // namespace citypact
