#include "pronouns.hpp"

#include <algorithm>

#include "body_types.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t longest_name = 40;  // tokens
constexpr std::uint32_t farthest = 200;  // tokens from a pronoun back to what it means: keeps endless sentences linear

class Pronouns {
 public:
  using Candidates = std::set<std::uint32_t>;  // entities

  Pronouns(const std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon)
      : sites_(sites), document_(document), syntax_(syntax), lexicon_(lexicon) {}

  /// «он» is the one person, in «в нём» or «в него» the one event or body, of the sentence before; whatever takes place is an event.
  Candidates of(std::uint32_t i) const {
    const Token& token = document_.tokens[sites_[i].head];
    if (token.upos == Upos::adj) return counted(i);
    if (takes_place(i)) {
      const auto here = [&](std::uint32_t j) { return sites_[j].sentence == sites_[i].sentence; };
      Candidates events = events_before(i, 0, [&](std::uint32_t j) { return agrees(token, head(j)) && clause_between(j, i); });
      if (events.empty()) events = events_before(i, 1, [&](std::uint32_t j) { return !here(j) && agrees(token, head(j)); });
      if (events.size() == 1) return events;
    }
    if (token.features.number == Number::plur) return {};
    if (token.features.case_ == Case::nom) {
      if (const auto own = named_in_sentence(i); !own.empty()) return own;
      if (auto persons = agreeing_before(i, [&](const Site& site) { return site.mention.type == "Person" && is_subject(site); }); !persons.empty()) return persons;
      if (const auto spoken = spoken_of(i); !spoken.empty()) return spoken;
      return only_person(i);
    }
    const bool within = token.features.case_ == Case::loc;
    if (!within && syntax_.preposition(sites_[i].head) == no_head) {
      auto found = bare(i);
      return found.size() == 1 || token.features.case_ == Case::gen ? found : spoken_of(i);
    }
    const Candidates things = agreeing_before(i, [](const Site& site) { return site.mention.type != "Person" && site.mention.form != Form::adjective && !is_place(site.mention.type); });
    if (things.size() == 1 && is_body(sites_[*things.begin()].mention.type) && !noun_between(i)) return things;
    return companion(i) ? named_nearest(i) : Candidates{};
  }

 private:
  bool reaches(std::uint32_t i, std::uint32_t j) const { return sites_[j].tokens.begin + farthest >= sites_[i].tokens.begin; }
  const Token& head(std::uint32_t i) const { return document_.tokens[sites_[i].head]; }
  bool is_name(std::uint32_t j) const { return sites_[j].mention.form == Form::name; }

  /// «A и B: первая строит, вторая торгует»: of the last list of this sentence or the one before, else of its only two, that which the
  /// ordinal counts; «последняя» also without a list (words/counted_words.tsv).
  Candidates counted(std::uint32_t i) const {
    const auto& table = lexicon_.language().table("counted_words");
    const auto row = std::ranges::find_if(table, [&](const auto& r) { return r[0] == head(i).lemma; });
    if (row == table.end() || row->size() < 2) return {};
    const std::size_t which = static_cast<std::size_t>((*row)[1][0] - '0');
    auto names = names_before(i, 0);
    if (names.empty() || (which > 0 && names.size() < 2)) names = names_before(i, 1);
    if (names.empty()) return {};
    std::size_t end = names.size();
    const auto list = [&](std::uint32_t j) { return syntax_.first_conjunct(sites_[j].head); };
    while (end > 1 && list(names[end - 1]) != list(names[end - 2])) --end;
    std::size_t begin = end - 1;
    while (end > 1 && begin > 0 && list(names[begin - 1]) == list(names[end - 1])) --begin;
    const bool listed = end > 1;
    if (!listed && which > 0 && names.size() != 2) return {};
    if (!listed) begin = 0, end = names.size();
    if (which > end - begin) return {};
    const auto meant = which == 0 ? names[end - 1] : names[begin + which - 1];
    const bool misread = syntax_.is(sites_[i].head, "nsubj") && head(i).features.case_ != Case::nom;  // «второй» is also feminine
    return misread || may_be(i, meant) ? Candidates{sites_[meant].mention.entity} : Candidates{};
  }
  /// People and bodies named before the site in its sentence, or in the one so many before it; each once, none within another.
  std::vector<std::uint32_t> names_before(std::uint32_t i, std::uint32_t back) const {
    std::vector<std::uint32_t> names;
    if (sites_[i].sentence < back) return names;
    const auto sentence = sites_[i].sentence - back;
    std::uint32_t first = i;
    while (first > 0 && sites_[first - 1].sentence >= sentence && reaches(i, first - 1)) --first;
    std::uint32_t end = 0;
    for (auto j = first; j < i; ++j) {
      const Site& site = sites_[j];
      if (site.sentence != sentence || !is_name(j) || site.tokens.begin < end || site.mention.entity == no_site || !(site.mention.type == "Person" || is_body(site.mention.type))) continue;
      end = site.tokens.end;
      if (std::ranges::none_of(names, [&](auto k) { return sites_[k].mention.entity == site.mention.entity; })) names.push_back(j);
    }
    return names;
  }

