#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "citypact/language/language.hpp"

namespace citypact::segmentation {

/// Bytes of the address, site name or e-mail that begins at `at`, or 0.
///
/// An address with a scheme or `www.` reaches to the next space or quote, without the punctuation that ends the
/// sentence; a bare site is labels joined by dots whose last one is a known suffix, or which are all lower-case ASCII.
std::size_t match_web_address(std::string_view text, std::size_t at, const WordSet& suffixes);

/// True for the characters that a match may run over: after one of them no other match may begin, which keeps
/// tokenization linear.
bool continues_web_address(char32_t character);

}  // namespace citypact::segmentation
