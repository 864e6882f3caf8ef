#pragma once
#include <algorithm>

#include "roles.hpp"

namespace citypact::extract {

/// A sentence as the link parser reads it: what stands where. Positions outside the sentence are nothing.
class RoleLine {
 public:
  RoleLine(const Scene& scene, std::uint32_t sentence)
      : scene_(scene), lexicon_(scene.lexicon), range_(scene.document.sentences[sentence].tokens) {}

 protected:
  const Token& token(std::uint32_t i) const { return scene_.token(i); }
  bool inside(std::uint32_t i) const { return i >= range_.begin && i < range_.end; }
  bool is(std::uint32_t i, std::string_view surface) const { return inside(i) && scene_.surface(i) == surface; }
  bool comma(std::uint32_t i) const { return is(i, ","); }
  bool dash(std::uint32_t i) const { return is(i, "—") || is(i, "–") || is(i, "-"); }
  bool conjunction(std::uint32_t i) const { return inside(i) && token(i).upos == Upos::cconj; }
  bool punctuation(std::uint32_t i) const { return inside(i) && token(i).upos == Upos::punct; }

  /// Longest site that starts at a token, with one of the kinds; opening quotes before it are the caller's business.
  std::uint32_t site_from(std::uint32_t at, const std::vector<std::string>& kinds, bool adjectives = false) const {
    if (!inside(at)) return no_site;
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[at]) {
      const Site& site = scene_.sites[s];
      if (site.tokens.begin == at && (adjectives || site.mention.form != Form::adjective) && fits(s, kinds) &&
          (best == no_site || site.tokens.size() > scene_.sites[best].tokens.size()))
        best = s;
    }
    return best;
  }
  std::uint32_t site_until(std::uint32_t last, const std::vector<std::string>& kinds) const {
    if (!inside(last)) return no_site;
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[last]) {
      const Site& site = scene_.sites[s];
      if (site.tokens.end == last + 1 && site.mention.form != Form::adjective && fits(s, kinds) &&
          (best == no_site || site.tokens.size() > scene_.sites[best].tokens.size()))
        best = s;
    }
    return best;
  }
  bool fits(std::uint32_t site, const std::vector<std::string>& kinds) const {
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return scene_.is_a(site, kind); });
  }

  bool body_case(std::uint32_t site) const {
    const Token& head = token(scene_.sites[site].head);
    const Case c = head.features.case_;
    if (c == Case::gen || c == Case::acc || c == Case::none || !head.in_dictionary || head.upos == Upos::propn) return true;
    return quoted(site);
  }
  bool quoted(std::uint32_t site) const {
    const auto begin = scene_.sites[site].tokens.begin;
    return punctuation(begin) || (begin > range_.begin && punctuation(begin - 1) && !comma(begin - 1));
  }

  const std::vector<std::string>& body_kinds() const {
    static const std::vector<std::string> kinds{"Organization", "University", "Park", "Cluster", "City", "Region", "Country", "Program", "Platform", "Event"};
    return kinds;
  }
  const std::vector<std::string>& holder_kinds(const RoleSite& role) const { return lexicon_.role_classes.at(role.role_class).subjects; }

  std::uint32_t skip_bracket(std::uint32_t at) const {
    if (!is(at, "(")) return at;
    for (auto i = at; i < range_.end && i < at + 14; ++i)
      if (is(i, ")")) return i + 1;
    return at;
  }
  bool possessive(std::uint32_t i) const { return inside(i) && lexicon_.is_possessive(scene_.surface(i)); }
  std::uint32_t closing_quote(std::uint32_t at) const {
    return punctuation(at) && (is(at, "»") || is(at, "\"") || is(at, "”") || is(at, "“")) ? at + 1 : at;
  }
  bool is_noun_title(std::uint32_t at) const {
    return lexicon_.title_nouns.contains(token(at).lemma) && scene_.sites_at[at].empty();
  }
  static bool contains(const std::vector<std::uint32_t>& list, std::uint32_t x) { return std::find(list.begin(), list.end(), x) != list.end(); }

  const Scene& scene_;
  const Lexicon& lexicon_;
  const TokenRange range_;
};

/// Finds what posts are posts of, by what stands beside them.
class BodyFinder : RoleLine {
 public:
  using RoleLine::RoleLine;

  /// «мэр Казани», «российский президент»: fills role.bodies; returns the token after them.
  std::uint32_t find(RoleSite& role) const;
  /// «завод «Маяк» (директор Олег Петров)»: the post in brackets is of what stands before them.
  void before_bracket(RoleSite& role) const;
  /// «ректор Олег Петров (МГУ)», «ректоры W1 (O1) и W2 (O2)»: a body in brackets behind every holder.
  void behind_holder(RoleSite& role) const;
  /// «его совет»: the nearest of these kinds before a possessive that agrees with it, in its sentence or the one before; or no_site.
  std::uint32_t owner_by(std::uint32_t possessive, const std::vector<std::string>& kinds) const { return nearest_before(possessive, kinds, 1); }

 private:
  std::uint32_t whole_of(std::uint32_t part) const;
  bool describes(std::uint32_t noun, std::uint32_t body) const;
  std::uint32_t past_share(std::uint32_t at) const;
  std::uint32_t past_adjectives(std::uint32_t at) const;
  std::uint32_t past_one_of(std::uint32_t at) const;
  std::uint32_t past_larger_place(const RoleSite& role, std::uint32_t at) const;
  std::uint32_t possessed_by(const RoleSite& role) const;
  bool relative(std::uint32_t at) const;
  std::uint32_t antecedent_of(const RoleSite& role, std::uint32_t pronoun) const;
  bool may_own(std::uint32_t pronoun, std::uint32_t site) const;
  std::uint32_t spoken_for(std::uint32_t possessive, bool of_body) const;
  bool names_person(std::uint32_t possessive) const;
  std::span<const std::uint32_t> near(std::uint32_t token, std::uint32_t sentence) const;
  std::uint32_t nearest_before(std::uint32_t at, const std::vector<std::string>& kinds, std::uint32_t sentences_back) const;
  std::uint32_t take_bodies(RoleSite& role, std::uint32_t body) const;
  bool instrumental(const RoleSite& role, std::uint32_t body) const;
  void add_adjective(RoleSite& role) const;
  std::uint32_t past_place(RoleSite& role, std::uint32_t at) const;
};

}  // namespace citypact::extract
