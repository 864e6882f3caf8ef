#include "extractors.hpp"

namespace citypact::extract {

std::vector<Attribute> find_attributes(const Scene&) { return {}; }

}  // namespace citypact::extract
