#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "citypact/core/analysis.hpp"
#include "citypact/language/language.hpp"
#include "citypact/language/reading_cache.hpp"

namespace citypact {

/// Parts of a person's name, nominative, in their usual letter case; unknown parts are empty.
struct PersonName {
  std::string given, patronymic, surname, particle, initials;
  Gender gender = Gender::none;
  std::string full() const;  // «Сергей Семёнович Собянин»: given, patronymic, particle, surname in the text's own order
  bool surname_first = false;  // Chinese, Korean, Vietnamese order: «Си Цзиньпин»
};

/// Nominative of a name as it stands in a text: the head's group changes case («Московского инновационного кластера» ->
/// «Московский инновационный кластер»), complements stay («министерства иностранных дел Британии» -> «министерство
/// иностранных дел Британии»); quotes around the whole are dropped, quotes inside kept as « ».
/// `kind` is an ontology class; adjectives of places give the place («российский» -> «Россия») where the data knows it.
std::string canonical_name(const AnalyzedDocument& document, TokenRange tokens, std::string_view kind, const Language& language);

PersonName parse_person(const AnalyzedDocument& document, TokenRange tokens, const Language& language);

/// Key under which forms of one name meet: letter case, ё, quotes, hyphens, legal forms and script folded
/// («ООО «Ромашка»» = «Ромашка», Чэнь Сюй = Chen Xu). Not for showing.
std::string name_key(std::string_view name);

struct NameWords;

/// What a thread remembers of the names it has read in many documents: their words as names are made of them, and the names' keys.
/// Answers never depend on what was asked before.
///
/// Thread safety: none, one a thread. Memory: some 6 MB at most.
class NameMemory {
 public:
  NameMemory();
  ~NameMemory();
  const std::string& key(std::string_view name);  // name_key; valid until the next call

 private:
  friend class DocumentNames;
  void trim(ReadingCache& readings);
  std::unique_ptr<NameWords> words_;  // point into the readings of source_
  std::pair<const ReadingCache*, std::uint64_t> source_;  // and their era
  std::unordered_map<std::string, std::string, WordHash, std::equal_to<>> keys_;
};

/// Names known from elsewhere, in the nominative: where a form may come from several, the one that somebody bears is meant.
///
/// Thread safety: const and shared.
class KnownNames {
 public:
  virtual ~KnownNames() = default;
  virtual bool is_place(std::string_view name) const = 0;
  virtual bool is_given_name(std::string_view name) const = 0;
};

struct NameSource;

/// canonical_name and parse_person for who reads many names of one document, without asking again what they have in common.
/// The document, the language, the memory and what is known must outlive it; nothing need be. Thread safety: none.
class DocumentNames {
 public:
  DocumentNames(const AnalyzedDocument& document, const Language& language, NameMemory& memory, const KnownNames* known = nullptr);
  ~DocumentNames();
  /// `gender` is what is known of a person; others' names take none.
  std::string canonical(TokenRange tokens, std::string_view kind, Gender gender = Gender::none);
  PersonName person(TokenRange tokens);
  /// Whether a person's name may stand in a case, whatever the tagger saw: «Тулуповым» in the instrumental only, «Рейес» in all.
  bool person_may_bear(TokenRange tokens, Case wanted);
  const std::string& key(std::string_view name) { return memory_.key(name); }
  /// The dictionary's readings of a form; valid until the next document.
  const std::vector<Reading>& readings(std::string_view form) { return readings_->of(form); }

 private:
  NameMemory& memory_;
  Idle<ReadingCache>::Lease readings_;
  std::unique_ptr<NameSource> source_;
};

/// Russian to Latin, for `ru-Latn` labels: BGN/PCGN 1947 without its interpuncts; words keep a capital at their head or throughout.
std::string to_latin(std::string_view name);

}  // namespace citypact
