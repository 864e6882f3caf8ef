#include <algorithm>

#include "extractors.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

/// Places that stand right beside what lies in them.
class Locator {
 public:
  Locator(const Scene& scene, std::vector<Proposal>& proposals) : scene_(scene), proposals_(proposals) {}

  void run() {
    for (std::uint32_t s = 0; s < scene_.sites.size(); ++s) {
      const Site& site = scene_.sites[s];
      if (site.mention.form == Form::adjective) inside(s) != no_site ? within(s, inside(s)) : adjective(s);
      else if (site.mention.form != Form::pronoun && placed(s) && !ends_with_body(s)) beside(s);
    }
  }

 private:
  TokenRange sentence(std::uint32_t s) const { return scene_.document.sentences[scene_.sites[s].sentence].tokens; }
  bool is_place(std::uint32_t s) const { return scene_.is_a(s, "City") || scene_.is_a(s, "Region") || scene_.is_a(s, "Country"); }
  bool placed(std::uint32_t s) const { return !scene_.is_a(s, "Person") && !scene_.is_a(s, "Agreement") && !scene_.is_a(s, "Program") && !scene_.is_a(s, "Country"); }
  /// A larger kind of place: City < Region < Country.
  int size(std::uint32_t s) const { return scene_.is_a(s, "City") ? 1 : scene_.is_a(s, "Region") ? 2 : scene_.is_a(s, "Country") ? 3 : 0; }

