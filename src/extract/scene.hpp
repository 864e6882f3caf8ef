#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/core/extraction.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/language/names.hpp"
#include "lexicon.hpp"
#include "syntax.hpp"

namespace citypact::extract {

inline constexpr std::uint32_t no_site = 0xffffffff;

/// A mention with where it stands among the tokens. Its index in Scene::sites is its id within extraction.
struct Site {
  Mention mention;
  TokenRange tokens;
  std::uint32_t head = 0;      // token that bears the case and the syntactic role
  std::uint32_t sentence = 0;  // index into AnalyzedDocument::sentences
  bool keep = true;            // printed even when no relation uses it
};

/// A post as it stands in the text: «мэра», «заместитель министра финансов».
struct RoleSite {
  TokenRange tokens;
  std::uint32_t head = 0;
  std::uint32_t sentence = 0;
  std::string role;       // nominative, without the organization
  std::string role_text;  // as written
  std::string role_class;                 // row of words/role_classes.tsv
  std::optional<Status> status;           // «бывший»: ended
  std::vector<std::uint32_t> bodies;      // sites it is a post of; filled by the link parser
  std::vector<std::uint32_t> holders;     // sites that hold it; filled by the link parser
  bool pairwise = false;                  // one body a holder, in order
  bool inferred = false;                  // the body is told by the context only
  bool told = false;                      // by the context, for a post that any body may have: a weak guess
  bool predicate = false;                 // the post is what the clause says of the holder: «W был мэром»
  std::uint32_t clause_head = no_head;    // of a list of such posts: the first, whose clause tells the status of all
};

/// What the ontology says of the classes of mentions, asked once a class or pair of classes. Thread safety: none.
class ClassFacts {
 public:
  explicit ClassFacts(const Ontology& ontology) : ontology_(ontology) {}
  /// The class and what it is a subclass of.
  const std::vector<std::string_view>& lineage(const std::string& type);
  /// Whether some relation ties the two, in either direction.
  bool related(const std::string& a, const std::string& b);

 private:
  const Ontology& ontology_;
  StringMap<std::vector<std::string_view>> lineages_;
  StringMap<bool> related_;  // by both names, with a line's end between
};

/// What every extractor of relations reads: the analyzed document, its mentions joined into entities, its posts.
struct Scene {
  const AnalyzedDocument& document;
  const Syntax& syntax;
  const Lexicon& lexicon;
  const Ontology& ontology;
  DocumentNames& names;
  ClassFacts& classes;
  std::vector<Site> sites;       // in text order
  std::vector<RoleSite> roles;   // in text order
  std::vector<std::vector<std::uint32_t>> sites_of;  // by sentence
  std::vector<std::vector<std::uint32_t>> roles_of;  // by sentence
  std::vector<std::vector<std::uint32_t>> sites_at;  // by token: every site that holds it, shortest first
  std::vector<std::uint32_t> role_at;                // by token: index into roles, or no_site
  std::vector<bool> agenda;                          // by sentence: an item of a programme; empty where the text has none

  std::vector<const std::vector<std::string_view>*> lineages;  // by site: its class and the classes above it

  const Token& token(std::uint32_t index) const { return document.tokens[index]; }
  std::string_view surface(std::uint32_t index) const { return document.surface(document.tokens[index]); }
  /// Whether a token stands in an item of a programme of what is still to be done.
  bool on_agenda(std::uint32_t index) const { return !agenda.empty() && agenda[syntax.sentence_of(index)]; }
  /// Whether a line break stands before a sentence.
  bool opens_line(std::uint32_t sentence) const {
    const std::size_t end = sentence == 0 ? 0 : document.sentences[sentence - 1].span.end;
    return std::string_view(document.document.text).substr(end, document.sentences[sentence].span.begin - end).find('\n') != std::string_view::npos;
  }
  /// The token right before a site in its sentence; null where the sentence begins with the site.
  const Token* before(std::uint32_t site) const {
    const auto begin = sites[site].tokens.begin;
    return begin > document.sentences[sites[site].sentence].tokens.begin ? &token(begin - 1) : nullptr;
  }
  bool is_a(std::uint32_t site, std::string_view kind) const {
    const auto& lineage = *lineages[site];
    return std::find(lineage.begin(), lineage.end(), kind) != lineage.end();
  }
};

/// Those of a sentence's things, in text order, that begin among some tokens: nobody reads a sentence of thousands of words whole for each
/// of its words. Cost: two binary searches.
template <class Thing>
std::span<const std::uint32_t> beginning_in(TokenRange range, const std::vector<std::uint32_t>& of_sentence, const std::vector<Thing>& things) {
  const auto before = [&](auto i, auto token) { return things[i].tokens.begin < token; };
  const auto first = std::lower_bound(of_sentence.begin(), of_sentence.end(), range.begin, before);
  return {first, std::lower_bound(first, of_sentence.end(), range.end, before)};
}
/// Tokens from `before` tokens before a place to `behind` behind it, inside no sentence in particular.
inline TokenRange around(std::uint32_t token, std::uint32_t before, std::uint32_t behind) { return {token - std::min(token, before), token + behind}; }

/// A relation that an extractor thinks it has read.
struct Proposal {
  std::string relation;
  std::uint32_t subject = 0, object = 0;  // indices into Scene::sites
  std::uint32_t sentence = 0;             // that states it
  TokenRange trigger;                     // the word or phrase that states it; empty when there is none
  std::optional<Status> status;           // absent: the status stage decides from the trigger's clause
  bool settled = false;                   // the status is what other sentences say of it
  std::optional<Date> time;
  Qualifiers qualifiers;                  // speaker is an index into Scene::sites
  std::string rule;                       // "signed.parties-signed-document"
  float score = 1;                        // what the rule claims, or the model alone believes, 0..1; once decided, the confidence
  std::optional<float> probability;       // that the pair model gives it; absent where it scored no such pair
  std::array<float, 5> statuses{};        // and of each Status
  bool taught = true;                     // whether the pair model has learned from what this rule reads
  bool apart = false;                     // a tie of its own, however many are named together: «A и B, C и D подписали»
};

/// Whether no rule read this: the model alone believes it.
inline bool is_by_model(const Proposal& p) { return p.rule.starts_with("model."); }

}  // namespace citypact::extract
