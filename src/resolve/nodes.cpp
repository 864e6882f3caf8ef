#include "nodes.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "citypact/core/hash.hpp"
#include "citypact/language/names.hpp"

namespace citypact::identity {
namespace {

constexpr std::string_view id_prefix = "id\t";

using Counts = std::map<std::string, std::uint32_t>;

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

/// Of a person the name with most words, then the commonest.
std::string label(const std::string& type, const Counts& counts) {
  if (type != "Person") return commonest(counts);
  const auto words = [](const std::string& name) { return std::ranges::count(name, ' '); };
  Counts fullest;
  std::ptrdiff_t most = 0;
  for (const auto& [name, count] : counts) most = std::max(most, std::min<std::ptrdiff_t>(words(name), 1));
  for (const auto& [name, count] : counts)
    if (std::min<std::ptrdiff_t>(words(name), 1) == most && name.find('.') == std::string::npos) fullest[name] = count;
  return commonest(fullest.empty() ? counts : fullest);
}

/// Sums over documents.
struct Totals {
  Counts types, subtypes;
  std::map<std::string, Counts> names;  // by language of the document
  std::set<std::string> forms;          // names and surfaces
  std::uint32_t mentions = 0;

  explicit Totals(const std::vector<GroupClass>& classes) {
    for (const auto& [group, times] : classes) {
      add(types, group->types, times);
      add(subtypes, group->subtypes, times);
      mentions += group->mentions * times;
      Counts& here = names[group->language];
      if (group->kind == Family::person) here[group->name] += group->mentions * times;  // the fullest name, not the commonest
      else add(here, group->names, times);
      for (const auto& [name, count] : group->names) forms.insert(name);
      forms.insert(group->surfaces.begin(), group->surfaces.end());
    }
  }
  static void add(Counts& into, const Counts& counts, std::uint32_t times) {
    for (const auto& [text, count] : counts) into[text] += count * times;
  }
};

}  // namespace

/// The entry behind a key. The gazetteer knows the class better than the texts, where the class that most texts say is not
/// among its entries.
std::optional<GazetteerEntry> NodeMaker::known(const std::string& key, Node& node) const {
  if (!gazetteer || !key.starts_with(id_prefix)) return std::nullopt;
  const auto entries = gazetteer->with_id(std::string_view(key).substr(id_prefix.size()));
  if (entries.empty()) return std::nullopt;
  for (const GazetteerEntry& entry : entries) {
    if (annotation_class(std::string(entry.type), ontology) != node.type) continue;
    if (entry.type != node.type) node.subtype = entry.type;
    return entry;
  }
  const std::string first = annotation_class(std::string(entries.front().type), ontology);
  if (family(node.type) == Family::place && family(first) == Family::place && ontology.type(first)) node.type = first;  // a District stays what texts say
  return entries.front();
}

Node NodeMaker::make(const std::string& key, const std::vector<GroupClass>& classes, const NodeVerdict& verdict) const {
  Totals totals(classes);
  Node node;
  node.mentions = totals.mentions;
  node.type = commonest(totals.types);
  node.subtype = commonest(totals.subtypes);
  if (const auto entry = known(key, node)) {
    node.qid = entry->qid;
    node.labels = gazetteer->labels(entry->index);
  }
  for (const auto& [language, counts] : totals.names)
    if (!counts.empty()) node.labels.emplace(language.empty() ? "und" : language, label(node.type, counts));
  if (const auto russian = node.labels.find("ru"); russian != node.labels.end() && !node.labels.contains("en"))
    node.labels.emplace("ru-Latn", to_latin(russian->second));
  for (const auto& [language, name] : verdict.labels) {
    if (const auto old = node.labels.find(language); old != node.labels.end()) totals.forms.insert(old->second);
    node.labels[language] = name;
  }
  for (const auto& [language, text] : node.labels) totals.forms.erase(text);
  totals.forms.erase("");
  node.aliases.assign(totals.forms.begin(), totals.forms.end());
  node.iri = iri(node.type, key);
  node.replaced = replaced(key, node, classes);
  return node;
}

std::string NodeMaker::iri(const std::string& type, const std::string& key) const {
  std::string_view qid;
  if (gazetteer && key.starts_with(id_prefix))
    if (const auto entries = gazetteer->with_id(std::string_view(key).substr(id_prefix.size())); !entries.empty()) qid = entries.front().qid;
  return base + "/id/" + type + "/" + (qid.empty() ? stable_hash(key) : std::string(qid));
}

/// The IRIs it would have with some of its documents only, or with less knowledge: of each name alone, with and without what
/// tells namesakes apart, and of identifiers that a person said to be this one.
std::vector<std::string> NodeMaker::replaced(const std::string& key, const Node& node, const std::vector<GroupClass>& classes) const {
  std::map<std::string, std::uint32_t> keys;  // with the number of documents
  for (const auto& [group, count] : classes) {
    if (!group->key.empty()) keys[std::string(id_prefix) + group->key] += count;
    if (group->block.empty()) continue;
    const std::string name = group->block + "\t" + canonical_name(*group, reader);
    keys[name] += count;
    for (const std::string& discriminator : discriminators(*group)) keys[name + "\t" + discriminator] += count;
  }
  keys.erase(key);
  std::vector<std::pair<std::uint32_t, std::string>> ranked;
  for (const auto& [other, count] : keys) ranked.emplace_back(count, other);
  std::ranges::sort(ranked, [](const auto& a, const auto& b) { return std::tie(b.first, a.second) < std::tie(a.first, b.second); });
  constexpr std::size_t most = 12;
  if (ranked.size() > most) ranked.resize(most);
  std::vector<std::string> iris;
  for (const auto& [count, other] : ranked) iris.push_back(iri(node.type, other));
  std::ranges::sort(iris);
  iris.erase(std::unique(iris.begin(), iris.end()), iris.end());
  std::erase(iris, node.iri);
  return iris;
}

}  // namespace citypact::identity
