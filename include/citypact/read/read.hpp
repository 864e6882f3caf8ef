#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/document.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

struct ReadOptions {
  std::size_t max_bytes = 64u << 20;  // of one document; larger ones are reported and skipped; at most largest_document
};

/// Spans are 32 bits wide.
inline constexpr std::size_t largest_document = std::size_t{1} << 31;

struct InputFormat {
  std::string_view name;                   // "text"
  std::vector<std::string_view> suffixes;  // {".txt"}
  std::string_view description;
};

/// The formats that can be read, one row each.
const std::vector<InputFormat>& input_formats();

struct ReadSummary {
  std::size_t documents = 0, failed = 0, ignored = 0;  // ignored: files of other kinds in a folder
  std::size_t passed_over = 0;                         // read, but not wanted by who asked; not among `documents`
};

/// Reads every input (file, folder, "-" for standard input) in order and hands over its documents one by one, in a fixed
/// order: a folder is walked with its files sorted by path, hidden ones (".x") left out, links followed once.
///
/// `format` is a name of input_formats() or empty: then the suffix decides, and where it does not, the first byte does
/// (`{` is JSON Lines). What is wrong with one file or line goes to `diagnostics`, is counted as failed, and the next is
/// read: missing and empty files, folders without anything to read, other encodings, archives, binary data, documents
/// that are too large, the second document of one id. `accept` returns false to stop.
/// Throws Error for an unknown format. Memory: one document at a time (for JSON Lines one line).
ReadSummary read_documents(const std::vector<std::string>& inputs, std::string_view format, const ReadOptions& options,
                           Diagnostics& diagnostics, const std::function<bool(Document)>& accept);

/// How many documents read_documents will find, for showing progress: a file is one, JSON Lines are as many as their lines; 0 where it
/// cannot be told (standard input). Files that will turn out to be bad are counted too. Cost: a walk of the folders, and reading
/// JSON Lines once.
std::size_t estimate_documents(const std::vector<std::string>& inputs, std::string_view format);

/// Fills what the input left open: `language` by detection, `published` from a date line at the head of the text.
/// Thread safety: may be called from several threads on different documents.
void complete_document(Document& document, const Languages& languages);

/// A date as inputs give it: EDTF, an ISO date or date-time, RFC 2822; nothing for anything else.
std::optional<Date> parse_published(std::string_view text);

}  // namespace citypact
