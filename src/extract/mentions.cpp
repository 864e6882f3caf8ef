#include "mentions.hpp"

#include <algorithm>

#include "citypact/language/names.hpp"

namespace citypact::extract {
namespace {

/// The token that bears the phrase's case: the first whose head lies outside, preferring nouns.
std::uint32_t head_of(const AnalyzedDocument& document, TokenRange range) {
  for (auto i = range.begin; i < range.end; ++i) {
    const Token& token = document.tokens[i];
    if (token.head != no_head && !range.contains(token.head) && token.upos != Upos::punct) return i;
  }
  for (auto i = range.begin; i < range.end; ++i)
    if (is_noun(document.tokens[i])) return i;
  return range.begin;
}

class Finder {
 public:
  Finder(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const Ontology& ontology)
      : document_(document), syntax_(syntax), lexicon_(lexicon), ontology_(ontology), covered_(document.tokens.size()) {}

  std::vector<Site> run() {
    for (const NameSpan& name : document_.names) add_name(name);
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const TokenRange range = document_.sentences[s].tokens;
      for (auto i = range.begin; i < range.end; ++i) {
        const auto found = lexicon_.mention_heads.find(document_.tokens[i].lemma);
        if (found != lexicon_.mention_heads.end() && is_noun(document_.tokens[i]) && !covered_[i]) add_phrase(i, found->second, range);
      }
    }
    std::stable_sort(sites_.begin(), sites_.end(), [](const Site& a, const Site& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
    for (std::uint32_t i = 0; i < sites_.size(); ++i) sites_[i].mention.entity = i;
    return std::move(sites_);
  }

 private:
  void add_name(const NameSpan& name) {
    if (!ontology_.type(name.kind) || name.tokens.size() == 0) return;
    add(name.tokens, std::string(name.kind), name.adjective ? Form::adjective : Form::name);
    sites_.back().mention.span = name.span;
    for (auto i = name.tokens.begin; i < name.tokens.end; ++i) covered_[i] = true;
  }

  void add(TokenRange tokens, std::string kind, Form form) {
    Site site;
    const NodeType* type = ontology_.type(kind);
    site.mention.type = kind;
    while (type && !type->parent.empty() && ontology_.type(type->parent) && annotation_subclass(*type)) {
      site.mention.subtype = site.mention.subtype.empty() ? kind : site.mention.subtype;
      site.mention.type = type->parent;
      type = ontology_.type(type->parent);
    }
    site.mention.form = form;
    site.mention.span = document_.span(tokens);
    site.tokens = tokens;
    site.head = head_of(document_, tokens);
    site.sentence = syntax_.sentence_of(tokens.begin);
    site.mention.name = canonical_name(document_, tokens, kind, lexicon_.language());
    sites_.push_back(std::move(site));
  }
  /// Classes that the annotation guidelines do not tell apart from their parent.
  static bool annotation_subclass(const NodeType& type) {
    return type.name != "University" && type.name != "Park" && type.name != "Cluster";
  }

  void add_phrase(std::uint32_t head, const MentionHead& kind, TokenRange sentence) {
    const TokenRange tokens{start_of(head, sentence), end_of(head, sentence)};
    if (kind.needs_complement && tokens.end == head + 1) return;
    add(tokens, kind.type, tokens.size() > 1 ? Form::name : Form::nominal);
    sites_.back().head = head;
    for (auto i = tokens.begin; i < tokens.end; ++i) covered_[i] = covered_[i] || i == head;
  }

  std::uint32_t start_of(std::uint32_t head, TokenRange sentence) const {
    auto begin = head;
    while (begin > sentence.begin && document_.tokens[begin - 1].upos == Upos::adj && document_.tokens[begin - 1].features.case_ != Case::none &&
           document_.tokens[begin - 1].features.case_ == document_.tokens[head].features.case_)
      --begin;
    return begin;
  }

  /// The complement: genitives, a quoted name, «о сотрудничестве в сфере инноваций»; follows the tree and stays contiguous.
  std::uint32_t end_of(std::uint32_t head, TokenRange sentence) const {
    auto end = head + 1;
    for (; end < sentence.end && end < head + 16; ++end) {
      const Token& token = document_.tokens[end];
      if (token.upos == Upos::verb || token.upos == Upos::aux || token.upos == Upos::sconj || token.upos == Upos::pron) break;
      if (document_.surface(token) == "," || document_.surface(token) == "(" || document_.surface(token) == ".") break;
      if (token.upos == Upos::punct) continue;
      if (!syntax_.below(end, head)) break;
      if (token.upos == Upos::adp && !lexicon_.list("complement_prepositions").contains(std::string(token.lemma))) break;
      if (token.features.verb_form == VerbForm::part) break;
    }
    while (end > head + 1 && (document_.tokens[end - 1].upos == Upos::adp || document_.tokens[end - 1].upos == Upos::cconj ||
                              (document_.tokens[end - 1].upos == Upos::punct && !closing_quote(end - 1, head))))
      --end;
    return end;
  }
  bool closing_quote(std::uint32_t at, std::uint32_t head) const {
    const auto surface = document_.surface(document_.tokens[at]);
    if (surface != "»" && surface != "\"" && surface != "”") return false;
    for (auto i = head; i < at; ++i)
      if (document_.tokens[i].upos == Upos::punct) return true;
    return false;
  }

  const AnalyzedDocument& document_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
  const Ontology& ontology_;
  std::vector<bool> covered_;
  std::vector<Site> sites_;
};

}  // namespace

std::vector<Site> find_mentions(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const Ontology& ontology,
                                const Gazetteer*) {
  return Finder(document, syntax, lexicon, ontology).run();
}

}  // namespace citypact::extract
