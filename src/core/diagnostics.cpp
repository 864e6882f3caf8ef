#include "citypact/core/diagnostics.hpp"

#include <utility>

namespace citypact {

void Diagnostics::add(Diagnostic diagnostic) {
  const std::lock_guard lock(mutex_);
  items_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(items_, {});
}

}  // namespace citypact
