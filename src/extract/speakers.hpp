#pragma once
#include <optional>
#include <vector>

#include "arguments.hpp"

namespace citypact::extract {

/// Who says what a sentence states: «по словам X», «…, отметил X», X: "…". One speaker a sentence; no_site where there is none.
struct Speaker {
  std::uint32_t site = no_site;
  std::uint32_t verb = no_head;  // the word of speech
};

/// Speakers by sentence, found when they are asked for. Posts without a name («отметил мэр») stand for the last holder of the same
/// post. Cost: linear in the tokens of a sentence, once. Thread safety: none. The scene must outlive this.
class Speakers {
 public:
  explicit Speakers(const Scene& scene);
  const Speaker& of(std::uint32_t sentence);

 private:
  Speaker find(std::uint32_t sentence) const;
  Speaker at(std::uint32_t token) const;
  std::uint32_t person(std::uint32_t token) const;

  const Scene& scene_;
  Arguments arguments_;
  const WordSet &verbs_, &nouns_;
  std::vector<std::optional<Speaker>> found_;
};

}  // namespace citypact::extract
