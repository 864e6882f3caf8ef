#include "citypact/store/store.hpp"

namespace citypact {

std::vector<std::string> Store::check() const { return {}; }

}  // namespace citypact
