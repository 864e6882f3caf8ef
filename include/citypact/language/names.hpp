#pragma once
#include <string>
#include <string_view>

#include "citypact/core/analysis.hpp"
#include "citypact/language/language.hpp"

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

/// Russian to Latin, for `ru-Latn` labels: BGN/PCGN 1947 without its interpuncts; words keep a capital at their head or throughout.
std::string to_latin(std::string_view name);

}  // namespace citypact
