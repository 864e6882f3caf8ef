#include "nodes.hpp"

#include <algorithm>
#include <set>

#include "citypact/core/hash.hpp"
#include "citypact/language/names.hpp"

namespace citypact::identity {
namespace {

using Counts = std::map<std::string, std::uint32_t>;

void add(Counts& into, const Counts& counts) {
  for (const auto& [text, count] : counts) into[text] += count;
}

/// The class of annotation that a finer class of the ontology belongs to: «Foundation» is an Organization.
std::string annotation_class(std::string type, const Ontology& ontology) {
  static constexpr const char* kept[] = {"City", "Region", "Country", "University", "Park", "Cluster", "Person"};
  for (;;) {
    if (std::ranges::find(kept, type) != std::end(kept)) return type;
    const NodeType* known = ontology.type(type);
    if (!known || known->parent.empty()) return type;
    type = known->parent;
  }
}

/// Everything about one node before it has an IRI.
struct Draft {
  const Cluster* cluster = nullptr;
  std::optional<GazetteerEntry> known;
  std::string type, subtype, key;
  Counts names;
};

class NodeMaker {
 public:
  NodeMaker(const std::vector<Extraction*>& extractions, const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options)
      : extractions_(extractions), gazetteer_(gazetteer), ontology_(ontology), options_(options) {}

  std::vector<Node> run(const std::vector<Cluster>& clusters) {
    std::vector<Draft> drafts;
    for (const Cluster& cluster : clusters) {
      if (cluster.dropped) drop(cluster);
      else drafts.push_back(draft(cluster));
    }
    tell_apart(drafts);
    std::vector<Node> nodes;
    for (const Draft& d : drafts) nodes.push_back(node(d));
    std::sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.iri < b.iri; });
    return nodes;
  }

 private:
  Draft draft(const Cluster& cluster) const {
    Draft d;
    d.cluster = &cluster;
    Counts types, subtypes;
    std::string identity;
    for (const Profile* profile : cluster.members) {
      add(types, profile->types);
      add(subtypes, profile->subtypes);
      add(d.names, profile->names);
      if (cluster.unlinked) continue;
      if (identity.empty()) identity = profile->key;
      if (profile->known && !d.known) d.known = profile->known;
    }
    d.type = commonest(types);
    d.subtype = commonest(subtypes);
    if (d.known) settle_type(d);
    d.key = d.type + "\t" + (identity.empty() ? cluster.name + "\t" + cluster.discriminator : identity);
    return d;
  }

  /// The gazetteer knows the class better than the texts, where the class that most texts say is not among its entries.
  void settle_type(Draft& d) const {
    std::string first;
    for (const GazetteerEntry& entry : gazetteer_->with_id(d.known->id)) {
      const std::string type = annotation_class(std::string(entry.type), ontology_);
      if (type == d.type) {
        d.known = entry;
        if (entry.type != type) d.subtype = entry.type;
        return;
      }
      if (first.empty()) first = type;
    }
    if (family(d.type) == Family::place && family(first) == Family::place) d.type = first;
  }

  /// Different things under one canonical key: the first document of each tells them apart.
  void tell_apart(std::vector<Draft>& drafts) const {
    std::map<std::string, std::vector<Draft*>> by_key;
    for (Draft& d : drafts) by_key[d.key].push_back(&d);
    for (auto& [key, same] : by_key) {
      if (same.size() == 1) continue;
      std::set<std::string> used;
      for (Draft* d : same) {
        const Profile& first = *d->cluster->members.front();
        d->key = key + "\t" + extractions_[first.document]->document.id;
        while (!used.insert(d->key).second) d->key += "\t" + first.name + std::to_string(first.entities.front());
      }
    }
  }

  Node node(const Draft& d) const {
    Node node;
    node.type = d.type;
    node.subtype = d.subtype;
    std::map<std::string, Counts> names;  // by language of the document
    std::set<std::string> aliases;
    for (const Profile* profile : d.cluster->members) {
      Counts& here = names[extractions_[profile->document]->document.language];
      if (profile->kind == Family::person) here[profile->name] += profile->mentions;  // the fullest name, not the commonest
      else add(here, profile->names);
      aliases.insert(profile->surfaces.begin(), profile->surfaces.end());
      node.mentions += profile->mentions;
    }
    if (d.known) {
      node.qid = d.known->qid;
      node.labels = gazetteer_->labels(d.known->index);
    }
    for (const auto& [language, counts] : names)
      if (!counts.empty()) node.labels.emplace(language.empty() ? "und" : language, label(d, counts));
    if (const auto russian = node.labels.find("ru"); russian != node.labels.end() && !node.labels.contains("en"))
      node.labels.emplace("ru-Latn", to_latin(russian->second));
    for (const auto& [language, name] : d.cluster->labels) {
      if (const auto old = node.labels.find(language); old != node.labels.end()) aliases.insert(old->second);
      node.labels[language.empty() ? "und" : language] = name;
    }
    for (const auto& [name, count] : d.names) aliases.insert(name);
    for (const auto& [language, text] : node.labels) aliases.erase(text);
    aliases.erase("");
    node.aliases.assign(aliases.begin(), aliases.end());
    node.iri = options_.base + "/id/" + node.type + "/" + (node.qid.empty() ? stable_hash(d.key) : node.qid);
    for (const Profile* profile : d.cluster->members) mark(*profile, node);
    return node;
  }

  /// Of a person the name with most words, then the commonest.
  static std::string label(const Draft& d, const Counts& counts) {
    if (d.type != "Person") return commonest(counts);
    const auto words = [](const std::string& name) { return std::ranges::count(name, ' '); };
    Counts fullest;
    std::ptrdiff_t most = 0;
    for (const auto& [name, count] : counts) most = std::max(most, std::min<std::ptrdiff_t>(words(name), 1));
    for (const auto& [name, count] : counts)
      if (std::min<std::ptrdiff_t>(words(name), 1) == most && name.find('.') == std::string::npos) fullest[name] = count;
    return commonest(fullest.empty() ? counts : fullest);
  }

  /// What a person said to be nothing leaves no relation and no attribute behind.
  void drop(const Cluster& cluster) const {
    for (const Profile* profile : cluster.members) {
      Extraction& extraction = *extractions_[profile->document];
      const auto gone = [&](std::uint32_t mention) {
        return mention < extraction.mentions.size() && std::ranges::find(profile->entities, extraction.mentions[mention].entity) != profile->entities.end();
      };
      std::erase_if(extraction.relations, [&](const Relation& relation) { return gone(relation.subject) || gone(relation.object); });
      std::erase_if(extraction.attributes, [&](const Attribute& attribute) { return gone(attribute.mention); });
    }
  }

  void mark(const Profile& profile, const Node& node) const {
    for (Mention& mention : extractions_[profile.document]->mentions) {
      if (std::ranges::find(profile.entities, mention.entity) == profile.entities.end()) continue;
      mention.iri = node.iri;
      mention.qid = node.qid;
    }
  }

  const std::vector<Extraction*>& extractions_;
  const Gazetteer* gazetteer_;
  const Ontology& ontology_;
  const ResolveOptions& options_;
};

}  // namespace

std::vector<Node> make_nodes(const std::vector<Cluster>& clusters, const std::vector<Extraction*>& extractions, const Gazetteer* gazetteer,
                             const Ontology& ontology, const ResolveOptions& options) {
  return NodeMaker(extractions, gazetteer, ontology, options).run(clusters);
}

}  // namespace citypact::identity
