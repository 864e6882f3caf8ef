#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/language/language.hpp"
#include "syntax.hpp"

namespace citypact::extract {

template <class Value>
using StringMap = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;
using StringSet = WordSet;
using LargeFilter = WordFilter<1 << 16>;  // 8 KB; a table of a thousand words lets one other of sixty through

/// What a class of posts says about its holder: words/role_classes.tsv.
struct RoleClass {
  std::string name;
  std::string relation;               // "heads"
  std::vector<std::string> subjects;  // kinds of holders
  bool state = true;                  // holds over time: a past imperfective means that it ended
};

/// A head of a noun phrase that is a mention though no tagger finds it: words/mention_heads.tsv.
struct MentionHead {
  std::string type;
  bool needs_complement = false;  // «программа» alone is none, «программа развития» is
  bool needs_capital = false;     // «день» is none, «День города» is
  StringSet with;                 // lemmas of which one must belong to the phrase: «дорожная карта», «письмо о намерениях»
};

/// How a governing word changes the status of what it governs: words/modality.tsv.
struct Modality {
  Status status = Status::asserted;
  std::optional<Status> negated;  // «не действует»: ended; without one, denied
};

/// Word lists of a language as the extractors ask for them. Thread safety: const and shared.
class Lexicon {
 public:
  /// Throws Error naming list and row of a mistake.
  explicit Lexicon(const Language& language);

  /// What a rule's answers were worth where they were measured: those of one relation, else all; nothing where neither was.
  std::optional<float> confidence(std::string_view rule, std::string_view relation) const;

  StringMap<std::string> positions;  // lemma -> class of posts
  StringMap<RoleClass> role_classes;
  StringMap<MentionHead> mention_heads;
  StringMap<Modality> modality;
  StringMap<float> rule_confidence;   // measured share of right answers, by rule or by rule and relation ("agreement.with signed-with")
  StringMap<Status> role_status;      // «бывший» -> ended
  StringMap<Status> role_prefixes;    // «экс-» -> ended
  StringMap<std::string> nominal_reach;  // how far back a common noun may look for its name: words/nominals.tsv
  StringMap<std::string> foremost_nouns;  // a common noun that may mean what stands foremost -> list of words of which one is in its name, or «*»
  StringMap<std::string> post_kinds;  // head of a post -> kind of its body
  StringMap<std::string> capitals;    // country -> capital, folded
  StringSet capital_names;            // of all countries, folded
  StringMap<int> months, weekdays;    // from 1, as ISO 8601 counts them
  StringMap<int> relative_days, relative_years;  // «вчера»: -1, «прошлый» (год): -1
  StringSet role_adjectives;          // belong to the post: «генеральный»
  StringSet role_complements;         // posts whose lower-case genitive belongs to them: «министр финансов»
  StringSet role_prepositions;        // «по», «в», «при» after a post
  StringSet title_nouns;              // may stand between post and person
  StringSet transparent_nouns;        // stand for their genitive: «власти Казани»
  StringSet origin_prepositions;      // «делегация из Казани»
  StringSet share_nouns;              // stand for what they are a part of: «51% акций завода», «доля в банке»
  StringSet asset_nouns;              // what a company owns and may sell, a thing of its own: «российский бизнес», «дочка»
  StringSet body_heads;               // common nouns that name a body with their genitive: «комитет», «управление»
  StringSet support_words;            // lend their subject to a verbal noun: «договориться о покупке»
  StringSet topic_prepositions;       // «сообщил о покупке»
  StringSet status_prepositions;      // through which a governing word reaches: «отказался от покупки»
  StringSet opaque_words;             // what is said of them does not touch what they speak of: «не комментировать визит»
  StringSet place_adjectives;         // «московский», «китайский»: of both lists
  StringSet list_opener_starts;       // first words of words/list_openers.tsv
  StringSet inclusion_words;          // «сетями, включая A и B», «сети, такие как A»
  StringSet one_of_numerals;          // «владеет одной из сетей»
  StringSet relative_words, copulas, conditional_words, purpose_words;

  /// A list by its file name, loaded on demand when the rules were read: {words: instruments}.
  const WordSet& list(std::string_view name) const { return language_.words(name); }
  /// What posts of the class state; empty where the language has no such class.
  std::string_view relation_of_posts(std::string_view role_class) const {
    const auto found = role_classes.find(role_class);
    return found == role_classes.end() ? std::string_view() : std::string_view(found->second.relation);
  }
  /// Whether some class of lasting posts states the relation.
  bool states_post(std::string_view relation) const {
    return std::ranges::any_of(role_classes, [&](const auto& row) { return row.second.relation == relation && row.second.state; });
  }
  /// «московский», «китайский».
  bool is_place_adjective(std::string_view lemma) const { return place_adjectives.contains(lemma); }
  /// «его», «их».
  bool is_possessive(std::string_view surface) const { return list("possessives").contains(fold_case(surface)); }
  /// Kind of the body that a post has of itself («губернатор»: Region), or nothing: words/post_kinds.tsv.
  std::string_view post_kind(std::string_view lemma) const {
    const auto found = post_kinds.find(lemma);
    return found == post_kinds.end() ? std::string_view() : found->second;
  }
  /// What the noun heads, or nullptr; a compound («онлайн-форум») heads what its last word does.
  const MentionHead* mention_head(std::string_view lemma) const;
  /// Whether a mention may begin at a word that belongs to no name: most words are told from that by one look.
  bool opens_mention(std::string_view lemma) const {
    return (opener_filter_.may_hold(lemma) && mention_openers_.contains(lemma)) || lemma.find('-') != std::string_view::npos;
  }
  /// The class of posts that the lemma names, or nullptr.
  const std::string* position(std::string_view lemma) const {
    if (!position_filter_.may_hold(lemma)) return nullptr;
    const auto found = positions.find(lemma);
    return found == positions.end() ? nullptr : &found->second;
  }
  /// A part of a region: nobody governs it, and it is not meant by «регион». `name` is the canonical one.
  bool is_district(std::string_view name) const;
  const Language& language() const { return language_; }

 private:
  const Language& language_;
  LargeFilter opener_filter_, position_filter_;
  StringSet mention_openers_;  // pronouns, the nouns of mention_heads, body_heads, asset_nouns, nominals, level_bodies, numbered_bodies and positions, epithets' words
};

}  // namespace citypact::extract