  std::uint32_t site_from(std::uint32_t at, TokenRange range) const {
    if (at >= range.end) return no_site;
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[at])
      if (scene_.sites[s].tokens.begin == at && scene_.sites[s].mention.form != Form::adjective &&
          (best == no_site || scene_.sites[s].tokens.size() > scene_.sites[best].tokens.size()))
        best = s;
    return best;
  }

  /// The body whose name holds the adjective before its head, or no_site.
  std::uint32_t inside(std::uint32_t s) const {
    const auto at = scene_.sites[s].tokens.begin;
    for (const auto outer : scene_.sites_at[at])
      if (outer != s && scene_.sites[outer].mention.form != Form::adjective && (scene_.sites[outer].head > at || (scene_.sites[outer].tokens.begin == at && scene_.sites[outer].tokens.size() > 1 && bears_name(at + 1, scene_.sites[outer].tokens)))) return outer;  // a tagger may take it for the head
    return no_site;
  }
  /// «казанским технопарком «Имя»», «тульская фабрика «Имя»»: the adjective is no part of the name proper.
  void within(std::uint32_t s, std::uint32_t body) {
    const bool lies = scene_.is_a(body, "University") || scene_.is_a(body, "Park") || scene_.is_a(body, "Cluster");
    const bool outside = lies && scene_.sites[s].tokens.begin == scene_.sites[body].tokens.begin &&
                         (!is_capitalized(scene_.surface(scene_.sites[s].tokens.begin)) || bears_name(scene_.sites[s].tokens.end, scene_.sites[body].tokens) || before_adjective(scene_.sites[s].tokens.end, body));
    if (outside && agrees(s, body, false)) propose(body, s, scene_.sites[s].tokens, "located.descriptor-site", 0.65f);
    else if (lies && agrees(s, body, false)) propose(body, s, scene_.sites[s].tokens, "located.descriptor", 0.3f);
    else if (!lies && scene_.is_a(body, "Organization") && scene_.sites[s].tokens.begin == scene_.sites[body].tokens.begin && agrees(s, body, quoted(scene_.sites[s].tokens.end)) &&
             bears_name(scene_.sites[s].tokens.end, scene_.sites[body].tokens) && !of_state(body))
      propose(body, s, scene_.sites[s].tokens, "located.descriptor-company", 0.6f);
  }
  bool quoted(std::uint32_t at) const { return scene_.surface(at) == "«" || scene_.surface(at) == "\""; }
  /// «Китайский Харбинский университет»: a capitalized adjective is the name's first word.
  bool before_adjective(std::uint32_t at, std::uint32_t body) const {
    return at < scene_.sites[body].head && scene_.token(at).upos == Upos::adj && is_capitalized(scene_.surface(at));
  }
  /// Adjectives and at most one common noun from here to a name in quotes or in Latin letters.
  bool bears_name(std::uint32_t at, TokenRange range) const {
    while (at < range.end && scene_.token(at).upos == Upos::adj) ++at;
    if (at < range.end && scene_.token(at).upos == Upos::noun && !is_capitalized(scene_.surface(at))) ++at;
    if (at >= range.end) return false;
    const auto word = scene_.surface(at);
    if (at + 1 < range.end && scene_.lexicon.asset_nouns.contains(scene_.token(at + 1).lemma)) return false;  // «российская «дочка»»
    return word == "«" || word == "\"" || (is_capitalized(word) && static_cast<unsigned char>(word.front()) < 0x80);
  }
  bool of_state(std::uint32_t site) const { return scene_.lexicon.list("state_bodies").contains(scene_.token(scene_.sites[site].head).lemma); }
  /// «совет университета Имя в Казани»: the place is the inner body's.
  bool ends_with_body(std::uint32_t s) const {
    const TokenRange tokens = scene_.sites[s].tokens;
    for (const auto inner : scene_.sites_at[tokens.end - 1]) {
      const Site& other = scene_.sites[inner];
      if (other.tokens.begin > tokens.begin && other.tokens.end == tokens.end && !is_place(inner) && placed(inner) && other.mention.type != "Event") return true;
    }
    return false;
  }

  /// «американская компания Snap», «японской Хиросиме»: adjectives and common nouns of bodies may stand between.
  void adjective(std::uint32_t s) {
    const TokenRange range = sentence(s);
    for (auto other : scene_.sites_at[scene_.sites[s].tokens.begin])  // «российское подразделение Mars» is a body of its own
      if (other != s && scene_.sites[other].tokens.begin == scene_.sites[s].tokens.begin && !is_place(other)) return;
    bool noun = false, many = false;
    for (auto t = scene_.sites[s].tokens.end; t < range.end && t < scene_.sites[s].tokens.end + 4; ++t) {
      const auto site = site_from(t, range);
      if (site != no_site) {
        if (many && !list_goes_on(scene_.sites[site].tokens.end, range)) return;  // «в российских магазинах Имени»
        if (scene_.sites[site].mention.form == Form::nominal && names_quoted(scene_.sites[site].tokens.end, range)) return;  // «украинское издание «Имя»»
        const bool smaller_place = is_place(site) && size(site) < size(s);
        const bool company = scene_.is_a(site, "Organization") && scene_.sites[site].mention.form == Form::name && commercial(site, t, noun);
        const bool other = scene_.is_a(site, "University") || scene_.is_a(site, "Park") || scene_.is_a(site, "Cluster") || scene_.is_a(site, "Platform") || scene_.sites[site].mention.subtype == "Institute";
        if (agrees(s, site, noun) && (smaller_place || company || other)) propose(site, s, scene_.sites[s].tokens, company ? "located.adjective-company" : "located.adjective", 0.85f);
        return;
      }
      const Token& token = scene_.token(t);
      const bool quote = token.upos == Upos::punct && noun;
      if (token.upos == Upos::noun && scene_.lexicon.list("company_words").contains(token.lemma)) noun = true, many = token.features.number == Number::plur;
      else if (token.upos != Upos::adj && !quote) return;
    }
  }
  /// «японские компании A и B».
  bool list_goes_on(std::uint32_t at, TokenRange range) const {
    if (at < range.end && closes_quote(at)) ++at;
    return at < range.end && (scene_.surface(at) == "," || scene_.token(at).upos == Upos::cconj);
  }
  bool names_quoted(std::uint32_t at, TokenRange range) const {
    return at + 1 < range.end && scene_.token(at).upos == Upos::punct && (site_from(at, range) != no_site || site_from(at + 1, range) != no_site) &&
           scene_.surface(at) == "«";
  }
  bool agrees(std::uint32_t adjective, std::uint32_t site, bool noun) const {
    const Case a = scene_.token(scene_.sites[adjective].head).features.case_, b = scene_.token(scene_.sites[site].head).features.case_;
    const auto direct = [](Case c) { return c == Case::nom || c == Case::acc; };  // of what has no life they look alike
    const auto oblique = [](Case c) { return c == Case::gen || c == Case::dat || c == Case::ins || c == Case::loc; };  // of the feminine they look alike
    return noun || a == b || (direct(a) && direct(b)) || a == Case::none || b == Case::none || !scene_.token(scene_.sites[site].head).in_dictionary || is_short_form(scene_.surface(scene_.sites[site].head)) ||
           (scene_.token(scene_.sites[adjective].head).features.gender == Gender::fem && oblique(a) && oblique(b));
  }
  /// A state's ministry or army is its own, not something that lies in it.
  bool commercial(std::uint32_t site, std::uint32_t, bool noun) const {
    const auto& head = scene_.token(scene_.sites[site].head);
    if (of_state(site)) return false;
    if (bears_name(scene_.sites[site].tokens.begin, scene_.sites[site].tokens)) return true;
    const bool latin = static_cast<unsigned char>(scene_.surface(scene_.sites[site].head).front()) < 0x80;
    return noun || latin || scene_.lexicon.list("company_words").contains(head.lemma) ||
           scene_.token(scene_.sites[site].tokens.begin).upos == Upos::punct;
  }

  bool is_place_preposition(std::uint32_t at) const { return scene_.token(at).upos == Upos::adp && scene_.lexicon.list("place_prepositions").contains(scene_.token(at).lemma); }
  bool closes_quote(std::uint32_t at) const { return scene_.token(at).upos == Upos::punct && (scene_.surface(at) == "»" || scene_.surface(at) == "\""); }

  /// «вуз (Казань)», «форум в Казани», «Елабуга в Татарстане», «Елабужского района Татарстана», «Елабуга, Татарстан».
  void beside(std::uint32_t s) {
    const TokenRange range = sentence(s);
    if (scene_.is_a(s, "Event")) within(s);
    if (is_place(s)) held_in(s, range);
    auto at = scene_.sites[s].tokens.end;
    if (at < range.end && closes_quote(at)) ++at;
    if (at >= range.end) return;
    if (scene_.surface(at) == "(") return bracket(s, at + 1, range);
    if (scene_.surface(at) == "," && is_place(s)) return apposed(s, at + 1, range);
    const bool preposition = is_place_preposition(at);
    const auto place = site_from(preposition ? at + 1 : at, range);
    if (place == no_site || !is_place(place)) return;
    const Case c = scene_.token(scene_.sites[place].head).features.case_;
    if (preposition) {
      const bool journey = c == Case::acc && scene_.is_a(s, "Event") && scene_.surface(at) != scene_.surface(scene_.sites[s].tokens.begin > range.begin ? scene_.sites[s].tokens.begin - 1 : at);
      if (c != Case::loc && c != Case::none && !journey) return;  // «на форум «Имя» в Самару»
      if (is_place(s) && (size(place) <= size(s) || represented(s))) return;
      if (scene_.is_a(s, "Organization") && (!local(s) || within_event(s))) return;
      propose(s, place, {at, at + 1}, "located.in", 0.85f);
    } else if (is_place(s) && (size(place) > size(s) || (size(s) == 2 && size(place) == 2)) && c == Case::gen) {
      propose(s, place, scene_.sites[place].tokens, "located.genitive", 0.85f);
    }
  }
  /// «в Томске на конференции», «в Троицк, в парк «Имя»»: what the same preposition's case tells right behind the place.
  void held_in(std::uint32_t s, TokenRange range) {
    const Site& place = scene_.sites[s];
    auto at = place.tokens.end;
    if (place.tokens.begin == range.begin || !is_place_preposition(place.tokens.begin - 1) || at + 2 >= range.end) return;
    const bool comma = scene_.surface(at) == ",";
    if (comma) ++at;
    if (!is_place_preposition(at)) return;
    const auto other = site_from(at + 1, range);
    if (other == no_site || is_place(other) || !placed(other) || scene_.sites[other].mention.form == Form::pronoun) return;
    const Case a = scene_.token(place.head).features.case_, b = scene_.token(scene_.sites[other].head).features.case_;
    const bool event = scene_.is_a(other, "Event");
    if ((a != b && a != Case::none && b != Case::none) || (!event && !comma) || (event && comma)) return;
    propose(other, s, {place.tokens.begin - 1, place.tokens.begin}, "located.there", 0.7f);
  }
  /// «Гранд-Рапидс, штат Мичиган», «Чунцин, КНР (с 1992 года)»: a larger place behind a comma, where no list goes on.
  void apposed(std::uint32_t s, std::uint32_t at, TokenRange range) {
    auto place = site_from(at, range);
    const bool noun = place == no_site && at < range.end && scene_.token(at).upos == Upos::noun;
    if (noun) place = site_from(at + 1, range);
    if (place == no_site || !is_place(place) || size(place) <= size(s)) return;
    const auto end = scene_.sites[place].tokens.end;
    const Case c = scene_.token(scene_.sites[place].head).features.case_;
    const bool ends = end >= range.end || scene_.token(end).upos == Upos::punct;
    const bool listed = end < range.end && scene_.surface(end) == "," && !noun;
    const auto first = scene_.sites[s].tokens.begin;
    const bool goes_on = first > range.begin && (scene_.surface(first - 1) == "," || scene_.surface(first - 1) == ":" || scene_.token(first - 1).upos == Upos::cconj);
    if (!ends || listed || (goes_on && !noun) || (c != Case::nom && c != Case::none)) return;
    propose(s, place, scene_.sites[place].tokens, "located.apposed", 0.7f);
  }
  /// «саммите городов в Душанбе»: the phrase of an event holds its place. Not of many («мероприятия в России»); «конференция о мире на
  /// Ближнем Востоке» does not say where it is.
  void within(std::uint32_t s) {
    const TokenRange tokens = scene_.sites[s].tokens;
    const Token& head = scene_.token(scene_.sites[s].head);
    const bool talk = scene_.lexicon.list("talk_nouns").contains(head.lemma);
    if (!talk && head.features.number == Number::plur && !is_capitalized(scene_.surface(tokens.begin))) return;
    bool topic = false;
    for (auto t = tokens.begin + 1; t + 1 < tokens.end; ++t) {
      if (scene_.token(t).upos != Upos::adp) continue;
      const auto place = scene_.lexicon.list("place_prepositions").contains(scene_.token(t).lemma) ? site_from(t + 1, tokens) : no_site;
      const bool there = place != no_site && is_place(place) && scene_.token(scene_.sites[place].head).features.case_ == Case::loc;
      if (there && (!topic || scene_.is_a(place, "City"))) propose(s, place, {t, t + 1}, talk ? "located.within" : "located.event-in", talk ? 0.3f : 0.6f);
      topic = true;
    }
  }
  /// «посольство в Баку», «бутик-отель «Имя» в Сочи» lie there; «Газпром» в Баку may only act there.
  bool local(std::uint32_t s) const {
    const auto& lexicon = scene_.lexicon;
    const auto built = [&](std::string_view lemma) { return lexicon.list("placed_nouns").contains(lemma) || lexicon.list("placed_nouns").contains(lemma.substr(lemma.rfind('-') + 1)); };  // no hyphen: npos + 1 is 0
    const auto begin = scene_.sites[s].tokens.begin;
    const auto lemma = scene_.token(scene_.sites[s].head).lemma;
    const bool named_so = begin > sentence(s).begin && scene_.surface(begin) == "«" && built(scene_.token(begin - 1).lemma);  // «на складе Имени» is the owner's
    if (built(lemma) || built(scene_.token(begin).lemma) || named_so) return true;
    return lexicon.body_heads.contains(lemma) && !lexicon.list("company_words").contains(lemma);
  }

  /// «саммита организации в Астане»: the event takes place there.
  bool within_event(std::uint32_t s) const {
    for (auto other : scene_.sites_at[scene_.sites[s].tokens.begin])
      if (other != s && scene_.is_a(other, "Event")) return true;
    return false;
  }
  /// «посол республики в России»: the post's place of work, not the republic's.
  bool represented(std::uint32_t s) const {
    for (auto r : scene_.roles_of[scene_.sites[s].sentence])
      for (auto body : scene_.roles[r].bodies)
        if (body == s) return true;
    return false;
  }

  /// «вуз (Казань)», «парк (в Казани)», «Елабуга (Татарстан, Россия)»; «форум (Казань, октябрь)».
  void bracket(std::uint32_t s, std::uint32_t at, TokenRange range) {
    std::uint32_t last = no_site;
    if (at < range.end && is_place_preposition(at)) ++at;
    while (at < range.end) {
      auto place = site_from(at, range);
      for (int skipped = 0; skipped < 2 && place == no_site && at < range.end && (scene_.token(at).upos == Upos::noun || scene_.surface(at) == "."); ++skipped)
        place = site_from(++at, range);  // «(провинция Шаньдун)»
      if (place == no_site || !is_place(place)) break;
      if (last == no_site && !(is_place(s) && size(place) <= size(s))) last = place;
      at = scene_.sites[place].tokens.end;
      if (at >= range.end) return;
      if (scene_.surface(at) == ")") break;
      if (scene_.surface(at) != "," && scene_.surface(at) != ";") return;
      ++at;
    }
    if (last == no_site || at >= range.end) return;
    propose(s, last, scene_.sites[last].tokens, "located.bracket", 0.9f);
    if (const auto other = joined_before(s, range); other != no_site && size(other) == size(s)) propose(other, last, scene_.sites[last].tokens, "located.bracket-pair", 0.75f);
  }
  /// «Даллас и Хьюстон (США)»: the place before the conjunction.
  std::uint32_t joined_before(std::uint32_t s, TokenRange range) const {
    const auto begin = scene_.sites[s].tokens.begin;
    if (!is_place(s) || begin < range.begin + 2 || scene_.token(begin - 1).upos != Upos::cconj) return no_site;
    for (auto other : scene_.sites_at[begin - 2])
      if (is_place(other) && scene_.sites[other].tokens.end == begin - 1 && scene_.sites[other].mention.form == Form::name) return other;
    return no_site;
  }

  /// «поедет на форум в Казань», «форум в Казани создаст союз»: the clause does not say that the event is still to come.
  bool of_others(std::uint32_t event) const {
    const auto governor = scene_.syntax.head(event);
    if (governor == no_head) return false;
    const auto& lemma = scene_.token(governor).lemma;
    const bool does = scene_.syntax.is(event, "nsubj") && is_verb(scene_.token(governor)) && !is_passive(scene_.token(governor)) && !scene_.lexicon.list("verbs_of_events").contains(lemma);
    return does || scene_.lexicon.list("going_words").contains(lemma);
  }
  void propose(std::uint32_t what, std::uint32_t place, TokenRange trigger, const char* rule, float score) {
    Proposal p;
    p.relation = "located-in";
    p.subject = what, p.object = place;
    p.sentence = scene_.sites[what].sentence;
    p.trigger = trigger;
    p.status = Status::asserted;
    if (scene_.is_a(what, "Event") && !of_others(scene_.sites[what].head)) {  // an event that is still to come will lie there
      const Status clause = status_of(scene_, scene_.sites[what].head, false);
      if (clause == Status::planned || clause == Status::possible) p.status = Status::planned;
    }
    p.rule = rule;
    p.score = score;
    proposals_.push_back(std::move(p));
  }

  const Scene& scene_;
  std::vector<Proposal>& proposals_;
};

}  // namespace

void propose_locations(const Scene& scene, std::vector<Proposal>& proposals) { Locator(scene, proposals).run(); }

}  // namespace citypact::extract
