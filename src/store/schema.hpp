#pragma once
#include <filesystem>

#include "database.hpp"

namespace citypact::store {

inline constexpr std::int64_t application_id = 0x43695061;  // "CiPa"
inline constexpr std::int64_t schema_version = 2;

/// Settings of a connection that every use of a store wants: foreign keys, secure deletion, a mapped file.
void set_up_connection(Database& database, bool writes);

/// Makes an empty database a store whose IRIs begin with `base` and which keeps `texts` ("full" or "evidence"), in one transaction.
void create_schema(Database& database, std::string_view base, std::string_view texts);

/// The views for people, which no version keeps from another.
void create_views(Database& database);

/// Throws Error unless the file is a store of a version that this program knows; an older one is brought up to date.
void check_schema(Database& database);

}  // namespace citypact::store
