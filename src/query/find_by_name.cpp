#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph_labels.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/knowledge/palladius.hpp"
#include "citypact/language/names.hpp"
#include "citypact/query/query.hpp"
#include "edit_distance.hpp"

namespace citypact {

namespace {

/// Lemmas of words in all languages that have a dictionary, remembered.
class Lemmas {
 public:
  explicit Lemmas(const Languages& languages) {
    for (const std::string& code : languages.codes()) {
      try {
        const Language* language = languages.find(code);
        if (language != nullptr && language->dictionary() != nullptr) languages_.push_back(language);
      } catch (const Error&) {
        // Its models are not installed: names are still found in the forms that the graph has.
      }
    }
  }
  /// The word itself and its lemmas, folded.
  const std::set<std::string>& of(const std::string& word) {
    const auto [found, fresh] = known_.try_emplace(word);
    if (fresh) {
      found->second.insert(word);
      for (const Language* language : languages_) {
        for (const Reading& reading : language->dictionary()->readings(word)) found->second.insert(fold_name(reading.lemma));
        if (!language->dictionary()->knows(word)) add_nominatives(*language, word, found->second);
      }
    }
    return found->second;
  }
  /// True when both may be forms of one word.
  bool meet(const std::string& name, const std::string& form) {
    if (name == form) return true;
    const auto begins_alike = [&](std::size_t i) { return i < name.size() && i < form.size() && name[i] == form[i]; };
    if (!begins_alike(0) || !begins_alike(1)) return false;  // another first letter
    const auto& lemmas = of(form);
    return std::ranges::any_of(of(name), [&](const std::string& lemma) { return lemmas.contains(lemma); });
  }

 private:
  /// Nominatives of a name that no dictionary has, by the language's words/name-endings.tsv (ending, letters one of which stands
  /// before it or "-", nominative ending).
  static void add_nominatives(const Language& language, const std::string& word, std::set<std::string>& into) {
    const auto text = [](const std::string& cell) { return cell == "-" ? std::string_view() : std::string_view(cell); };
    for (const auto& row : language.table("name-endings")) {
      if (row.size() < 3 || !word.ends_with(text(row[0]))) continue;
      const std::string_view stem = std::string_view(word).substr(0, word.size() - text(row[0]).size());
      std::size_t last = stem.size();  // begin of the stem's last character
      while (last > 0 && (static_cast<unsigned char>(stem[--last]) & 0xC0) == 0x80) {
      }
      if (stem.empty() || (row[1] != "-" && row[1].find(stem.substr(last)) == std::string::npos)) continue;
      into.insert(std::string(stem) + std::string(text(row[2])));
    }
  }

  std::vector<const Language*> languages_;
  std::unordered_map<std::string, std::set<std::string>> known_;
};

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// Words that sound alike in different scripts, by name_key and by Palladius's table.
class Sounds {
 public:
  explicit Sounds(const Gazetteer* gazetteer) : gazetteer_(gazetteer) {}

  bool meet(const std::string& name, const std::string& other) { return !of(other).first.empty() && (of(name).first == of(other).first || of(name).second == of(other).first); }
  /// Pinyin of all words together; empty when one has none.
  std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) {
      if (of(word).second.empty()) return {};
      all += of(word).second;
    }
    return all;
  }

 private:
  const std::pair<std::string, std::string>& of(const std::string& word) {
    const auto [found, fresh] = known_.try_emplace(word);
    if (fresh) {
      found->second.first = without_spaces(name_key(word));
      if (gazetteer_ != nullptr) found->second.second = pinyin_of(*gazetteer_, word);
    }
    return found->second;
  }
  const Gazetteer* gazetteer_;
  std::unordered_map<std::string, std::pair<std::string, std::string>> known_;
};

class Finder {
 public:
  Finder(const GraphSource& graph, const std::string& name, const Languages& languages, const Gazetteer* gazetteer)
      : graph_(graph), name_(name), folded_(fold_name(name)), words_(name_words(folded_)), key_(without_spaces(name_key(name))), lemmas_(languages), sounds_(gazetteer), gazetteer_(gazetteer) {}

  NameMatch find();

 private:
  using Test = std::function<bool(const std::string& label)>;
  /// Nodes of which a label (or also an alias) passes.
  std::vector<Node> having(const Test& test, bool aliases) const;
  std::vector<Node> by_identifier() const;
  std::vector<Node> by_gazetteer();
  bool same_words(const std::string& label);
  bool sounds_the_same(const std::string& label);
  bool holds_words(const std::string& label);
  std::vector<std::string> nearest() const;

  const GraphSource& graph_;
  const std::string& name_;
  std::string folded_;
  std::vector<std::string> words_;
  std::string key_;
  Lemmas lemmas_;
  Sounds sounds_;
  const Gazetteer* gazetteer_;
};

