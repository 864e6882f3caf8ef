#include "clauses.hpp"

#include <algorithm>

#include "syntax.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t predicate_reach = 10;  // tokens before a copula in which its noun stands

class Mender {
 public:
  Mender(AnalyzedDocument& document, const Lexicon& lexicon) : document_(document), lexicon_(lexicon) {}

  void run(TokenRange sentence) {
    close_relatives(sentence);
    part_subjects(sentence);
    for (auto i = sentence.begin + 1; i < sentence.end; ++i)
      if (opens_clause(i)) mend({i, clause_end(i + 1, sentence.end)});
    for (auto i = sentence.begin + 1; i < sentence.end; ++i)
      if (is_finite(token(i)) && lexicon_.copulas.contains(token(i).lemma)) take_predicate(i, sentence);
  }

 private:
  Token& token(std::uint32_t i) { return document_.tokens[i]; }
  std::string_view base(std::uint32_t i) { return token(i).relation.substr(0, token(i).relation.find(':')); }

  /// «договор, который подписали A и B, утратил силу»: a verb behind the comma that closes a relative clause, which the parser listed with
  /// the clause's own, is what the noun before the clause does.
  void close_relatives(TokenRange sentence) {
    for (auto i = sentence.begin + 4; i < sentence.end; ++i) {
      if ((base(i) != "conj" && base(i) != "acl") || token(i).head >= i || !sentence.contains(token(i).head) || !is_finite(token(i))) continue;
      const auto inner = is_verb(token(token(i).head)) ? token(i).head : relative_of(token(i).head, i);
      if (inner == no_head || !behind_comma(i, inner)) continue;
      const auto noun = before_relative(inner, sentence);
      if (noun == no_head || !agree(noun, i) || takes_subject(i, sentence)) continue;
      const bool of_noun = token(inner).head != no_head;  // the clause hangs on its noun, which nothing governs
      if (of_noun ? token(noun).head != no_head : token(noun).head != inner) continue;
      const auto top = of_noun ? noun : inner;
      token(i).head = token(top).head, token(i).relation = token(top).relation;
      token(noun).head = i, token(noun).relation = document_.pool.intern("nsubj");
      if (!of_noun) token(inner).head = noun, token(inner).relation = document_.pool.intern("acl:relcl");
    }
  }
  /// The verb of another relative clause of the same noun before a word.
  std::uint32_t relative_of(std::uint32_t noun, std::uint32_t before) {
    for (auto i = before; --i > noun;)
      if (token(i).head == noun && base(i) == "acl" && is_verb(token(i))) return i;
    return no_head;
  }
  /// A comma before the verb, with adverbs and particles at most between.
  bool behind_comma(std::uint32_t verb, std::uint32_t inner) {
    for (auto i = verb - 1; i > inner && verb - i < 5; --i) {
      if (document_.surface(token(i)) == ",") return token(i + 1).upos != Upos::cconj && token(i + 1).upos != Upos::sconj;
      if (token(i).upos != Upos::adv && token(i).upos != Upos::part) return false;
    }
    return false;
  }
  /// The noun before the relative word of a verb; no_head where it has none or the noun is not in the nominative.
  std::uint32_t before_relative(std::uint32_t verb, TokenRange sentence) {
    for (auto i = verb; i-- > sentence.begin + 1;) {
      if (!lexicon_.relative_words.contains(token(i).lemma)) continue;
      auto noun = token(verb).head < i && sentence.contains(token(verb).head) ? token(verb).head : token_before(i, verb, sentence);
      while (noun != no_head && noun < i && base(noun) == "nmod" && sentence.contains(token(noun).head)) noun = token(noun).head;  // «побратимство с A, о котором»
      return noun != no_head && noun < i && !is_verb(token(noun)) ? noun : no_head;
    }
    return no_head;
  }
  /// The verb's own noun before its relative word.
  std::uint32_t token_before(std::uint32_t relative, std::uint32_t verb, TokenRange sentence) {
    for (auto i = relative; i-- > sentence.begin;)
      if (token(i).head == verb && (base(i) == "obj" || base(i) == "nsubj")) return i;
    return no_head;
  }
  bool takes_subject(std::uint32_t verb, TokenRange sentence) {
    for (auto i = sentence.begin; i < sentence.end; ++i)
      if (token(i).head == verb && base(i) == "nsubj") return true;
    return false;
  }

