#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace citypact {

/// Tells the language of a text: first its script by weighted letters, then, among the languages of that script, by
/// frequent words, word ends, letters that only it has and letters that it lacks. All of it is data/detection/.
class Detector {
 public:
  /// `folder` is data/detection; throws Error naming file and row. A missing folder makes a detector that knows
  /// nothing.
  explicit Detector(const std::filesystem::path& folder);

  /// Code, or "und" when no language of the text's script has anything for it.
  /// Where nothing speaks for one language of a script, the first row that has all the letters wins if it is the only
  /// one or writes in Cyrillic; a lone Latin name stays "und".
  std::string detect(std::string_view text) const;

 private:
  struct Profile {
    std::string code;
    std::int32_t script;
    std::unordered_set<char32_t> letters, lacking;
    std::unordered_set<std::u32string> words;
    std::vector<std::u32string> ends;
    double head_start = 0;
  };
  double score(const Profile& profile, const std::vector<std::u32string>& words) const;

  std::unordered_map<std::int32_t, double> weights_;  // ICU script code -> weight of a letter
  std::vector<Profile> profiles_;
};

}  // namespace citypact
