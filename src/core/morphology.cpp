#include "citypact/core/morphology.hpp"

#include "names.hpp"

namespace citypact {
namespace {

using Names = std::array<std::string_view, 9>;  // value 0 is "none"

constexpr std::array<std::string_view, 17> upos_names{"ADJ",  "ADP",  "ADV",  "AUX",   "CCONJ", "DET",   "INTJ", "NOUN", "NUM",
                                                      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",   "VERB", "X"};

/// One feature of Features: its CoNLL-U name, the names of its values, how to read and write it.
struct Row {
  std::string_view name;
  Names values;
  std::size_t (*get)(const Features&);
  void (*set)(Features&, std::size_t);
};

template <auto Member>
constexpr std::size_t get(const Features& features) {
  return static_cast<std::size_t>(features.*Member);
}
template <auto Member>
constexpr void set(Features& features, std::size_t value) {
  features.*Member = static_cast<std::remove_reference_t<decltype(features.*Member)>>(value);
}

#define CITYPACT_FEATURE(name, member, ...) \
  Row { name, {"", __VA_ARGS__}, get<&Features::member>, set<&Features::member> }

constexpr std::array rows{
    CITYPACT_FEATURE("Animacy", animacy, "Anim", "Inan"),
    CITYPACT_FEATURE("Aspect", aspect, "Imp", "Perf"),
    CITYPACT_FEATURE("Case", case_, "Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Par", "Voc"),
    CITYPACT_FEATURE("Degree", degree, "Pos", "Cmp", "Sup"),
    CITYPACT_FEATURE("Foreign", foreign, "Yes"),
    CITYPACT_FEATURE("Gender", gender, "Masc", "Fem", "Neut"),
    CITYPACT_FEATURE("Mood", mood, "Ind", "Imp", "Cnd"),
    CITYPACT_FEATURE("Number", number, "Sing", "Plur"),
    CITYPACT_FEATURE("Person", person, "1", "2", "3"),
    CITYPACT_FEATURE("Polarity", polarity, "Neg"),
    CITYPACT_FEATURE("Tense", tense, "Past", "Pres", "Fut"),
    CITYPACT_FEATURE("Variant", variant, "Short"),
    CITYPACT_FEATURE("VerbForm", verb_form, "Fin", "Inf", "Part", "Conv"),
    CITYPACT_FEATURE("Voice", voice, "Act", "Pass", "Mid"),
};
#undef CITYPACT_FEATURE

void read_one(std::string_view pair, Features& features) {
  const auto equals = pair.find('=');
  if (equals == std::string_view::npos) return;
  for (const Row& row : rows) {
    if (row.name != pair.substr(0, equals)) continue;
    if (const auto value = find_name<std::size_t>(row.values, pair.substr(equals + 1))) row.set(features, *value);
  }
}

}  // namespace

std::string_view to_string(Upos upos) { return name_of(upos_names, upos); }
Upos parse_upos(std::string_view name) { return find_name<Upos>(upos_names, name).value_or(Upos::x); }

std::string to_conllu(const Features& features) {
  std::string out;
  for (const Row& row : rows) {
    const std::size_t value = row.get(features);
    if (value == 0) continue;
    if (!out.empty()) out += '|';
    out.append(row.name).append("=").append(row.values[value]);
  }
  return out.empty() ? "_" : out;
}

Features parse_features(std::string_view conllu) {
  Features features;
  while (!conllu.empty()) {
    const auto bar = conllu.find('|');
    read_one(conllu.substr(0, bar), features);
    if (bar == std::string_view::npos) break;
    conllu.remove_prefix(bar + 1);
  }
  return features;
}

}  // namespace citypact
