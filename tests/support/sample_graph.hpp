#pragma once
/// Two small documents of our own wording, with what an extractor would find in them and what resolution would make of it.
#include <string>
#include <vector>

#include "citypact/assemble/assemble.hpp"
#include "citypact/core/extraction.hpp"
#include "citypact/knowledge/ontology_reader.hpp"

namespace citypact::sample {

inline const std::string base = "https://citypact.org";

inline const Ontology& ontology() {
  static const Ontology shipped = read_ontology(CITYPACT_SHARE "/schemas/ontology.ttl");
  return shipped;
}

inline Span find(const std::string& text, const std::string& part) {
  const auto begin = static_cast<std::uint32_t>(text.find(part));
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

class DocumentBuilder {
 public:
  DocumentBuilder(std::string id, std::string text) {
    extraction_.document = {id, id + ".txt", "", Date::day(2021, 3, 4), "ru", std::move(text)};
  }
  std::uint32_t mention(const std::string& type, const std::string& surface, const std::string& name, const std::string& tail,
                        const std::string& subtype = "") {
    Mention mention;
    mention.type = type, mention.subtype = subtype, mention.name = name;
    mention.span = find(extraction_.document.text, surface);
    mention.entity = static_cast<std::uint32_t>(extraction_.mentions.size());
    mention.iri = base + "/id/" + type + "/" + tail;
    if (tail[0] == 'Q') mention.qid = tail;
    extraction_.mentions.push_back(mention);
    return mention.entity;
  }
  Relation& relation(const std::string& type, std::uint32_t subject, std::uint32_t object, const std::string& sentence,
                     const std::string& trigger, float confidence = 0.9F) {
    Relation relation;
    relation.type = type, relation.subject = subject, relation.object = object;
    relation.evidence = evidence(sentence, trigger, confidence);
    extraction_.relations.push_back(relation);
    return extraction_.relations.back();
  }
  Attribute& attribute(std::uint32_t mention, const std::string& property, const std::string& value, const std::string& sentence) {
    Attribute attribute;
    attribute.mention = mention, attribute.property = property, attribute.value = value;
    attribute.evidence = evidence(sentence, value, 0.8F);
    extraction_.attributes.push_back(attribute);
    return extraction_.attributes.back();
  }
  Extraction take() { return std::move(extraction_); }

 private:
  TextEvidence evidence(const std::string& sentence, const std::string& trigger, float confidence) const {
    const std::string& text = extraction_.document.text;
    return {find(text, sentence), find(text, trigger), {}, "sample.rule", confidence};
  }
  Extraction extraction_;
};

inline Extraction first_document() {
  const std::string signed_sentence = "Казань и Чэнду 4 марта 2021 года подписали меморандум.";
  const std::string chair_sentence = "Встречу мэров вёл Ильсур Метшин, мэр Казани.";
  const std::string count_sentence = "В Казани 300 ИТ-компаний.";
  DocumentBuilder d("a", signed_sentence + " " + chair_sentence + " " + count_sentence);
  const auto kazan = d.mention("City", "Казань", "Казань", "Q900");
  const auto chengdu = d.mention("City", "Чэнду", "Чэнду", "Q30002");
  const auto mayor = d.mention("Person", "Ильсур Метшин", "Ильсур Метшин", "metshin");
  const auto meeting = d.mention("Event", "Встречу мэров", "встреча мэров", "meeting");
  const auto memorandum = d.mention("Agreement", "меморандум", "меморандум", "memorandum");
  auto& signing = d.relation("signed-with", kazan, chengdu, signed_sentence, "подписали");
  signing.time = Date::day(2021, 3, 4), signing.qualifiers.instrument = "меморандум";
  d.relation("party-to", kazan, memorandum, signed_sentence, "подписали").time = Date::day(2021, 3, 4);
  d.relation("party-to", chengdu, memorandum, signed_sentence, "подписали").time = Date::year(2021);
  d.relation("chaired", mayor, meeting, chair_sentence, "вёл");
  auto& post = d.relation("heads", mayor, kazan, chair_sentence, "мэр");
  post.qualifiers.role = "мэр", post.qualifiers.role_text = "мэр", post.qualifiers.speaker = mayor;
  auto& count = d.attribute(kazan, "ИТ-компании", "300", count_sentence);
  count.unit = "компаний", count.bound = Bound::min, count.speaker = mayor;
  return d.take();
}

inline Extraction second_document() {
  const std::string sentence = "Чэнду и Казань заключили меморандум, но соглашение с Уханем ещё не подписали.";
  DocumentBuilder d("b", sentence);
  const auto chengdu = d.mention("City", "Чэнду", "Чэнду", "Q30002");
  const auto kazan = d.mention("City", "Казань", "Казань", "Q900");
  const auto wuhan = d.mention("City", "Уханем", "Ухань", "Q11746");
  auto& signing = d.relation("signed-with", chengdu, kazan, sentence, "заключили", 0.97F);
  signing.time = Date::day(2021, 3, 4), signing.qualifiers.topic = "обмен опытом";
  d.relation("signed-with", kazan, wuhan, sentence, "не подписали").status = Status::denied;
  return d.take();
}

/// What resolution makes of a set of documents: a node for every IRI.
inline std::vector<Node> nodes_of(const std::vector<Extraction>& extractions) {
  std::map<std::string, Node> nodes;
  for (const Extraction& extraction : extractions) {
    for (const Mention& mention : extraction.mentions) {
      Node& node = nodes[mention.iri];
      node.iri = mention.iri, node.type = mention.type, node.subtype = mention.subtype, node.qid = mention.qid;
      node.labels["ru"] = mention.name;
      ++node.mentions;
    }
  }
  std::vector<Node> result;
  for (auto& [iri, node] : nodes) result.push_back(std::move(node));
  return result;
}

inline KnowledgeGraph graph_of(std::vector<Extraction> extractions) {
  Diagnostics diagnostics;
  auto nodes = nodes_of(extractions);
  return assemble(std::move(nodes), std::move(extractions), ontology(), base, diagnostics);
}

inline KnowledgeGraph graph() { return graph_of({first_document(), second_document()}); }

inline std::vector<Node> nodes_in(const GraphSource& graph) {
  std::vector<Node> nodes;
  graph.for_each_node([&](const Node& node) { nodes.push_back(node); });
  return nodes;
}

inline std::vector<Edge> edges_in(const GraphSource& graph) {
  std::vector<Edge> edges;
  graph.for_each_edge([&](const Edge& edge) { edges.push_back(edge); });
  return edges;
}

}  // namespace citypact::sample
