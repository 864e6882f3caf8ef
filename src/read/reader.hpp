#pragma once
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "byte_source.hpp"
#include "citypact/read/read.hpp"

namespace citypact::read {

/// Where bytes come from: what messages and documents call it.
struct Origin {
  std::string source;  // path as given, "-" for standard input
  std::string id;      // path relative to the argument under which it was found
};

/// Where readers put their documents. Counts, refuses the second document of one id, and knows when to stop.
class Delivery {
 public:
  Delivery(Diagnostics& diagnostics, const std::function<bool(Document)>& accept) : diagnostics_(diagnostics), accept_(accept) {}

  void document(Document document, const std::string& place);
  void fail(std::string place, std::string message);
  void warn(std::string place, std::string message) { diagnostics_.warning(std::move(place), std::move(message)); }
  void ignore() { ++summary_.ignored; }
  bool stopped() const { return stopped_; }
  const ReadSummary& summary() const { return summary_; }

 private:
  Diagnostics& diagnostics_;
  const std::function<bool(Document)>& accept_;
  ReadSummary summary_;
  bool stopped_ = false;
  std::unordered_set<std::string> ids_;
};

/// One row of the table of formats. `read` reports what is wrong with a part of the input itself and throws Unreadable
/// when the whole input is bad.
struct Reader {
  InputFormat format;
  void (*read)(ByteSource& bytes, const Origin& origin, const ReadOptions& options, Delivery& delivery);
};

const std::vector<Reader>& readers();
const Reader* find_reader(std::string_view name);
const Reader* find_reader_by_suffix(std::string_view path);

void read_text(ByteSource& bytes, const Origin& origin, const ReadOptions& options, Delivery& delivery);
void read_json_lines(ByteSource& bytes, const Origin& origin, const ReadOptions& options, Delivery& delivery);

/// A file of a folder, with its path below the folder ("2024/a.txt").
struct Found {
  std::string path;
  std::string relative;
};
/// Files of a folder that some reader reads by suffix, sorted by relative path; others are counted as ignored; what
/// cannot be entered is reported.
std::vector<Found> walk(const std::string& folder, Delivery& delivery);

/// Throws Unreadable when the first bytes are those of an archive, a PDF, HTML, another encoding: says what to do.
void refuse_foreign_kind(std::string_view head, bool html_too);
/// Throws Unreadable when the text is not UTF-8, holds NUL or is binary noise. `what` names the place within the input
/// ("" or "line 3: ").
void require_text(std::string_view text);

}  // namespace citypact::read
