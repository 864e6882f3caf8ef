#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "output.hpp"
#include "rdf_content.hpp"

namespace citypact::write {

/// Puts N-Quads into the order of their bytes while subjects come in IRI order.
///
/// The order of lines is not that of IRIs: "<…/Q1>" comes after "<…/Q12>", as '>' sorts behind digits. So the lines of a subject
/// wait until a subject comes that does not continue its IRI with a character below '>'; those of its fragments ("#…", '#' sorts
/// below whatever may follow) go at once. What waits is as deep as IRIs are prefixes of each other: a handful.
/// With `buffered` all lines wait to the end: for graphs whose IRIs are not plain or not in the order of kinds.
/// Without graphs (N-Triples) what two documents say alike is one line.
class SortedLines : public StatementSink {
 public:
  SortedLines(std::ostream& stream, bool buffered, bool with_graphs) : out_(stream), buffered_(buffered), with_graphs_(with_graphs) {}

  void begin_subject(std::string_view iri) override;
  void add(bool fragment, std::string_view subject, std::string_view predicate, std::string_view object, std::string_view graph) override;
  void end_subject() override;
  void finish() override;

 private:
  struct Line {
    std::size_t begin, end;  // in text_
  };
  struct Waiting {
    std::string iri, lines;
  };
  std::string sorted(std::vector<Line>& lines) const;

  Output out_;
  bool buffered_, with_graphs_;
  std::string iri_, text_;
  std::vector<Line> subject_, fragments_;
  std::vector<Waiting> stack_;
};

}  // namespace citypact::write
