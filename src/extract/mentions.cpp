#include <algorithm>

#include "citypact/knowledge/fold.hpp"
#include "mention_finder.hpp"

namespace citypact::extract {
namespace {

/// Names of the tagger first, then what is between them.
class Finder : MentionFinder {
 public:
  explicit Finder(MentionWork& work) : MentionFinder(work), places_(work), bodies_(work), nouns_(work) {}

  std::vector<Site> run() {
    for (const bool adjective : {false, true})  // an adjective is judged by the name it stands in
      for (const NameSpan& name : document_.names)
        if (name.adjective == adjective) add_name(name);
    for (const Sentence& sentence : document_.sentences)
      for (auto i = sentence.tokens.begin; i + 1 < sentence.tokens.end; ++i) {
        if (covered_[i]) continue;
        if (token(i).upos == Upos::punct && surface(i) == "«") add_quoted(i, sentence.tokens);
        else if (i > sentence.tokens.begin && is_latin(i) && !is_latin(i - 1)) add_latin(i, sentence.tokens);
      }
    call_people_by_surname();
    for (const Sentence& sentence : document_.sentences)
      for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) nouns_.add(i, sentence.tokens);
    places_.spread(sites_);
    std::stable_sort(sites_.begin(), sites_.end(), [](const Site& a, const Site& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
    for (std::uint32_t i = 0; i < sites_.size(); ++i) sites_[i].mention.entity = i;
    return std::move(sites_);
  }

 private:
  void add_name(const NameSpan& tagged) {
    if (!ontology_.type(tagged.kind) || tagged.tokens.size() == 0 || !has_letter(tagged.tokens)) return;
    const NameSpan name = without_adjective(without_clause(tagged));
    const Token& first = token(name.tokens.begin);
    const bool adjective = name.adjective || (name.tokens.size() == 1 && first.upos == Upos::adj && lexicon_.is_place_adjective(first.lemma));
    if (adjective) return places_.add(name.tokens, std::string(name.kind), true);  // «Американский президент» opens a sentence
    if ((is_place(name.kind) || name.kind == "Location") && name.tokens.size() == 1 && places_.add_region(name.tokens.begin, true)) return;
    const TokenRange sentence = document_.sentences[syntax_.sentence_of(name.tokens.begin)].tokens;
    if ((is_place(name.kind) || name.kind == "Location") && name.tokens.size() == 2 && nouns_.add_epithet(name.tokens.begin, sentence)) return;
    if (name.kind == "City" && are_two_places(name.tokens)) {
      for (auto i = name.tokens.begin; i < name.tokens.end; ++i) add_name({document_.span({i, i + 1}), {i, i + 1}, name.kind});
      return;
    }
    const bool short_form = name.kind == "City" && name.tokens.size() == 1 && is_mixed_short_form(name.tokens.begin);  // «КубГАУ»: no town is spelled so
    if (names_body(ontology_, name.kind)) return bodies_.add(name);
    if (short_form || is_body_called_event(name)) return bodies_.add({name.span, name.tokens, "Organization", name.score});
    if ((is_deed(name.kind) || name.kind == "Program") && behind_noun(name.tokens, sentence)) return;
    const TokenRange tokens = is_deed(name.kind) ? one_deed(without_participles(name.tokens)) : name.kind == "Person" ? without_people(name.tokens) : name.tokens;
    const bool capital = is_capitalized(surface(tokens.begin)), opens = tokens.begin == sentence.begin;
    const bool noun = (!capital || opens) && (is_deed(name.kind) || name.kind == "Program" || name.kind == "Platform") && lexicon_.mention_head(first.lemma);
    const bool common = tokens.size() == 1 && (noun || (is_deed(name.kind) && !capital));
    if (tokens != name.tokens && name.kind == "Person" && in_list("kin_nouns", name.tokens.begin)) return cover(name.tokens);  // «Жена Петрова» is not Петров
    Site& site = put(tokens, head_of(tokens, false), std::string(name.kind), common ? Form::nominal : Form::name);
    site.keep = !common;
    if (tokens == name.tokens) site.mention.span = name.span;
    places_.correct(site);
    const bool thing = (name.kind == "Event" && in_list("building_nouns", site.head)) || (name.kind == "Program" && in_list("work_nouns", site.head));
    if (thing) site.mention.type = "Location";
    cover(before_organ(site, tokens));
  }
  /// A name in quotes that the tagger passed over is a body's where a word before it, its neighbours in a list or another place of the text
  /// say so: «стартап «Имя»», «турецкая «Имя»», ««Имя», «Имя» и «Имя»».
  void add_quoted(std::uint32_t open, TokenRange sentence) {
    constexpr std::uint32_t longest = 6;  // tokens between the quotes
    auto close = open + 1;
    for (; close < sentence.end && close <= open + longest && surface(close) != "»"; ++close) {
      const Token& t = token(close);
      const bool sign = t.upos == Upos::punct && surface(close) != "-" && surface(close) != "–" && surface(close) != ".";
      if (covered_[close] || named_.person[close] || sign || is_finite(t)) return;
    }
    if (close >= sentence.end || surface(close) != "»" || close == open + 1 || !is_capitalized(surface(open + 1))) return;
    const TokenRange tokens{open, close + 1};
    if (told_body(open, sentence) || listed_with_body(tokens, sentence)) add_passed_over(tokens);
  }
  /// «корейская Seoul Imaging», «стартапе Pixel Dunes».
  void add_latin(std::uint32_t begin, TokenRange sentence) {
    auto end = begin + 1;
    while (end < sentence.end && is_latin(end) && !covered_[end]) ++end;
    if (told_body(begin, sentence)) add_passed_over({begin, end});
  }
  bool is_latin(std::uint32_t i) const { return surface(i).size() > 1 && surface(i).front() >= 'A' && surface(i).front() <= 'Z'; }
  void add_passed_over(TokenRange tokens) {
    const std::size_t before = sites_.size();
    bodies_.add({document_.span(tokens), tokens, "Organization"});
    for (auto s = before; s < sites_.size(); ++s) sites_[s].keep = false;
  }
  bool told_body(std::uint32_t at, TokenRange sentence) const {
    if (at == sentence.begin || covered_[at - 1]) return at > sentence.begin && adjective_site_[at - 1] && is_of_place(at - 1);
    if (!is_noun(token(at - 1))) return is_of_place(at - 1);
    if (in_list("work_nouns", at - 1)) return false;
    const bool of_goods = !in_list("company_words", at - 1) && token(at - 1).features.case_ == Case::gen && at > sentence.begin + 1 && is_noun(token(at - 2));
    return in_list("company_words", of_goods ? at - 2 : at - 1);
  }
  /// «турецкая «Имя»» of a town or region; of countries only where a company is meant, not a plane («американский «Посейдон»») or a cup («европейская «Имя»»).
  bool is_of_place(std::uint32_t i) const {
    if (token(i).upos != Upos::adj || !lexicon_.is_place_adjective(token(i).lemma)) return false;
    const auto place = names_.canonical({i, i + 1}, "Country");
    const bool country = place_type(place) == "Country" && surface(i + 1) == "«";
    return !(country && token(i).features.gender != Gender::fem) && !lexicon_.list("continents").contains(fold_name(place));
  }
  bool listed_with_body(TokenRange tokens, TokenRange sentence) const {
    const auto joins = [&](std::uint32_t i) { return token(i).upos == Upos::cconj || surface(i) == ","; };
    const bool after = tokens.begin > sentence.begin + 1 && joins(tokens.begin - 1) && surface(tokens.begin - 2) == "»";
    const bool described = tokens.begin > sentence.begin && is_noun(token(tokens.begin - 1));  // «премии «Имя» и «Имя»»
    const bool before = !described && tokens.end + 1 < sentence.end && joins(tokens.end) && surface(tokens.end + 1) == "«";
    return (after || before) && std::ranges::any_of(sites_, [&](const Site& site) {
      const bool left = after && (site.tokens.end + 1 == tokens.begin || site.tokens.end + 2 == tokens.begin);  // the name without its quote
      const bool bare = is_quote(surface(site.tokens.begin)) || site.tokens.begin == site.head || in_list("company_words", site.head);  // no prize
      return site.mention.type == "Organization" && ((left && bare) || (before && site.tokens.begin == tokens.end + 1));
    });
  }
  /// «Институт стали присоединят», «Форум организовала Ассоциация»: a finite verb outside quotes ends a name, and a title before a body
  /// that is described itself is the event's: «на конференции DevVolga завод «Имя»».
  NameSpan without_clause(NameSpan name) const {
    if (name.kind == "Person" || is_place(name.kind)) return name;
    const TokenRange tokens = name.tokens;
    for (auto i = tokens.begin; i < tokens.end && !is_quote(surface(i)); ++i) {
      const Token& t = token(i);
      if (i == tokens.begin || t.upos != Upos::verb || t.features.verb_form != VerbForm::fin || !t.in_dictionary || is_capitalized(surface(i))) continue;
      return cut(name, {tokens.begin, i});
    }
    const Token& last = token(tokens.end - 1);  // «В совете фонда «Имя» перемены»
    if (tokens.size() > 2 && surface(tokens.end - 2) == "»" && last.upos == Upos::noun && last.in_dictionary && last.features.case_ == Case::nom && !is_capitalized(document_.surface(last))) {
      name = cut(name, {tokens.begin, tokens.end - 1});
    }
    if (tokens.size() > 1 && tokens.begin > 0 && names_body(ontology_, name.kind) && is_latin(tokens.begin) && !is_latin(tokens.begin + 1) && in_list("event_nouns", tokens.begin - 1)) {
      name = cut(name, {tokens.begin + 1, name.tokens.end});
    }
    return name;
  }
  NameSpan cut(NameSpan name, TokenRange tokens) const {
    name.tokens = tokens, name.span = document_.span(tokens);
    return name;
  }
  /// «московская компания «Имя»»: where a company is from is no part of its name, and a place of its own.
  NameSpan without_adjective(NameSpan name) const {
    const TokenRange tokens = name.tokens;
    if (!names_body(ontology_, name.kind) || tokens.size() < 4 || !lexicon_.is_place_adjective(token(tokens.begin).lemma)) return name;
    if (token(tokens.begin).upos != Upos::adj || !in_list("company_words", tokens.begin + 1) || !is_quote(surface(tokens.begin + 2))) return name;
    return cut(name, {tokens.begin + 1, tokens.end});
  }
  /// «программа «Имя»»: the noun before the quotes heads the phrase, which NounMentions find.
  bool behind_noun(TokenRange tokens, TokenRange sentence) const {
    const auto quote = tokens.begin - (is_quote(surface(tokens.begin)) || tokens.begin == sentence.begin ? 0 : 1);
    return is_quote(surface(quote)) && quote > sentence.begin && is_noun(token(quote - 1)) && lexicon_.mention_head(token(quote - 1).lemma);
  }
  /// «министр Ллойд Остин … переговоры с Остином», «ректор Анна Морская … подписала Морская»: a town's name is a person's surname where
  /// the text has named him and no word of place stands before it, or no word at all and no such town is known.
  void call_people_by_surname() {
    WordSet surnames;
    for (const Site& site : sites_)
      if (site.mention.type == "Person" && site.tokens.size() > 1) surnames.insert(std::string(token(site.tokens.end - 1).lemma));
    for (Site& site : sites_) {
      const auto begin = site.tokens.begin;
      if (site.mention.form == Form::adjective && site.tokens.size() == 1 && surnames.contains(token(begin).lemma) && stands_for_person(begin)) {
        site.mention.type = "Person", site.mention.form = Form::name, site.mention.name.clear(), site.keep = true;
        continue;
      }
      if (site.mention.type != "City" || site.mention.form != Form::name || site.tokens.size() != 1 || !surnames.contains(token(begin).lemma)) continue;
      const bool governed = begin > document_.sentences[site.sentence].tokens.begin && token(begin - 1).upos == Upos::adp;
      if (!governed && !place_type(site.mention.name).empty()) continue;
      if (!governed) site.mention.type = "Person", site.mention.name.clear();
      else if (!in_list("place_prepositions", begin - 1) && !in_list("origin_prepositions", begin - 1) && !in_list("near_prepositions", begin - 1)) site.mention.type = "Person", site.mention.name.clear();
    }
  }
  /// «подписала Римская»: an adjective with a capital that describes no word beside it.
  bool stands_for_person(std::uint32_t i) const {
    const TokenRange sentence = document_.sentences[syntax_.sentence_of(i)].tokens;
    if (i == sentence.begin || !is_capitalized(surface(i)) || (i + 1 < sentence.end && (is_noun(token(i + 1)) || token(i + 1).upos == Upos::adj || is_quote(surface(i + 1))))) return false;
    return token(i - 1).upos != Upos::adj && !(is_noun(token(i - 1)) && agrees(token(i), token(i - 1)));
  }
  /// «с Пермью Омск подписал»: two towns that the gazetteer knows, in two cases, and none of both words.
  bool are_two_places(TokenRange range) const {
    if (range.size() != 2) return false;
    const auto& first = token(range.begin);
    const auto& second = token(range.begin + 1);
    if (first.upos == Upos::adj || first.features.case_ == Case::none || second.features.case_ == Case::none || first.features.case_ == second.features.case_) return false;
    const auto town = [&](std::uint32_t i) { return !place_type(names_.canonical({i, i + 1}, "City")).empty(); };
    return is_capitalized(surface(range.begin)) && is_capitalized(surface(range.begin + 1)) && town(range.begin) && town(range.begin + 1) && place_type(names_.canonical(range, "City")).empty();
  }
  /// «заседание совета фонда», «соглашение о создании центра»: the body behind the noun of a deed is one of its own.
  TokenRange before_organ(const Site& site, TokenRange tokens) const {
    for (auto i = site.head + 1; is_deed(site.mention.type) && i < tokens.end && !is_quote(surface(i)); ++i)
      if ((in_list("organs", i) || (site.mention.type == "Agreement" && lexicon_.body_heads.contains(token(i).lemma))) && token(i).features.case_ == Case::gen && token(i).features.number == Number::sing) return {tokens.begin, i};
    return tokens;
  }
  /// Two capitals and a small letter, and no place of the gazetteer.
  bool is_mixed_short_form(std::uint32_t i) const {
    const auto word = surface(i);
    if (!is_short_form(word) || word.find('-') != std::string_view::npos) return false;
    const auto letters = code_points(word);
    const bool small = std::any_of(letters.begin(), letters.end(), [](char32_t c) { return c >= 0x430 && c <= 0x44F; });
    return small && place_type(std::string(word)).empty();
  }
  /// «с технополисом «Имя»»: a noun of bodies heads no event.
  bool is_body_called_event(const NameSpan& name) const {
    const auto head = head_of(name.tokens, false);
    return name.kind == "Event" && types_.by_head(document_, name.tokens, head) && !lexicon_.mention_head(token(head).lemma);
  }
  static bool is_deed(std::string_view kind) { return kind == "Agreement" || kind == "Event"; }
  bool has_letter(TokenRange tokens) const {
    return std::any_of(document_.tokens.begin() + tokens.begin, document_.tokens.begin() + tokens.end, [&](const Token& t) {
      return t.upos != Upos::punct && t.upos != Upos::sym && fold_name(document_.surface(t)).find_first_not_of("#*-0123456789.,") != std::string::npos;
    });
  }
  /// «подписанное соглашение» is named by its noun.
  TokenRange without_participles(TokenRange range) const {
    while (range.size() > 1 && token(range.begin).features.verb_form == VerbForm::part) ++range.begin;
    return range;
  }

  /// «собрание и столица»: a second noun in the case of the head is another thing.
  TokenRange one_deed(TokenRange range) const {
    const auto head = head_of(range, false);
    for (auto i = head + 1; i < range.end; ++i) {
      if (is_quote(surface(i))) break;
      if (ends_deed(i)) return {range.begin, i};
      if (i + 1 == range.end) break;
      const Token& next = token(i + 1);
      if (token(i).upos == Upos::cconj && next.upos == Upos::noun && token(head).features.case_ == Case::nom && next.features.case_ == Case::nom && next.in_dictionary && !lexicon_.mention_head(next.lemma)) return {range.begin, i};
    }
    return range;
  }
  /// «на форуме столица подписала», «о дружбе область подписала»: a common noun whose form may be the nominative, right behind a noun in
  /// another case, is no complement; nor are the parties of «о дружбе между городом и областью».
  bool ends_deed(std::uint32_t i) const {
    const Token& t = token(i);
    if (t.upos == Upos::adp) return in_list("between_prepositions", i) && i + 1 < document_.tokens.size() && token(i + 1).upos != Upos::num;
    const Case own = t.features.case_, before = token(i - 1).features.case_;
    const bool nominative = own == Case::nom || (own == Case::acc && t.features.animacy == Animacy::inan && !lexicon_.mention_head(t.lemma));
    return t.upos == Upos::noun && t.in_dictionary && nominative && before != Case::nom && before != Case::acc && before != Case::none && !is_capitalized(surface(i)) && is_noun(token(i - 1));
  }
  /// «Россиянин Олег Петров» at the head of a sentence: the first word is no name.
  TokenRange without_people(TokenRange range) const {
    if (range.size() < 2 || range.begin != document_.sentences[syntax_.sentence_of(range.begin)].tokens.begin || !is_capitalized(surface(range.begin + 1))) return range;
    const auto& readings = names_.readings(surface(range.begin));
    const bool common = !readings.empty() && std::all_of(readings.begin(), readings.end(), [](const Reading& r) {
      return r.known && r.upos == Upos::noun && r.features.animacy == Animacy::anim && !r.given_name && !r.surname && !r.patronymic;
    });
    return common ? TokenRange{range.begin + 1, range.end} : range;
  }

  PlaceMentions places_;
  BodyMentions bodies_;
  NounMentions nouns_;
};

}  // namespace

std::vector<Site> find_mentions(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const BodyTypes& types,
                                const Ontology& ontology, const Gazetteer* gazetteer, DocumentNames& names) {
  const std::size_t tokens = document.tokens.size();
  MentionWork work{document, syntax, lexicon, types, ontology, gazetteer, names, {document, ontology}, std::vector<bool>(tokens), std::vector<bool>(tokens), {}};
  return Finder(work).run();
}

}  // namespace citypact::extract
