#pragma once
#include "database.hpp"

namespace citypact::store {

/// Brings a store of an older version up to date, in one transaction; another process that does so at the same time is waited for.
/// Throws Error saying what to do where the file may not be written to, or where the version is older than any step begins at.
/// Cost: a pass over what changed, and as much room in the log.
void migrate(Database& database);

}  // namespace citypact::store
