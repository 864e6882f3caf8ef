#include <gtest/gtest.h>

#include <filesystem>

#include "citypact/analyze/analyze.hpp"

namespace citypact {
namespace {

struct Case {
  const char* text;
  std::uint32_t token;
  const char* lemma;
};

class Lemmas : public testing::TestWithParam<Case> {};

TEST_P(Lemmas, AreThoseOfTheReadingInTheSentence) {
  const std::filesystem::path share = CITYPACT_SHARE;
  if (!std::filesystem::exists(share / "models/opencorpora.bin")) GTEST_SKIP() << "no models; scripts/fetch-models makes them";
  static const Language language(share, "ru");
  static const Analyzer analyzer(language, nullptr, share);
  Document document;
  document.text = GetParam().text;
  const auto analyzed = analyzer.analyze(std::move(document));
  ASSERT_LT(GetParam().token, analyzed.tokens.size());
  EXPECT_EQ(analyzed.tokens[GetParam().token].lemma, GetParam().lemma) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Sentences, Lemmas, testing::Values(
    Case{"Заводы стали банкротами.", 1, "стать"},
    Case{"Завод выпускает трубы из стали.", 4, "сталь"},
    Case{"Делегацию встретили в городах области.", 3, "город"},
    Case{"Они подписали три соглашения.", 3, "соглашение"},
    Case{"Соглашение подписано мэрами двух городов.", 1, "подписать"},
    Case{"Мэр встретился с Петровым.", 3, "петров"},
    Case{"Приехали гости из Казани.", 3, "казань"},
    Case{"Об этом сообщила Мария Кузнецова.", 3, "мария"},
    Case{"Это крупнейший технопарк страны.", 2, "технопарк"},
    Case{"Компания вложила 15 % средств.", 2, "15"},
    Case{"ВСЕ УЧАСТНИКИ ФОРУМА", 2, "форум"},
    Case{"Люди пришли на площадь.", 0, "человек"}));

}  // namespace
}  // namespace citypact
