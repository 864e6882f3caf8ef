#include "citypact/language/names.hpp"

namespace citypact {

std::string PersonName::full() const {
  std::string out;
  auto add = [&out](const std::string& part) {
    if (part.empty()) return;
    if (!out.empty()) out.push_back(' ');
    out.append(part);
  };
  const std::string initial_or_given = given.empty() ? initials : given;
  if (surname_first) {
    for (const auto* part : {&particle, &surname, &initial_or_given, &patronymic}) add(*part);
  } else {
    for (const auto* part : {&initial_or_given, &patronymic, &particle, &surname}) add(*part);
  }
  return out;
}

std::string canonical_name(const AnalyzedDocument& document, TokenRange tokens, std::string_view, const Language&) {
  return tokens.begin < tokens.end ? std::string(document.surface(document.span(tokens))) : std::string();
}

PersonName parse_person(const AnalyzedDocument& document, TokenRange tokens, const Language& language) {
  PersonName name;
  name.surname = canonical_name(document, tokens, "Person", language);
  return name;
}

}  // namespace citypact
