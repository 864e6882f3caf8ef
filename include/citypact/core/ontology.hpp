#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace citypact {

/// Text by language tag: {"ru": "мэр"}.
using LanguageMap = std::map<std::string, std::string>;

/// A class of nodes, from schemas/ontology.ttl.
struct NodeType {
  std::string name;    // "Cluster"
  std::string parent;  // superclass within the ontology ("Foundation" -> "Organization"), or empty
  std::string color;   // "#rrggbb"
  LanguageMap labels;
  LanguageMap comments;
  std::vector<std::string> mappings;  // IRIs of W3C ORG, schema.org, Wikidata ...
};

/// A relation between nodes.
struct RelationType {
  std::string name;    // "signed-with"
  std::string family;  // groups related relations; colours are by family
  std::string color;
  bool symmetric = false;
  std::vector<std::string> domain;  // node types, without subclasses
  std::vector<std::string> range;
  LanguageMap labels;
  LanguageMap comments;
  std::vector<std::string> mappings;
};

/// Types and relations with their laws. A plain value; const use from several threads is safe.
class Ontology {
 public:
  std::vector<NodeType> types;          // in the file's order
  std::vector<RelationType> relations;  // in the file's order
  std::vector<RelationType> derived;    // those that only a view of a graph has; no text states them

  const NodeType* type(std::string_view name) const;
  const RelationType* relation(std::string_view name) const;  // of both
  /// True when `type` is `ancestor` or one of its subclasses.
  bool is_a(std::string_view type, std::string_view ancestor) const;
  bool allows(std::string_view relation, std::string_view subject_type, std::string_view object_type) const;
};

}  // namespace citypact
