#include "body_types.hpp"

#include <algorithm>
#include <array>

namespace citypact::extract {

bool is_body(std::string_view type) { return type == "Organization" || type == "University" || type == "Park" || type == "Cluster"; }

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto bar = text.find('|');
    parts.emplace_back(text.substr(0, bar));
    text = bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1);
  }
  return parts;
}

constexpr std::string_view opens = "^";  // for a word: the head begins the name and something follows it, «институт кино»
constexpr std::array<std::string_view, 5> finer{"Company", "Foundation", "Government", "Party", "Institute"};

std::optional<BodyType> body_of(std::string_view type) {
  if (is_body(type)) return BodyType{std::string(type), ""};
  if (std::find(finer.begin(), finer.end(), type) != finer.end()) return BodyType{"Organization", std::string(type)};
  return std::nullopt;
}

}  // namespace

BodyTypes::BodyTypes(const Language& language, const Gazetteer* gazetteer) : language_(language), gazetteer_(gazetteer) {
  for (const auto& row : language.table("body_types")) {
    if (row.size() < 2) continue;
    if (row[1] == "Park" || row[1] == "Cluster") site_words_.insert(row[0]);
    rows_[row[0]].push_back({{row[1], row.size() > 2 ? row[2] : ""}, row.size() > 3 ? split(row[3]) : std::vector<std::string>{}});
  }
}

const BodyType* BodyTypes::by_head(const AnalyzedDocument& document, TokenRange tokens, std::uint32_t head) const {
  const auto holds = [&](const std::string& word) {
    if (word == opens) return head == tokens.begin && head + 1 < tokens.end;
    for (auto i = tokens.begin; i < tokens.end; ++i)
      if (document.tokens[i].lemma == word) return true;
    return false;
  };
  const std::string_view lemma = document.tokens[head].lemma;
  auto rows = rows_.find(lemma);
  if (rows == rows_.end()) rows = rows_.find(lemma.substr(lemma.rfind('-') + 1));  // «ИТ-кластер»; no hyphen: npos + 1 is 0
  if (rows == rows_.end()) return nullptr;
  for (const Row& row : rows->second)
    if (row.words.empty() || std::any_of(row.words.begin(), row.words.end(), holds)) return &row.type;
  return nullptr;
}

std::optional<BodyType> BodyTypes::by_name(const std::string& name) const {
  if (!gazetteer_) return std::nullopt;
  std::optional<BodyType> found;
  for (const GazetteerEntry& entry : gazetteer_->find(name)) {
    const auto type = body_of(entry.type);
    if (!type || (found && found->type != type->type)) return std::nullopt;
    if (!found) found = type;
  }
  return found;
}

bool BodyTypes::is_descriptor(std::string_view lemma) const {
  return language_.words("descriptors").contains(lemma) || language_.words("body_heads").contains(lemma) || rows_.contains(lemma);
}

}  // namespace citypact::extract
