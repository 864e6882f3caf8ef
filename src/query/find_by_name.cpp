#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "citypact/core/graph_labels.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/language/names.hpp"
#include "citypact/query/names.hpp"
#include "edit_distance.hpp"
#include "name_forms.hpp"

namespace citypact {

namespace {

constexpr std::size_t most_candidates = 1000;  // of an index, for each key
constexpr std::size_t most_keys = 64;

/// One of each, with a space between: "a b", "a c" ... of {{a}, {b, c}}; at most `most_keys`.
std::vector<std::string> combined(const std::vector<std::vector<std::string>>& choices) {
  std::vector<std::string> keys{""};
  for (const auto& words : choices) {
    std::vector<std::string> longer;
    for (const std::string& key : keys) {
      for (const std::string& word : words) longer.push_back(key.empty() ? word : key + " " + word);
    }
    if (longer.size() > most_keys) longer.resize(most_keys);
    keys = std::move(longer);
  }
  return keys;
}

class Finder {
 public:
  Finder(const GraphSource& graph, const std::string& name, const NameKnowledge& knowledge)
      : graph_(graph), name_(name), folded_(fold_name(name)), words_(name_words(folded_)), lemmas_(knowledge), sounds_(knowledge), knowledge_(knowledge) {}

  NameMatch find();

 private:
  using Test = std::function<bool(const std::string& name)>;
  /// Nodes among the candidates for the keys of which a label or an alias passes.
  std::vector<Node> having(NameKey kind, const std::vector<std::string>& keys, const Test& test) const;
  std::vector<Node> by_identifier() const;
  std::vector<Node> by_label_or_alias() const;
  std::vector<Node> by_form();
  std::vector<Node> by_gazetteer();
  std::vector<Node> by_sound();
  std::vector<Node> by_part();
  std::vector<std::string> nearest() const;

