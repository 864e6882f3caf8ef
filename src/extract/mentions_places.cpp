#include "citypact/knowledge/fold.hpp"
#include "mention_finder.hpp"

namespace citypact::extract {

namespace {

constexpr std::uint64_t hamlet = 50'000;     // inhabitants
constexpr std::uint32_t longest_list = 40;   // tokens from an adjective to the noun that it shares

}  // namespace

void PlaceMentions::settle(Mention& mention) const {
  if (!gazetteer_) return;
  for (const GazetteerEntry& entry : gazetteer_->find(mention.name)) {
    if (entry.type != "Country" && entry.type != "Region" && (entry.type != "City" || entry.population < hamlet)) continue;
    mention.type = entry.type;
    return;
  }
  const std::string folded = fold_name(mention.name);
  const auto space = folded.find(' ');
  if (space == std::string::npos) return;
  if (const auto said = gazetteer_->fact("place-noun", folded.substr(0, space))) mention.type = *said;
}

void PlaceMentions::correct(Site& site) {
  Mention& mention = site.mention;
  if (mention.type == "Location") return settle(mention);
  if (!is_place(mention.type) || !gazetteer_) return;
  if (on_street(site) || is_model(mention.name) || is_facility(site) || opens_sentence(site)) {
    mention.type = "Location";
    return;
  }
  if (const auto said = told(site); !said.empty()) {
    mention.type = said;
    told_.emplace(mention.name, said);
    return;
  }
  if (const auto own = gazetteer_->fact("place-noun", fold_name(token(site.tokens.begin).lemma)); own && site.tokens.size() > 1) mention.type = *own;  // «Поселок Имя»
  const auto noun = site.tokens.begin + 1;
  const bool twice = site.tokens.size() == 3 && in_list("region_nouns", noun + 1) && !is_capitalized(surface(noun + 1));  // «районе области»
  if ((site.tokens.size() == 2 || twice) && token(site.tokens.begin).upos == Upos::adj && in_list("region_nouns", noun) && (twice || !fold_name(mention.name).ends_with(fold_name(token(noun).lemma))))
    mention.name = region_of(site.tokens.begin, noun);  // «Курской и Брянской областях», «Веденского района»
  const auto entries = gazetteer_->find(mention.name);
  const auto known = [&](std::string_view type) {
    return std::any_of(entries.begin(), entries.end(), [&](const GazetteerEntry& e) { return e.type == type && (type != "City" || e.population >= hamlet); });
  };
  const bool like_region = mention.type == "Region" && site.tokens.size() > 1 && token(site.tokens.begin).upos == Upos::adj;  // «Кривой Рог»
  if (mention.type == "City" && known("Country") && !entries.empty() && entries.front().type == "Country") mention.type = "Country";  // «Гватемала»
  else if (mention.type == "City" && known("Region") && std::none_of(entries.begin(), entries.end(), [](const GazetteerEntry& e) { return e.type == "City"; })) mention.type = "Region";
  else if (like_region && known("City") && !known("Region")) mention.type = "City";
}

void PlaceMentions::spread(std::vector<Site>& sites) const {
  for (Site& site : sites)
    if (const auto said = told_.find(site.mention.name); said != told_.end() && is_place(site.mention.type) && site.mention.form == Form::name)
      site.mention.type = said->second;
}

/// «авиабаза Имя»; «аэропорт Имя» where no town of this name is known.
bool PlaceMentions::is_facility(const Site& site) const {
  const auto begin = site.tokens.begin;
  if (site.mention.type == "Country") return false;
  if (site.tokens.size() > 1 && in_list("facility_nouns", begin)) return true;
  return begin > sentence_of(begin).begin && !is_capitalized(surface(begin - 1)) && in_list("facility_nouns", begin - 1) && place_type(site.mention.name).empty();
}

/// «Севший в поле дрон», «Хутор попал под обстрел»: a participle or a noun of places is capitalized for the sentence's sake only.
bool PlaceMentions::opens_sentence(const Site& site) const {
  const auto begin = site.tokens.begin;
  if (site.tokens.size() != 1 || begin != sentence_of(begin).begin || !place_type(site.mention.name).empty()) return false;
  if (gazetteer_->fact("place-noun", fold_name(token(begin).lemma))) return true;
  const auto readings = names_.readings(surface(begin));
  return std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.known && r.features.verb_form == VerbForm::part; });
}

