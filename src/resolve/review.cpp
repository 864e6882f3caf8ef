#include "citypact/resolve/review.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "compare.hpp"
#include "whole.hpp"

namespace citypact {
namespace {

using namespace identity;

constexpr double surely_two = 0, surely_one = 5, even = 1.5;  // scores of IdentityComparison
constexpr std::size_t most_nodes = 40, most_faces = 3;         // compared in a block, and of a node

/// The groups of one node within one block, the most mentioned first.
struct Side {
  const std::string* key = nullptr;
  std::vector<const Placed*> faces;
  std::uint32_t mentions = 0;
};

class Reviewer {
 public:
  Reviewer(const Whole& whole, const std::vector<Extraction>& extractions, const Gazetteer* gazetteer) : whole_(whole), reader_(gazetteer) {
    for (const Extraction* document : whole.documents()) positions_.push_back(static_cast<std::size_t>(document - extractions.data()));
    for (const Placed& placed : whole.groups()) {
      if (placed.group.named) names_.emplace(acquaintance(placed.group, reader_), placed.group.name);
      for (const std::string& place : placed.group.decided) at_.emplace(std::pair(placed.group.document, place), &placed);
    }
    settle();
  }

  std::vector<DoubtfulPair> run(std::size_t most) {
    std::map<std::string_view, std::vector<const Placed*>> blocks;
    for (const Placed& placed : whole_.groups())
      if (!placed.group.block.empty()) blocks[placed.group.block].push_back(&placed);
    for (const auto& [name, members] : blocks) review(members);
    std::ranges::sort(pairs_, [](const DoubtfulPair& a, const DoubtfulPair& b) { return order(a) < order(b); });
    if (pairs_.size() > most) pairs_.resize(most);
    return std::move(pairs_);
  }

 private:
  static std::tuple<double, std::size_t, std::uint32_t, std::size_t, std::uint32_t> order(const DoubtfulPair& pair) {
    return {-pair.use, pair.first_document, pair.first_entity, pair.second_document, pair.second_entity};
  }

  /// Nodes, and groups, about which a person has spoken.
  void settle() {
    for (const Decision& decision : whole_.book().decisions()) {
      if (decision.second.document.empty()) continue;
      const auto find = [&](const MentionPlace& place) {
        const auto found = at_.find({place.document, place_text(place.span)});
        return found == at_.end() ? nullptr : found->second;
      };
      const Placed *a = find(decision.first), *b = find(decision.second);
      if (!a || !b) continue;
      settled_nodes_.insert(std::minmax(whole_.key(*a), whole_.key(*b)));
      settled_groups_.insert(std::minmax(a, b));
    }
  }

  void review(const std::vector<const Placed*>& members) {
    std::map<std::string_view, Side> by_key;
    for (const Placed* one : members) {
      Side& side = by_key[whole_.key(*one)];
      side.key = &whole_.key(*one);
      side.faces.push_back(one);
      side.mentions += one->group.mentions;
    }
    std::vector<Side> sides;
    for (auto& [key, side] : by_key) sides.push_back(std::move(side));
    std::ranges::stable_sort(sides, [](const Side& a, const Side& b) { return a.mentions > b.mentions; });
    if (sides.size() > most_nodes) sides.resize(most_nodes);
    for (Side& side : sides) {
      std::ranges::stable_sort(side.faces, [](const Placed* a, const Placed* b) { return a->group.mentions > b->group.mentions; });
      within(side);
    }
    for (std::size_t a = 0; a < sides.size(); ++a)
      for (std::size_t b = a + 1; b < sides.size(); ++b) between(sides[a], sides[b]);
  }

  /// The member that is least like the most mentioned one.
  void within(const Side& side) {
    std::optional<DoubtfulPair> worst;
    constexpr std::size_t most_members = 400;
    for (std::size_t i = 1; i < std::min(side.faces.size(), most_members); ++i) {
      if (settled_groups_.contains(std::minmax(side.faces[0], side.faces[i]))) continue;
      auto found = compare_two(*side.faces[0], *side.faces[i], true);
      if (!worst || found.comparison.score < worst->comparison.score) worst = std::move(found);
    }
    if (worst && worst->comparison.score < even) add(std::move(*worst), worst->comparison.score, 1);
  }

  void between(const Side& a, const Side& b) {
    if (settled_nodes_.contains(std::minmax(*a.key, *b.key))) return;
    std::optional<DoubtfulPair> best;
    for (std::size_t i = 0; i < std::min(a.faces.size(), most_faces); ++i)
      for (std::size_t j = 0; j < std::min(b.faces.size(), most_faces); ++j) {
        auto found = compare_two(*a.faces[i], *b.faces[j], false);
        if (!best || found.comparison.score > best->comparison.score) best = std::move(found);
      }
    if (best && best->comparison.score > surely_two && best->comparison.score < surely_one) add(std::move(*best), best->comparison.score, std::min(a.mentions, b.mentions));
  }

  DoubtfulPair compare_two(const Placed& a, const Placed& b, bool one) {
    DoubtfulPair pair{positions_[a.document], positions_[b.document], a.group.entities.front(), b.group.entities.front(), one, 0, {}};
    pair.comparison = compare(a.group, b.group, reader_, names_);
    return pair;
  }

  void add(DoubtfulPair pair, double score, std::uint32_t mentions) {
    pair.use = std::round(100 * (1 + std::log2(mentions)) / (1 + std::abs(score - even))) / 100;
    pairs_.push_back(std::move(pair));
  }

  const Whole& whole_;
  NameReader reader_;
  std::vector<std::size_t> positions_;  // by Placed::document
  std::map<std::uint64_t, std::string> names_;
  std::map<std::pair<std::string, std::string>, const Placed*> at_;
  std::set<std::pair<std::string, std::string>> settled_nodes_;
  std::set<std::pair<const Placed*, const Placed*>> settled_groups_;
  std::vector<DoubtfulPair> pairs_;
};

}  // namespace

std::vector<DoubtfulPair> doubtful_pairs(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology,
                                         const ResolveOptions& options, std::size_t most) {
  Whole whole(extractions, gazetteer, ontology, options);
  whole.place();
  return Reviewer(whole, extractions, gazetteer).run(most);
}

}  // namespace citypact