  /// «A и B возобновили договор, C и D подписали другой»: a second subject behind its verb's own and before another verb that has
  /// none is that verb's.
  void part_subjects(TokenRange sentence) {
    subject_.assign(sentence.size(), no_head);  // the first of each word
    for (auto i = sentence.begin; i < sentence.end; ++i)
      if (base(i) == "nsubj" && sentence.contains(token(i).head) && subject_[token(i).head - sentence.begin] == no_head) subject_[token(i).head - sentence.begin] = i;
    for (auto i = sentence.begin; i < sentence.end; ++i) {
      part_from_object(i, sentence);
      if (base(i) != "nsubj" || !sentence.contains(token(i).head)) continue;
      const auto verb = token(i).head;
      const auto first = subject_[verb - sentence.begin];
      if (first >= verb || i <= verb || !is_finite(token(verb))) continue;
      const auto next = next_clause(i, sentence.end);
      if (next == no_head || !agree(i, next) || has_subject(next, sentence)) continue;
      token(i).head = next;
      subject_[next - sentence.begin] = i;
    }
  }
  /// «продлили договор, A и B заключили другой»: a nominative that the parser listed with an object opens the next clause.
  void part_from_object(std::uint32_t i, TokenRange sentence) {
    const auto object = token(i).head;
    if (base(i) != "conj" || object >= i || !sentence.contains(object) || is_verb(token(i)) || document_.surface(token(i - 1)) != "," ||
        token(object).features.case_ == Case::nom)
      return;
    const auto next = next_clause(i, sentence.end);
    if (next == no_head || !agree(i, next) || has_subject(next, sentence)) return;
    for (auto j = i + 1; j < next; ++j)
      if (token(j).head == object && base(j) == "conj") token(j).head = i;
    token(i).head = next;
    token(i).relation = document_.pool.intern("nsubj");
    subject_[next - sentence.begin] = i;
  }
  /// The finite verb behind a subject, with nothing but the subject's own list before it.
  std::uint32_t next_clause(std::uint32_t subject, std::uint32_t end) {
    for (auto i = subject + 1; i < end && i < subject + 12; ++i) {
      if (is_finite(token(i)) && token(i).upos != Upos::aux) return i;
      if (base(i) == "mark" || document_.surface(token(i)) == ";" || document_.surface(token(i)) == ":") return no_head;
    }
    return no_head;
  }
  bool has_subject(std::uint32_t verb, TokenRange sentence) {
    return subject_[verb - sentence.begin] != no_head;
  }
  bool agree(std::uint32_t noun, std::uint32_t verb) {
    const Features &n = token(noun).features, &v = token(verb).features;
    const bool looks_nominative = n.case_ == Case::acc && n.animacy == Animacy::inan && n.gender != Gender::fem;
    if (n.case_ != Case::nom && !looks_nominative) return false;
    return v.number == Number::plur || (n.number != Number::plur && (v.gender == Gender::none || n.gender == Gender::none || v.gender == n.gender));
  }

  /// «заявил: резидентом парка компания не является»: a bare instrumental before a copula that the parser hung beyond its clause is the
  /// copula's.
  void take_predicate(std::uint32_t copula, TokenRange sentence) {
    for (auto i = copula; i-- > sentence.begin && copula - i < predicate_reach;) {
      const auto sign = document_.surface(token(i));
      if (sign == "," || sign == ":" || sign == ";" || sign == "—" || is_finite(token(i))) return;
      const auto head = token(i).head;
      if (token(i).upos != Upos::noun || token(i).features.case_ != Case::ins || head == no_head || head >= i || base(i) != "parataxis") continue;
      if (above(i, copula)) return;
      token(i).head = copula;
      token(i).relation = document_.pool.intern("obl");
      return;
    }
  }

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
  std::vector<std::uint32_t> subject_;
};

}  // namespace

void mend_clauses(AnalyzedDocument& document, const Lexicon& lexicon) {
  Mender mender(document, lexicon);
  for (const Sentence& sentence : document.sentences)
    if (sentence.parsed && sentence.tokens.size() > 3) mender.run(sentence.tokens);
}

}  // namespace citypact::extract
