#include <cmath>

#include "citypact/pipeline/pipeline.hpp"
#include "target.hpp"

using namespace citypact;

namespace {

/// The bytes without those that are no text, so that what the mutations leave of words gets past the reader.
std::string text_of(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  std::erase(text, '\0');
  while (const auto bad = first_invalid_utf8(text)) text.erase(*bad, 1);
  return text;
}

void check(const TextEvidence& evidence, std::size_t size) {
  fuzz::require(evidence.sentence.begin <= evidence.trigger.begin && evidence.trigger.end <= evidence.sentence.end, "a sentence holds its trigger");
  fuzz::require(evidence.trigger.begin <= evidence.trigger.end && evidence.sentence.end <= size && !evidence.rule.empty(), "evidence lies in the text");
  fuzz::require(evidence.confidence >= 0 && evidence.confidence <= 1, "a confidence is a share");  // false for NaN too
}

}  // namespace

/// Whatever the text, extraction returns, and what it says refers to mentions and places that are there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Pipeline pipeline(CITYPACT_SHARE, [] {
    PipelineOptions options;
    options.language = "ru";
    options.extract.min_confidence = 0;
    return options;
  }());
  Document document;
  document.id = "fuzz", document.text = text_of(data, size);
  Diagnostics diagnostics;
  const auto found = pipeline.extract(std::move(document), diagnostics);
  const auto& text = found.document.text;
  for (const auto& mention : found.mentions) {
    fuzz::require(mention.span.begin < mention.span.end && mention.span.end <= text.size(), "a mention lies in the text");
    fuzz::require(!first_invalid_utf8(text.substr(mention.span.begin, mention.span.size())) && !first_invalid_utf8(mention.name), "a mention is whole characters");
    fuzz::require(!mention.type.empty() && !mention.name.empty(), "a mention has a type and a name");
  }
  const auto known = [&](std::uint32_t mention) { return mention < found.mentions.size(); };
  for (const auto& relation : found.relations) {
    fuzz::require(known(relation.subject) && known(relation.object) && relation.subject != relation.object, "a relation has two ends");
    fuzz::require(!relation.qualifiers.speaker || known(*relation.qualifiers.speaker), "a speaker is a mention");
    check(relation.evidence, text.size());
  }
  for (const auto& attribute : found.attributes) {
    fuzz::require(known(attribute.mention) && (!attribute.speaker || known(*attribute.speaker)), "an attribute is a mention's");
    check(attribute.evidence, text.size());
  }
  return 0;
}
