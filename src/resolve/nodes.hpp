#pragma once
#include <string>
#include <vector>

#include "block.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "resolver.hpp"

namespace citypact::identity {

/// Turns the classes of one node into a node with IRI and labels (Resolver::make_node).
struct NodeMaker {
  const Gazetteer* gazetteer;
  const Ontology& ontology;
  const std::string& base;

  NameReader& reader;

  Node make(const std::string& key, const std::vector<GroupClass>& classes, const NodeVerdict& verdict) const;

 private:
  std::string iri(const std::string& type, const std::string& key) const;
  std::vector<std::string> replaced(const std::string& key, const Node& node, const std::vector<GroupClass>& classes) const;
  std::optional<GazetteerEntry> known(const std::string& key, Node& node) const;
};

}  // namespace citypact::identity
