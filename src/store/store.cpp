// Opening a store, its documents, and the visits of GraphSource; look-ups stand in lookups.cpp.
#include "citypact/store/store.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <set>

#include "citypact/core/graph_builder.hpp"
#include "edge_walk.hpp"
#include "reading.hpp"
#include "schema.hpp"

namespace citypact {

using namespace store;

namespace {

namespace fs = std::filesystem;

std::string meta(Database& database, const char* name) {
  Query& row = database.query("SELECT value FROM meta WHERE name = ?").with(name);
  std::string value = row.step() ? row.text(0) : "";
  row.reset();
  return value;
}

/// Says what is wrong with a file before SQLite looks at it, which would make a database of anything.
void check_file(const fs::path& path, StoreOptions::Access access) {
  std::error_code error;
  const auto status = fs::status(path, error);
  const bool exists = fs::exists(status);
  if (fs::is_directory(status)) throw Error(path.string() + ": is a folder; name a store in it, such as graph.citypact");
  if (!exists && access != StoreOptions::Access::create) throw Error(path.string() + ": no such file; 'citypact add' makes a store");
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!exists && !fs::is_directory(folder, error)) throw Error(path.string() + ": its folder does not exist; make it first");
  if (access == StoreOptions::Access::read) return;
  if (::access(exists ? path.c_str() : folder.c_str(), W_OK) != 0 || ::access(folder.c_str(), W_OK) != 0)
    throw Error(path.string() + ": it or its folder may not be written to; change the permissions");
}

std::unique_ptr<Store::State> open(const fs::path& path, const Ontology& ontology, const StoreOptions& options) {
  using Access = StoreOptions::Access;
  const bool create = options.access == Access::create;
  const auto mode = options.access == Access::read ? Database::Mode::read : create ? Database::Mode::create : Database::Mode::write;
  auto state = std::make_unique<Store::State>(path, ontology, mode, options.patience_milliseconds);
  Database& database = state->database;
  set_up_connection(database, options.access != Access::read);
  if (create && database.integer("PRAGMA application_id") == 0 && database.integer("SELECT count(*) FROM sqlite_master") == 0) {
    create_schema(database, options.base, options.texts == TextPolicy::full ? "full" : "evidence");
  }
  check_schema(database);
  state->base = meta(database, "base");
  state->texts = meta(database, "texts") == "evidence" ? TextPolicy::evidence : TextPolicy::full;
  return state;
}

template <class Row>
GraphDocument read_graph_document(const Row& row) {
  return {row.text(1), {row.text(2), row.text(3), row.text(4), date_of(row, 5), row.text(6), {}}};
}
constexpr const char* select_documents = "SELECT id, iri, name, source, title, published, language FROM document";
constexpr int document_column_count = 7;

}  // namespace

bool Store::is_store(const fs::path& path) {
  std::array<char, 100> head{};
  std::ifstream file(path, std::ios::binary);
  if (!file.read(head.data(), head.size()) || std::memcmp(head.data(), "SQLite format 3", 16) != 0) return false;
  std::int64_t id = 0;
  for (std::size_t i = 68; i < 72; ++i) id = id << 8 | static_cast<unsigned char>(head[i]);
  return id == application_id;
}

Store::Store(const fs::path& path, const Ontology& ontology, const StoreOptions& options) {
  check_file(path, options.access);
  state_ = open(path, ontology, options);
}
Store::~Store() = default;

const std::filesystem::path& Store::path() const { return state_->database.path(); }
const std::string& Store::base() const { return state_->base; }
TextPolicy Store::texts() const { return state_->texts; }

std::vector<StoredDocument> Store::documents() const {
  Snapshot snapshot(state_->database);
  std::vector<StoredDocument> documents;
  const auto rows = state_->database.own_query(
      "SELECT d.id, d.iri, d.name, d.source, d.title, d.published, d.language, d.added, r.fingerprint,"
      "  (SELECT count(DISTINCT e.node) FROM appearance a JOIN class c ON c.id = a.class JOIN entity e ON e.id = c.entity WHERE a.document = d.id),"
      "  (SELECT count(DISTINCT s.edge) FROM statement s WHERE s.document = d.id)"
      " FROM document d JOIN run r ON r.id = d.run ORDER BY d.name");
  while (rows->step()) {
    const GraphDocument document = read_graph_document(*rows);
    documents.push_back({document.document, document.iri, rows->text(7), rows->text(8), static_cast<std::size_t>(rows->integer(9)), static_cast<std::size_t>(rows->integer(10))});
  }
  return documents;
}

std::vector<std::string> Store::find_documents(std::string_view id_or_source) const {
  std::vector<std::string> found;
  for (const char* sql : {"SELECT name FROM document WHERE name = ?", "SELECT name FROM document WHERE source = ? ORDER BY name"}) {
    Query& rows = state_->database.query(sql).with(id_or_source);
    while (rows.step()) found.push_back(rows.text(0));
    rows.reset();
    if (!found.empty()) break;
  }
  return found;
}

bool Store::has_unchanged(const Document& given) const {
  Query& row = state_->database.query("SELECT hash FROM document WHERE name = ?").with(given.id);
  const bool same = row.step() && row.view(0) == content_hash(given);
  row.reset();
  return same;
}