/// «МиГ-29»: letters with a number, which no town bears before its hyphen («Арзамас-16»).
bool PlaceMentions::is_model(const std::string& name) const {
  const auto digit = name.find_first_of("0123456789");
  if (digit == std::string::npos || digit == 0) return false;
  const auto hyphen = name.rfind('-', digit);
  return hyphen != std::string::npos && hyphen + 1 == digit && place_type(name.substr(0, hyphen)).empty();
}

/// «на улице Лесной», «на Лесной улице»: words/street_nouns.tsv.
bool PlaceMentions::on_street(const Site& site) const {
  if (site.mention.type == "Country") return false;
  const auto begin = site.tokens.begin, end = site.tokens.end;
  const TokenRange sentence = sentence_of(begin);
  const auto lemma = token(end - 1).lemma;
  if (const auto hyphen = lemma.rfind('-'); hyphen != std::string_view::npos && lexicon_.list("street_nouns").contains(lemma.substr(hyphen + 1))) return true;  // «Москва-река»
  const bool adjective = token(site.head).upos == Upos::adj || token(site.head).features.case_ == Case::nom;
  if (begin > sentence.begin && adjective && !is_capitalized(surface(begin - 1)) && in_list("street_nouns", begin - 1)) return true;
  const bool quoted = surface(begin) == "«" || (begin > sentence.begin && surface(begin - 1) == "«");
  const auto before = quoted && surface(begin) != "«" ? begin - 1 : begin;
  if (quoted && before > sentence.begin && in_list("road_nouns", before - 1)) return true;  // «трасса «Кавказ»»
  if (begin > sentence.begin && token(site.head).features.case_ == Case::gen && token(begin - 1).features.number == Number::sing && in_list("shore_nouns", begin - 1)) return true;  // «берег Днепра»
  const bool after_somebody = begin > sentence.begin && site.tokens.size() == 1 && token(site.head).features.case_ == Case::gen && token(begin - 1).features.number == Number::sing && !is_capitalized(surface(begin - 1)) &&
                              in_list("street_nouns", begin - 1) && !is_town(site.mention.name);
  if (after_somebody && begin > sentence.begin + 1 && token(begin - 2).upos == Upos::adp) return true;  // «на улице Калинина», not «на главной улице Казани»
  return end < sentence.end && token(site.head).upos == Upos::adj && in_list("street_nouns", end) && agrees(token(site.head), token(end));
}

/// A town, region or country of some size.
bool PlaceMentions::is_town(const std::string& name) const {
  const auto entries = gazetteer_->find(name);
  return std::any_of(entries.begin(), entries.end(), [](const GazetteerEntry& e) { return is_place(e.type) && (e.type != "City" || e.population >= hamlet); });
}

/// «в штате Вашингтон», «села Белое»: the noun before the name, which stands in apposition to it. In the genitive behind another
/// genitive («деревни Дагестана») only where the gazetteer does not speak against it.
std::string PlaceMentions::told(const Site& site) const {
  const auto begin = site.tokens.begin;
  if (begin == sentence_of(begin).begin) return "";
  const Token& noun = token(begin - 1);
  if (noun.upos != Upos::noun || is_capitalized(surface(begin - 1))) return "";
  const auto said = gazetteer_->fact("place-noun", fold_name(noun.lemma));
  if (!said) return "";
  for (auto i = begin; i < site.tokens.end; ++i)
    if (token(i).upos == Upos::noun && !is_capitalized(surface(i))) return "";  // it has a noun of its own
  const Case own = token(site.head).features.case_, outer = noun.features.case_;
  const bool apposed = own == Case::nom || own == Case::none || !token(site.head).in_dictionary || (own == outer && own != Case::gen);
  if (!apposed && !(own == Case::gen && outer == Case::gen)) return "";
  const auto entries = gazetteer_->find(site.mention.name);
  const bool other = std::any_of(entries.begin(), entries.end(), [](const GazetteerEntry& entry) { return is_place(entry.type); });
  const bool same = std::any_of(entries.begin(), entries.end(), [&](const GazetteerEntry& entry) { return entry.type == *said; });
  return other && !same && own == Case::gen ? "" : std::string(*said);
}

/// An adjective, or what looks like one and no dictionary knows: taggers take «Горностаевский» for a name.
bool PlaceMentions::is_region_word(std::uint32_t i) const {
  if (is_adjective(token(i))) return true;
  const auto& table = lexicon_.language().table("region_nouns");
  return is_noun(token(i)) && (!token(i).in_dictionary || token(i).upos == Upos::propn) && is_capitalized(surface(i)) &&
         std::any_of(table.begin(), table.end(), [&](const auto& row) { return row.size() > 2 && token(i).lemma.ends_with(row[1]); });
}

