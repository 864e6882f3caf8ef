#pragma once
#include <map>
#include <vector>

#include "arguments.hpp"
#include "case_marks.hpp"
#include "rule.hpp"

namespace citypact::extract {

/// What filled a slot.
struct Fill {
  std::vector<std::uint32_t> sites, roles, tokens;  // tokens: heads of every filler, in order
  bool empty() const { return tokens.empty(); }
};

/// Agreements and events are phrases with a common noun at the head; a trigger inside them is no part of a name.
bool is_phrase(const Scene& scene, const Site& site);

/// Looks for what fills a slot from a word of the sentence: by the tree with lists and what stands for what, by the line where
/// the parser erred. Cost: the dependents looked at, lists and lines of a few tokens. Thread safety: none, one a document.
class SlotFiller {
 public:
  explicit SlotFiller(const Scene& scene) : scene_(scene), syntax_(scene.syntax), arguments_(scene), marks_(scene) {}

  void fill(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
    if (path.side == SlotPath::Side::tree) from_tree(slot, path, start, out);
    else from_line(slot, path, start, out);
  }
  /// The delegation that was named last before the word, in its sentence or one of the two before.
  void delegation(const Slot& slot, std::uint32_t start, Fill& out) const;
  void add_fitting(const Slot& slot, std::uint32_t site, Fill& out) const {
    if (fits(slot, site)) add(out, site, scene_.sites[site].head);
  }
  /// Whether the noun is somebody's whom no mention names: «визит главы ведомства», «его визит».
  bool of_another(std::uint32_t noun) const;
  /// Whether a noun stands beside the subject, not against him: «вместе с B».
  bool joined(std::uint32_t noun) const;