  /// The events at most `back` sentences before site `i`.
  template <class Fits>
  Candidates events_before(std::uint32_t i, std::uint32_t back, Fits&& fits) const {
    Candidates found;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + back >= sites_[i].sentence && reaches(i, j);)
      if (sites_[j].mention.type == "Event" && sites_[j].mention.entity != no_site && sites_[j].tokens.end <= sites_[i].tokens.begin && fits(j)) found.insert(sites_[j].mention.entity);
    return found;
  }
  /// «Совет избрал директором Петрова. Он работал в Омске»: the only person whom the sentence before and this one name, if neither
  /// a subject nor a lifeless noun of the sentence before may be meant as well.
  Candidates only_person(std::uint32_t i) const {
    Candidates found;
    bool agreeing = sites_[i].sentence > 0 && subject_of(i, sites_[i].sentence - 1) == no_site;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + 1 >= sites_[i].sentence && reaches(i, j);) {
      if (sites_[j].mention.type != "Person" || sites_[j].mention.entity == no_site) continue;
      found.insert(sites_[j].mention.entity);
      agreeing = agreeing && is_name(j) && agrees(head(i), head(j)) && head(j).features.gender != Gender::none;
    }
    return found.size() == 1 && agreeing && !noun_between(i) ? found : Candidates{};
  }
  /// «Станок поставит завод; договор с ним подписан», «приняли посла. С ним беседовал мэр»: the only one who agrees of those whom an earlier
  /// clause of the sentence names, else of those whom the sentence before does.
  Candidates named_nearest(std::uint32_t i) const {
    for (const bool own : {true, false}) {
      Candidates found;
      for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + (own ? 0 : 1) >= sites_[i].sentence && reaches(i, j);) {
        const Site& site = sites_[j];
        const std::string& type = site.mention.type;
        if ((site.sentence == sites_[i].sentence) != own || (type != "Person" && !is_body(type) && !is_place(type)) || !may_be(i, j) || within_another(j)) continue;
        if (own && (beside(i, j) || !clause_between(j, i))) continue;
        found.insert(site.mention.entity);
      }
      if (!found.empty()) return found.size() == 1 && (own || !noun_between(i)) ? found : Candidates{};
    }
    return {};
  }
  /// «договор с ним», «встретился с ней».
  bool companion(std::uint32_t i) const {
    const auto preposition = syntax_.preposition(sites_[i].head), above = syntax_.head(sites_[i].head);
    if (above == no_head || preposition == no_head || !lexicon_.list("comitative_prepositions").contains(document_.tokens[preposition].lemma)) return false;
    const auto* heads = lexicon_.mention_head(document_.tokens[above].lemma);
    return document_.tokens[above].upos == Upos::verb || (heads && (heads->type == "Agreement" || heads->type == "Event"));
  }
  /// A part of a longer name, or a place that says whose somebody is: «посол Вьетнама».
  bool within_another(std::uint32_t j) const {
    const TokenRange own = sites_[j].tokens;
    for (auto k = j; k-- > 0 && sites_[k].sentence == sites_[j].sentence && sites_[k].tokens.begin + longest_name > own.begin;)
      if (sites_[k].tokens.end >= own.end && sites_[k].tokens.size() > own.size() && sites_[k].mention.form != Form::pronoun) return true;
    return is_place(sites_[j].mention.type) && syntax_.is(sites_[j].head, "nmod") && syntax_.preposition(sites_[j].head) == no_head;
  }
  /// The subject of an earlier clause of the pronoun's sentence, else of the sentence before, where it agrees and nobody else who does
  /// is a subject there or stands between.
  Candidates spoken_of(std::uint32_t i) const {
    const auto sentence = sites_[i].sentence;
    Candidates here;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sentence && reaches(i, j);)
      if (may_be(i, j) && !beside(i, j)) here.insert(sites_[j].mention.entity);
    if (!here.empty()) {
      const auto subject = subject_of(i, sentence);
      return here.size() == 1 && subject != no_site && here.contains(sites_[subject].mention.entity) ? here : Candidates{};
    }
    if (sentence == 0) return {};
    const auto subject = subject_of(i, sentence - 1);
    if (subject == no_site || noun_between(i)) return {};
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + 1 >= sentence && reaches(i, j);)
      if (sites_[j].sentence + 1 == sentence && sites_[j].mention.entity != sites_[subject].mention.entity && sites_[j].mention.type == "Person" && may_be(i, j)) return {};
    return {sites_[subject].mention.entity};
  }
  /// The widest site at the first subject of a finite or main verb in a sentence before the pronoun, if it agrees; else no_site.
  std::uint32_t subject_of(std::uint32_t i, std::uint32_t sentence) const {
    std::uint32_t best = no_site;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence >= sentence && reaches(i, j);) {
      const Site& site = sites_[j];
      if (site.sentence != sentence || !main_subject(site.head) || beside(i, j) || !may_be(i, j)) continue;
      if (best == no_site || site.head < sites_[best].head || (site.head == sites_[best].head && site.tokens.size() > sites_[best].tokens.size())) best = j;
    }
    return best;
  }
  /// The subject of the sentence's main verb or of one coordinated with it, alone.
  bool main_subject(std::uint32_t t) const {
    if (!syntax_.is(t, "nsubj") || syntax_.coordination(t).size() > 1) return false;
    auto verb = syntax_.head(t);
    for (int steps = 0; steps < 3 && verb != no_head && syntax_.is(verb, "conj"); ++steps) verb = syntax_.head(verb);
    return verb != no_head && syntax_.head(verb) == no_head;
  }
  /// The subject of the verb that the pronoun hangs on is no referent of it.
  bool beside(std::uint32_t i, std::uint32_t j) const {
    return sites_[i].sentence == sites_[j].sentence && syntax_.is(sites_[j].head, "nsubj") && syntax_.head(sites_[j].head) == syntax_.head(sites_[i].head);
  }
  /// A name, or what stands for one, that the pronoun agrees with as far as gender is known.
  bool may_be(std::uint32_t i, std::uint32_t j) const {
    const Site& site = sites_[j];
    if (site.mention.entity == no_site || site.mention.form == Form::adjective) return false;
    const Token& name = head(j);
    const bool quoted = document_.tokens[site.tokens.begin].upos == Upos::punct;
    const bool known = !quoted && name.features.gender != Gender::none && (name.in_dictionary || site.mention.type == "Person");
    return known ? agrees(head(i), name) : name.features.number != Number::plur;
  }
  /// «Ведомство составило список. В него вошли»: a lifeless object of the sentence before agrees too, and no name stands for it.
  bool noun_between(std::uint32_t i) const {
    if (sites_[i].sentence == 0) return false;
    const Token& pronoun = document_.tokens[sites_[i].head];
    const TokenRange before = document_.sentences[sites_[i].sentence - 1].tokens;
    for (auto t = before.begin; t < before.end && t < before.begin + farthest; ++t) {
      const Token& noun = document_.tokens[t];
      const bool object = noun.upos == Upos::noun && syntax_.is(t, "obj") && noun.features.animacy == Animacy::inan && noun.features.number != Number::plur;
      if (object && !is_capitalized(document_.surface(noun)) && agrees(pronoun, noun)) return true;
    }
    return false;
  }
  /// «его купил холдинг», «им владеет банк»: the only person or body that the sentence before and this one name, the subject of the
  /// pronoun's own verb apart. One that may have another gender counts against, one that has it does not.
  Candidates bare(std::uint32_t i) const {
    const Token& pronoun = document_.tokens[sites_[i].head];
    Candidates found;
    bool subject = false;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + 1 >= sites_[i].sentence && reaches(i, j);) {
      const Site& site = sites_[j];
      if (site.mention.form != Form::name || site.mention.entity == no_site || (site.mention.type != "Person" && !is_body(site.mention.type))) continue;
      const Token& name = head(j);
      const bool known = name.features.gender != Gender::none && (name.in_dictionary || site.mention.type == "Person");
      if (known && !agrees(pronoun, name)) continue;
      if (site.sentence == sites_[i].sentence && syntax_.is(site.head, "nsubj") && syntax_.head(site.head) == syntax_.head(sites_[i].head)) continue;
      found.insert(site.mention.entity);
      subject = subject || is_subject(site);
    }
    return subject ? found : Candidates{};  // «спирт МВД продали»: what is no subject is seldom spoken of
  }
  /// «открыл форум, в нём участвуют»: a sign and a verb before it part the clauses.
  bool clause_between(std::uint32_t before, std::uint32_t after) const {
    bool sign = false, verb = false;
    const TokenRange sentence = document_.sentences[sites_[after].sentence].tokens;
    for (auto t = std::max(sentence.begin, sites_[after].tokens.begin - std::min(sites_[after].tokens.begin, farthest)); t < sites_[after].tokens.begin; ++t) {
      verb |= is_finite(document_.tokens[t]);
      sign |= t >= sites_[before].tokens.end && (document_.surface(document_.tokens[t]) == "," || document_.surface(document_.tokens[t]) == ";" || document_.surface(document_.tokens[t]) == ":");
    }
    return sign && verb;
  }
  /// «он прошёл», «его организовали», «на него приехали»: the verb or the preposition tells that an event is meant.
  bool takes_place(std::uint32_t i) const {
    const auto at = sites_[i].head;
    const Case c = head(i).features.case_;
    if (const auto preposition = syntax_.preposition(at); preposition != no_head)
      return c == Case::loc || (c == Case::acc && lexicon_.list("event_prepositions").contains(document_.tokens[preposition].lemma));
    const auto verb = syntax_.head(at);
    if (verb == no_head) return false;
    if (syntax_.is(at, "nsubj")) return lexicon_.list("verbs_of_events").contains(document_.tokens[verb].lemma);
    return syntax_.is(at, "obj") && lexicon_.list("verbs_for_events").contains(document_.tokens[verb].lemma);
  }
  template <class Fits>
  Candidates agreeing_before(std::uint32_t i, Fits&& fits) const {
    Candidates found;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + 1 >= sites_[i].sentence && reaches(i, j);) {
      const Site& site = sites_[j];
      if (site.sentence + 1 != sites_[i].sentence || site.mention.entity == no_site || !fits(site)) continue;
      if (agrees(document_.tokens[sites_[i].head], document_.tokens[site.head])) found.insert(site.mention.entity);
    }
    return found;
  }
  /// «Петрова избрали в думу, где он возглавил комитет»: the one person that the sentence names in a clause before.
  Candidates named_in_sentence(std::uint32_t i) const {
    Candidates persons, agreeing;
    bool clause = false;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence && reaches(i, j);) {
      if (sites_[j].mention.type != "Person" || sites_[j].mention.entity == no_site) continue;
      persons.insert(sites_[j].mention.entity);
      if (is_name(j) && agrees(document_.tokens[sites_[i].head], head(j))) agreeing.insert(sites_[j].mention.entity);
      for (auto t = sites_[j].tokens.end; t < sites_[i].tokens.begin; ++t) clause |= document_.surface(document_.tokens[t]) == ",";
    }
    return clause && persons.size() == 1 ? agreeing : Candidates{};
  }
  /// Outside the nominative masculine and neuter pronouns are one form («в нём»).
  static bool agrees(const Token& pronoun, const Token& name) {
    const bool plural = name.features.number == Number::plur;
    if ((pronoun.features.number == Number::plur) != plural) return false;
    if (plural) return true;
    if (pronoun.features.case_ != Case::nom) return (pronoun.features.gender == Gender::fem) == (name.features.gender == Gender::fem);
    return pronoun.features.gender == Gender::none || name.features.gender == Gender::none || pronoun.features.gender == name.features.gender;
  }
  bool is_subject(const Site& site) const { return syntax_.is(site.head, "nsubj") || document_.tokens[site.head].features.case_ == Case::nom; }

  const std::vector<Site>& sites_;
  const AnalyzedDocument& document_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
};

}  // namespace

std::set<std::uint32_t> referents_of_pronoun(std::uint32_t site, const std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax,
                                             const Lexicon& lexicon) {
  return Pronouns(sites, document, syntax, lexicon).of(site);
}

}  // namespace citypact::extract
