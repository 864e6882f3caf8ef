#include <algorithm>

#include "name_words.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

/// «е» written for «ё»: letters that differ by U+0308 only, of which Cyrillic has this pair.
bool same_letter(char32_t written, char32_t form) { return written == form || (written == 0x435 && form == 0x451); }

std::u32string recase_part(std::u32string out, std::u32string_view model) {
  std::size_t common = 0;
  while (common < out.size() && common < model.size() && same_letter(to_lower(model[common]), out[common])) {
    out[common] = model[common];
    ++common;
  }
  const auto letters = std::ranges::count_if(model, is_letter);
  const bool all_capitals = letters > 1 && std::ranges::count_if(model, is_upper) == letters;
  for (std::size_t i = common; i < out.size(); ++i)
    if (all_capitals || (i == 0 && !model.empty() && is_upper(model[0]))) out[i] = to_upper(out[i]);
  return out;
}

}  // namespace

std::string recase(std::string_view form, std::string_view original) {
  const std::u32string letters = to_code_points(form), model = to_code_points(original);
  if (std::ranges::count(letters, U'-') != std::ranges::count(model, U'-')) return to_utf8(recase_part(letters, model));
  std::u32string out;
  for (std::size_t a = 0, b = 0; a <= letters.size();) {
    const std::size_t a_end = std::min(letters.find(U'-', a), letters.size()),
                      b_end = std::min(model.find(U'-', b), model.size());
    out += recase_part(letters.substr(a, a_end - a), std::u32string_view(model).substr(b, b_end - b));
    if (a_end < letters.size()) out += U'-';
    a = a_end + 1, b = b_end + 1;
  }
  return to_utf8(out);
}

bool is_initial(std::string_view text) {
  constexpr std::size_t longest_letter = 4;  // bytes
  if (text.size() > longest_letter && text.find('.') == std::string_view::npos) return false;
  const std::u32string letters = to_code_points(text);
  if (letters.empty() || !is_upper(letters[0])) return false;
  if (letters.size() == 1) return true;
  // A capital and its stop, again and again; one small letter may follow the capital («Дж.»).
  for (std::size_t i = 0; i < letters.size();) {
    if (!is_upper(letters[i++])) return false;
    if (i < letters.size() && is_letter(letters[i]) && !is_upper(letters[i])) ++i;
    if (i == letters.size() || letters[i] != U'.') return false;
    ++i;
    if (i < letters.size() && letters[i] == U'-') ++i;
  }
  return true;
}

}  // namespace citypact
