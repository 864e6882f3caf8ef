#include <algorithm>

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
    if (dismissed(role.head, role)) return true;
    return std::any_of(role.holders.begin(), role.holders.end(), [&](auto s) { return dismissed(scene_.sites[s].head, role); });
  }

 private:
  bool dismissed(std::uint32_t noun, const RoleSite& role) const {
    noun = syntax_.first_conjunct(noun);
    for (int steps = 0; steps < 3 && (syntax_.is(noun, "appos") || syntax_.is(noun, "flat")); ++steps) noun = syntax_.first_conjunct(syntax_.head(noun));
    const auto verb = syntax_.head(noun);
    if (verb == no_head || !is_verb(scene_.token(verb))) return false;
    const bool acted_upon = syntax_.is(noun, "obj") || (syntax_.is(noun, "nsubj") && is_passive(scene_.token(verb)));
    const std::string_view side = acted_upon ? "object" : syntax_.is(noun, "nsubj") ? "subject" : "";
    return std::any_of(rows_.begin(), rows_.end(), [&](const Dismissal& d) {
             return d.side == side && d.verb == scene_.token(verb).lemma && (d.complements.empty() || has_complement(verb, d.complements, role));
           }) && status_of(scene_, verb, false) == Status::asserted;
  }

  /// A word of the list hangs on the verb and names no other post: «ушёл с поста ректора» is about the rector's.
  bool has_complement(std::uint32_t verb, std::string_view words, const RoleSite& role) const {
    const auto children = syntax_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](auto child) {
      const std::string lemma = ',' + std::string(scene_.token(child).lemma) + ',';
      if ((',' + std::string(words) + ',').find(lemma) == std::string::npos) return false;
      const auto below = syntax_.children(child);
      return std::none_of(below.begin(), below.end(), [&](auto t) { return scene_.role_at[t] != no_site && !role.tokens.contains(t); });
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
