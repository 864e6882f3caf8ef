#include "slovnet_names.hpp"

namespace citypact {

std::vector<TaggedSpan> read_bio(const AnalyzedDocument& document, std::span<const std::uint8_t> tags, const std::vector<std::string>& names) {
  std::vector<TaggedSpan> spans;
  for (const Sentence& sentence : document.sentences) {
    std::string_view open;
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const std::string_view tag = names[tags[i]];
      const std::string_view type = tag.size() > 2 && tag[1] == '-' ? tag.substr(2) : std::string_view{};
      if (type.empty()) {
        open = {};
      } else if (type == open && tag[0] == 'I') {
        spans.back().tokens.end = i + 1;
      } else {
        spans.push_back({{i, i + 1}, type});
        open = type;
      }
    }
  }
  return spans;
}

}  // namespace citypact