  const GraphSource& graph_;
  const std::string& name_;
  std::string folded_;
  std::vector<std::string> words_;
  std::string key_;  // by sound; made when needed, since the first transliteration of a process takes some milliseconds
  query::Lemmas lemmas_;
  query::Sounds sounds_;
  const NameKnowledge& knowledge_;
};

std::vector<Node> Finder::having(NameKey kind, const std::vector<std::string>& keys, const Test& test) const {
  std::vector<Node> found;
  query::for_each_candidate(graph_, kind, keys, most_candidates, [&](const Node& node) {
    bool passes = false;
    query::for_each_name(node, [&](const std::string& name) { passes = passes || test(name); });
    if (passes) found.push_back(node);
  });
  return found;
}

std::vector<Node> Finder::by_identifier() const {
  if (auto node = graph_.find_node(name_)) return {std::move(*node)};
  return graph_.find_nodes_by_qid(name_);
}

std::vector<Node> Finder::by_label_or_alias() const {
  const Test same = [this](const std::string& name) { return fold_name(name) == folded_; };
  std::vector<Node> found = having(NameKey::folded, {folded_}, same), labelled;
  std::ranges::copy_if(found, std::back_inserter(labelled), [&](const Node& node) { return std::ranges::any_of(node.labels, [&](const auto& label) { return same(label.second); }); });
  return labelled.empty() ? found : labelled;
}

std::vector<Node> Finder::by_form() {
  std::vector<std::vector<std::string>> stems;
  for (const std::string& word : words_) stems.push_back(lemmas_.stems(word));
  return having(NameKey::words, combined(stems), [this](const std::string& name) {
    return std::ranges::equal(words_, name_words(fold_name(name)), [this](const std::string& a, const std::string& b) { return lemmas_.meet(a, b); });
  });
}

std::vector<Node> Finder::by_gazetteer() {
  const Gazetteer* gazetteer = knowledge_.gazetteer();
  if (gazetteer == nullptr) return {};
  std::vector<std::vector<std::string>> lemmas;
  for (const std::string& word : words_) lemmas.emplace_back(lemmas_.of(word).begin(), lemmas_.of(word).end());
  std::vector<std::string> spellings = combined(lemmas);
  spellings.push_back(folded_);
  std::set<std::string> qids;
  for (const std::string& spelling : spellings) {
    for (const GazetteerEntry& entry : gazetteer->find(spelling)) {
      if (!entry.qid.empty()) qids.emplace(entry.qid);
    }
  }
  std::map<std::string, Node> found;
  for (const std::string& qid : qids) {
    for (Node& node : graph_.find_nodes_by_qid(qid)) found.emplace(node.iri, std::move(node));
  }
  std::vector<Node> nodes;
  for (auto& [iri, node] : found) nodes.push_back(std::move(node));
  return nodes;
}

std::vector<Node> Finder::by_sound() {
  key_ = query::without_spaces(name_key(name_));
  return having(NameKey::sound, {key_, sounds_.joined(words_)}, [this](const std::string& name) {
    if (query::without_spaces(name_key(name)) == key_) return true;
    const auto words = name_words(fold_name(name));
    if (std::ranges::equal(words_, words, [this](const std::string& a, const std::string& b) { return sounds_.meet(b, a); })) return true;
    const std::string joined = sounds_.joined(words);  // a Chinese name in characters is one word
    return !joined.empty() && joined == key_;
  });
}

std::vector<Node> Finder::by_part() {
  std::vector<std::vector<std::string>> begins;
  for (const std::string& word : words_) {
    begins.push_back(lemmas_.stems(word));
    begins.back().push_back(query::without_spaces(name_key(word)));
  }
  return having(NameKey::words, combined(begins), [this](const std::string& name) {
    const auto words = name_words(fold_name(name));
    const auto same = [this](const std::string& a, const std::string& b) { return lemmas_.meet(b, a) || sounds_.meet(a, b); };
    return std::search(words.begin(), words.end(), words_.begin(), words_.end(), same) != words.end();
  });
}

std::vector<std::string> Finder::nearest() const {
  const std::u32string wanted = query::code_points(folded_);
  const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 2);
  std::set<std::tuple<std::size_t, std::string>> best;  // twice the distance, label
  const std::string language = commonest_language(graph_);
  constexpr std::size_t most_alike = 100;
  query::for_each_candidate(graph_, NameKey::similar, {folded_}, most_alike, [&](const Node& node) {
    std::size_t nearest = 2 * limit + 1;
    query::for_each_name(node, [&](const std::string& name) {
      const std::string folded = fold_name(name);
      nearest = std::min(nearest, 2 * query::edit_distance(wanted, query::code_points(folded), limit));
      for (const std::string& word : name_words(folded)) nearest = std::min(nearest, 2 * query::edit_distance(wanted, query::code_points(word), limit) + 1);
    });
    if (nearest <= 2 * limit) best.emplace(nearest, label_of(node, language));
    if (best.size() > 5) best.erase(std::prev(best.end()));
  });
  std::vector<std::string> labels;
  for (const auto& [distance, label] : best) {
    if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
  }
  return labels;
}

NameMatch Finder::find() {
  NameMatch match;
  const std::function<std::vector<Node>()> ways[] = {
      [&] { return by_identifier(); }, [&] { return graph_.find_replacing(name_); }, [&] { return by_label_or_alias(); },
      [&] { return by_form(); },       [&] { return by_gazetteer(); },               [&] { return by_sound(); },
      [&] { return by_part(); },
  };
  for (const auto& way : ways) {
    if (words_.empty()) break;
    match.nodes = way();
    if (!match.nodes.empty()) break;
  }
  std::ranges::stable_sort(match.nodes, std::greater<>(), &Node::degree);
  if (match.nodes.empty() && !words_.empty()) match.nearest = nearest();
  return match;
}

}  // namespace

NameMatch find_by_name(const GraphSource& graph, const std::string& name, const NameKnowledge& knowledge) { return Finder(graph, name, knowledge).find(); }

NameMatch find_by_name(const GraphSource& graph, const std::string& name, const Languages& languages, const Gazetteer* gazetteer) {
  return find_by_name(graph, name, {[&] { return &languages; }, [&] { return gazetteer; }});
}

}  // namespace citypact
