#include "citypact/resolve/resolve.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "citypact/language/names.hpp"
#include "iri.hpp"

namespace citypact {
namespace {

/// All mentions of one thing within one document.
struct Group {
  std::size_t extraction = 0;
  std::uint32_t entity = 0;
  std::map<std::string, std::uint32_t> types, subtypes, names;  // with counts
  std::set<std::string> surfaces;
  std::uint32_t mentions = 0;
};

/// What the groups that are one thing have together.
struct Cluster {
  std::vector<const Group*> groups;
  std::optional<GazetteerEntry> known;
};

/// The commonest, the longest of equally common ones, then the first in byte order.
std::string commonest(const std::map<std::string, std::uint32_t>& counts) {
  const auto rank = [](const auto& item) { return std::tuple(item.second, item.first.size()); };
  const auto best = std::max_element(counts.begin(), counts.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best == counts.end() ? std::string() : best->first;
}

std::vector<Group> group_mentions(const std::vector<Extraction>& extractions) {
  std::vector<Group> groups;
  for (std::size_t e = 0; e < extractions.size(); ++e) {
    std::map<std::uint32_t, Group> by_entity;
    for (const Mention& mention : extractions[e].mentions) {
      Group& group = by_entity[mention.entity];
      group.extraction = e;
      group.entity = mention.entity;
      ++group.mentions;
      ++group.types[mention.type];
      if (!mention.subtype.empty()) ++group.subtypes[mention.subtype];
      ++group.names[mention.name];
      if (mention.form == Form::name) group.surfaces.emplace(surface(extractions[e].document.text, mention.span));
    }
    for (auto& [id, group] : by_entity) groups.push_back(std::move(group));
  }
  return groups;
}

class Resolver {
 public:
  Resolver(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options)
      : extractions_(extractions), gazetteer_(gazetteer), ontology_(ontology), options_(options) {}

  std::vector<Node> run() {
    const std::vector<Group> groups = group_mentions(extractions_);
    std::map<std::string, Cluster> clusters;
    for (const Group& group : groups) {
      const auto known = look_up(group);
      Cluster& cluster = clusters[key(group, known)];
      cluster.groups.push_back(&group);
      cluster.known = known;
    }
    std::vector<Node> nodes;
    for (auto& [name, cluster] : clusters) nodes.push_back(node(name, cluster));
    std::sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.iri < b.iri; });
    return nodes;
  }

 private:
  /// Places are kept apart by class (Владимир the city, Владимирская область); all bodies share one family.
  static std::string_view family(std::string_view type) {
    return type == "University" || type == "Park" || type == "Cluster" ? "Organization" : type;
  }

  std::optional<GazetteerEntry> look_up(const Group& group) const {
    if (!gazetteer_) return std::nullopt;
    const std::string type = commonest(group.types);
    for (const GazetteerEntry& entry : gazetteer_->find(commonest(group.names)))
      if (ontology_.is_a(entry.type, type) || (family(type) == "Organization" && family(entry.type) == family(type))) return entry;
    return std::nullopt;
  }

  /// Groups with one key are one thing. Unnamed events and agreements are their document's own.
  std::string key(const Group& group, const std::optional<GazetteerEntry>& known) const {
    const std::string type = commonest(group.types);
    if (known && !known->id.starts_with("row:")) return std::string(family(type)) + "\t" + std::string(known->id);
    std::string key = std::string(family(type)) + "\t" + name_key(commonest(group.names));
    if (type == "Agreement" || type == "Event") key += "\t" + extractions_[group.extraction].document.id;
    return key;
  }

  Node node(const std::string& key, const Cluster& cluster) {
    std::map<std::string, std::uint32_t> types, subtypes;
    std::map<std::string, std::map<std::string, std::uint32_t>> names;  // by language of the document
    Node node;
    std::set<std::string> aliases;
    const auto add = [](auto& into, const auto& counts) {
      for (const auto& [text, count] : counts) into[text] += count;
    };
    for (const Group* group : cluster.groups) {
      add(types, group->types);
      add(subtypes, group->subtypes);
      add(names[extractions_[group->extraction].document.language], group->names);
      aliases.insert(group->surfaces.begin(), group->surfaces.end());
      node.mentions += group->mentions;
    }
    node.type = commonest(types);
    node.subtype = commonest(subtypes);
    if (cluster.known) {
      node.qid = cluster.known->qid;
      node.labels = gazetteer_->labels(cluster.known->index);
    }
    for (const auto& [language, counts] : names) {
      node.labels.emplace(language, commonest(counts));
      for (const auto& [text, count] : counts) aliases.insert(text);
    }
    for (const auto& [language, label] : node.labels) aliases.erase(label);
    node.aliases.assign(aliases.begin(), aliases.end());
    node.iri = options_.base + "/id/" + node.type + "/" + (node.qid.empty() ? identity::short_hash(key) : node.qid);
    for (const Group* group : cluster.groups) mark(*group, node);
    return node;
  }

  void mark(const Group& group, const Node& node) {
    for (Mention& mention : extractions_[group.extraction].mentions) {
      if (mention.entity != group.entity) continue;
      mention.iri = node.iri;
      mention.qid = node.qid;
    }
  }

  std::vector<Extraction>& extractions_;
  const Gazetteer* gazetteer_;
  const Ontology& ontology_;
  const ResolveOptions& options_;
};

}  // namespace

std::vector<Node> resolve(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology,
                          const ResolveOptions& options) {
  return Resolver(extractions, gazetteer, ontology, options).run();
}

}  // namespace citypact
