#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/idle.hpp"
#include "citypact/language/dictionary.hpp"
#include "citypact/language/word_set.hpp"

namespace citypact {

struct NameData;
class ReadingCache;

/// A language is a folder of data: data/<code>/language.yaml names its parts, words/*.tsv are its lists.
/// Everything a stage knows about a human language comes from here.
///
/// Thread safety: const and shared after loading.
class Language {
 public:
  /// `share` holds data/, models/; throws Error naming file and line of a mistake.
  Language(const std::filesystem::path& share, std::string code);
  ~Language();

  const std::string& code() const;
  const std::filesystem::path& folder() const;  // data/<code>
  const Dictionary* dictionary() const;         // null for a language without one
  /// Rows of words/<name>.tsv without comments and empty lines, cells split at tabs; empty when there is no such list.
  const std::vector<std::vector<std::string>>& table(std::string_view name) const;
  /// First cells of a list, lower case.
  const WordSet& words(std::string_view name) const;
  /// The dictionary's answers as they are remembered, for one thread; the language must outlive the lease.
  Idle<ReadingCache>::Lease lease_readings() const;
  const NameData& name_data() const;  // lists that names.hpp needs, made ready; internal to src/language

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// All languages with data.
class Languages {
 public:
  explicit Languages(std::filesystem::path share);
  ~Languages();
  /// Null when there is no data for the code.
  const Language* find(std::string_view code) const;
  std::vector<std::string> codes() const;
  /// BCP 47 code of the language a text is written in ("ru", "en", "zh", "uk" ...), whether or not there is data for it;
  /// "und" when it cannot be told. Deterministic; looks at the first 64 KiB at most.
  std::string detect(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
