#include <algorithm>
#include <set>

#include "block.hpp"
#include "resolver.hpp"
#include "union_find.hpp"

namespace citypact {
namespace {

using namespace identity;
using enum Decision::Verdict;

/// Which of two seeds a member stands nearer to: name, ties, company. Equal: the first.
bool nearer_to_second(const MentionGroup& member, const MentionGroup& first, const MentionGroup& second) {
  const auto nearness = [&](const MentionGroup& seed) {
    std::size_t common = overlap(member.company, seed.company) + (member.name == seed.name ? 3 : 0) + (member.document == seed.document ? 3 : 0);
    for (const GroupAnchor& anchor : member.anchors)
      common += 2 * static_cast<std::size_t>(std::ranges::count_if(seed.anchors, [&](const GroupAnchor& other) { return other.object == anchor.object; }));
    return common;
  };
  return nearness(second) > nearness(first);
}

/// Of two keys the one that stays: an identifier of the gazetteer, then the shorter, the lesser.
bool is_better(const std::string& a, const std::string& b) {
  const auto rank = [](const std::string& key) { return std::tuple(!key.starts_with("id\t"), key.size(), std::string_view(key)); };
  return rank(a) < rank(b);
}

/// The nodes that decisions name, as sets of classes.
class Deciding {
 public:
  Deciding(const std::vector<GroupClass>& classes, const std::vector<std::string>& keys, const DecisionBook& book, Diagnostics* diagnostics)
      : classes_(classes), keys_(keys), said_(classes.size()), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < classes.size(); ++i)
      for (const std::string& place : classes[i].group->decided) at_.emplace(std::pair(classes[i].group->document, place), i);
    for (const Decision& decision : book.decisions()) {
      Found found{&decision, find(decision.first), npos};
      const bool two = decision.verdict == same || decision.verdict == different;
      if (two) found.b = find(decision.second);
      if (found.a != npos && (!two || found.b != npos)) found_.push_back(found);
    }
  }

  Resolver::Decided run() {
    of(same, [&](const Found& found) { said_.join(found.a, found.b); });
    of(different, [&](const Found& found) { split(found); });
    of(same, [&](const Found& found) { join(found); });
    of(different, [&](const Found& found) {
      if (keys_[found.a] == keys_[found.b] && said_.find(found.a) != said_.find(found.b)) report(found, "is overruled by decisions that join what stands with these");
    });
    Resolver::Decided result;
    for (const Found& found : found_) settle(found, result.verdicts);
    result.keys = std::move(keys_);
    return result;
  }

 private:
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  struct Found {
    const Decision* decision;
    std::size_t a, b;  // classes
  };

  std::size_t find(const MentionPlace& place) const {
    const auto found = at_.find({place.document, place_text(place.span)});
    return found == at_.end() ? npos : found->second;
  }
  template <class Act>
  void of(Decision::Verdict verdict, const Act& act) {
    for (const Found& found : found_)
      if (found.decision->verdict == verdict) act(found);
  }
  void report(const Found& found, std::string message) const {
    if (diagnostics_) diagnostics_->warning(found.decision->place, std::move(message));
  }

  /// What is said to be one with the second moves to a node of its own, and who stands nearer to it. The identifier stays.
  void split(const Found& found) {
    if (said_.find(found.a) == said_.find(found.b)) return report(found, "contradicts decisions that say these are the same; passed over");
    const std::string from = keys_[found.a];
    if (from != keys_[found.b]) return;
    const MentionPlace& place = found.decision->second;
    const std::string part = "apart\t" + place.document + "\t" + place_text(place.span) + "\t" + from;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i] != from) continue;
      const std::size_t set = said_.find(i);
      const bool moves = set == said_.find(found.b) ||
                         (set != said_.find(found.a) && nearer_to_second(*classes_[i].group, *classes_[found.a].group, *classes_[found.b].group));
      if (moves) keys_[i] = part;
    }
  }

  void join(const Found& found) {
    std::string into = keys_[found.a], from = keys_[found.b];
    if (into == from) return;
    if (is_better(from, into)) std::swap(into, from);
    std::ranges::replace(keys_, from, into);
  }

  void settle(const Found& found, std::map<std::string, NodeVerdict>& verdicts) const {
    if (found.decision->verdict == drop) verdicts[keys_[found.a]].dropped = true;
    if (found.decision->verdict != rename) return;
    const std::string& language = classes_[found.a].group->language;
    std::string& label = verdicts[keys_[found.a]].labels[language.empty() ? "und" : language];
    if (!label.empty() && label != found.decision->name) report(found, "contradicts the name '" + label + "'; passed over");
    else label = found.decision->name;
  }

  const std::vector<GroupClass>& classes_;
  std::vector<std::string> keys_;
  UnionFind said_;  // what decisions say to be one
  Diagnostics* diagnostics_;
  std::map<std::pair<std::string, std::string>, std::size_t> at_;  // by document and place
  std::vector<Found> found_;  // in the order of the book
};

}  // namespace

Resolver::Decided Resolver::decide(const std::vector<GroupClass>& classes, const std::vector<std::string>& keys, const DecisionBook& decisions,
                                   Diagnostics* diagnostics) {
  if (classes.size() != keys.size()) throw Error("as many keys as classes are needed");
  std::vector<std::size_t> order(classes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [&](std::size_t i) { return std::tie(classes[i].group->document, classes[i].group->entities); };
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  std::vector<GroupClass> ordered;
  std::vector<std::string> their_keys;
  for (const std::size_t i : order) {
    ordered.push_back(classes[i]);
    their_keys.push_back(keys[i]);
  }
  Decided decided = Deciding(ordered, their_keys, decisions, diagnostics).run();
  for (std::size_t i = 0; i < order.size(); ++i) their_keys[order[i]] = std::move(decided.keys[i]);
  decided.keys = std::move(their_keys);
  return decided;
}

}  // namespace citypact