 private:
  void from_tree(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const;
  std::uint32_t one_of(std::uint32_t noun) const;
  void resolve(const Slot& slot, std::uint32_t t, Fill& out) const;
  void resolve_tree(const Slot& slot, std::uint32_t t, Fill& out) const;
  bool resolve_one(const Slot& slot, std::uint32_t t, Fill& out, int depth) const;
  bool fits(const Slot& slot, std::uint32_t site) const;
  void add(Fill& out, std::uint32_t site, std::uint32_t token) const;
  std::uint32_t site_at(const Slot& slot, std::uint32_t t) const;
  static bool listed_site(const std::vector<std::uint32_t>& sites, std::uint32_t s);
  bool named(std::uint32_t t) const;
  bool quoted(std::uint32_t t) const;

  // By the line.
  void from_line(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const;
  bool blocks(std::uint32_t t) const;
  std::uint32_t line_site(const Slot& slot, std::uint32_t t, bool right) const;
  bool line_fits(const SlotPath& path, std::uint32_t s) const;

  // slot_stand_ins.cpp
  std::uint32_t apposed(const Slot& slot, std::uint32_t role) const;
  bool through_person(const Slot& slot, std::uint32_t t, Fill& out) const;
  bool through_council(const Slot& slot, std::uint32_t t, Fill& out) const;
  bool stands_for_body(const Slot& slot, const RoleSite& role) const;
  bool through_role(const Slot& slot, std::uint32_t index, std::uint32_t t, Fill& out) const;
  bool through_genitive(const Slot& slot, std::uint32_t t, Fill& out, int depth, bool share) const;
  std::uint32_t body_behind(const Slot& slot, std::uint32_t adjective) const;
  std::uint32_t name_behind(const Slot& slot, std::uint32_t noun) const;
  std::uint32_t past_owner(std::uint32_t share) const;
  bool receives(std::uint32_t site) const;
  bool share_in_line(const Slot& slot, std::uint32_t share, Fill& out) const;

  // slot_recovery.cpp
  void lost_subject(const Slot& slot, std::uint32_t verb, Fill& out) const;
  void listed_subject(const Slot& slot, std::uint32_t verb, Fill& out) const;
  void add_objects_before(const Slot& slot, std::uint32_t verb, Fill& out) const;
  bool within_subject(const Fill& candidate, std::uint32_t verb) const;
  bool agree(const Fill& subjects, std::uint32_t verb) const;
  void lost_object(const Slot& slot, std::uint32_t verb, Fill& out) const;
  std::uint32_t fronted_object(std::uint32_t verb) const;
  bool has_common_object(std::uint32_t verb) const;
  bool behind_object(std::uint32_t site, std::uint32_t verb) const;
  void lost_oblique(const Slot& slot, Case wanted, std::uint32_t verb, Fill& out) const;
  void without_other_cases(std::uint32_t verb, CaseSet cases, std::vector<std::uint32_t>& found) const;

  // slot_series.cpp
  std::vector<std::uint32_t> listed_with(std::uint32_t site) const;
  std::uint32_t next_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const;
  std::uint32_t previous_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const;
  bool same_case(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t item_begin(std::uint32_t site) const;
  std::uint32_t holder_from(std::uint32_t at, TokenRange sentence) const;
  std::uint32_t past_clause(std::uint32_t comma, TokenRange sentence) const;
  std::uint32_t past_bracket(std::uint32_t at, TokenRange sentence) const;
  std::uint32_t past_words(std::uint32_t at, TokenRange sentence) const;

  // slot_companions.cpp
  void comitative(const Slot& slot, std::uint32_t verb, std::uint32_t subject, Fill& out) const;
  void joint(const Slot& slot, std::uint32_t verb, std::uint32_t subject, Fill& out) const;
  bool is_finite_between(std::uint32_t a, std::uint32_t b) const;
  void included(const Slot& slot, std::uint32_t noun, Fill& out) const;

  // slot_dashes.cpp
  void gapped(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const;
  void gapped_items(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const;
  void behind_dash(const Slot& slot, std::uint32_t name, Fill& out) const;
  std::uint32_t named_behind_dash(const Slot& slot, std::uint32_t noun) const;
  std::uint32_t between_dashes(const Slot& slot, std::uint32_t noun) const;

  // slot_announced.cpp
  struct Beginning {
    std::uint32_t best = no_site;  // the longest site that fits
    bool other = false;            // a site that does not fit begins here
  };
  bool dash(std::uint32_t t) const;
  void announced(const Slot& slot, std::uint32_t start, Fill& out) const;
  void items(const Slot& slot, TokenRange range, bool long_items, Fill& out) const;
  void among_them(const Slot& slot, std::uint32_t start, Fill& out) const;
  std::uint32_t past_opener(TokenRange range) const;
  void one_by_one(const Slot& slot, std::uint32_t start, Fill& out) const;
  bool tells_off(std::uint32_t t) const;
  bool several(std::uint32_t noun) const;
  std::uint32_t list_end(std::uint32_t sentence) const;
  Beginning beginning_at(const Slot& slot, std::uint32_t at) const;
  std::uint32_t item_from(const Slot& slot, std::uint32_t at, std::uint32_t end) const;
  bool of_living(std::uint32_t site) const;
  std::uint32_t past_post(std::uint32_t item, std::uint32_t at, std::uint32_t end) const;
  std::uint32_t next_short_item(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t next_long_item(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t past_joint(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t past_joiner(std::uint32_t at, std::uint32_t end) const;

  // slot_told.cpp
  void told(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const;
  bool not_meant(std::uint32_t site, std::uint32_t start) const;
  void told_role(std::uint32_t start, std::uint32_t first_sentence, Fill& out) const;
  void told_word(const Slot& slot, std::uint32_t start, std::uint32_t first_sentence, Fill& out) const;
  void told_theme(const Slot& slot, std::uint32_t limit, std::uint32_t sentence, Fill& out) const;
  void told_pair(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const;
  bool several_of(std::uint32_t noun) const;
  bool opposed(std::uint32_t a, std::uint32_t b) const;
  bool partner(std::uint32_t site) const;
  bool nested(std::uint32_t site) const;
  bool located(std::uint32_t site) const;
  void theme(const Slot& slot, std::uint32_t start, Fill& out) const;
  bool in_headline(std::uint32_t entity) const;

  // slot_beside.cpp
  bool may_stand_beside(std::uint32_t site, std::uint32_t noun) const;
  void host(const Slot& slot, std::uint32_t start, Fill& out) const;
  void next(const Slot& slot, std::uint32_t start, Fill& out) const;

  // slot_whole.cpp
  bool of_holder(std::uint32_t t) const;
  void inner(const Slot& slot, std::uint32_t start, Fill& out) const;
  void owner(const Slot& slot, std::uint32_t start, Fill& out) const;

  // slot_guests.cpp
  void leaders(const Slot& slot, std::uint32_t delegation, Fill& out) const;
  void leader_behind(const Slot& slot, std::uint32_t delegation, TokenRange range, Fill& out) const;
  void leaders_only(Fill& out) const;
  void clause(const Slot& slot, std::uint32_t start, Fill& out) const;

  const Scene& scene_;
  const Syntax& syntax_;
  Arguments arguments_;
  CaseMarks marks_;
  mutable std::map<const Slot*, std::vector<std::uint32_t>> themes_;  // mentions of what the text is about
};

}  // namespace citypact::extract
