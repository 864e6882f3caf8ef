#include "conllu.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace citypact::cli {
namespace {

/// Two sentences glued together: «Омск.Тула 5\u001b!», the first parsed.
AnalyzedDocument document() {
  AnalyzedDocument result;
  result.document.id = "a\tb";
  result.document.language = "ru";
  result.document.text = "Омск рад.Тула \x1B!";
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t head, std::string_view relation, Upos upos) {
    Token token;
    token.span = {begin, end};
    token.head = head;
    token.relation = relation;
    token.upos = upos;
    result.tokens.push_back(token);
  };
  add(0, 8, 1, "nsubj", Upos::propn);
  add(9, 15, no_head, "root", Upos::adj);
  add(15, 16, 1, "punct", Upos::punct);
  add(16, 24, no_head, "", Upos::x);
  add(25, 27, no_head, "", Upos::x);
  result.sentences.push_back({{0, 16}, {0, 3}, Sentence::Kind::prose, true});
  result.sentences.push_back({{16, 27}, {3, 5}, Sentence::Kind::title, false});
  result.names.push_back({{0, 8}, {0, 1}, "City", 1, false});
  return result;
}

std::string conllu() {
  std::ostringstream out;
  write_conllu(document(), out);
  return out.str();
}

TEST(Conllu, HoldsIdsTextsAndRangesInCodePoints) {
  const auto text = conllu();
  EXPECT_NE(text.find("# newdoc id = a b\n# sent_id = a b-1\n# text = Омск рад.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("1\tОмск\tОмск\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-City|TokenRange=0:4\n"), std::string::npos) << text;
  EXPECT_NE(text.find("3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No|TokenRange=8:9\n"), std::string::npos) << text;
}
TEST(Conllu, ASentenceThatWasNotParsedHangsOnItsFirstToken) {
  const auto text = conllu();
  EXPECT_NE(text.find("1\tТула\tТула\tX\t_\t_\t0\troot\t_"), std::string::npos) << text;
  EXPECT_NE(text.find("\t1\tdep\t_\tTokenRange="), std::string::npos) << text;
}
TEST(Conllu, ControlCharactersOfTheTextNeverComeOut) {
  EXPECT_EQ(conllu().find('\x1B'), std::string::npos);
  EXPECT_NE(conllu().find("\\u001b!"), std::string::npos);
}
TEST(AnalysisJson, IsJsonWithTheSameRanges) {
  std::ostringstream out;
  write_analysis_json(document(), out);
  const auto json = nlohmann::json::parse(out.str());
  EXPECT_EQ(json["sentences"][0]["tokens"][1]["begin"], 5);
  EXPECT_EQ(json["sentences"][0]["tokens"][0]["head"], 2);
  EXPECT_EQ(json["sentences"][1]["kind"], "title");
  EXPECT_EQ(json["names"][0]["kind"], "City");
}
TEST(Names, StandOneALine) {
  std::ostringstream out;
  write_names(document(), out);
  EXPECT_EQ(out.str(), "a b\t0:4\tCity\tОмск\n");
}

}  // namespace
}  // namespace citypact::cli
