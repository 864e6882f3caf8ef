#pragma once
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/names.hpp"

namespace citypact::extract {

/// What the gazetteer knows of names. Thread safety: const and shared.
class GazetteerNames : public KnownNames {
 public:
  explicit GazetteerNames(const Gazetteer* gazetteer) : gazetteer_(gazetteer) {}  // null: it knows nothing
  bool is_place(std::string_view name) const override;
  bool is_given_name(std::string_view name) const override;

 private:
  const Gazetteer* gazetteer_;
};

}  // namespace citypact::extract
