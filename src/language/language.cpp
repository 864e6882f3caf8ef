#include "citypact/language/language.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <unordered_map>

#include "citypact/core/diagnostics.hpp"
#include "citypact/language/reading_cache.hpp"
#include "detect.hpp"
#include "name_data.hpp"
#include "table_file.hpp"
#include "unicode.hpp"

namespace citypact {

struct Language::State {
  std::string code;
  std::filesystem::path folder;
  std::unique_ptr<Dictionary> dictionary;
  std::unordered_map<std::string, Rows, WordHash, std::equal_to<>> tables;
  std::unordered_map<std::string, WordSet, WordHash, std::equal_to<>> words;
  std::unique_ptr<NameData> name_data;
  Idle<ReadingCache> readings;
};

namespace {

/// The file name of the dictionary in models/, or nothing.
std::string read_description(const std::filesystem::path& path, const std::string& code) {
  try {
    const YAML::Node root = YAML::LoadFile(path.string());
    if (!root["code"] || root["code"].as<std::string>() != code)
      throw Error(path.string() + ": 'code' must be '" + code + "', as its folder is named");
    return root["dictionary"] ? root["dictionary"].as<std::string>() : "";
  } catch (const YAML::BadFile&) {
    throw Error(path.string() + ": not readable");
  } catch (const YAML::Exception& e) {
    throw Error(path.string() + ":" + std::to_string(e.mark.line + 1) + ":" + std::to_string(e.mark.column + 1) + ": " +
                e.msg);
  }
}

}  // namespace

Language::Language(const std::filesystem::path& share, std::string code) : state_(std::make_unique<State>()) {
  state_->folder = share / "data" / code;
  state_->code = std::move(code);
  const std::string dictionary = read_description(state_->folder / "language.yaml", state_->code);
  if (!dictionary.empty()) state_->dictionary = std::make_unique<Dictionary>(share / "models" / dictionary);
  const auto lists = state_->folder / "words";
  if (std::filesystem::is_directory(lists)) {
    for (const auto& entry : std::filesystem::directory_iterator(lists)) {
      if (entry.path().extension() != ".tsv") continue;
      const auto& rows = state_->tables[entry.path().stem().string()] = read_table(entry.path());
      auto& words = state_->words[entry.path().stem().string()];
      for (const auto& row : rows) words.insert(lower(row.front()));
    }
  }
  state_->name_data = std::make_unique<NameData>(*this);
}

Language::~Language() = default;

const std::string& Language::code() const { return state_->code; }
const std::filesystem::path& Language::folder() const { return state_->folder; }
const Dictionary* Language::dictionary() const { return state_->dictionary.get(); }

const std::vector<std::vector<std::string>>& Language::table(std::string_view name) const {
  static const Rows none;
  auto found = state_->tables.find(name);
  return found == state_->tables.end() ? none : found->second;
}

const WordSet& Language::words(std::string_view name) const {
  static const WordSet none;
  auto found = state_->words.find(name);
  return found == state_->words.end() ? none : found->second;
}

Idle<ReadingCache>::Lease Language::lease_readings() const { return state_->readings.take(dictionary()); }

const NameData& Language::name_data() const { return *state_->name_data; }

struct Languages::State {
  explicit State(const std::filesystem::path& share) : detector(share / "data" / "detection") {}
  std::map<std::string, std::unique_ptr<Language>, std::less<>> languages;
  Detector detector;
};

Languages::Languages(std::filesystem::path share) : state_(std::make_unique<State>(share)) {
  const auto data = share / "data";
  if (!std::filesystem::is_directory(data)) throw Error(data.string() + ": no such folder");
  for (const auto& entry : std::filesystem::directory_iterator(data))
    if (std::filesystem::exists(entry.path() / "language.yaml")) {
      const std::string code = entry.path().filename().string();
      state_->languages[code] = std::make_unique<Language>(share, code);
    }
}

Languages::~Languages() = default;

const Language* Languages::find(std::string_view code) const {
  auto found = state_->languages.find(code);
  return found == state_->languages.end() ? nullptr : found->second.get();
}

std::vector<std::string> Languages::codes() const {
  std::vector<std::string> codes;
  for (const auto& [code, language] : state_->languages) codes.push_back(code);
  return codes;
}

std::string Languages::detect(std::string_view text) const { return state_->detector.detect(text); }

}  // namespace citypact
