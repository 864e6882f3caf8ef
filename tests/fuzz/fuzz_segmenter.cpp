#include "../../src/analyze/segment_stream.hpp"
#include "target.hpp"

using namespace citypact;

namespace {

SegmenterLists lists() {
  using Stands = SegmenterLists::Abbreviation::Stands;
  SegmenterLists result;
  result.abbreviations = {{"г", {Stands::either, {}}}, {"тыс", {Stands::unit, {}}}, {"им", {Stands::before, {}}}, {"т.д", {Stands::after, {}}}, {"ст", {Stands::reference, {}}}};
  result.site_suffixes = {"ru", "com"};
  return result;
}

/// Run by run the same tokens and sentences come out.
void check_runs(const Segmenter& segmenter, const AnalyzedDocument& whole) {
  AnalyzedDocument run;
  auto stream = segmenter.stream(whole.document.text);
  std::size_t token = 0, sentence = 0;
  while (stream.next(SegmentStream::least, run)) {
    for (const auto& one : run.sentences) {
      fuzz::require(sentence < whole.sentences.size() && one.span == whole.sentences[sentence].span && one.kind == whole.sentences[sentence].kind, "the same sentences");
      ++sentence;
    }
    for (const auto& one : run.tokens) fuzz::require(token < whole.tokens.size() && one.span == whole.tokens[token].span, "the same tokens"), ++token;
  }
  fuzz::require(token == whole.tokens.size() && sentence == whole.sentences.size(), "all of them");
}

}  // namespace

/// Tokens are in order, not empty and hold no white space at their ends; every token lies in exactly one sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Segmenter segmenter(lists());
  AnalyzedDocument document;
  document.document.text.assign(reinterpret_cast<const char*>(data), size);
  if (first_invalid_utf8(document.document.text)) return 0;
  segmenter.segment(document);
  std::uint32_t end = 0, next = 0;
  for (const auto& token : document.tokens) {
    fuzz::require(token.span.begin >= end && token.span.end > token.span.begin && token.span.end <= size, "tokens are in order");
    fuzz::require(!first_invalid_utf8(document.surface(token)), "a token is whole characters");
    end = token.span.end;
  }
  for (const auto& sentence : document.sentences) {
    fuzz::require(sentence.tokens.begin == next && sentence.tokens.size() > 0, "sentences share out the tokens");
    fuzz::require(sentence.span == document.span(sentence.tokens), "a sentence spans its tokens");
    next = sentence.tokens.end;
  }
  fuzz::require(next == document.tokens.size(), "no token is left over");
  check_runs(segmenter, document);
  return 0;
}
