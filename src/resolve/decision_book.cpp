#include <algorithm>
#include <array>
#include <tuple>

#include "citypact/resolve/decisions.hpp"

namespace citypact {
namespace {

using enum Decision::Verdict;

bool has_two(const Decision& decision) { return decision.verdict == same || decision.verdict == different; }

using Place = std::tuple<std::string, std::uint32_t, std::uint32_t>;

/// The pair of places, whichever stands first.
std::pair<Place, Place> pair_of(const Decision& decision) {
  const auto place = [](const MentionPlace& at) { return Place(at.document, at.span.begin, at.span.end); };
  return std::minmax({place(decision.first), place(decision.second)});
}

}  // namespace

DecisionBook::DecisionBook(std::vector<Decision> decisions, Diagnostics* diagnostics) : decisions_(std::move(decisions)) {
  std::sort(decisions_.begin(), decisions_.end(), [](const Decision& a, const Decision& b) { return to_line(a) < to_line(b); });
  std::map<std::pair<Place, Place>, std::array<std::string, 2>> latest;  // the last time of `same`, of `different`
  for (const Decision& decision : decisions_)
    if (has_two(decision)) {
      auto& when = latest[pair_of(decision)][decision.verdict == different];
      when = std::max(when, decision.when + ' ');  // with the blank even no time is later than no decision
    }
  std::erase_if(decisions_, [&](const Decision& decision) {
    if (!has_two(decision)) return false;
    const auto& [same_when, different_when] = latest.at(pair_of(decision));
    const bool is_different = decision.verdict == different;
    const std::string& own = is_different ? different_when : same_when;
    const std::string& other = is_different ? same_when : different_when;
    if (other.empty() || own > other) return false;
    if (diagnostics)
      diagnostics->warning(decision.place, own == other ? "contradicts another decision about the same two mentions; neither holds until one has a later date"
                                                        : "is overruled by a later decision about the same two mentions");
    return true;
  });
  for (std::size_t i = 0; i < decisions_.size(); ++i) {
    by_document_[decisions_[i].first.document].push_back(i);
    if (has_two(decisions_[i]) && decisions_[i].second.document != decisions_[i].first.document) by_document_[decisions_[i].second.document].push_back(i);
  }
}

const std::vector<std::size_t>* DecisionBook::of_document(const std::string& id) const {
  const auto found = by_document_.find(id);
  return found == by_document_.end() ? nullptr : &found->second;
}

void DecisionBook::report_waiting(const std::function<bool(const std::string&)>& known, Diagnostics& diagnostics) const {
  for (const Decision& decision : decisions_)
    for (const MentionPlace* place : {&decision.first, &decision.second}) {
      if (place->document.empty() || known(place->document)) continue;
      diagnostics.warning(decision.place, "document '" + place->document + "' is not among the inputs; the decision waits");
      break;
    }
}

std::optional<std::size_t> find_mention(const Extraction& extraction, const MentionPlace& place) {
  const CodePointIndex index(extraction.document.text);
  for (std::size_t m = 0; m < extraction.mentions.size(); ++m) {
    const Mention& mention = extraction.mentions[m];
    if (index.code_points(mention.span) != place.span) continue;
    std::string found(surface(extraction.document.text, mention.span));
    std::ranges::replace_if(found, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');  // as to_line has it
    if (found == place.surface) return m;
  }
  return std::nullopt;
}

}  // namespace citypact
