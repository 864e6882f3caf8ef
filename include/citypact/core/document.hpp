#pragma once
#include <optional>
#include <string>

#include "citypact/core/date.hpp"

namespace citypact {

/// One news item as it was read. `text` is valid UTF-8 and never changes: every offset counts into it.
struct Document {
  std::string id;                 // unique in a run; see DESIGN section 4
  std::string source;             // path or address as given
  std::string title;              // as given by the input's metadata; may be empty (a title line inside `text` stays there)
  std::optional<Date> published;  // as given, or from a date line at the head of the text
  std::string language;           // BCP 47, "ru"; empty until detected
  std::string text;
};

}  // namespace citypact
