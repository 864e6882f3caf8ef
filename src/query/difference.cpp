#include "citypact/query/difference.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace citypact {

namespace {

using Fields = std::map<std::string, std::string>;

std::string date_text(const std::optional<Date>& date) { return date ? to_edtf(*date) : ""; }

/// What two states of a node are compared by, name to value.
Fields fields_of(const Node& node) {
  Fields fields{{"type", node.type}, {"subtype", node.subtype}, {"qid", node.qid}, {"time", date_text(node.time)}};
  for (const auto& [language, label] : node.labels) fields["label " + language] = label;
  std::string& aliases = fields["aliases"];
  for (const std::string& alias : node.aliases) aliases += (aliases.empty() ? "" : " | ") + alias;
  std::map<std::string, std::set<std::string>> attributes;
  for (const NodeAttribute& a : node.attributes) {
    std::string value = (a.bound == Bound::min ? ">= " : a.bound == Bound::max ? "<= " : "") + a.value;
    if (a.time) value += " (" + to_edtf(*a.time) + ")";
    attributes["attribute " + a.property + (a.unit.empty() ? "" : " (" + a.unit + ")")].insert(value);
  }
  for (const auto& [name, values] : attributes) {
    std::string& text = fields[name];
    for (const std::string& value : values) text += (text.empty() ? "" : " | ") + value;
  }
  return fields;
}

/// The places in documents that an edge rests on.
std::string evidence_text(const Edge& edge) {
  std::string text;
  for (const EdgeEvidence& e : edge.evidence) {
    if (e.knowledge) {
      text += (text.empty() ? "" : " | ") + e.source() + ": " + e.statement();
      continue;
    }
    text += (text.empty() ? "" : " | ") + e.document + ":" + std::to_string(e.begin) + "-" + std::to_string(e.end) + " " + e.rule;
  }
  return text;
}

Fields fields_of(const Edge& edge) {
  return {{"status", std::string(to_string(edge.status))}, {"time", date_text(edge.time)}, {"role", edge.role}, {"role text", edge.role_text},
          {"instrument", edge.instrument}, {"topic", edge.topic}, {"amount", edge.amount}, {"share", edge.share}, {"deal", edge.deal},
          {"confidence", std::to_string(per_cent(edge.confidence)) + " %"}, {"evidence", evidence_text(edge)}};
}

template <class Item>
std::size_t digest(const Item& item) {
  std::string text;
  for (const auto& [name, value] : fields_of(item)) text.append(name).append("\x1f").append(value).append("\x1e");
  return std::hash<std::string>()(text);
}

template <class Item>
std::vector<FieldChange> changes(const Item& before, const Item& after) {
  std::vector<FieldChange> result;
  const Fields old = fields_of(before), fresh = fields_of(after);
  std::set<std::string> names;
  for (const Fields* fields : {&old, &fresh}) {
    for (const auto& field : *fields) names.insert(field.first);
  }
  const auto value = [](const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
  for (const std::string& name : names) {
    if (value(old, name) != value(fresh, name)) result.push_back({name, value(old, name), value(fresh, name)});
  }
  return result;
}

template <class Item>
struct Sides {
  std::vector<Item> added, removed, before, after;  // before[i] became after[i]
};

template <class Item, class Pass>
Sides<Item> compare(const Pass& before, const Pass& after) {
  struct Known {
    std::size_t digest;
    bool seen = false, changed = false;
  };
  std::unordered_map<std::string, Known> known;
  Sides<Item> sides;
  before([&](const Item& item) { known.emplace(item.iri, Known{digest(item)}); });
  after([&](const Item& item) {
    const auto found = known.find(item.iri);
    if (found == known.end()) return sides.added.push_back(item);
    found->second.seen = true;
    if (found->second.digest == digest(item)) return;
    found->second.changed = true;
    sides.after.push_back(item);
  });
  before([&](const Item& item) {
    const Known& state = known.at(item.iri);
    if (!state.seen) sides.removed.push_back(item);
    if (state.changed) sides.before.push_back(item);
  });
  return sides;
}

/// Takes pairs of one removed and one added edge with the same relation and ends out of both lists.
void pair_moved(Difference& difference) {
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, std::pair<std::vector<const Edge*>, std::vector<const Edge*>>> groups;
  for (const Edge& edge : difference.removed_edges) groups[{edge.relation, edge.source, edge.target}].first.push_back(&edge);
  for (const Edge& edge : difference.added_edges) groups[{edge.relation, edge.source, edge.target}].second.push_back(&edge);
  std::set<std::string> paired;
  for (const auto& [key, group] : groups) {
    if (group.first.size() != 1 || group.second.size() != 1) continue;
    const Edge &before = *group.first[0], &after = *group.second[0];
    difference.moved_edges.push_back({before, after, changes(before, after)});
    paired.insert({before.iri, after.iri});
  }
  const auto is_paired = [&](const Edge& edge) { return paired.contains(edge.iri); };
  std::erase_if(difference.removed_edges, is_paired);
  std::erase_if(difference.added_edges, is_paired);
  std::ranges::sort(difference.moved_edges, {}, [](const EdgeChange& change) { return std::string_view(change.after.iri); });
}

}  // namespace

bool Difference::empty() const {
  return added_nodes.empty() && removed_nodes.empty() && changed_nodes.empty() && added_edges.empty() && removed_edges.empty() && changed_edges.empty() &&
         moved_edges.empty();
}

Difference difference(const GraphSource& before, const GraphSource& after) {
  Difference result;
  const auto nodes = [](const GraphSource& graph) { return [&graph](const std::function<void(const Node&)>& visit) { graph.for_each_node(visit); }; };
  const auto edges = [](const GraphSource& graph) { return [&graph](const std::function<void(const Edge&)>& visit) { graph.for_each_edge(visit); }; };
  using NodePass = std::function<void(const std::function<void(const Node&)>&)>;
  using EdgePass = std::function<void(const std::function<void(const Edge&)>&)>;

  Sides<Node> by_node = compare<Node>(NodePass(nodes(before)), NodePass(nodes(after)));
  result.added_nodes = std::move(by_node.added), result.removed_nodes = std::move(by_node.removed);
  for (std::size_t i = 0; i < by_node.after.size(); ++i) {
    result.changed_nodes.push_back({by_node.before[i], by_node.after[i], changes(by_node.before[i], by_node.after[i])});
  }
  Sides<Edge> by_edge = compare<Edge>(EdgePass(edges(before)), EdgePass(edges(after)));
  result.added_edges = std::move(by_edge.added), result.removed_edges = std::move(by_edge.removed);
  for (std::size_t i = 0; i < by_edge.after.size(); ++i) {
    result.changed_edges.push_back({by_edge.before[i], by_edge.after[i], changes(by_edge.before[i], by_edge.after[i])});
  }
  pair_moved(result);
  return result;
}

}  // namespace citypact
