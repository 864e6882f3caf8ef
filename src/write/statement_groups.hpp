#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rdf_content.hpp"

namespace citypact::write {

/// Prefixes by which the readable formats shorten IRIs.
struct Prefix {
  std::string_view name, iri;
};
const std::vector<Prefix>& prefixes();
/// "cp:status" for an IRI term with one of the prefixes and a plain local name; empty when there is none.
std::string shortened(std::string_view iri_term);

/// For the readable formats: gathers the statements of a subject and its fragments and gives them in an order for people: the
/// subject before its fragments, types and labels first, equal statements once; one graph after the other.
class StatementGroups : public StatementSink {
 public:
  struct Statement {
    std::string graph, subject, predicate, object;
    bool fragment = false;
    int rank = 0;  // of the predicate: type, label, all others
    friend bool operator==(const Statement& a, const Statement& b) {
      return a.graph == b.graph && a.subject == b.subject && a.predicate == b.predicate && a.object == b.object;
    }
  };

  explicit StatementGroups(bool with_graphs) : with_graphs_(with_graphs) {}
  void begin_subject(std::string_view) override {}
  void add(bool fragment, std::string_view subject, std::string_view predicate, std::string_view object, std::string_view graph) override;
  void end_subject() override;

 protected:
  /// All statements of one subject (or fragment) in one graph, sorted.
  virtual void group(const Statement* begin, const Statement* end) = 0;

 private:
  bool with_graphs_;
  std::vector<Statement> statements_;
};

}  // namespace citypact::write
