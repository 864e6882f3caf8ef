#include "database.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cctype>

#include "citypact/core/diagnostics.hpp"

namespace citypact::store {

namespace {

/// The process that holds SQLite's write lock, by the byte of the shared-memory file that stands for it
/// (https://www.sqlite.org/walformat.html, "WAL-index locks"); 0 when nobody does. Only for a process without an open
/// connection: closing the file lets go of every lock that the process has on it.
pid_t writer_of(const std::filesystem::path& path) {
  constexpr off_t write_lock = 120;
  const int file = ::open((path.string() + "-shm").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return 0;
  struct flock lock {};
  lock.l_type = F_WRLCK, lock.l_whence = SEEK_SET, lock.l_start = write_lock, lock.l_len = 1;
  const bool asked = ::fcntl(file, F_GETLK, &lock) == 0;
  ::close(file);
  return asked && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

std::string locked_message(const std::filesystem::path& path) {
  const pid_t holder = writer_of(path);
  const std::string who = holder > 0 ? "process " + std::to_string(holder) : "another process";
  return path.string() + ": " + who + " is writing to it; wait until it is done, or give a longer --wait";
}

std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (unsigned char c : std::filesystem::absolute(path).string()) {
    constexpr char digits[] = "0123456789ABCDEF";
    if (std::isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_') uri += static_cast<char>(c);
    else uri += {'%', digits[c >> 4], digits[c & 15]};
  }
  return uri + "?immutable=1";
}

/// Which message belongs to a code of SQLite; `text` is its own.
std::string message(const std::string& path, int code, const std::string& text) {
  switch (code & 0xff) {
    case SQLITE_NOTADB: return path + ": no citypact store; 'citypact add' makes one";
    case SQLITE_CORRUPT: return path + ": damaged (" + text + "); restore it from a copy, or build it again from the documents with 'citypact add'";
    case SQLITE_FULL: return path + ": the disk is full; nothing of the last step was kept. Free some space and run it again";
    case SQLITE_READONLY: return path + ": may not be written to; change its permissions and its folder's";
    case SQLITE_CANTOPEN: return path + ": cannot be opened; name a store that 'citypact add' made, in a folder that may be written to";
    case SQLITE_IOERR: return path + ": cannot be read or written (" + text + "); nothing of the last step was kept. Is the disk full?";
    case SQLITE_TOOBIG: return path + ": a text is larger than a store can hold (1 GB)";
    default: return path + ": " + text;
  }
}

}  // namespace

void Query::fail(int code) const {
  const std::string text = sqlite3_errmsg(sqlite3_db_handle(statement_));
  sqlite3_reset(statement_);
  throw Error(message(*file_, code, text));
}

Query& Query::bind(int at, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_, at, value)) fail(code);
  return *this;
}

Query& Query::bind(int at, double value) {
  if (const int code = sqlite3_bind_double(statement_, at, value)) fail(code);
  return *this;
}

Query& Query::bind(int at, std::string_view text) {
  const char* data = text.data() ? text.data() : "";
  if (const int code = sqlite3_bind_text64(statement_, at, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8)) fail(code);
  return *this;
}

Query& Query::bind_blob(int at, std::string_view bytes) {
  const char* data = bytes.data() ? bytes.data() : "";
  if (const int code = sqlite3_bind_blob64(statement_, at, data, bytes.size(), SQLITE_TRANSIENT)) fail(code);
  return *this;
}

Query& Query::bind_null(int at) {
  sqlite3_bind_null(statement_, at);
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(sqlite3_extended_errcode(sqlite3_db_handle(statement_)));
}

void Query::run() {
  while (step()) {}
  reset();
}

void Query::reset() { sqlite3_reset(statement_); }

std::string_view Query::view(int column) const {
  // Without the locks of sqlite3_column_bytes and sqlite3_column_blob, which a connection of one thread does not need.
  sqlite3_value* value = sqlite3_column_value(statement_, column);
  const int size = sqlite3_value_bytes(value);
  if (size <= 0) return {};
  const void* data = sqlite3_value_blob(value);
  return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size)) : std::string_view();
}

Database::Database(std::filesystem::path path, Mode mode, int patience_milliseconds) : path_(std::move(path)), name_(path_.string()) {
  // A reader opens for writing too where it may: it then tidies up what a writer that was killed has left.
  open(path_.string(), SQLITE_OPEN_READWRITE | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0));
  if (mode == Mode::read && !can_read() && !std::filesystem::exists(path_.string() + "-wal")) {
    sqlite3_close_v2(connection_);
    open(immutable_uri(path_), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);  // in a folder where no lock can be kept nobody writes
  }
  sqlite3_busy_timeout(connection_, patience_milliseconds);
  if (mode == Mode::read) execute("PRAGMA query_only = ON");
}

void Database::open(const std::string& name, int flags) {
  connection_ = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &connection_, SQLITE_OPEN_NOMUTEX | flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string text = message(path_.string(), code, connection_ ? sqlite3_errmsg(connection_) : sqlite3_errstr(code));
    sqlite3_close(connection_);
    connection_ = nullptr;
    throw Error(text);
  }
  sqlite3_extended_result_codes(connection_, 1);
}

bool Database::can_read() {
  const int code = sqlite3_exec(connection_, "PRAGMA user_version", nullptr, nullptr, nullptr) & 0xff;
  return code != SQLITE_CANTOPEN && code != SQLITE_READONLY;
}

Database::~Database() {
  for (auto& [sql, held] : queries_) sqlite3_finalize(held.first);
  sqlite3_close_v2(connection_);
}

sqlite3_stmt* Database::prepare(const std::string& sql, unsigned flags) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection_, sql.c_str(), static_cast<int>(sql.size()) + 1, flags, &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return statement;
}

Query& Database::query(const std::string& sql) {
  auto found = queries_.find(sql);
  if (found == queries_.end()) {
    sqlite3_stmt* statement = prepare(sql, SQLITE_PREPARE_PERSISTENT);
    found = queries_.emplace(sql, std::pair(statement, std::make_unique<Query>(statement, name_))).first;
  }
  found->second.second->reset();
  return *found->second.second;
}

Query& Database::query(const char* literal) {
  Query*& known = by_literal_[literal];
  if (known == nullptr) known = &query(std::string(literal));
  known->reset();
  return *known;
}

std::shared_ptr<Query> Database::own_query(const std::string& sql) {
  sqlite3_stmt* statement = prepare(sql, 0);
  return {new Query(statement, name_), [statement](Query* query) {
            delete query;
            sqlite3_finalize(statement);
          }};
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(sqlite3_extended_errcode(connection_));
}

void Database::reset_all() {
  for (auto& [sql, held] : queries_) sqlite3_reset(held.first);
}

void Database::fail(int code) const {
  const int primary = code & 0xff;
  const std::string text = sqlite3_errmsg(connection_);
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
    auto* self = const_cast<Database*>(this);  // the connection has to go before its lock may be asked about
    for (auto& [sql, held] : self->queries_) sqlite3_finalize(held.first);
    self->queries_.clear(), self->by_literal_.clear();
    sqlite3_close_v2(connection_);
    self->connection_ = nullptr;
    throw Error(locked_message(path_));
  }
  throw Error(message(path_.string(), code, text));
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database.execute(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  database_.reset_all();
  if (database_.handle() && database_.in_transaction()) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.reset_all();
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace citypact::store
