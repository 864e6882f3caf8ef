#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace citypact {

/// Universal part-of-speech tags (Universal Dependencies v2), in the order of the names in to_string.
enum class Upos : std::uint8_t { adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x };

enum class Case : std::uint8_t { none, nom, gen, dat, acc, ins, loc, par, voc };
enum class Number : std::uint8_t { none, sing, plur };
enum class Gender : std::uint8_t { none, masc, fem, neut };
enum class Animacy : std::uint8_t { none, anim, inan };
enum class Person : std::uint8_t { none, first, second, third };
enum class Tense : std::uint8_t { none, past, pres, fut };
enum class Aspect : std::uint8_t { none, imp, perf };
enum class Voice : std::uint8_t { none, act, pass, mid };
enum class Mood : std::uint8_t { none, ind, imp, cnd };
enum class Degree : std::uint8_t { none, pos, cmp, sup };
enum class VerbForm : std::uint8_t { none, fin, inf, part, conv };
enum class Variant : std::uint8_t { none, brev };
enum class Polarity : std::uint8_t { none, neg };

/// Universal features of a word; a language that lacks one leaves it at none.
struct Features {
  Case case_ = Case::none;
  Number number = Number::none;
  Gender gender = Gender::none;
  Animacy animacy = Animacy::none;
  Person person = Person::none;
  Tense tense = Tense::none;
  Aspect aspect = Aspect::none;
  Voice voice = Voice::none;
  Mood mood = Mood::none;
  Degree degree = Degree::none;
  VerbForm verb_form = VerbForm::none;
  Variant variant = Variant::none;
  Polarity polarity = Polarity::none;
  bool foreign = false;
  friend bool operator==(const Features&, const Features&) = default;
};

std::string_view to_string(Upos upos);  // "NOUN"
Upos parse_upos(std::string_view name);  // unknown names give Upos::x
/// CoNLL-U FEATS, names in alphabetical order: "Animacy=Inan|Case=Gen|Gender=Masc|Number=Sing"; "_" when empty.
std::string to_conllu(const Features& features);
/// Reads FEATS; names and values outside the enums above are ignored.
Features parse_features(std::string_view conllu);

}  // namespace citypact
