#pragma once
#include <string>

#include "scene.hpp"

namespace citypact::extract {

/// A number in the text with what it counts.
struct Quantity {
  TokenRange tokens;       // number, multiplier and unit: «более 17 тыс. предприятий»
  std::string value;       // decimal: "17000"
  std::string unit;        // canonical: "%", «рублей», «предприятия»
  Bound bound = Bound::eq;
  std::uint32_t counted = no_head;  // token of the counted noun
  bool money = false, percent = false;
};

/// Quantities of one sentence, in text order. Linear in its tokens.
std::vector<Quantity> find_quantities(const Scene& scene, std::uint32_t sentence);

/// Text of the sum of money or of the share nearest after (else before) a token in its sentence; empty when there is none.
std::string amount_near(const Scene& scene, std::uint32_t token);
std::string share_near(const Scene& scene, std::uint32_t token);

}  // namespace citypact::extract
