// JSON-LD 1.1: one object a subject and graph, keys by the prefixes of schemas/context.jsonld, which stands in the file too (no
// network is needed to read it).
#include "formats.hpp"
#include "json_text.hpp"
#include "output.hpp"
#include "rdf_terms.hpp"
#include "statement_groups.hpp"

namespace citypact::write {

namespace {

/// The text of a literal term, unescaped, and what follows its closing quote.
std::pair<std::string, std::string_view> literal(std::string_view term) {
  const std::size_t quote = term.rfind('"');
  std::string text;
  for (std::size_t i = 1; i < quote; ++i) {
    if (term[i] != '\\') {
      text += term[i];
      continue;
    }
    const char c = term[++i];
    text += c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return {std::move(text), term.substr(quote + 1)};
}

class JsonLd : public StatementGroups {
 public:
  explicit JsonLd(std::ostream& stream) : StatementGroups(true), out_(stream) {
    out_ << "{\"@context\":{";
    std::string_view separator = "";
    for (const Prefix& prefix : prefixes()) out_ << separator << '"' << prefix.name << "\":\"" << prefix.iri << '"', separator = ",";
    out_ << "},\n\"@graph\":[";
  }
  void finish() override {
    out_ << "\n]}\n";
    out_.flush();
  }

 protected:
  void group(const Statement* begin, const Statement* end) override {
    line_.clear();
    JsonText json(line_);
    if (!begin->graph.empty()) {
      json.open_object();
      json.key("@id"), json.string(iri(begin->graph));
      json.key("@graph"), json.open_array();
    }
    json.open_object();
    json.key("@id"), json.string(iri(begin->subject));
    for (const Statement* s = begin; s != end;) {
      const Statement* same = s;
      while (same != end && same->predicate == s->predicate) ++same;
      json.key(s->rank == 0 ? "@type" : name(s->predicate)), json.open_array();
      for (; s != same; ++s) s->rank == 0 ? json.string(name(s->object)) : value(json, s->object);
      json.close_array();
    }
    json.close_object();
    if (!begin->graph.empty()) json.close_array(), json.close_object();
    out_ << (first_ ? "\n" : ",\n") << line_;
    first_ = false;
  }

 private:
  static std::string iri(std::string_view term) { return std::string(term.substr(1, term.size() - 2)); }
  static std::string name(std::string_view term) {
    std::string name = shortened(term);
    return name.empty() ? iri(term) : name;
  }
  static void value(JsonText& json, const std::string& term) {
    if (term[0] == '<') {
      json.open_object(), json.key("@id"), json.string(iri(term)), json.close_object();
      return;
    }
    const auto [text, kind] = literal(term);
    if (kind.empty()) return json.string(text);
    json.open_object();
    json.key("@value"), json.string(text);
    kind[0] == '@' ? (json.key("@language"), json.string(kind.substr(1))) : (json.key("@type"), json.string(name(kind.substr(2))));
    json.close_object();
  }

  Output out_;
  std::string line_;
  bool first_ = true;
};

}  // namespace

void write_json_ld(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  write_rdf(graph, ontology, options, [&](bool) { return std::make_unique<JsonLd>(out); });
}

}  // namespace citypact::write
