#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/extraction.hpp"

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

/// Decisions in an order that does not depend on their file's. Of a `same` and a `different` about one pair of places the later
/// one holds (Decision::when, which sorts as text); of one time neither does. Both cases are reported.
class DecisionBook {
 public:
  DecisionBook() = default;
  explicit DecisionBook(std::vector<Decision> decisions, Diagnostics* diagnostics = nullptr);

  bool empty() const { return decisions_.empty(); }
  const std::vector<Decision>& decisions() const { return decisions_; }  // those that hold
  /// The decisions that name a document, as indices into decisions(); null when none does.
  const std::vector<std::size_t>* of_document(const std::string& id) const;
  /// Reports decisions that name a document for which `known` is false: they wait for it.
  void report_waiting(const std::function<bool(const std::string&)>& known, Diagnostics& diagnostics) const;

 private:
  std::vector<Decision> decisions_;
  std::map<std::string, std::vector<std::size_t>> by_document_;
};

/// The mention that stands at a place of its document; none where text or extraction have changed.
std::optional<std::size_t> find_mention(const Extraction& extraction, const MentionPlace& place);

/// First line of a decisions file.
inline constexpr std::string_view decisions_header =
    "decision\tdocument\tbegin\tend\tsurface\tdocument2\tbegin2\tend2\tsurface2\tname\twho\twhen\twhy";

/// Reads a table with that header; empty lines and lines that begin with # are passed over. Throws Error naming file and line.
std::vector<Decision> read_decisions(const std::filesystem::path& path);
/// One such line; `place` is for messages ("decisions.tsv:5"). Throws Error that begins with it.
Decision parse_decision(const std::string& line, const std::string& place);
/// One line of such a table, without a line end; tabs and line ends within cells become spaces.
std::string to_line(const Decision& decision);

}  // namespace citypact
