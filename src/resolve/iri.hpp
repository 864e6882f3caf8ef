#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace citypact::identity {

/// First 80 bits of two FNV-1a hashes in base 32 (RFC 4648, lower case): 16 characters, stable across runs and machines.
std::string short_hash(std::string_view key);

}  // namespace citypact::identity
