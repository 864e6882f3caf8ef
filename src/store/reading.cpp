#include "reading.hpp"

#include <algorithm>

#include "citypact/core/graph_builder.hpp"
#include "citypact/core/graph_law.hpp"

namespace citypact::store {

NodeIris::NodeIris(Store::State& state) : prefix_(state.base + "/id/") {
  const auto rows = state.database.own_query("SELECT id, iri FROM node ORDER BY iri");  // the index has both
  while (rows->step()) {
    std::string_view iri = rows->view(1);
    if (!iri.starts_with(prefix_)) throw Error(state.database.path().string() + ": a node whose IRI does not begin with " + prefix_ + "; 'citypact validate' says more");
    places_.emplace_back(rows->integer(0), static_cast<std::uint32_t>(tails_.size()));
    tails_ += iri.substr(prefix_.size());
    tails_ += '\n';
  }
  std::ranges::sort(places_);
}

std::string NodeIris::of(std::int64_t node) const {
  const auto place = std::ranges::lower_bound(places_, node, {}, &std::pair<std::int64_t, std::uint32_t>::first);
  if (place == places_.end() || place->first != node) return {};
  return prefix_ + tails_.substr(place->second, tails_.find('\n', place->second) - place->second);
}

std::string EdgeReader::iri_of(std::int64_t node) {
  if (iris_ != nullptr) return iris_->of(node);
  Query& row = state_.database.query("SELECT iri FROM node WHERE id = ?").with(node);
  std::string iri = row.step() ? row.text(0) : "";
  row.reset();
  return iri;
}

Edge EdgeReader::read(const Query& row) {
  std::vector<Edge> statements;
  for (StatementRow& statement : statements_of(state_.database, row.integer(0))) {
    passages_.fill(statement.document, statement.edge_value.evidence.front());
    statements.push_back(std::move(statement.edge_value));
  }
  if (statements.empty()) throw Error(state_.database.path().string() + ": an edge without evidence; 'citypact validate' says more");
  Edge edge;
  edge.evidence = statements.size() == 1 ? std::move(statements.front().evidence) : law::merge(std::move(statements)).evidence;
  edge.iri = edge_iri(state_.base, row.view(1)), edge.id = row.text(2), edge.relation = row.text(3);
  edge.source = iri_of(row.integer(4)), edge.target = iri_of(row.integer(5));
  edge.status = status_of(row, 6), edge.time = date_of(row, 7);
  edge.role = row.text(8), edge.role_text = row.text(9), edge.instrument = row.text(10), edge.topic = row.text(11);
  edge.amount = row.text(12), edge.share = row.text(13), edge.deal = row.text(14);
  edge.confidence = static_cast<float>(row.real(15));
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
