#include "gazetteer_names.hpp"

#include <algorithm>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"

namespace citypact::extract {

bool GazetteerNames::is_place(std::string_view name) const {
  if (!gazetteer_) return false;
  const auto entries = gazetteer_->find(name);
  return std::any_of(entries.begin(), entries.end(), [](const GazetteerEntry& entry) { return extract::is_place(entry.type); });
}

bool GazetteerNames::is_given_name(std::string_view name) const { return gazetteer_ && gazetteer_->fact("given", fold_name(name)); }

}  // namespace citypact::extract
