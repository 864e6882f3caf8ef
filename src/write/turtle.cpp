// Turtle and TriG for people: prefixes, `a`, one block a subject, IRIs of the graph relative to {base}/id/.
#include "formats.hpp"
#include "output.hpp"
#include "rdf_terms.hpp"
#include "statement_groups.hpp"

namespace citypact::write {

namespace {

class Turtle : public StatementGroups {
 public:
  Turtle(std::ostream& stream, const WriteOptions& options, bool with_graphs) : StatementGroups(with_graphs), out_(stream), base_("<" + options.base + "/id/") {
    if (can_be_relative()) out_ << "@base " << base_ << "> .\n";
    for (const Prefix& prefix : prefixes()) out_ << "@prefix " << prefix.name << ": <" << prefix.iri << "> .\n";
  }

  void finish() override {
    close_graph();
    out_.flush();
  }

 protected:
  void group(const Statement* begin, const Statement* end) override {
    if (begin->graph != graph_) {
      close_graph();
      graph_ = begin->graph;
      if (!graph_.empty()) out_ << '\n' << term(graph_) << " {\n";
    }
    out_ << '\n' << term(begin->subject);
    for (const Statement* s = begin; s != end; ++s) {
      const bool same_predicate = s != begin && s->predicate == (s - 1)->predicate;
      if (same_predicate) out_ << ",\n        ";
      else out_ << (s == begin ? " " : " ;\n    ") << (s->rank == 0 ? std::string("a") : term(s->predicate)) << ' ';
      out_ << term(s->object);
    }
    out_ << " .\n";
  }

 private:
  /// A base with odd characters would have to be resolved as RFC 3986 says; then IRIs stay whole.
  bool can_be_relative() const { return rdf::is_plain_iri(base_.substr(1)) && base_.find('?') == std::string::npos; }

  void close_graph() {
    if (!graph_.empty()) out_ << "}\n";
    graph_.clear();
  }
  std::string term(const std::string& term) const {
    if (term[0] == '<') {
      if (std::string name = shortened(term); !name.empty()) return name;
      return is_relative(term) ? "<" + term.substr(base_.size()) : term;
    }
    const std::size_t quote = term.rfind('"');
    if (quote + 3 >= term.size() || term[quote + 1] != '^') return term;
    const std::string datatype = term.substr(quote + 3);
    const std::string name = shortened(datatype);
    return name.empty() ? term : term.substr(0, quote + 3) + name;
  }
  /// What stands behind the base must be a plain path, so that resolving it gives the IRI back: a letter first, no ':', no dots of its own.
  bool is_relative(const std::string& term) const {
    if (!can_be_relative() || !term.starts_with(base_)) return false;
    const std::string_view rest = std::string_view(term).substr(base_.size());
    return !rest.empty() && rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_#>") == std::string_view::npos &&
           rest[0] != '/' && rest.find("//") == std::string_view::npos;
  }

  Output out_;
  std::string base_, graph_;
};

}  // namespace

void write_turtle(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  write_rdf(graph, ontology, options, [&](bool) { return std::make_unique<Turtle>(out, options, false); });
}

void write_trig(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  write_rdf(graph, ontology, options, [&](bool) { return std::make_unique<Turtle>(out, options, true); });
}

}  // namespace citypact::write
