#pragma once
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// Who says what a sentence states: «по словам X», «…, отметил X», X: "…". One speaker a sentence; no_site where there is none.
struct Speaker {
  std::uint32_t site = no_site;
  std::uint32_t verb = no_head;  // the word of speech
};

/// Speakers by sentence. Posts without a name («отметил мэр») stand for the last holder of the same post. Linear in tokens.
std::vector<Speaker> find_speakers(const Scene& scene);

}  // namespace citypact::extract
