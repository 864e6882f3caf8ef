#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "citypact/knowledge/fold.hpp"
#include "citypact/language/names.hpp"
#include "citypact/query/names.hpp"
#include "edit_distance.hpp"
#include "name_forms.hpp"

namespace citypact {

namespace {

struct Fit {
  Likeness likeness = Likeness::same;
  std::size_t slips = 0;
  std::string name;
  auto key() const { return std::tie(likeness, slips); }  // of equals the first name, labels before aliases
};

class Searcher {
 public:
  Searcher(const std::string& text, const NameKnowledge& knowledge) : text_(text), folded_(fold_name(text)), words_(name_words(folded_)), sounds_(knowledge) {}

  const std::string& folded() const { return folded_; }
  const std::vector<std::string>& words() const { return words_; }
  /// By sound; made when needed, since ICU, which is asked for rarer alphabets, takes some ten milliseconds to begin.
  const std::string& key() {
    if (!key_) key_ = key_of(text_);
    return *key_;
  }
  std::string pinyin() { return sounds_.joined(words_); }

  std::optional<Fit> fit(const Node& node) {
    std::optional<Fit> best;
    query::for_each_name(node, [&](const std::string& name) {
      auto fit = this->fit(name);
      if (fit && (!best || fit->key() < best->key())) best = std::move(fit);
    });
    return best;
  }

 private:
  std::optional<Fit> fit(const std::string& name) {
    const std::string folded = fold_name(name);
    if (folded == folded_) return Fit{Likeness::same, 0, name};
    if (folded.starts_with(folded_)) return Fit{Likeness::begins, 0, name};
    const auto words = name_words(folded);
    const auto each_word = [&](const auto& test) {
      return std::ranges::all_of(words_, [&](const std::string& wanted) { return std::ranges::any_of(words, [&](const std::string& word) { return test(wanted, word); }); });
    };
    if (each_word([](const std::string& wanted, const std::string& word) { return word.starts_with(wanted); })) return Fit{Likeness::words, 0, name};
    if (sounds_alike(name, words)) return Fit{Likeness::sounds, 0, name};
    std::size_t slips = 0;
    for (const std::string& wanted : words_) slips += fewest_slips(wanted, words);
    if (slips < no_word) return Fit{Likeness::similar, slips, name};
    return std::nullopt;
  }

  static std::string key_of(const std::string& text) { return query::without_spaces(name_key(text)); }

  bool sounds_alike(const std::string& name, const std::vector<std::string>& words) {
    constexpr std::size_t shortest_begin = 3;  // letters that say enough to be the begin of a name in another script
    const std::string sound = query::without_spaces(name_key(name));
    if (!key().empty() && (key().size() < shortest_begin ? sound == key() : sound.starts_with(key()))) return true;
    const std::string joined = sounds_.joined(words);
    return !joined.empty() && (joined == key() || joined == pinyin());
  }

  static constexpr std::size_t no_word = 1'000'000;
  /// The fewest slips that make one of `words` of a wanted one: one in four letters at most.
  static std::size_t fewest_slips(const std::string& wanted, const std::vector<std::string>& words) {
    const std::u32string letters = query::code_points(wanted);
    const std::size_t most = letters.size() / 4 + (letters.size() > 2 && letters.size() < 4);
    std::size_t fewest = most + 1;
    for (const std::string& word : words) fewest = std::min(fewest, query::edit_distance(letters, query::code_points(word), most));
    return fewest > most ? no_word : fewest;
  }

  const std::string& text_;
  std::string folded_;
  std::vector<std::string> words_;
  std::optional<std::string> key_;
  query::Sounds sounds_;
};

}  // namespace

std::string_view to_string(Likeness likeness) {
  static constexpr std::array<std::string_view, 5> names{"same", "begins", "words", "sounds", "similar"};
  return names[static_cast<std::size_t>(likeness)];
}

std::vector<SearchHit> search_names(const GraphSource& graph, const std::string& text, const Ontology& ontology, const NameKnowledge& knowledge, const SearchOptions& options) {
  Searcher searcher(text, knowledge);
  if (searcher.words().empty() || options.limit == 0) return {};
  std::map<std::string, std::pair<Fit, Node>> hits;  // by IRI
  const auto take = [&](const Node& node) {
    const bool wanted = options.type.empty() || ontology.is_a(node.type, options.type) || ontology.is_a(node.subtype, options.type);
    if (!wanted || hits.contains(node.iri)) return;
    if (auto fit = searcher.fit(node)) hits.emplace(node.iri, std::pair(std::move(*fit), node));
  };
  std::string words;
  for (const std::string& word : searcher.words()) words += (words.empty() ? "" : " ") + word;
  const std::size_t enough = 2 * options.limit + 50;  // what an index orders by degree is ordered anew here
  const auto candidates = [&](NameKey kind, const std::vector<std::string>& keys) {
    query::for_each_candidate(graph, kind, keys, enough, take);
  };
  candidates(NameKey::folded, {searcher.folded()});
  const bool indexed = graph.find_names(NameKey::folded, searcher.folded(), 1).has_value();
  if (indexed) {  // else the first pass has seen all nodes
    candidates(NameKey::words, {words});  // names that begin so are among these
    if (hits.size() < options.limit) candidates(NameKey::sound, {searcher.key(), searcher.pinyin()});
    if (hits.empty()) candidates(NameKey::similar, {searcher.folded()});
  }
  const bool any_better = std::ranges::any_of(hits, [](const auto& hit) { return hit.second.first.likeness != Likeness::similar; });
  if (any_better) std::erase_if(hits, [](const auto& hit) { return hit.second.first.likeness == Likeness::similar; });
  std::vector<SearchHit> result;
  std::vector<const std::pair<Fit, Node>*> order;
  for (const auto& [iri, hit] : hits) order.push_back(&hit);
  std::ranges::stable_sort(order, [](const auto* a, const auto* b) {
    return std::tuple(a->first.likeness, a->first.slips, b->second.degree) < std::tuple(b->first.likeness, b->first.slips, a->second.degree);
  });
  if (order.size() > options.limit) order.resize(options.limit);
  for (const auto* hit : order) result.push_back({hit->second, hit->first.name, hit->first.likeness});
  return result;
}

}  // namespace citypact
