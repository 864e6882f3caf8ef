#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "output.hpp"

namespace citypact::write {

/// Puts N-Quads into the order of their bytes while subjects come in IRI order.
///
/// The order of lines is not that of IRIs: "<…/Q1>" comes after "<…/Q12>", as '>' sorts behind digits. So the lines of a subject
/// wait until a subject comes that does not continue its IRI with a character below '>'; those of its fragments ("#…", '#' sorts
/// below whatever may follow) go at once. What waits is as deep as IRIs are prefixes of each other: a handful.
/// With `buffered` all lines wait to the end: for graphs whose IRIs are not plain or not in the order of kinds.
class SortedLines {
 public:
  SortedLines(std::ostream& stream, bool buffered) : out_(stream), buffered_(buffered) {}

  void begin_subject(std::string_view iri);
  /// A line of the subject or (`fragment`) of a fragment of it: three or four terms.
  void add(bool fragment, std::string_view subject, std::string_view predicate, std::string_view object, std::string_view graph = {});
  void end_subject();
  void finish();

 private:
  struct Line {
    std::size_t begin, end;  // in text_
  };
  struct Waiting {
    std::string iri, lines;
  };
  std::string sorted(std::vector<Line>& lines) const;

  Output out_;
  bool buffered_;
  std::string iri_, text_;
  std::vector<Line> subject_, fragments_;
  std::vector<Waiting> stack_;
};

}  // namespace citypact::write
