#pragma once
#include <algorithm>
#include <map>
#include <optional>

#include "citypact/language/names.hpp"
#include "mentions.hpp"

namespace citypact::extract {

/// What the tagger named in a document. Built in one pass, so that no question costs more in a longer document.
struct NamedWords {
  NamedWords(const AnalyzedDocument& document, const Ontology& ontology);

  std::vector<bool> person, platform, place, body;         // by token: within a name of this class
  std::multimap<std::uint32_t, std::uint32_t> platforms;   // end to begin, in text order
  WordSet bodies;                                          // lemmas of bodies whose name is one word
};

/// The mentions of one document while they are found.
struct MentionWork {
  const AnalyzedDocument& document;
  const Syntax& syntax;
  const Lexicon& lexicon;
  const BodyTypes& types;
  const Ontology& ontology;
  const Gazetteer* gazetteer;
  DocumentNames& names;
  const NamedWords named;
  std::vector<bool> covered;         // by token: a mention's; of a common noun's only the noun
  std::vector<bool> adjective_site;  // by token: an adjective of a place
  std::vector<Site> sites;           // as they were found
};

/// Whether a class of the tagger's is one of bodies.
bool names_body(const Ontology& ontology, std::string_view kind);

/// What all who find mentions share. Thread safety: none.
class MentionFinder {
 public:
  explicit MentionFinder(MentionWork& work)
      : document_(work.document), syntax_(work.syntax), lexicon_(work.lexicon), types_(work.types), ontology_(work.ontology), gazetteer_(work.gazetteer), names_(work.names), named_(work.named),
        nominals_(work.lexicon.list("nominals")), covered_(work.covered), adjective_site_(work.adjective_site), sites_(work.sites) {}

 protected:
  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  std::string_view surface(std::uint32_t i) const { return document_.surface(token(i)); }
  bool in_list(std::string_view list, std::uint32_t i) const { return lexicon_.list(list).contains(token(i).lemma); }
  TokenRange sentence_of(std::uint32_t i) const { return document_.sentences[syntax_.sentence_of(i)].tokens; }
  /// The token that bears the phrase's case: of a body with a descriptor the descriptor, else what hangs outside.
  std::uint32_t head_of(TokenRange range, bool body) const;
  /// City, Region or Country if the gazetteer has a place of this name, else nothing.
  std::string place_type(const std::string& name) const;

  /// The reference holds until the next site is added.
  Site& put(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form);
  Site& put(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form, std::string name);
  /// Printed only when a relation uses it.
  Site& put_hidden(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form);
  void cover(TokenRange tokens) { std::fill(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true); }
  /// Gives the site the class that its head's own word tells, else an organization the one that the gazetteer has for its name;
  /// whether the word told it.
  bool refine(Site& site) const;
  /// A body within the name of its organ: «Самарского университета» of «совет Самарского университета».
  void add_whole(TokenRange outer, std::uint32_t head);

  static bool is_quote(std::string_view surface);
  static bool is_adjective(const Token& token) { return token.upos == Upos::adj || token.features.verb_form == VerbForm::part; }
  /// In case and number as far as both are known.
  static bool agrees(const Token& adjective, const Token& noun);

  const AnalyzedDocument& document_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
  const BodyTypes& types_;
  const Ontology& ontology_;
  const Gazetteer* gazetteer_;
  DocumentNames& names_;
  const NamedWords& named_;
  const WordSet& nominals_;
  std::vector<bool>&covered_, &adjective_site_;
  std::vector<Site>& sites_;

 private:
  void add_quoted_whole(std::uint32_t quote, std::uint32_t end);
  bool describes_whole(TokenRange whole, std::uint32_t head) const;
  bool names_whole(TokenRange whole, std::uint32_t head) const;
};

/// Places and their adjectives.
class PlaceMentions : MentionFinder {
 public:
  using MentionFinder::MentionFinder;

  /// A capitalized adjective inside a name says nothing of its own, unless the name proper is in quotes behind it; neither does one of
  /// no known place.
  void add(TokenRange tokens, const std::string& kind, bool keep);
  /// A place that the tagger has no class for and the gazetteer has: a country, a region, or a city that is not a hamlet; or what the
  /// noun before its name says («штат Вашингтон»).
  void settle(Mention& mention) const;
  /// Gives a place's name the class that the noun before it tells; else a city that the gazetteer knows as a region only is one, and so
  /// the other way round of a name that begins like a region's, with an adjective.
  void correct(Site& site);
  /// Whether the adjective names a region with a noun of its own or of its list («Курской и Брянской областях»); then it is a mention.
  bool add_region(std::uint32_t adjective, bool keep);
  /// Whether a body's name in quotes or Latin letters begins at this token, or behind adjectives and a common noun: «Томская компания
  /// «Имя»», «казанская «Имя»». What stands before it is none of its words.
  bool stands_alone(TokenRange tokens) const;
  bool describes(std::uint32_t next) const;
  /// What a noun told once holds for every mention of this name.
  void spread(std::vector<Site>& sites) const;