/// «Шебекинского городского округа», «в Калужской, Тульской и Московской областях», «в районах области — Сакском, Ленинском»: the noun
/// of regions that a capitalized adjective belongs to, or no_head; `listed` where other adjectives share it.
std::uint32_t PlaceMentions::region_noun(std::uint32_t adjective, bool& listed) const {
  const TokenRange sentence = sentence_of(adjective);
  const Features& own = token(adjective).features;
  const auto fits_case = [&](std::uint32_t i) {  // the oblique cases of the feminine look alike
    const Case other = token(i).features.case_;
    const auto oblique = [](Case c) { return c == Case::gen || c == Case::dat || c == Case::ins || c == Case::loc; };
    const auto direct = [](Case c) { return c == Case::nom || c == Case::acc; };  // of what has no life as well
    const bool plural = other == Case::gen && token(i).features.gender == Gender::fem && in_list("region_nouns", i);  // «области» of several
    return (direct(own.case_) && own.gender == Gender::fem && plural) || own.case_ == other || own.case_ == Case::none || (direct(own.case_) && direct(other)) || (own.gender == Gender::fem && oblique(own.case_) && oblique(other));
  };
  const auto fits = [&](std::uint32_t i) { return in_list("region_nouns", i) && fits_case(i) && !in_list("no_region_adjectives", i - 1); };
  const auto joint = [&](std::uint32_t i) { return token(i).upos == Upos::cconj || surface(i) == ","; };
  listed = false;
  for (auto i = adjective + 1; i < sentence.end && i < adjective + longest_list; ++i) {
    if (joint(i)) listed = true;
    else if (is_region_word(i) && fits_case(i)) continue;
    else if (token(i).upos == Upos::noun) {
      if (fits(i)) return i;
      break;
    } else if (!(listed && token(i).upos == Upos::adv)) break;
  }
  listed = true;
  bool dash = false, first = true;
  for (auto i = adjective; i-- > sentence.begin && adjective - i < longest_list; first = false) {
    if (surface(i) == ")") {
      while (i > sentence.begin && surface(i) != "(") --i;
      continue;
    }
    const bool sign = joint(i) || surface(i) == "—" || surface(i) == "–" || surface(i) == ":";
    if (first && !sign && token(i).upos == Upos::adp && i > sentence.begin) {  // «областей, в том числе в Тульской»
      const bool inclusion = in_list("inclusion_words", i - 1);
      if (!inclusion && !joint(i - 1)) return no_head;
      if (inclusion) dash = true, --i;
      if (inclusion && i > sentence.begin && token(i - 1).upos != Upos::noun) --i;
      if (inclusion && i > sentence.begin && token(i - 1).upos == Upos::adp) --i;
      continue;
    }
    if (first && !sign) return no_head;
    dash |= sign && !joint(i);
    if (sign || is_region_word(i) || token(i).upos == Upos::adv || token(i).upos == Upos::adp) continue;
    if (in_list("region_nouns", i) && (dash ? token(i).features.number == Number::plur : fits(i))) return i;
    if (!(dash && is_noun(token(i)) && (is_capitalized(surface(i)) || in_list("region_nouns", i)))) return no_head;  // «в областях России — Тульской»
  }
  return no_head;
}

/// Full name of the region that an adjective and a noun name: words/region_nouns.tsv.
std::string PlaceMentions::region_of(std::uint32_t adjective, std::uint32_t noun) const {
  std::string lemma(token(adjective).lemma);
  for (const auto& row : lexicon_.language().table("region_nouns")) {
    if (row.size() < 3 || row[0] != token(noun).lemma || !lemma.ends_with(row[1])) continue;
    lemma.replace(lemma.size() - row[1].size(), row[1].size(), row[2]);
    break;
  }
  const auto letter = [](std::string_view text) {  // bytes of its first code point
    std::size_t size = text.empty() ? 0 : 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    return size;
  };
  auto form = surface(adjective);
  std::string before;  // «Ивано-» of «Ивано-Франковской»
  if (const auto hyphen = form.rfind('-'); hyphen != std::string_view::npos && lemma.rfind('-') != std::string::npos) {
    before = form.substr(0, hyphen + 1);
    form.remove_prefix(hyphen + 1);
    lemma.erase(0, lemma.rfind('-') + 1);
  }
  return before + std::string(form.substr(0, letter(form))) + lemma.substr(letter(lemma)) + ' ' + std::string(token(noun).lemma);
}

