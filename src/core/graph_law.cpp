#include "citypact/core/graph_law.hpp"

#include <algorithm>
#include <tuple>

#include "citypact/core/hash.hpp"

namespace citypact::law {

namespace {

constexpr std::size_t shortest_id = 6;
// Edges that a data set states instead of a document show it in their IRIs and ids; no hash has a dash.
constexpr std::string_view knowledge_mark = "kb-";

// Families of relations that say when an agreement was signed or an event took place.
constexpr std::pair<std::string_view, std::string_view> dating_families[] = {{"Agreement", "agreement"}, {"Event", "meeting"}};

auto order_key(const EdgeEvidence& e) {
  return std::tie(e.document, e.begin, e.end, e.trigger_begin, e.trigger_end, e.rule, e.speaker, e.sentence, e.trigger, e.also, e.knowledge);
}

bool same_place(const EdgeEvidence& a, const EdgeEvidence& b) { return order_key(a) == order_key(b); }

bool evidence_before(const EdgeEvidence& a, const EdgeEvidence& b) {
  if (order_key(a) != order_key(b)) return order_key(a) < order_key(b);
  return a.confidence > b.confidence;
}

auto order_key(const NodeAttribute& a) { return std::tie(a.property, a.value, a.unit, a.bound, a.time, a.speaker); }

bool attribute_before(const NodeAttribute& a, const NodeAttribute& b) {
  if (order_key(a) != order_key(b)) return order_key(a) < order_key(b);
  return evidence_before(a.evidence, b.evidence);
}

auto qualifiers(const Edge& e) { return std::tie(e.role_text, e.instrument, e.topic, e.amount, e.share, e.deal); }

bool statement_before(const Edge& a, const Edge& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  const EdgeEvidence &left = a.evidence.front(), &right = b.evidence.front();
  if (!same_place(left, right)) return evidence_before(left, right);
  return qualifiers(a) < qualifiers(b);
}

int precision(const Date& date) {
  const auto of = [](const std::optional<PartialDate>& end) { return !end ? 0 : end->day ? 3 : end->month ? 2 : 1; };
  return 2 * std::min(of(date.begin), of(date.end)) + (date.begin == date.end);
}

const std::string& finest_type(const Node& node, const Ontology& ontology) {
  return !node.subtype.empty() && ontology.is_a(node.subtype, node.type) ? node.subtype : node.type;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

std::optional<std::string> refuse(Edge& statement, const Node* source, const Node* target, const Ontology& ontology) {
  if (source == nullptr || target == nullptr) return statement.relation + ": an end is no node of the graph";
  const RelationType* relation = ontology.relation(statement.relation);
  if (relation == nullptr) return "'" + statement.relation + "' is no relation of the ontology";
  const std::string &from = finest_type(*source, ontology), &to = finest_type(*target, ontology);
  if (!ontology.allows(statement.relation, from, to)) return statement.relation + " may not run from " + from + " to " + to;
  if (source->iri == target->iri) return statement.relation + " would tie a node to itself";
  if (relation->symmetric && statement.source > statement.target) std::swap(statement.source, statement.target);
  if (statement.evidence.size() != 1) return statement.relation + ": no evidence";
  statement.confidence = statement.evidence.front().confidence;
  return std::nullopt;
}

std::string edge_hash(const Edge& edge) {
  std::string key;
  for (std::string_view part : {std::string_view(edge.relation), std::string_view(edge.source), std::string_view(edge.target),
                                to_string(edge.status)}) {
    key.append(part).push_back('\x1f');
  }
  if (edge.time) key += to_edtf(*edge.time);
  key.append("\x1f").append(edge.role);
  if (!edge.is_knowledge()) return stable_hash(key);
  key.append("\x1f").append(edge.evidence.front().knowledge->dataset);
  return std::string(knowledge_mark) + stable_hash(key);
}

Edge merge(std::vector<Edge> statements) {
  std::ranges::sort(statements, statement_before);
  Edge edge = std::move(statements.front());
  for (auto statement = std::next(statements.begin()); statement != statements.end(); ++statement) {
    const auto fill = [](std::string& into, std::string& from) { if (into.empty()) into = std::move(from); };
    fill(edge.role_text, statement->role_text);
    fill(edge.instrument, statement->instrument);
    fill(edge.topic, statement->topic);
    fill(edge.amount, statement->amount);
    fill(edge.share, statement->share);
    fill(edge.deal, statement->deal);
    edge.evidence.push_back(std::move(statement->evidence.front()));
  }
  put_in_order(edge.evidence);
  return edge;
}

void put_in_order(std::vector<EdgeEvidence>& evidence) {
  if (evidence.size() < 2) return;
  std::ranges::sort(evidence, evidence_before);
  const auto tail = std::ranges::unique(evidence, same_place);
  evidence.erase(tail.begin(), tail.end());
}

void put_in_order(std::vector<NodeAttribute>& attributes) {
  std::ranges::sort(attributes, attribute_before);
  const auto tail = std::ranges::unique(attributes, [](const NodeAttribute& a, const NodeAttribute& b) {
    return order_key(a) == order_key(b) && same_place(a.evidence, b.evidence);
  });
  attributes.erase(tail.begin(), tail.end());
}

std::size_t short_id_length(std::string_view hash, std::string_view before, std::string_view behind) {
  const std::size_t needed = std::max(common_prefix(hash, before), common_prefix(hash, behind)) + 1;
  const std::size_t shortest = shortest_id + (hash.starts_with(knowledge_mark) ? knowledge_mark.size() : 0);
  return std::min(hash.size(), std::max(shortest, needed));
}

bool NodeDater::dates(const Ontology& ontology, std::string_view relation_name, std::string_view node_type) {
  const RelationType* relation = ontology.relation(relation_name);
  return relation != nullptr && std::ranges::any_of(dating_families, [&](const auto& dating) {
           return relation->family == dating.second && ontology.is_a(node_type, dating.first);
         });
}

void NodeDater::count(Status status, const std::optional<Date>& time, std::size_t evidence) {
  if (time && (status == Status::asserted || status == Status::ended)) votes_[*time] += evidence;
}

std::optional<Date> NodeDater::best() const {
  if (votes_.empty()) return std::nullopt;
  return std::ranges::max_element(votes_, [](const auto& a, const auto& b) {
           return std::tuple(precision(a.first), a.second) < std::tuple(precision(b.first), b.second);
         })->first;  // the earliest of equals: max_element keeps the first
}

}  // namespace citypact::law