 private:
  bool is_facility(const Site& site) const;
  bool is_model(const std::string& name) const;
  bool on_street(const Site& site) const;
  bool opens_sentence(const Site& site) const;
  bool is_town(const std::string& name) const;
  std::string told(const Site& site) const;
  bool is_region_word(std::uint32_t i) const;
  std::uint32_t region_noun(std::uint32_t adjective, bool& listed) const;
  std::string region_of(std::uint32_t adjective, std::uint32_t noun) const;
  std::string governed_region(std::uint32_t adjective, bool town) const;

  std::map<std::string, std::string> told_;  // name to class
};

/// Names of bodies: which words belong to them, and the bodies within.
class BodyMentions : MentionFinder {
 public:
  using MentionFinder::MentionFinder;

  /// One body, or several that the tagger took for one: «кластером и парком «Имя»» names two.
  void add(const NameSpan& name);

 private:
  bool add_nested(TokenRange outer, std::uint32_t head);
  void add_nested_word(std::uint32_t i);
  bool settle_site(Site& site);
  bool settle_by_ending(Site& site) const;
  bool of_a_woman(TokenRange tokens) const;
  void settle_university(Site& site);
  bool is_no_name(TokenRange tokens, std::uint32_t head) const;
  bool names_thing(TokenRange tokens, std::uint32_t head) const;
  bool names_work(TokenRange tokens) const;
  TokenRange without_bracket(TokenRange range) const;
  TokenRange without_topic(TokenRange range) const;
  bool speaks_of_sites(TokenRange tokens) const;
  bool names_deed(TokenRange tokens, std::uint32_t head) const;
  bool has_residents(TokenRange tokens, std::uint32_t head) const;
  bool is_common_noun(TokenRange range) const;
  TokenRange without_address(TokenRange range);
  bool heads_none(TokenRange range) const;
  bool governs_body(TokenRange range) const;
  TokenRange without_post(TokenRange range) const;
  TokenRange without_neighbour(TokenRange range) const;
  std::vector<TokenRange> parts_of(TokenRange range) const;
  TokenRange widened(TokenRange range) const;

  std::optional<bool> document_speaks_of_sites_, document_speaks_of_universities_;  // once it was asked
};

/// Common nouns and pronouns, and the phrases they head.
class NounMentions : MentionFinder {
 public:
  explicit NounMentions(MentionWork& work) : MentionFinder(work), pronouns_(work.lexicon.list("personal_pronouns")), places_(work) {}

  /// What the token heads, unless it is part of a mention already. Tokens come in text order.
  void add(std::uint32_t i, TokenRange sentence);

  /// «Северная столица» where one of the words is token `i`; whether it is one.
  bool add_epithet(std::uint32_t i, TokenRange sentence);

 private:
  bool heads_phrase(std::uint32_t head, const MentionHead& kind, TokenRange sentence) const;
  void add_phrase(std::uint32_t head, const MentionHead& kind, TokenRange sentence);
  bool add_body(std::uint32_t head, TokenRange sentence);
  void add_asset(std::uint32_t i, TokenRange sentence);
  void add_nominal(std::uint32_t i, TokenRange sentence);
  bool add_joint(std::uint32_t i, TokenRange sentence);
  bool add_numbered(std::uint32_t i, TokenRange sentence);
  void add_counted(std::uint32_t i, TokenRange sentence);
  bool of_level(std::uint32_t i, TokenRange sentence) const;
  void add_body_of_level(std::uint32_t i, TokenRange sentence);
  void add_holder(std::uint32_t i, TokenRange sentence);
  bool names_institution(std::uint32_t head) const;
  TokenRange of_one_body(TokenRange range) const;
  std::uint32_t start_of(std::uint32_t head, TokenRange sentence) const { return start_of(head, sentence, head); }
  std::uint32_t start_of(std::uint32_t begin, TokenRange sentence, std::uint32_t head) const;
  std::uint32_t past_quotes(std::uint32_t at, TokenRange sentence) const;
  std::uint32_t end_of(std::uint32_t head, TokenRange sentence) const;
  bool ends_phrase(std::uint32_t i) const;
  bool begins_body(std::uint32_t i, std::uint32_t head) const;
  bool closes_quote(std::uint32_t at, std::uint32_t head) const;

  const WordSet& pronouns_;
  PlaceMentions places_;
};

}  // namespace citypact::extract