bool PlaceMentions::add_region(std::uint32_t adjective, bool keep) {
  if (!is_capitalized(surface(adjective)) || covered_[adjective] || !is_region_word(adjective) || place_type(names_.canonical({adjective, adjective + 1}, "Country")) == "Country") return false;
  bool listed = false;
  const auto noun = region_noun(adjective, listed);
  if (noun == no_head) return false;
  const TokenRange tokens{adjective, listed ? adjective + 1 : noun + 1};
  for (auto i = tokens.begin; i < tokens.end; ++i)
    if (covered_[i]) return false;
  put(tokens, tokens.end - 1, "Region", Form::name, listed ? region_of(adjective, noun) : names_.canonical(tokens, "Region")).keep = keep;
  cover(tokens);
  return true;
}

void PlaceMentions::add(TokenRange tokens, const std::string& kind, bool keep) {
  if (tokens.size() == 1 && add_region(tokens.begin, keep)) return;
  auto name = names_.canonical(tokens, kind);
  const bool told = kind != "Country" || name != surface(tokens.begin) || tokens.size() > 1 || !place_type(name).empty();  // no «Букмекерская»
  const bool known_place = is_capitalized(name) && told;
  if (!known_place || (covered_[tokens.begin] && is_capitalized(surface(tokens.begin)) && !(lexicon_.is_place_adjective(token(tokens.begin).lemma) && describes(tokens.end)))) return;
  Site& site = put(tokens, tokens.begin, kind, stands_alone(tokens) ? Form::name : Form::adjective, std::move(name));
  site.keep = keep;
  std::fill(adjective_site_.begin() + tokens.begin, adjective_site_.begin() + tokens.end, true);
  if (const auto known = place_type(site.mention.name); !known.empty()) site.mention.type = known;
  if (const auto region = governed_region(tokens.begin, site.mention.type == "City"); !region.empty()) site.mention.type = "Region", site.mention.name = region;
  cover(tokens);
}

/// «с Ереваном и Минском»: a town in the instrumental, which taggers take for the locative of its adjective; nothing stands behind
/// that an adjective could describe.
bool PlaceMentions::stands_alone(TokenRange tokens) const {
  if (tokens.size() != 1 || !is_capitalized(surface(tokens.begin))) return false;
  const auto end = sentence_of(tokens.begin).end;
  auto next = tokens.end;
  while (next + 1 < end && token(next).upos == Upos::cconj && token(next + 1).upos == Upos::adj && is_capitalized(surface(next + 1))) next += 2;  // «Омском и Минском»
  const bool joined = next + 1 < end && token(next).upos == Upos::cconj && token(next + 1).upos != Upos::adj;
  if (next < end && token(next).upos != Upos::punct && !joined) return false;
  for (const Reading& reading : names_.readings(surface(tokens.begin)))
    if (reading.known && (reading.upos == Upos::noun || reading.upos == Upos::propn) && reading.features.case_ == Case::ins) return true;
  return false;
}

bool PlaceMentions::describes(std::uint32_t next) const {
  const auto end = sentence_of(next - 1).end;
  while (next < end && token(next).upos == Upos::adj && !is_capitalized(surface(next))) ++next;
  if (next < end && token(next).upos == Upos::noun && (!is_capitalized(surface(next)) || in_list("company_words", next))) ++next;
  return next < end && covered_[next] && (surface(next) == "«" || (is_capitalized(surface(next)) && static_cast<unsigned char>(surface(next).front()) < 0x80));
}

/// «белгородский губернатор» governs the region, «белгородское село» lies in it, not in the city: words/region_names.tsv.
std::string PlaceMentions::governed_region(std::uint32_t adjective, bool town) const {
  auto post = adjective + 1;
  const auto end = sentence_of(adjective).end;
  while (post < end && post < adjective + 3 && token(post).upos == Upos::adj) ++post;
  if (post >= end || !gazetteer_ || (lexicon_.post_kind(token(post).lemma) != "Region" && !(town && in_list("village_nouns", post)))) return "";
  const std::string_view lemma = token(adjective).lemma;
  for (const auto& row : lexicon_.language().table("region_names")) {
    if (row.size() < 2 || !lemma.ends_with(row[0])) continue;
    for (const GazetteerEntry& entry : gazetteer_->find(std::string(lemma.substr(0, lemma.size() - row[0].size())) + row[1])) {
      if (entry.type != "Region") continue;
      const auto labels = gazetteer_->labels(entry.index);
      if (const auto own = labels.find(lexicon_.language().code()); own != labels.end()) return own->second;
    }
  }
  return "";
}

}  // namespace citypact::extract
