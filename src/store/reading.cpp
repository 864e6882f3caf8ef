#include "reading.hpp"

#include <algorithm>

#include "citypact/core/graph_builder.hpp"
#include "citypact/core/graph_law.hpp"

namespace citypact::store {

void assign_row(const Query& row, std::string_view iri_begin, Edge& edge) {
  edge.iri.assign(iri_begin).append(row.view(1)), edge.id = row.view(2), edge.relation = row.view(3);
  edge.status = status_of(row, 6), edge.time = date_of(row, 7);
  edge.role = row.view(8), edge.role_text = row.view(9), edge.instrument = row.view(10), edge.topic = row.view(11);
  edge.amount = row.view(12), edge.share = row.view(13), edge.deal = row.view(14);
  edge.confidence = static_cast<float>(row.real(15));
}

std::string node_of_mention(Database& database, std::int64_t document, std::uint32_t mention) {
  Query& row = database.query("SELECT n.iri FROM mention m JOIN appearance a ON a.document = m.document AND a.first = m.appearance "
                              "JOIN class c ON c.id = a.class JOIN entity e ON e.id = c.entity JOIN node n ON n.id = e.node WHERE m.document = ? AND m.number = ?");
  row.with(document, mention);
  std::string iri = row.step() ? row.text(0) : "";
  row.reset();
  return iri;
}

void fail_without_evidence(const Store::State& state) {
  throw Error(state.database.path().string() + ": an edge without evidence; 'citypact validate' says more");
}

namespace {

/// All but texts and the document's id.
void assign_evidence(Database& database, const Query& row, EdgeEvidence& evidence) {
  evidence.begin = row.number(2), evidence.end = row.number(3);
  evidence.trigger_begin = row.number(4), evidence.trigger_end = row.number(5);
  evidence.also.clear();
  for (Span span : unpack_spans(row.view(6))) evidence.also.push_back({span.begin, span.end, {}});
  evidence.rule = row.view(7);
  evidence.confidence = static_cast<float>(row.real(8));
  evidence.speaker.clear();
  if (!row.is_null(9)) evidence.speaker = node_of_mention(database, row.integer(1), row.number(9));
}

std::string text_of(Database& database, const char* sql, std::int64_t id) {
  Query& row = database.query(sql).with(id);
  std::string text = row.step() ? row.text(0) : "";
  row.reset();
  return text;
}

}  // namespace

std::string EdgeReader::iri_of(std::int64_t node) { return text_of(state_.database, "SELECT iri FROM node WHERE id = ?", node); }

Edge EdgeReader::read(const Query& row) {
  Database& database = state_.database;
  Edge edge;
  assign_row(row, edge_iri(state_.base, {}), edge);
  edge.source = iri_of(row.integer(4)), edge.target = iri_of(row.integer(5));
  static const std::string sql = std::string(evidence_of_edges) + "= ?";
  Query& rows = database.query(sql).bind(1, row.integer(0));
  std::vector<std::int64_t> documents;
  while (rows.step()) {
    documents.push_back(rows.integer(1));
    assign_evidence(database, rows, edge.evidence.emplace_back());
  }
  rows.reset();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    passages_.fill(documents[i], edge.evidence[i]);
    edge.evidence[i].document = text_of(database, "SELECT name FROM document WHERE id = ?", documents[i]);
  }
  if (edge.evidence.empty()) fail_without_evidence(state_);
  law::put_in_order(edge.evidence);
  return edge;
}

std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node) {
  static const std::string sql =
      "SELECT t.property, t.value, t.unit, t.bound, t.time, t.begin, t.end, t.trigger_begin, t.trigger_end, t.also, t.rule, t.confidence, d.name, p.iri, t.document "
      "FROM attribute t JOIN document d ON d.id = t.document "
      "LEFT JOIN mention m ON t.speaker IS NOT NULL AND m.document = t.document AND m.number = t.speaker "
      "LEFT JOIN appearance a ON a.document = m.document AND a.first = m.appearance LEFT JOIN class c ON c.id = a.class "
      "LEFT JOIN entity e ON e.id = c.entity LEFT JOIN node p ON p.id = e.node WHERE t.node = ?";
  std::vector<NodeAttribute> attributes;
  std::vector<std::int64_t> documents;
  Query& row = state.database.query(sql).bind(1, node);
  while (row.step()) {
    NodeAttribute a{row.text(0), row.text(1), row.text(2), parse_bound(row.view(3)).value_or(Bound::eq), date_of(row, 4), row.text(13), read_evidence(row, 5)};
    a.evidence.document = row.text(12), a.evidence.speaker = a.speaker;
    attributes.push_back(std::move(a));
    documents.push_back(row.integer(14));
  }
  row.reset();
  Passages passages(state.database);
  for (std::size_t i = 0; i < attributes.size(); ++i) passages.fill(documents[i], attributes[i].evidence);
  law::put_in_order(attributes);
  return attributes;
}

void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction) {
  Query& row = state.database.query(
      "SELECT m.number, n.iri, n.qid FROM mention m JOIN appearance a ON a.document = m.document AND a.first = m.appearance "
      "JOIN class c ON c.id = a.class JOIN entity e ON e.id = c.entity JOIN node n ON n.id = e.node WHERE m.document = ?");
  row.bind(1, document);
  while (row.step()) {
    Mention& mention = extraction.mentions.at(row.number(0));
    mention.iri = row.text(1), mention.qid = row.text(2);
  }
  row.reset();
  const auto gone = [&](std::uint32_t mention) { return extraction.mentions.at(mention).iri.empty(); };
  std::erase_if(extraction.relations, [&](const Relation& relation) { return gone(relation.subject) || gone(relation.object); });
  std::erase_if(extraction.attributes, [&](const Attribute& attribute) { return gone(attribute.mention); });
}

}  // namespace citypact::store
