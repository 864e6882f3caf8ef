#pragma once
#include <filesystem>

#include "citypact/core/ontology.hpp"

namespace citypact {

/// Reads schemas/ontology.ttl. Throws Error with file, line and column.
Ontology read_ontology(const std::filesystem::path& turtle);

}  // namespace citypact
