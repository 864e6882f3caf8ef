#include "citypact/core/graph_builder.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "citypact/core/hash.hpp"

namespace citypact {

namespace {

constexpr std::size_t shortest_id = 6;

// Families of relations that say when an agreement was signed or an event took place.
constexpr std::pair<std::string_view, std::string_view> dating_families[] = {{"Agreement", "agreement"}, {"Event", "meeting"}};

auto order_key(const EdgeEvidence& e) {
  return std::tie(e.document, e.begin, e.end, e.trigger_begin, e.trigger_end, e.rule, e.speaker, e.sentence, e.trigger, e.also);
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

std::string edge_hash(const Edge& edge) {
  std::string key;
  for (std::string_view part : {std::string_view(edge.relation), std::string_view(edge.source), std::string_view(edge.target),
                                to_string(edge.status)}) {
    key.append(part).push_back('\x1f');
  }
  if (edge.time) key += to_edtf(*edge.time);
  key.append("\x1f").append(edge.role);
  return stable_hash(key);
}

int precision(const Date& date) {
  const auto of = [](const std::optional<PartialDate>& end) { return !end ? 0 : end->day ? 3 : end->month ? 2 : 1; };
  return 2 * std::min(of(date.begin), of(date.end)) + (date.begin == date.end);
}

/// The date that most deserves belief; `votes` is not empty.
Date best_date(const std::map<Date, std::size_t>& votes) {
  return std::ranges::max_element(votes, [](const auto& a, const auto& b) {
           return std::tuple(precision(a.first), a.second) < std::tuple(precision(b.first), b.second);
         })->first;  // the earliest of equals: max_element keeps the first
}

class Dater {
 public:
  explicit Dater(const Ontology& ontology) : ontology_(ontology) {}

  void count(const Edge& edge, const std::string& node_iri, const std::string& node_type) {
    if (!edge.time || (edge.status != Status::asserted && edge.status != Status::ended)) return;
    const RelationType* relation = ontology_.relation(edge.relation);
    for (const auto& [type, family] : dating_families) {
      if (relation != nullptr && relation->family == family && ontology_.is_a(node_type, type)) {
        votes_[node_iri][*edge.time] += edge.evidence.size();
      }
    }
  }
  void date(Node& node) const {
    const auto found = votes_.find(node.iri);
    if (!node.time && found != votes_.end()) node.time = best_date(found->second);
  }

 private:
  const Ontology& ontology_;
  std::map<std::string, std::map<Date, std::size_t>> votes_;
};

void set_short_ids(std::vector<Edge>& edges, std::size_t prefix) {
  const auto common = [&](std::size_t i, std::size_t j) {
    const std::string &a = edges[i].iri, &b = edges[j].iri;
    std::size_t n = prefix;
    while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
    return n - prefix;
  };
  std::size_t before = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const std::size_t behind = i + 1 < edges.size() ? common(i, i + 1) : 0;
    edges[i].id = edges[i].iri.substr(prefix, std::max(shortest_id, std::max(before, behind) + 1));
    before = behind;
  }
}

const std::string& finest_type(const Node& node, const Ontology& ontology) {
  return !node.subtype.empty() && ontology.is_a(node.subtype, node.type) ? node.subtype : node.type;
}

}  // namespace

std::string document_iri(std::string_view base, std::string_view document_id) {
  return std::string(base) + "/id/Document/" + stable_hash(document_id);
}

GraphBuilder::GraphBuilder(std::vector<Node> nodes, const Ontology& ontology, std::string base)
    : ontology_(ontology), base_(std::move(base)), nodes_(std::move(nodes)) {
  std::ranges::sort(nodes_, [](const Node& a, const Node& b) {
    return std::tie(a.iri, a.type, a.subtype, a.labels) < std::tie(b.iri, b.type, b.subtype, b.labels);
  });
  const auto tail = std::ranges::unique(nodes_, {}, &Node::iri);
  nodes_.erase(tail.begin(), tail.end());
}

Node* GraphBuilder::find(std::string_view iri) {
  const auto found = std::ranges::lower_bound(nodes_, iri, {}, [](const Node& node) -> std::string_view { return node.iri; });
  return found != nodes_.end() && found->iri == iri ? &*found : nullptr;
}

std::optional<std::string> GraphBuilder::add(Edge statement) {
  const Node* source = find(statement.source);
  const Node* target = find(statement.target);
  if (source == nullptr || target == nullptr) return statement.relation + ": an end is no node of the graph";
  const RelationType* relation = ontology_.relation(statement.relation);
  if (relation == nullptr) return "'" + statement.relation + "' is no relation of the ontology";
  const std::string &from = finest_type(*source, ontology_), &to = finest_type(*target, ontology_);
  if (!ontology_.allows(statement.relation, from, to)) return statement.relation + " may not run from " + from + " to " + to;
  if (source == target) return statement.relation + " would tie a node to itself";
  if (relation->symmetric && statement.source > statement.target) std::swap(statement.source, statement.target);
  if (statement.evidence.size() != 1) return statement.relation + ": no evidence";
  statement.confidence = statement.evidence.front().confidence;
  statements_.push_back({edge_hash(statement), std::move(statement)});
  return std::nullopt;
}

bool GraphBuilder::add(std::string_view node_iri, NodeAttribute attribute) {
  Node* node = find(node_iri);
  if (node == nullptr) return false;
  node->attributes.push_back(std::move(attribute));
  return true;
}

std::vector<Edge> GraphBuilder::merge_statements() {
  std::ranges::sort(statements_, [](const Statement& a, const Statement& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    if (a.edge.confidence != b.edge.confidence) return a.edge.confidence > b.edge.confidence;
    const EdgeEvidence &left = a.edge.evidence.front(), &right = b.edge.evidence.front();
    if (!same_place(left, right)) return evidence_before(left, right);
    return qualifiers(a.edge) < qualifiers(b.edge);
  });
  const std::string prefix = base_ + "/id/edge/";
  std::vector<Edge> edges;
  std::string_view open;  // hash of edges.back()
  for (Statement& statement : statements_) {
    if (!edges.empty() && statement.hash == open) {
      Edge& edge = edges.back();
      const auto fill = [](std::string& into, std::string& from) { if (into.empty()) into = std::move(from); };
      fill(edge.role_text, statement.edge.role_text);
      fill(edge.instrument, statement.edge.instrument);
      fill(edge.topic, statement.edge.topic);
      fill(edge.amount, statement.edge.amount);
      fill(edge.share, statement.edge.share);
      fill(edge.deal, statement.edge.deal);
      edge.evidence.push_back(std::move(statement.edge.evidence.front()));
    } else {
      open = statement.hash;
      edges.push_back(std::move(statement.edge));
      edges.back().iri = prefix + statement.hash;
    }
  }
  for (Edge& edge : edges) {
    std::ranges::sort(edge.evidence, evidence_before);
    const auto tail = std::ranges::unique(edge.evidence, same_place);
    edge.evidence.erase(tail.begin(), tail.end());
  }
  set_short_ids(edges, prefix.size());
  return edges;
}

GraphParts GraphBuilder::finish() && {
  GraphParts parts{{}, merge_statements()};
  Dater dater(ontology_);
  for (const Edge& edge : parts.edges) {
    for (const std::string* end : {&edge.source, &edge.target}) {
      Node& node = *find(*end);
      ++node.degree;
      dater.count(edge, node.iri, node.type);
    }
  }
  for (Node& node : nodes_) {
    dater.date(node);
    std::ranges::sort(node.attributes, attribute_before);
    const auto tail = std::ranges::unique(node.attributes, [](const NodeAttribute& a, const NodeAttribute& b) {
      return order_key(a) == order_key(b) && same_place(a.evidence, b.evidence);
    });
    node.attributes.erase(tail.begin(), tail.end());
  }
  parts.nodes = std::move(nodes_);
  return parts;
}

}  // namespace citypact
