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

constexpr std::array node_table{
    Field<Node>{"iri", FieldType::text, false, [](const Node& n, std::string&) -> std::string_view { return n.iri; }},
    Field<Node>{"type", FieldType::text, false, [](const Node& n, std::string&) -> std::string_view { return n.type; }},
    Field<Node>{"subtype", FieldType::text, false, [](const Node& n, std::string&) -> std::string_view { return n.subtype; }},
    Field<Node>{"qid", FieldType::text, false, [](const Node& n, std::string&) -> std::string_view { return n.qid; }},
    Field<Node>{"time", FieldType::text, false, date<Node>},
    Field<Node>{"mentions", FieldType::whole, false, [](const Node& n, std::string& s) { return kept(std::to_string(n.mentions), s); }},
    Field<Node>{"degree", FieldType::whole, false, [](const Node& n, std::string& s) { return kept(std::to_string(n.degree), s); }},
};

constexpr std::array edge_table{
    Field<Edge>{"iri", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.iri; }},
    Field<Edge>{"status", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return to_string(e.status); }},
    Field<Edge>{"time", FieldType::text, false, date<Edge>},
    Field<Edge>{"role", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.role; }},
    Field<Edge>{"role_text", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.role_text; }},
    Field<Edge>{"instrument", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.instrument; }},
    Field<Edge>{"topic", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.topic; }},
    Field<Edge>{"amount", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.amount; }},
    Field<Edge>{"share", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.share; }},
    Field<Edge>{"deal", FieldType::text, false, [](const Edge& e, std::string&) -> std::string_view { return e.deal; }},
    Field<Edge>{"through", FieldType::text, true, [](const Edge& e, std::string&) -> std::string_view { return e.through; }},
    Field<Edge>{"count", FieldType::whole, true,
                [](const Edge& e, std::string& s) { return e.count > 0 ? kept(std::to_string(e.count), s) : std::string_view(); }},
    Field<Edge>{"confidence", FieldType::decimal, false, [](const Edge& e, std::string& s) { return kept(two_decimals(e.confidence), s); }},
    Field<Edge>{"weight", FieldType::decimal, false, [](const Edge& e, std::string& s) { return kept(std::to_string(weight_of(e)), s); }},
    Field<Edge>{"document", FieldType::text, false,
                [](const Edge& e, std::string&) { return e.evidence.empty() ? std::string_view() : e.evidence.front().document; }},
    Field<Edge>{"sentence", FieldType::text, false,
                [](const Edge& e, std::string&) { return e.evidence.empty() ? std::string_view() : e.evidence.front().sentence; }},
};

template <class Owner>
std::vector<Field<Owner>> fields_of(const GraphSource& graph, std::span<const Field<Owner>> table) {
  std::vector<Field<Owner>> fields;
  std::ranges::copy_if(table, std::back_inserter(fields), [view = graph.is_view()](const auto& field) { return view || !field.of_views; });
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
  for (const EdgeEvidence& evidence : edge.evidence) {
    if (documents.empty() || documents.back() != evidence.document) documents.push_back(evidence.document);
  }
  return joined(documents);
}

}  // namespace citypact::write
