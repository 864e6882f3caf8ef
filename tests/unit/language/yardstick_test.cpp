// Share of names whose canonical form equals the annotated one, on collections beside the repository; skipped without
// them. CITYPACT_ERRORS=FILE keeps the differing ones. Gold adjectives of places («российский») are left out: they are
// no names.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "citypact/language/names.hpp"
#include "plain_tokens.hpp"
#include "yardstick_analysis.hpp"

namespace citypact {
namespace {

const std::filesystem::path shared = std::filesystem::path(CITYPACT_SOURCE_DIR) / ".." / "shared" / "data";

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text;
}

/// As `norm` of the collection's scorer: letter case, ё, quotes, dashes and white space aside.
std::string norm(std::string text) {
  static const std::pair<const char*, const char*> folds[] = {{"ё", "е"}, {"Ё", "е"}, {"–", "-"}, {"—", "-"},
                                                              {"«", ""},  {"»", ""},  {"\"", ""}, {"'", ""},
                                                              {"“", ""},  {"”", ""},  {"„", ""},  {"’", ""}};
  for (auto& [from, to] : folds)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) text.replace(at, std::strlen(from), to);
  text = std::regex_replace(text, std::regex("\\s+"), " ");
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]);
    const auto b = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
    if (a < 0x80)
      out += static_cast<char>(std::tolower(a));
    else if (a == 0xd0 && b >= 0x90 && b <= 0x9f)
      out += {static_cast<char>(0xd0), static_cast<char>(b + 0x20)}, ++i;
    else if (a == 0xd0 && b >= 0xa0 && b <= 0xaf)
      out += {static_cast<char>(0xd1), static_cast<char>(b - 0x20)}, ++i;
    else
      out += text[i];
  }
  out.erase(0, out.find_first_not_of(' '));
  out.erase(out.find_last_not_of(' ') + 1);
  return out;
}

struct Tally {
  std::size_t right = 0, all = 0;
  void print(const char* name) const {
    std::cout << name << " " << static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, all))
              << " of " << all << "\n";
  }
};

class Yardstick : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared)) GTEST_SKIP() << "no collections beside the repository";
    if (const char* path = std::getenv("CITYPACT_ERRORS")) errors_.open(path, std::ios::app);
  }
  void judge(const AnalyzedDocument& document, std::uint32_t begin, std::uint32_t end, const std::string& gold,
             const std::string& kind, const std::string& place, Tally& tally) {
    const Span span{index_byte(document.document.text, begin), index_byte(document.document.text, end)};
    const TokenRange tokens = test::tokens_of(document, span);
    if (tokens.size() == 0) return;
    // Parts of words and common nouns («демократы») are no names that an analyzer finds.
    if (document.span(tokens) != span) return;
    if (tokens.size() == 1 && document.tokens[tokens.begin].upos == Upos::noun && kind != "City" &&
        is_small(document.surface(span)))
      return;
    const std::string name = canonical_name(document, tokens, kind, *test::language().find("ru"));
    const bool right = norm(name) == norm(gold);
    tally.right += right;
    ++tally.all;
    if (!right && errors_.is_open()) {
      std::string tags;
      for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
        tags += std::string(to_string(document.tokens[i].upos)) + ":" + to_conllu(document.tokens[i].features) + " ";
      errors_ << kind << "\t" << document.surface(span) << "\t" << gold << "\t" << name << "\t" << place << "\t" << tags
              << "\n";
    }
  }
  static std::uint32_t index_byte(const std::string& text, std::uint32_t code_point) {
    std::uint32_t at = 0;
    while (at < text.size() && code_point > 0) {
      do ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
      --code_point;
    }
    return at;
  }
  static bool is_small(std::string_view text) {
    return text.size() > 1 && ((text[0] == '\xd0' && static_cast<unsigned char>(text[1]) >= 0xb0) || text[0] == '\xd1');
  }
  std::ofstream errors_;
};

bool is_adjective(const std::string& gold) {
  if (gold.find(' ') != std::string::npos) return false;
  const auto readings = test::language().find("ru")->dictionary()->readings(gold);
  return !readings.empty() && readings[0].upos == Upos::adj;
}

TEST_F(Yardstick, SlavicNer) {
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / "slavicner-ru"))
    if (entry.path().extension() == ".tsv") paths.insert(entry.path());
  Tally all, by_kind[3];
  for (const auto& path : paths) {
    const std::string text = read(std::filesystem::path(path).replace_extension(".txt"));
    const AnalyzedDocument document = test::analyze_text(text);
    std::ifstream rows(path);
    for (std::string line; std::getline(rows, line);) {
      std::stringstream cells(line);
      std::string begin, end, form, lemma, kind;
      for (auto* cell : {&begin, &end, &form, &lemma, &kind}) std::getline(cells, *cell, '\t');
      const int k = kind == "PER" ? 0 : kind == "LOC" ? 1 : kind == "ORG" ? 2 : -1;
      if (k < 0 || is_adjective(lemma)) continue;
      const char* kinds[] = {"Person", "City", "Organization"};
      const Tally before = all;
      judge(document, static_cast<std::uint32_t>(std::stoul(begin)), static_cast<std::uint32_t>(std::stoul(end)), lemma,
            kinds[k], path.stem().string(), all);
      by_kind[k].all += all.all - before.all;
      by_kind[k].right += all.right - before.right;
    }
  }
  all.print("slavicner name");
  by_kind[0].print("  person");
  by_kind[1].print("  place");
  by_kind[2].print("  organization");
}

TEST_F(Yardstick, CityPact) {
  for (const char* file : {"citypact-ru/train.jsonl", "citypact-domain/domain.jsonl"}) {
    std::ifstream rows(shared / file);
    Tally all;
    for (std::string line; std::getline(rows, line);) {
      const auto row = nlohmann::json::parse(line);
      const auto folder = std::filesystem::path(file).parent_path();
      const auto path = shared / folder / (folder == "citypact-ru" ? "train/texts" : "texts") /
                        (row["id"].get<std::string>() + ".txt");
      const std::string text =
          row.contains("text") && row["text"].is_string() ? row["text"].get<std::string>() : read(path);
      if (text.empty()) continue;
      const AnalyzedDocument document = test::analyze_text(text);
      for (const auto& mention : row["mentions"]) {
        const std::string surface = mention["text"], name = mention["name"], type = mention["type"];
        // Names only: a nominal or a short form bears the name of what it stands for.
        if (std::count(surface.begin(), surface.end(), ' ') != std::count(name.begin(), name.end(), ' ')) continue;
        if (norm(surface).substr(0, 4) != norm(name).substr(0, 4)) continue;
        judge(document, mention["begin"], mention["end"], name, type, row["id"], all);
      }
    }
    all.print(file);
  }
}

}  // namespace
}  // namespace citypact
