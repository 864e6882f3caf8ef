#include "segmenter.hpp"

#include "citypact/core/diagnostics.hpp"
#include "segment_stream.hpp"

namespace citypact {
namespace {

using Stands = SegmenterLists::Abbreviation::Stands;

Stands parse_stands(const std::string& name) {
  if (name == "before") return Stands::before;
  if (name == "after") return Stands::after;
  if (name == "unit") return Stands::unit;
  if (name == "either") return Stands::either;
  if (name == "reference") return Stands::reference;
  throw Error("words/abbreviations.tsv: unknown kind '" + name + "'; one of before, after, unit, either, reference");
}

}  // namespace

SegmenterLists SegmenterLists::of(const Language& language) {
  SegmenterLists lists;
  for (const auto& row : language.table("abbreviations")) {
    if (row.size() < 2) throw Error("words/abbreviations.tsv: '" + row[0] + "' has no kind; one of before, after, unit, either, reference");
    auto& entry = lists.abbreviations[row[0]];
    entry.stands = parse_stands(row[1]);
    entry.continued_by.insert(row.begin() + 2, row.end());
  }
  lists.site_suffixes = language.words("site-suffixes");
  lists.dotted_names = language.words("dotted-names");
  lists.dictionary = language.dictionary();
  return lists;
}

Segmenter::Segmenter(const Language& language) : Segmenter(SegmenterLists::of(language), &language) {}
Segmenter::Segmenter(SegmenterLists lists, const Language* language) : lists_(std::move(lists)), language_(language) {}

void Segmenter::segment(AnalyzedDocument& document) const {
  SegmentStream(document.document.text, lists_, language_).next(document.document.text.size(), document);
}

SegmentStream Segmenter::stream(std::string_view text) const { return SegmentStream(text, lists_, language_); }

}  // namespace citypact
