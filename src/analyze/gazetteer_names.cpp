#include "gazetteer_names.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>

namespace citypact {
namespace {

constexpr std::uint32_t longest_name = 8;  // tokens

bool may_begin_name(std::string_view form) {
  UChar32 c = 0;
  std::int32_t at = 0;
  U8_NEXT_OR_FFFD(form.data(), at, static_cast<std::int32_t>(form.size()), c);
  return u_isalnum(c) && !u_islower(c);
}

class Finder {
 public:
  Finder(AnalyzedDocument& document, const Gazetteer& gazetteer, Believed believed, ReadingCache& readings)
      : document_(document), gazetteer_(gazetteer), believed_(believed), readings_(readings), name_at_(document.tokens.size()) {
    for (std::size_t n = 0; n < document.names.size(); ++n) {
      const NameSpan& name = document.names[n];
      if (name.kind == "Position") continue;
      for (auto t = name.tokens.begin; t < name.tokens.end; ++t) name_at_[t] = n + 1;
    }
  }

  void run() {
    const std::size_t before = document_.names.size();
    for (const Sentence& sentence : document_.sentences) {
      for (auto t = sentence.tokens.begin; t < sentence.tokens.end;) t = take(t, sentence.tokens.end);
    }
    if (document_.names.size() == before) return;
    std::stable_sort(document_.names.begin(), document_.names.end(), [](const NameSpan& a, const NameSpan& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
  }

 private:
  /// Takes the longest name that begins at `begin`; returns the token behind it, or the next one.
  std::uint32_t take(std::uint32_t begin, std::uint32_t end) {
    if (!may_begin_name(document_.surface(document_.tokens[begin]))) return begin + 1;
    for (auto last = std::min(end, begin + longest_name); last > begin; --last) {
      const TokenRange range{begin, last};
      const std::size_t there = name_at_[begin];
      const bool free = std::all_of(name_at_.begin() + begin, name_at_.begin() + last, [](std::size_t n) { return n == 0; });
      const bool same = there > 0 && document_.names[there - 1].tokens == range;
      if (!free && !same) continue;
      const auto entry = find(range);
      if (!entry) continue;
      const std::string_view kind = document_.pool.intern(entry->type);
      if (same) document_.names[there - 1].kind = kind;
      else document_.names.push_back({document_.span(range), range, kind, 1.f, false});
      return last;
    }
    return begin + 1;
  }

  std::optional<GazetteerEntry> find(TokenRange range) {
    const std::string_view surface = document_.surface(document_.span(range));
    if (auto entry = find(surface); entry || range.size() > 1) return entry;
    for (const Reading& reading : readings_.of(surface)) {
      if (reading.upos != Upos::noun && reading.upos != Upos::propn) continue;
      if (auto entry = find(reading.lemma)) return entry;
    }
    return std::nullopt;
  }

  std::optional<GazetteerEntry> find(std::string_view name) const {
    for (const GazetteerEntry& entry : gazetteer_.find(name)) {
      if ((entry.own || believed_ == Believed::all) && !entry.is_institution()) return entry;
    }
    return std::nullopt;
  }

  AnalyzedDocument& document_;
  const Gazetteer& gazetteer_;
  Believed believed_;
  ReadingCache& readings_;
  std::vector<std::size_t> name_at_;  // by token: its name's number + 1
};

}  // namespace

void add_gazetteer_names(AnalyzedDocument& document, const Gazetteer& gazetteer, Believed believed, ReadingCache& readings) {
  Finder(document, gazetteer, believed, readings).run();
}

}  // namespace citypact
