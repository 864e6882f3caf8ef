#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace citypact::store {

/// A prepared statement. Parameters are bound by position from 1; text goes in and out with its length, so that NUL is data.
/// Thread safety: none.
class Query {
 public:
  Query() = default;
  Query(sqlite3_stmt* statement, const std::string& file) : statement_(statement), file_(&file) {}

  Query& bind(int at, std::int64_t value);
  Query& bind(int at, int value) { return bind(at, static_cast<std::int64_t>(value)); }
  Query& bind(int at, std::uint32_t value) { return bind(at, static_cast<std::int64_t>(value)); }
  Query& bind(int at, double value);
  Query& bind(int at, std::string_view text);  // copied
  Query& bind(int at, const std::string& text) { return bind(at, std::string_view(text)); }
  Query& bind(int at, const char* text) { return bind(at, std::string_view(text)); }
  Query& bind_blob(int at, std::string_view bytes);
  Query& bind_null(int at);
  template <class Value>
  Query& bind(int at, const std::optional<Value>& value) { return value ? bind(at, *value) : bind_null(at); }
  template <class... Values>
  Query& with(const Values&... values) {
    reset();
    int at = 0;
    (bind(++at, values), ...);
    return *this;
  }

  /// True while there is a row. Throws Error (see Database) when the file is bad, full or locked.
  bool step();
  /// Steps to the end and resets.
  void run();
  void reset();

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::uint32_t number(int column) const { return static_cast<std::uint32_t>(integer(column)); }
  double real(int column) const { return sqlite3_column_double(statement_, column); }
  bool is_null(int column) const { return type(column) == SQLITE_NULL; }
  /// SQLITE_INTEGER and so on; to be asked before the value.
  int type(int column) const { return sqlite3_column_type(statement_, column); }
  /// Text or bytes; valid until the next step.
  std::string_view view(int column) const;
  /// The name of the store's file, for messages.
  const std::string& file() const { return *file_; }
  std::string text(int column) const { return std::string(view(column)); }
  std::optional<std::int64_t> optional_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }

 private:
  [[noreturn]] void fail(int code) const;

  sqlite3_stmt* statement_ = nullptr;
  const std::string* file_ = nullptr;  // its name, for messages
};

/// A connection. Statements are prepared once and live as long as it does.
///
/// Every failure is an Error that begins with the file's name and says what to do; a foreign or damaged file, a full disk and a
/// lock are told apart. Thread safety: one thread at a time.
class Database {
 public:
  enum class Mode { read, write, create };
  Database(std::filesystem::path path, Mode mode, int patience_milliseconds);
  ~Database();
  Database(const Database&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// The statement of this SQL text, reset; one at a time is in use for each text. A literal is known again by its address.
  Query& query(const std::string& sql);
  Query& query(const char* literal);
  /// A statement of its own, for a walk during which the same text may be asked again; finalized with the result.
  std::shared_ptr<Query> own_query(const std::string& sql);
  void execute(const std::string& sql);
  std::int64_t integer(const std::string& sql) { Query& q = query(sql); const auto value = q.step() ? q.integer(0) : 0; q.reset(); return value; }
  std::int64_t last_id() const { return sqlite3_last_insert_rowid(connection_); }
  bool in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }
  /// Whatever walk is under way ends; for a rollback.
  void reset_all();
  [[noreturn]] void fail(int code) const;
  sqlite3* handle() const { return connection_; }

 private:
  void open(const std::string& name, int flags);
  bool can_read();
  sqlite3_stmt* prepare(const std::string& sql, unsigned flags);

  std::filesystem::path path_;
  std::string name_;
  sqlite3* connection_ = nullptr;
  std::map<std::string, std::pair<sqlite3_stmt*, std::unique_ptr<Query>>> queries_;
  std::unordered_map<const char*, Query*> by_literal_;
};

/// A transaction that is undone unless it was committed.
class Transaction {
 public:
  enum class Kind { read, write };
  Transaction(Database& database, Kind kind);
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace citypact::store