std::vector<Node> Finder::having(const Test& test, bool aliases) const {
  std::vector<Node> found;
  graph_.for_each_node([&](const Node& node) {
    const bool labelled = std::ranges::any_of(node.labels, [&](const auto& label) { return test(label.second); });
    if (labelled || (aliases && std::ranges::any_of(node.aliases, test))) found.push_back(node);
  });
  return found;
}

std::vector<Node> Finder::by_identifier() const {
  std::vector<Node> found;
  graph_.for_each_node([&](const Node& node) {
    if (node.iri == name_ || (!node.qid.empty() && node.qid == name_)) found.push_back(node);
  });
  return found;
}

bool Finder::same_words(const std::string& label) {
  const auto words = name_words(fold_name(label));
  return std::ranges::equal(words, words_, [this](const std::string& a, const std::string& b) { return lemmas_.meet(a, b); });
}

bool Finder::sounds_the_same(const std::string& label) {
  const auto words = name_words(fold_name(label));
  if (std::ranges::equal(words, words_, [this](const std::string& a, const std::string& b) { return sounds_.meet(a, b); })) return true;
  const std::string joined = sounds_.joined(words);  // a Chinese name in characters is one word
  return !joined.empty() && joined == key_;
}

bool Finder::holds_words(const std::string& label) {
  const auto words = name_words(fold_name(label));
  const auto same = [this](const std::string& a, const std::string& b) { return lemmas_.meet(a, b) || sounds_.meet(a, b); };
  return std::search(words.begin(), words.end(), words_.begin(), words_.end(), same) != words.end();
}

std::vector<Node> Finder::by_gazetteer() {
  if (gazetteer_ == nullptr) return {};
  std::set<std::string> spellings{folded_};
  std::vector<std::string> forms{""};
  for (const std::string& word : words_) {  // every choice of lemmas, while they are few
    std::vector<std::string> longer;
    for (const std::string& form : forms) {
      for (const std::string& lemma : lemmas_.of(word)) longer.push_back(form.empty() ? lemma : form + " " + lemma);
    }
    constexpr std::size_t most = 64;
    if (longer.size() > most) longer.resize(most);
    forms = std::move(longer);
  }
  spellings.insert(forms.begin(), forms.end());
  std::set<std::string, std::less<>> qids;
  for (const std::string& spelling : spellings) {
    for (const GazetteerEntry& entry : gazetteer_->find(spelling)) {
      if (!entry.qid.empty()) qids.emplace(entry.qid);
    }
  }
  std::vector<Node> found;
  graph_.for_each_node([&](const Node& node) {
    if (!node.qid.empty() && qids.contains(node.qid)) found.push_back(node);
  });
  return found;
}

std::u32string code_points(std::string_view utf8) {
  std::u32string text;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? byte : byte & (0x7F >> length);
    for (std::size_t j = 1; j < length && i + j < utf8.size(); ++j) c = c << 6 | (static_cast<unsigned char>(utf8[i + j]) & 0x3F);
    text += c;
    i += length;
  }
  return text;
}

std::vector<std::string> Finder::nearest() const {
  const std::u32string wanted = code_points(folded_);
  const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 2);
  std::set<std::tuple<std::size_t, std::string>> best;  // twice the distance, label
  const std::string language = commonest_language(graph_);
  graph_.for_each_node([&](const Node& node) {
    std::size_t nearest = 2 * limit + 1;
    const auto compare = [&](const std::string& label) {
      const std::string folded = fold_name(label);
      nearest = std::min(nearest, 2 * query::edit_distance(wanted, code_points(folded), limit));
      for (const std::string& word : name_words(folded)) nearest = std::min(nearest, 2 * query::edit_distance(wanted, code_points(word), limit) + 1);
    };
    for (const auto& label : node.labels) compare(label.second);
    std::ranges::for_each(node.aliases, compare);
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
  if (words_.empty()) return match;
  const auto is_folded = [this](const std::string& label) { return fold_name(label) == folded_; };
  const std::function<std::vector<Node>()> ways[] = {
      [&] { return by_identifier(); },
      [&] { return having(is_folded, false); },
      [&] { return having(is_folded, true); },
      [&] { return having([this](const std::string& label) { return same_words(label); }, true); },
      [&] { return by_gazetteer(); },
      [&] { return having([&](const std::string& label) { return without_spaces(name_key(label)) == key_ || sounds_the_same(label); }, true); },
      [&] { return having([this](const std::string& label) { return holds_words(label); }, true); },
  };
  for (const auto& way : ways) {
    match.nodes = way();
    if (!match.nodes.empty()) break;
  }
  std::ranges::stable_sort(match.nodes, std::greater<>(), &Node::degree);
  if (match.nodes.empty()) match.nearest = nearest();
  return match;
}

}  // namespace

NameMatch find_by_name(const GraphSource& graph, const std::string& name, const Languages& languages, const Gazetteer* gazetteer) {
  return Finder(graph, name, languages, gazetteer).find();
}

}  // namespace citypact
