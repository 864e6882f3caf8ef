#include <algorithm>
#include <cctype>

#include "roles.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

/// A row of words/dismissals.tsv.
struct Dismissal {
  std::string_view verb, side;
  std::string_view complements;  // joined by commas; empty: none needed
};

class Dismisser {
 public:
  explicit Dismisser(const Scene& scene) : scene_(scene), syntax_(scene.syntax) {
    for (const auto& row : scene.lexicon.language().table("dismissals"))
      if (row.size() > 1) rows_.push_back({row[0], row[1], row.size() > 2 ? std::string_view(row[2]) : std::string_view()});
  }

  bool ends(const RoleSite& role) const {
    const auto kind = scene_.lexicon.role_classes.find(role.role_class);
    if (kind == scene_.lexicon.role_classes.end() || !kind->second.state) return false;  // a founder stays one
    return served(role) || dismissed(role.head, role) || std::any_of(role.holders.begin(), role.holders.end(), [&](auto s) { return dismissed(scene_.sites[s].head, role); });
  }

 private:
  bool dismissed(std::uint32_t noun, const RoleSite& role) const {
    const auto children = syntax_.children(noun);
    if (std::any_of(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "acl") && is_verb(scene_.token(child)) && by_clause(child, role); })) return true;
    noun = syntax_.first_conjunct(noun);
    for (int steps = 0; steps < 3 && (syntax_.is(noun, "appos") || syntax_.is(noun, "flat")); ++steps) noun = syntax_.first_conjunct(syntax_.head(noun));
    const auto governor = syntax_.head(noun);
    if (governor == no_head) return false;
    if (!is_verb(scene_.token(governor))) return syntax_.is(noun, "nmod") && scene_.token(noun).features.case_ == Case::gen && (resigned(governor) || lost_powers(governor, role));
    const bool acted_upon = syntax_.is(noun, "obj") || (syntax_.is(noun, "nsubj") && is_passive(scene_.token(governor)));
    return ended_by(governor, acted_upon ? "object" : syntax_.is(noun, "nsubj") ? "subject" : "", role);
  }
  bool ended_by(std::uint32_t verb, std::string_view side, const RoleSite& role) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const Dismissal& d) {
             return d.side == side && d.verb == scene_.token(verb).lemma && (d.complements.empty() || has_complement(verb, d.complements, role));
           }) && status_of(scene_, verb, false) == Status::asserted;
  }
  /// «прекратила полномочия мэра», «истекли полномочия члена совета».
  bool lost_powers(std::uint32_t powers, const RoleSite& role) const {
    const auto verb = syntax_.head(powers);
    return verb != no_head && is_verb(scene_.token(verb)) && (syntax_.is(powers, "obj") || syntax_.is(powers, "nsubj")) && ended_by(verb, "powers", role);
  }
  /// «директор W, уволенный в мае», «министр W, которого отправили в отставку».
  bool by_clause(std::uint32_t verb, const RoleSite& role) const {
    if (scene_.token(verb).features.verb_form == VerbForm::part) return ended_by(verb, is_passive(scene_.token(verb)) ? "object" : "subject", role);
    for (auto child : syntax_.children(verb))
      if (scene_.lexicon.relative_words.contains(scene_.token(child).lemma)) {
        const bool subject = syntax_.is(child, "nsubj");
        return (subject || syntax_.is(child, "obj")) && ended_by(verb, subject && !is_passive(scene_.token(verb)) ? "subject" : "object", role);
      }
    return false;
  }
  /// «после отставки директора», «принял отставку министра».
  bool resigned(std::uint32_t noun) const {
    if (!scene_.lexicon.list("resignation_nouns").contains(scene_.token(noun).lemma)) return false;
    const auto preposition = syntax_.preposition(noun), verb = syntax_.head(noun);
    if (preposition != no_head) return scene_.lexicon.list("after_prepositions").contains(scene_.token(preposition).lemma);
    return verb != no_head && syntax_.is(noun, "obj") && scene_.lexicon.list("accepting_verbs").contains(scene_.token(verb).lemma) && status_of(scene_, verb, false) == Status::asserted;
  }

  /// «мэр A в 2006–2011 годах», «директор (2010–2014)», «ректор до 2015 года»: a term of office that is over.
  bool served(const RoleSite& role) const {
    const auto end = scene_.document.sentences[role.sentence].tokens.end;
    auto t = role.tokens.end;
    for (const auto start = t; t < end && t < start + 8; ++t) {
      const Upos u = scene_.token(t).upos;
      if (u != Upos::noun && u != Upos::propn && u != Upos::adj && scene_.sites_at[t].empty()) break;
    }
    if (t + 1 >= end) return false;
    const auto listed = [&](std::string_view list, std::uint32_t at) { return scene_.lexicon.list(list).contains(scene_.token(at).lemma); };
    if (scene_.surface(t) == "(") return years(t + 1) == 2;
    if (scene_.token(t).upos != Upos::adp || !listed("term_openers", t) || !hangs_before(t)) return false;
    if (years(t + 1) == 2) return true;
    if (years(t + 1) != 1) return false;
    return listed("term_ends", t) || (t + 3 < end && listed("term_middles", t + 2) && years(t + 3) == 1);
  }
  /// The phrase that a preposition opens belongs to a word before it, not to the clause's verb.
  bool hangs_before(std::uint32_t preposition) const {
    auto word = syntax_.head(preposition);
    for (int steps = 0; steps < 4 && word != no_head && word > preposition; ++steps) word = syntax_.head(word);
    return word != no_head && word < preposition && !is_verb(scene_.token(word));
  }
  /// How many years a token names: «2006», «2006–2011».
  int years(std::uint32_t t) const {
    const std::string_view word = scene_.surface(t);
    const auto digits = [](std::string_view s) { return is_four_digits(s) && (s[0] == '1' || s[0] == '2'); };
    if (digits(word)) return 1;
    return word.size() > 8 && digits(word.substr(0, 4)) && digits(word.substr(word.size() - 4)) && !std::isdigit(static_cast<unsigned char>(word[4])) ? 2 : 0;
  }

  /// A word of the list hangs on the verb and names no other post: «ушёл с поста ректора» is about the rector's.
  bool has_complement(std::uint32_t verb, std::string_view words, const RoleSite& role) const {
    const auto children = syntax_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](auto child) {
      const std::string lemma = ',' + std::string(scene_.token(child).lemma) + ',';
      if ((',' + std::string(words) + ',').find(lemma) == std::string::npos) return false;
      const auto below = syntax_.children(child);
      return std::none_of(below.begin(), below.end(), [&](auto t) { return scene_.role_at[t] != no_site && scene_.token(t).lemma != scene_.token(role.head).lemma; });
    });
  }

  const Scene& scene_;
  const Syntax& syntax_;
  std::vector<Dismissal> rows_;
};

}  // namespace

void end_dismissed(Scene& scene) {
  const Dismisser dismisser(scene);
  for (RoleSite& role : scene.roles)
    if (!role.status && !role.predicate && dismisser.ends(role)) role.status = Status::ended;
}

}  // namespace citypact::extract
