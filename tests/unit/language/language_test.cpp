#include "citypact/language/language.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "citypact/core/diagnostics.hpp"

namespace citypact {
namespace {

const Languages& languages() {
  static const Languages instance(CITYPACT_SHARE);
  return instance;
}

TEST(Languages, FindRussianWithItsDictionaryAndLists) {
  const Language* russian = languages().find("ru");
  ASSERT_NE(russian, nullptr);
  EXPECT_EQ(russian->code(), "ru");
  ASSERT_NE(russian->dictionary(), nullptr);
  EXPECT_TRUE(russian->words("known-prefixes").contains("псевдо"));
  EXPECT_TRUE(russian->table("no such list").empty());
  EXPECT_EQ(languages().find("tlh"), nullptr);
}

TEST(Languages, AMistakeInADescriptionIsNamedWithItsLine) {
  const auto share = std::filesystem::temp_directory_path() / "citypact-language-test";
  std::filesystem::create_directories(share / "data" / "xx");
  std::ofstream(share / "data" / "xx" / "language.yaml") << "code: xx\nnames: [unclosed\n";
  try {
    Languages broken(share);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("language.yaml:"), std::string::npos) << error.what();
  }
  std::filesystem::remove_all(share);
}

struct Sample {
  const char* code;
  const char* text;
};

class Detection : public testing::TestWithParam<Sample> {};

TEST_P(Detection, TellsTheLanguageOfAText) {
  EXPECT_EQ(languages().detect(GetParam().text), GetParam().code) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Detection,
    testing::Values(Sample{"ru", "Города подписали соглашение о сотрудничестве в сфере инноваций."},
                    Sample{"ru", "Мэр города встретился с делегацией технопарка"},
                    Sample{"ru", "Huawei и Xiaomi откроют центр в Казани"}, Sample{"ru", "МОСКВА"},
                    Sample{"ru", "Итоги года"}, Sample{"uk", "Міста підписали угоду про співпрацю у сфері інновацій."},
                    Sample{"uk", "Мер міста зустрівся з делегацією технопарку"}, Sample{"uk", "Київ"},
                    Sample{"be", "Гарады падпісалі пагадненне аб супрацоўніцтве ў сферы інавацый."},
                    Sample{"bg", "Градовете подписаха споразумение за сътрудничество в областта на иновациите."},
                    Sample{"bg", "Кметът се срещна с делегацията на технологичния парк"},
                    Sample{"sr", "Градови су потписали споразум о сарадњи у области иновација."},
                    Sample{"mk",
                           "Градовите потпишаа договор за соработка во областа на иновациите, што ќе трае пет години."},
                    Sample{"kk", "Қалалар инновациялар саласындағы ынтымақтастық туралы келісімге қол қойды."},
                    Sample{"tt", "Шәһәрләр инновацияләр өлкәсендә хезмәттәшлек турында килешү имзалады."},
                    Sample{"en", "The cities signed an agreement on cooperation in innovation."},
                    Sample{"en", "Mayor of the city visits technology park"},
                    Sample{"de", "Die Städte unterzeichneten ein Abkommen über die Zusammenarbeit."},
                    Sample{"fr", "Les villes ont signé un accord de coopération dans le domaine de l'innovation."},
                    Sample{"es", "Las ciudades firmaron un acuerdo de cooperación en el ámbito de la innovación."},
                    Sample{"pt", "As cidades assinaram um acordo de cooperação na área da inovação."},
                    Sample{"it", "Le città hanno firmato un accordo di cooperazione nel campo dell'innovazione."},
                    Sample{"pl", "Miasta podpisały umowę o współpracy w dziedzinie innowacji."},
                    Sample{"tr", "Şehirler yenilik alanında iş birliği için bir anlaşma imzaladı."},
                    Sample{"zh", "两座城市签署了创新合作协议。"}, Sample{"zh", "北京市与莫斯科市签署 MoU"},
                    Sample{"ja", "両都市はイノベーション協力に関する覚書に署名した。"},
                    Sample{"ko", "두 도시는 혁신 협력 협정에 서명했다."},
                    Sample{"ar", "وقعت المدينتان اتفاقية تعاون في مجال الابتكار."},
                    Sample{"hy", "Քաղաքները համագործակցության համաձայնագիր ստորագրեցին։"},
                    Sample{"ka", "ქალაქებმა ხელი მოაწერეს შეთანხმებას."}, Sample{"und", ""},
                    Sample{"und", "2020 — 15,5 %"}, Sample{"und", "Huawei"}));

}  // namespace
}  // namespace citypact
