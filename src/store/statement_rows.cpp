#include "rows.hpp"

namespace citypact::store {

namespace {

constexpr const char* columns =
    "SELECT s.id, s.document, s.edge, s.subject, s.object, s.speaker, s.relation, s.status, s.time, s.role, s.role_text, s.instrument, s.topic, s.amount, "
    "s.share, s.deal, s.begin, s.end, s.trigger_begin, s.trigger_end, s.also, s.rule, s.confidence";
constexpr int evidence_column = 16, behind = 23;

StatementRow read_statement(const Query& row) {
  StatementRow s{row.integer(0), row.integer(1), row.optional_integer(2), row.number(3), row.number(4), {}, {}};
  if (!row.is_null(5)) s.speaker = row.number(5);
  Edge& e = s.edge_value;
  e.relation = row.text(6), e.status = status_of(row, 7), e.time = date_of(row, 8);
  e.role = row.text(9), e.role_text = row.text(10), e.instrument = row.text(11), e.topic = row.text(12);
  e.amount = row.text(13), e.share = row.text(14), e.deal = row.text(15);
  e.evidence.push_back(read_evidence(row, evidence_column));
  e.confidence = e.evidence.front().confidence;
  return s;
}

}  // namespace

std::vector<StatementRow> statements_in(Database& database, std::int64_t document) {
  static const std::string sql = std::string(columns) + " FROM statement s WHERE s.document = ? ORDER BY s.number";
  std::vector<StatementRow> statements;
  Query& rows = database.query(sql).bind(1, document);
  while (rows.step()) statements.push_back(read_statement(rows));
  rows.reset();
  return statements;
}

std::vector<StatementRow> statements_of(Database& database, std::int64_t edge) {
  static const std::string sql =
      std::string(columns) +
      ", d.name, p.iri FROM statement s JOIN document d ON d.id = s.document "
      "LEFT JOIN mention m ON s.speaker IS NOT NULL AND m.document = s.document AND m.number = s.speaker "
      "LEFT JOIN appearance a ON a.document = m.document AND a.first = m.appearance LEFT JOIN class c ON c.id = a.class "
      "LEFT JOIN entity e ON e.id = c.entity LEFT JOIN node p ON p.id = e.node WHERE s.edge = ?";
  std::vector<StatementRow> statements;
  Query& rows = database.query(sql).bind(1, edge);
  while (rows.step()) {
    statements.push_back(read_statement(rows));
    EdgeEvidence& evidence = statements.back().edge_value.evidence.front();
    evidence.document = rows.text(behind), evidence.speaker = rows.text(behind + 1);
  }
  rows.reset();
  return statements;
}

}  // namespace citypact::store
