#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "citypact/core/text.hpp"

namespace citypact {

/// A place in a document: its id, code points of its text, and what stands there, so that a changed text is noticed.
struct MentionPlace {
  std::string document;
  Span span;  // in code points
  std::string surface;
};

/// What a person has decided about mentions. It names no IRI, so it outlives any change of resolution.
struct Decision {
  enum class Verdict : std::uint8_t { same, different, rename, drop };
  Verdict verdict = Verdict::same;
  MentionPlace first, second;  // `second` for same and different
  std::string name;            // for rename: the label in the language of the first mention's document
  std::string who, when, why;
  std::string place;           // "decisions.tsv:5", for messages
};

/// First line of a decisions file.
inline constexpr std::string_view decisions_header =
    "decision\tdocument\tbegin\tend\tsurface\tdocument2\tbegin2\tend2\tsurface2\tname\twho\twhen\twhy";

/// Reads a table with that header; empty lines and lines that begin with # are passed over. Throws Error naming file and line.
std::vector<Decision> read_decisions(const std::filesystem::path& path);
/// One line of such a table, without a line end; tabs and line ends within cells become spaces.
std::string to_line(const Decision& decision);

}  // namespace citypact
