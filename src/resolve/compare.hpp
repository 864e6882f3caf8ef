#pragma once
#include <map>
#include <string>

#include "block.hpp"
#include "citypact/resolve/explain.hpp"

namespace citypact::identity {

/// The signals for and against two groups being one thing; `names` tells what company's hashes stand for.
IdentityComparison compare(const MentionGroup& a, const MentionGroup& b, NameReader& reader, const std::map<std::uint64_t, std::string>& names);

}  // namespace citypact::identity