std::optional<Document> Store::given(std::string_view document_id) const {
  Query& row = state_->database.query("SELECT id, name, source, title, given_published, given_language FROM document WHERE name = ?").with(document_id);
  if (!row.step()) return row.reset(), std::nullopt;
  Document given{row.text(1), row.text(2), row.text(3), date_of(row, 4), row.text(5), {}};
  const auto id = row.integer(0);
  row.reset();
  if (state_->texts == TextPolicy::full) given.text = whole_text(state_->database, id);
  return given;
}

std::vector<std::string> Store::stale(std::string_view fingerprint) const {
  std::vector<std::string> ids;
  Query& rows = state_->database.query("SELECT d.name FROM run r JOIN document d ON d.run = r.id WHERE r.fingerprint <> ? ORDER BY d.name").with(fingerprint);
  while (rows.step()) ids.push_back(rows.text(0));
  rows.reset();
  return ids;
}

std::size_t Store::stale_count(std::string_view fingerprint) const {
  Query& row = state_->database.query("SELECT count(*) FROM document WHERE run IN (SELECT id FROM run WHERE fingerprint <> ?)").with(fingerprint);
  const auto count = row.step() ? static_cast<std::size_t>(row.integer(0)) : 0;
  row.reset();
  return count;
}

void Store::wipe_log() {
  Database& database = state_->database;
  database.execute("INSERT INTO grams(grams) VALUES('optimize')");  // written anew without what went: 130 ms for 400,000 names
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::vector<std::string> Store::decisions() const {
  std::vector<std::string> lines;
  Query& rows = state_->database.query("SELECT line FROM decision ORDER BY line");
  while (rows.step()) lines.push_back(rows.text(0));
  rows.reset();
  return lines;
}

void Store::hold() const {
  state_->held.emplace(state_->database, Transaction::Kind::read);
  (void)state_->database.integer("SELECT count(*) FROM meta");  // a transaction begins to see with its first look
}

void Store::copy_to(const fs::path& path) const {
  state_->database.execute("PRAGMA query_only = OFF");  // which refuses to write to another file too
  state_->database.query("VACUUM INTO ?").with(path.string()).run();
}

void Store::for_each_document(const std::function<void(const GraphDocument&)>& visit) const {
  Snapshot snapshot(state_->database);
  RowsInOrder rows(state_->database, "SELECT id FROM document ORDER BY iri", select_documents, document_column_count);
  while (rows.next()) visit(read_graph_document(rows.row()));
}

void Store::for_each_node(const std::function<void(const Node&)>& visit) const {
  Snapshot snapshot(state_->database);
  std::vector<std::int64_t> with_attributes;  // sorted
  Query& having = state_->database.query("SELECT DISTINCT node FROM attribute WHERE node IS NOT NULL ORDER BY node");
  while (having.step()) with_attributes.push_back(having.integer(0));
  having.reset();
  RowsInOrder rows(state_->database, "SELECT id FROM node ORDER BY iri", "SELECT " + std::string(node_columns) + " FROM node", node_column_count);
  while (rows.next()) {
    Node node = read_node(rows.row());
    const std::int64_t id = rows.row().integer(0);
    if (std::ranges::binary_search(with_attributes, id)) node.attributes = attributes_of(*state_, id);
    visit(node);
  }
}

NodeFacts Store::node_facts() const {
  NodeFacts facts;
  std::set<std::string> languages;
  const auto rows = state_->database.own_query("SELECT degree, labels, iri FROM node");
  for (bool first = true; rows->step(); first = false) {
    const std::uint32_t degree = rows->number(0);
    facts.least_degree = first ? degree : std::min(facts.least_degree, degree);
    facts.greatest_degree = std::max(facts.greatest_degree, degree);
    for (const auto& [language, label] : read_labels(*rows, 1, 2)) languages.insert(language);
  }
  facts.languages.assign(languages.begin(), languages.end());
  return facts;
}

void Store::for_each_edge(const std::function<void(const Edge&)>& visit) const {
  Snapshot snapshot(state_->database);
  EdgeWalk walk(*state_);
  while (const Edge* edge = walk.next()) visit(*edge);
}

void Store::for_each_extraction(const std::function<void(const Extraction&)>& visit) const {
  Snapshot snapshot(state_->database);
  const auto rows = state_->database.own_query("SELECT id FROM document ORDER BY name");
  while (rows->step()) {
    Extraction extraction = read_extraction(state_->database, rows->integer(0));
    resolve_mentions(*state_, rows->integer(0), extraction);
    visit(extraction);
  }
}

void Store::for_each_extraction_of(std::string_view node, const std::function<void(const Extraction&)>& visit) const {
  Snapshot snapshot(state_->database);
  const auto rows = state_->database.own_query(
      "SELECT d.id FROM document d WHERE d.id IN (SELECT a.document FROM node n JOIN entity e ON e.node = n.id JOIN class c ON c.entity = e.id "
      "JOIN appearance a ON a.class = c.id WHERE n.iri = ?) ORDER BY d.name");
  rows->bind(1, node);
  while (rows->step()) {
    Extraction extraction = read_extraction(state_->database, rows->integer(0));
    resolve_mentions(*state_, rows->integer(0), extraction);
    visit(extraction);
  }
}

std::optional<GraphDocument> Store::find_document(std::string_view id) const {
  Query& row = state_->database.query(std::string(select_documents) + " WHERE name = ?").with(id);
  const auto found = row.step() ? std::optional(read_graph_document(row)) : std::nullopt;
  row.reset();
  return found;
}

}  // namespace citypact
