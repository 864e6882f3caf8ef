#include "clauses.hpp"

#include <algorithm>

#include "syntax.hpp"

namespace citypact::extract {
namespace {

class Mender {
 public:
  Mender(AnalyzedDocument& document, const Lexicon& lexicon) : document_(document), lexicon_(lexicon) {}

  void run(TokenRange sentence) {
    for (auto i = sentence.begin + 1; i < sentence.end; ++i)
      if (opens_clause(i)) mend({i, clause_end(i + 1, sentence.end)});
  }

 private:
  Token& token(std::uint32_t i) { return document_.tokens[i]; }
  std::string_view base(std::uint32_t i) { return token(i).relation.substr(0, token(i).relation.find(':')); }

  bool opens_clause(std::uint32_t i) {
    return document_.surface(token(i - 1)) == "," && lexicon_.list("clause_conjunctions").contains(token(i).lemma);
  }
  std::uint32_t clause_end(std::uint32_t i, std::uint32_t end) {
    while (i < end && !opens_clause(i)) ++i;
    return i;
  }

  void mend(TokenRange clause) {
    const std::uint32_t verb = finite_verb(clause);
    if (verb == no_head) return;
    const bool has_subject = std::any_of(document_.tokens.begin() + clause.begin, document_.tokens.begin() + clause.end,
                                         [&](const Token& t) { return t.head == verb && t.relation.starts_with("nsubj"); });
    for (auto i = clause.begin + 1; i < verb; ++i) {
      const auto head = token(i).head;
      const bool argument = base(i) == "obj" || base(i) == "nsubj" || base(i) == "obl" || base(i) == "iobj";
      if (head == no_head || head >= clause.begin || !argument || !is_verb(token(head)) || above(i, verb)) continue;
      token(i).head = verb;
      const Case c = token(i).features.case_;
      if (!has_subject && base(i) != "obl" && (c == Case::nom || c == Case::acc)) token(i).relation = document_.pool.intern("nsubj");
    }
  }
  /// The first finite verb of the clause that is no relative clause's.
  std::uint32_t finite_verb(TokenRange clause) {
    for (auto i = clause.begin + 1; i < clause.end; ++i)
      if (is_finite(token(i)) && base(i) != "acl" && token(i).upos != Upos::aux) return i;
    return no_head;
  }
  bool above(std::uint32_t ancestor, std::uint32_t i) {
    for (int steps = 0; steps < 256 && i != no_head; ++steps, i = token(i).head)
      if (i == ancestor) return true;
    return false;
  }

  AnalyzedDocument& document_;
  const Lexicon& lexicon_;
};

}  // namespace

void mend_clauses(AnalyzedDocument& document, const Lexicon& lexicon) {
  for (const Sentence& sentence : document.sentences)
    if (sentence.parsed && sentence.tokens.size() > 3) Mender(document, lexicon).run(sentence.tokens);
}

}  // namespace citypact::extract
