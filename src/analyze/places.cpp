#include "places.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace citypact {
namespace {

constexpr std::array<std::string_view, 3> kinds{"City", "Country", "Region"};

std::string_view first_kind(std::string_view name, const Gazetteer& gazetteer) {
  for (const GazetteerEntry& entry : gazetteer.find(name)) {
    const auto found = std::find(kinds.begin(), kinds.end(), entry.type);
    if (found != kinds.end()) return *found;
  }
  return {};
}

}  // namespace

std::string_view place_kind(const AnalyzedDocument& document, TokenRange tokens, const Gazetteer* gazetteer) {
  if (!gazetteer) return kinds[0];
  std::string lemmas;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const bool joined = i > tokens.begin && document.tokens[i - 1].span.end == document.tokens[i].span.begin;
    if (i > tokens.begin && !joined) lemmas += ' ';
    lemmas += document.tokens[i].lemma;
  }
  for (const std::string_view name : {std::string_view(lemmas), document.surface(document.span(tokens))}) {
    if (const auto kind = first_kind(name, *gazetteer); !kind.empty()) return kind;
  }
  return kinds[0];
}

}  // namespace citypact
