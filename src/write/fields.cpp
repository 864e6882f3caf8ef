#include "fields.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "output.hpp"

namespace citypact::write {

namespace {

std::string_view kept(std::string&& text, std::string& scratch) { return scratch = std::move(text); }

template <class Owner>
std::string_view date(const Owner& owner, std::string& scratch) {
  return owner.time ? kept(to_edtf(*owner.time), scratch) : std::string_view();
}

template <std::string KnowledgeRecord::* member>
std::string_view of_record(const Edge& edge, std::string&) {
  return edge.is_knowledge() ? std::string_view((*edge.evidence.front().knowledge).*member) : std::string_view();
}

constexpr std::array node_table{
    Field<Node>{"iri", FieldType::text, Shown::always, [](const Node& n, std::string&) -> std::string_view { return n.iri; }},
    Field<Node>{"type", FieldType::text, Shown::always, [](const Node& n, std::string&) -> std::string_view { return n.type; }},
    Field<Node>{"subtype", FieldType::text, Shown::always, [](const Node& n, std::string&) -> std::string_view { return n.subtype; }},
    Field<Node>{"qid", FieldType::text, Shown::always, [](const Node& n, std::string&) -> std::string_view { return n.qid; }},
    Field<Node>{"time", FieldType::text, Shown::always, date<Node>},
    Field<Node>{"mentions", FieldType::whole, Shown::always, [](const Node& n, std::string& s) { return kept(std::to_string(n.mentions), s); }},
    Field<Node>{"degree", FieldType::whole, Shown::always, [](const Node& n, std::string& s) { return kept(std::to_string(n.degree), s); }},
};

constexpr std::array edge_table{
    Field<Edge>{"iri", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.iri; }},
    Field<Edge>{"status", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return to_string(e.status); }},
    Field<Edge>{"time", FieldType::text, Shown::always, date<Edge>},
    Field<Edge>{"role", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.role; }},
    Field<Edge>{"role_text", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.role_text; }},
    Field<Edge>{"instrument", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.instrument; }},
    Field<Edge>{"topic", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.topic; }},
    Field<Edge>{"amount", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.amount; }},
    Field<Edge>{"share", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.share; }},
    Field<Edge>{"deal", FieldType::text, Shown::always, [](const Edge& e, std::string&) -> std::string_view { return e.deal; }},
    Field<Edge>{"through", FieldType::text, Shown::in_views, [](const Edge& e, std::string&) -> std::string_view { return e.through; }},
    Field<Edge>{"count", FieldType::whole, Shown::in_views,
                [](const Edge& e, std::string& s) { return e.count > 0 ? kept(std::to_string(e.count), s) : std::string_view(); }},
    Field<Edge>{"confidence", FieldType::decimal, Shown::always, [](const Edge& e, std::string& s) { return kept(two_decimals(e.confidence), s); }},
    Field<Edge>{"weight", FieldType::decimal, Shown::always, [](const Edge& e, std::string& s) { return kept(std::to_string(weight_of(e)), s); }},
    Field<Edge>{"origin", FieldType::text, Shown::with_knowledge,
                [](const Edge& e, std::string&) -> std::string_view { return e.is_knowledge() ? "knowledge" : "text"; }},
    Field<Edge>{"dataset", FieldType::text, Shown::with_knowledge,
                [](const Edge& e, std::string& s) {
                  if (!e.is_knowledge()) return std::string_view();
                  const KnowledgeRecord& k = *e.evidence.front().knowledge;
                  return kept(k.version.empty() ? std::string(k.dataset) : k.dataset + " " + k.version, s);
                }},
    Field<Edge>{"record", FieldType::text, Shown::with_knowledge, of_record<&KnowledgeRecord::record>},
    Field<Edge>{"licence", FieldType::text, Shown::with_knowledge, of_record<&KnowledgeRecord::licence>},
    Field<Edge>{"document", FieldType::text, Shown::always,
                [](const Edge& e, std::string&) { return e.evidence.empty() ? std::string_view() : e.evidence.front().document; }},
    Field<Edge>{"sentence", FieldType::text, Shown::always,
                [](const Edge& e, std::string&) { return e.evidence.empty() ? std::string_view() : e.evidence.front().statement(); }},
};

template <class Owner>
std::vector<Field<Owner>> fields_of(const GraphSource& graph, std::span<const Field<Owner>> table) {
  std::vector<Field<Owner>> fields;
  std::ranges::copy_if(table, std::back_inserter(fields), [view = graph.is_view(), knowledge = graph.has_knowledge()](const auto& field) {
    return field.shown == Shown::always || (field.shown == Shown::in_views ? view : knowledge);
  });
  return fields;
}

}  // namespace

std::vector<Field<Node>> node_fields(const GraphSource& graph) { return fields_of<Node>(graph, node_table); }
std::vector<Field<Edge>> edge_fields(const GraphSource& graph) { return fields_of<Edge>(graph, edge_table); }

std::size_t weight_of(const Edge& edge) { return edge.count > 0 ? edge.count : std::max<std::size_t>(1, edge.evidence.size()); }

std::string joined(const std::vector<std::string>& strings) {
  std::string all;
  for (const std::string& string : strings) (all += all.empty() ? "" : " | ") += string;
  return all;
}

std::string documents_of(const Edge& edge) {
  std::vector<std::string> documents;  // evidence is in document order
  if (edge.is_knowledge()) return {};
  for (const EdgeEvidence& evidence : edge.evidence) {
    if (documents.empty() || documents.back() != evidence.document) documents.push_back(evidence.document);
  }
  return joined(documents);
}

}  // namespace citypact::write
