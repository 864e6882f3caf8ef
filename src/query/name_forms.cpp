#include "name_forms.hpp"

#include <algorithm>

#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/knowledge/palladius.hpp"
#include "citypact/language/names.hpp"

namespace citypact::query {

namespace {

/// Nominatives of a name that no dictionary has, by the language's words/name-endings.tsv (ending, letters one of which stands
/// before it or "-", nominative ending).
void add_nominatives(const Language& language, const std::string& word, std::set<std::string>& into) {
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

}  // namespace

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

void Lemmas::load() {
  if (std::exchange(loaded_, true)) return;
  const Languages* languages = knowledge_.languages();
  if (languages == nullptr) return;
  for (const std::string& code : languages->codes()) {
    try {
      const Language* language = languages->find(code);
      if (language != nullptr && language->dictionary() != nullptr) languages_.push_back(language);
    } catch (const Error&) {
      // Its models are not installed: names are still found in the forms that the graph has.
    }
  }
}

const std::set<std::string>& Lemmas::of(const std::string& word) {
  const auto [found, fresh] = known_.try_emplace(word);
  if (fresh) {
    load();
    found->second.insert(word);
    for (const Language* language : languages_) {
      for (const Reading& reading : language->dictionary()->readings(word)) found->second.insert(fold_name(reading.lemma));
      if (!language->dictionary()->knows(word)) add_nominatives(*language, word, found->second);
    }
  }
  return found->second;
}

bool Lemmas::meet(const std::string& name, const std::string& form) {
  if (name == form) return true;
  const auto begins_alike = [&](std::size_t i) { return i < name.size() && i < form.size() && name[i] == form[i]; };
  if (!begins_alike(0) || !begins_alike(1)) return false;  // another first letter
  const auto& lemmas = of(form);
  return std::ranges::any_of(of(name), [&](const std::string& lemma) { return lemmas.contains(lemma); });
}

std::vector<std::string> Lemmas::stems(const std::string& word) {
  std::set<std::string> begins;  // an ending has at most three letters more than what stays
  for (const std::string& lemma : of(word)) {
    const std::size_t length = code_points(lemma).size();
    begins.emplace(first_code_points(lemma, length > 5 ? length - 3 : length > 3 ? length - 2 : std::max<std::size_t>(length, 2) - 1));
  }
  std::vector<std::string> stems;
  for (const std::string& begin : begins) {  // sorted: what another one begins with comes first
    if (stems.empty() || !begin.starts_with(stems.back())) stems.push_back(begin);
  }
  return stems;
}

bool Sounds::meet(const std::string& name, const std::string& other) {
  const std::string& key = key_of(other);
  return !key.empty() && (key_of(name) == key || pinyin_of(name) == key);
}

std::string Sounds::joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    const std::string& pinyin = pinyin_of(word);
    if (pinyin.empty()) return {};
    all += pinyin;
  }
  return all;
}

const std::string& Sounds::key_of(const std::string& word) {
  const auto [found, fresh] = keys_.try_emplace(word);
  if (fresh) found->second = without_spaces(name_key(word));
  return found->second;
}

const std::string& Sounds::pinyin_of(const std::string& word) {
  const auto [found, fresh] = pinyin_.try_emplace(word);
  if (fresh) {
    if (!std::exchange(loaded_, true)) gazetteer_ = knowledge_.gazetteer();
    if (gazetteer_ != nullptr) found->second = citypact::pinyin_of(*gazetteer_, word);
  }
  return found->second;
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

std::string_view first_code_points(std::string_view utf8, std::size_t count) {
  std::size_t end = 0;
  while (count > 0 && end < utf8.size()) {
    ++end, --count;
    while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) ++end;
  }
  return utf8.substr(0, end);
}

void for_each_candidate(const GraphSource& graph, NameKey kind, const std::vector<std::string>& keys, std::size_t limit, const std::function<void(const Node&)>& visit) {
  std::set<std::string> iris;
  for (const std::string& key : keys) {
    if (key.empty()) continue;
    const auto found = graph.find_names(kind, key, limit);
    if (!found) return graph.for_each_node(visit);
    iris.insert(found->begin(), found->end());
  }
  for (const std::string& iri : iris) {
    if (const auto node = graph.find_node(iri)) visit(*node);
  }
}

}  // namespace citypact::query
