#include "statement_groups.hpp"

#include <algorithm>
#include <tuple>

#include "rdf_terms.hpp"

namespace citypact::write {

const std::vector<Prefix>& prefixes() {
  static const std::vector<Prefix> table{{"cp", rdf::own},
                                         {"dcterms", rdf::dcterms},
                                         {"edtf", "http://id.loc.gov/datatypes/edtf/"},
                                         {"oa", rdf::oa},
                                         {"owl", "http://www.w3.org/2002/07/owl#"},
                                         {"prov", "http://www.w3.org/ns/prov#"},
                                         {"rdf", rdf::rdf},
                                         {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                         {"skos", "http://www.w3.org/2004/02/skos/core#"},
                                         {"wd", rdf::wikidata},
                                         {"xsd", rdf::xsd}};
  return table;
}

std::string shortened(std::string_view term) {
  const std::string_view iri = term.substr(1, term.size() - 2);
  for (const Prefix& prefix : prefixes()) {
    if (!iri.starts_with(prefix.iri)) continue;
    const std::string_view local = iri.substr(prefix.iri.size());
    const auto letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
    const auto plain = [&](char c) { return letter(c) || ('0' <= c && c <= '9') || c == '-' || c == '_'; };
    if (!local.empty() && letter(local[0]) && std::ranges::all_of(local, plain)) return std::string(prefix.name) + ":" + std::string(local);
  }
  return {};
}

void StatementGroups::add(bool fragment, std::string_view subject, std::string_view predicate, std::string_view object, std::string_view graph) {
  static const std::string type = rdf::iri(rdf::type), label = rdf::iri(rdf::label);
  const int rank = predicate == type ? 0 : predicate == label ? 1 : 2;
  statements_.push_back({std::string(with_graphs_ ? graph : ""), std::string(subject), std::string(predicate), std::string(object), fragment, rank});
}

void StatementGroups::end_subject() {
  std::ranges::sort(statements_, {}, [](const Statement& s) {
    return std::tie(s.graph, s.fragment, s.subject, s.rank, s.predicate, s.object);
  });
  const auto tail = std::ranges::unique(statements_);
  statements_.erase(tail.begin(), tail.end());
  for (std::size_t begin = 0; begin < statements_.size();) {
    std::size_t end = begin;
    while (end < statements_.size() && statements_[end].graph == statements_[begin].graph && statements_[end].subject == statements_[begin].subject) ++end;
    group(statements_.data() + begin, statements_.data() + end);
    begin = end;
  }
  statements_.clear();
}

}  // namespace citypact::write
