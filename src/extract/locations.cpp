#include "extractors.hpp"

namespace citypact::extract {

void propose_locations(const Scene&, std::vector<Proposal>&) {}

}  // namespace citypact::extract
