#pragma once
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "citypact/query/names.hpp"

namespace citypact::query {

/// Text without its spaces, as keys by sound are written.
std::string without_spaces(std::string text);

/// Lemmas of words in all languages that have a dictionary, remembered. The dictionaries are loaded at the first question.
class Lemmas {
 public:
  explicit Lemmas(const NameKnowledge& knowledge) : knowledge_(knowledge) {}
  /// The word itself and its lemmas, folded.
  const std::set<std::string>& of(const std::string& word);
  /// True when both may be forms of one word.
  bool meet(const std::string& name, const std::string& form);
  /// Begins of which at least one is the begin of every form that `meet`s the word, but for a word whose stem changes altogether.
  std::vector<std::string> stems(const std::string& word);

 private:
  void load();
  const NameKnowledge& knowledge_;
  bool loaded_ = false;
  std::vector<const Language*> languages_;
  std::unordered_map<std::string, std::set<std::string>> known_;
};

/// Words that sound alike in different scripts, by name_key and by Palladius's table.
class Sounds {
 public:
  explicit Sounds(const NameKnowledge& knowledge) : knowledge_(knowledge) {}
  bool meet(const std::string& name, const std::string& other);
  /// Pinyin of all words together; empty when one has none.
  std::string joined(const std::vector<std::string>& words);

 private:
  const std::string& key_of(const std::string& word);
  const std::string& pinyin_of(const std::string& word);
  const NameKnowledge& knowledge_;
  const Gazetteer* gazetteer_ = nullptr;
  bool loaded_ = false;
  std::unordered_map<std::string, std::string> keys_, pinyin_;  // apart: a search asks many words for their pinyin alone
};

std::u32string code_points(std::string_view utf8);
/// The first `count` code points.
std::string_view first_code_points(std::string_view utf8, std::size_t count);

/// Visits the nodes that an index gives for any of the keys, each once, or all nodes of a graph that keeps none.
void for_each_candidate(const GraphSource& graph, NameKey kind, const std::vector<std::string>& keys, std::size_t limit, const std::function<void(const Node&)>& visit);

/// Calls `use` with each label and alias.
template <class Use>
void for_each_name(const Node& node, Use use) {
  for (const auto& label : node.labels) use(label.second);
  for (const std::string& alias : node.aliases) use(alias);
}

}  // namespace citypact::query
