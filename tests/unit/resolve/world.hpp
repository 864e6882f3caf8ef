#pragma once
// Documents made of names, for tests of identity.
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/resolve/resolve.hpp"

namespace citypact::testing_world {

/// One mention: type, canonical name; `form` name unless said.
struct Named {
  std::string type, name;
  Form form = Form::name;
};
/// A role of the first mention at the second, by index.
struct Tie {
  std::uint32_t subject, object;
  std::string relation, role;
};

inline Extraction document(std::string id, const std::vector<Named>& mentions, const std::vector<Tie>& ties = {}, std::string language = "ru") {
  Extraction extraction;
  extraction.document.id = std::move(id);
  extraction.document.language = std::move(language);
  std::map<std::pair<std::string, std::string>, std::uint32_t> entities;
  for (const Named& named : mentions) {
    Mention mention;
    mention.type = named.type;
    mention.name = named.name;
    mention.form = named.form;
    mention.span.begin = static_cast<std::uint32_t>(extraction.document.text.size());
    extraction.document.text += named.name;
    mention.span.end = static_cast<std::uint32_t>(extraction.document.text.size());
    extraction.document.text += "\n";
    mention.entity = entities.try_emplace({named.type, named.name}, static_cast<std::uint32_t>(entities.size())).first->second;
    extraction.mentions.push_back(std::move(mention));
  }
  for (const Tie& tie : ties) {
    Relation relation;
    relation.type = tie.relation;
    relation.subject = tie.subject;
    relation.object = tie.object;
    relation.qualifiers.role = tie.role;
    extraction.relations.push_back(std::move(relation));
  }
  return extraction;
}

inline const Gazetteer& knowledge() {
  static const Gazetteer gazetteer(std::filesystem::path(CITYPACT_SHARE) / "knowledge.bin");
  return gazetteer;
}

inline const Ontology& ontology() {
  static const Ontology read = read_ontology(std::filesystem::path(CITYPACT_SOURCE_DIR) / "schemas" / "ontology.ttl");
  return read;
}

struct Resolved {
  std::vector<Extraction> documents;
  std::vector<Node> nodes;

  const std::string& iri(std::size_t document, std::size_t mention) const { return documents[document].mentions[mention].iri; }
  const std::string& qid(std::size_t document, std::size_t mention) const { return documents[document].mentions[mention].qid; }
  const Node& node(std::size_t document, std::size_t mention) const {
    for (const Node& node : nodes)
      if (node.iri == iri(document, mention)) return node;
    throw std::logic_error("a mention without a node");
  }
  bool same(std::size_t d1, std::size_t m1, std::size_t d2, std::size_t m2) const { return iri(d1, m1) == iri(d2, m2); }
};

inline Resolved resolved(std::vector<Extraction> documents) {
  Resolved result{std::move(documents), {}};
  result.nodes = resolve(result.documents, &knowledge(), ontology());
  return result;
}

}  // namespace citypact::testing_world
