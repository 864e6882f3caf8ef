#pragma once
#include "scene.hpp"

namespace citypact::extract {

/// Whether no rule read this: the model alone believes it.
inline bool is_by_model(const Proposal& p) { return p.rule.starts_with("model."); }

}  // namespace citypact::extract
