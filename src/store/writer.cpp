#include <algorithm>
#include <ctime>

#include "citypact/core/graph_builder.hpp"
#include "citypact/core/hash.hpp"
#include "citypact/store/store_writer.hpp"
#include "rows.hpp"
#include "settle.hpp"

namespace citypact {

using namespace store;

struct StoreWriter::State {
  State(Store& store, Resolution& resolution, const Gazetteer* gazetteer, Diagnostics& diagnostics)
      : work{store.state().database, store.state(), resolution, store.state().ontology, gazetteer, diagnostics, {}, {}, {}, {}, {}},
        transaction(store.state().database, Transaction::Kind::write) {}

  Database& database() { return work.database; }
  Id run_of(const StoreRun& run);
  void put_appearances(Id document, Extraction& extraction);
  void remove_appearances(Id document);
  void count_appearance(const Appearance& appearance, const std::string& document);
  void uncount_class(Id id, const std::string& document, std::uint32_t first);
  void remove_contents(Id document);
  void resolve_again(const std::string& document);
  std::optional<Id> id_of(std::string_view document);

  Work work;
  Transaction transaction;
  std::string run_fingerprint, run_settings;
  Id run = 0;
};

namespace {

std::string signature_of(const Appearance& appearance) { return stable_hash(appearance.block + '\x1f' + appearance.signature, 32); }

}  // namespace

StoreChanges& StoreChanges::operator+=(const StoreChanges& other) {
  added += other.added, replaced += other.replaced, removed += other.removed;
  nodes_added += other.nodes_added, nodes_removed += other.nodes_removed;
  edges_added += other.edges_added, edges_removed += other.edges_removed;
  return *this;
}

StoreWriter::StoreWriter(Store& store, Resolution& resolution, const Gazetteer* gazetteer, Diagnostics& diagnostics)
    : state_(std::make_unique<State>(store, resolution, gazetteer, diagnostics)) {}
StoreWriter::~StoreWriter() = default;

Id StoreWriter::State::run_of(const StoreRun& wanted) {
  if (run != 0 && wanted.fingerprint == run_fingerprint && wanted.settings == run_settings) return run;
  Query& found = database().query("SELECT id FROM run WHERE fingerprint = ? AND settings = ?").with(wanted.fingerprint, wanted.settings);
  if (found.step()) {
    run = found.integer(0);
  } else {
    database().query("INSERT INTO run(began, fingerprint, settings) VALUES(?, ?, ?)").with(wanted.began, wanted.fingerprint, wanted.settings).run();
    run = database().last_id();
  }
  found.reset();
  run_fingerprint = wanted.fingerprint, run_settings = wanted.settings;
  return run;
}

std::optional<Id> StoreWriter::State::id_of(std::string_view document) {
  Query& found = database().query("SELECT id FROM document WHERE name = ?").with(document);
  const auto id = found.step() ? std::optional(found.integer(0)) : std::nullopt;
  found.reset();
  return id;
}

void StoreWriter::put(const Document& given, Extraction extraction, const StoreRun& run) {
  State& s = *state_;
  Database& database = s.database();
  const Document& document = extraction.document;
  const auto old = s.id_of(document.id);
  if (old) {
    s.remove_contents(*old);
    s.work.counters.add("language", [&] {
      Query& row = database.query("SELECT language FROM document WHERE id = ?").with(*old);
      std::string language = row.step() ? row.text(0) : "";
      row.reset();
      return language;
    }(), "", -1);
  }
  database.query("INSERT INTO document(id, name, iri, source, title, published, language, given_published, given_language, hash, run, added) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET source = excluded.source, title = excluded.title, "
                 "published = excluded.published, language = excluded.language, given_published = excluded.given_published, "
                 "given_language = excluded.given_language, hash = excluded.hash, run = excluded.run, added = excluded.added")
      .with(old, document.id, document_iri(s.work.store.base, document.id), document.source, document.title, date_text(document.published), document.language,
            date_text(given.published), given.language, content_hash(given), s.run_of(run), run.began)
      .run();
  const Id id = old ? *old : database.last_id();
  insert_contents(database, id, extraction, s.work.store.texts);
  s.put_appearances(id, extraction);
  s.work.touched.documents[id].whole = true;
  s.work.counters.add("language", document.language, "", 1);
  ++(old ? s.work.changes.replaced : s.work.changes.added);
}

bool StoreWriter::remove(std::string_view document_id) {
  State& s = *state_;
  const auto id = s.id_of(document_id);
  if (!id) return false;
  s.remove_contents(*id);
  Query& gone = s.database().query("DELETE FROM document WHERE id = ? RETURNING language").with(*id);
  gone.step();
  s.work.counters.add("language", gone.text(0), "", -1);
  gone.run();
  s.work.touched.documents.erase(*id);
  ++s.work.changes.removed;
  return true;
}

void StoreWriter::State::put_appearances(Id document, Extraction& extraction) {
  const auto appearances = work.resolution.appearances(extraction, &work.diagnostics);
  std::map<std::uint32_t, std::uint32_t> appearance_of;
  for (const Appearance& appearance : appearances) {
    for (std::uint32_t entity : appearance.entities) appearance_of[entity] = appearance.entities.front();
    count_appearance(appearance, extraction.document.id);
    database()
        .query("INSERT INTO appearance(document, first, entities, class) SELECT ?, ?, ?, id FROM class WHERE signature = ?")
        .with(document, appearance.entities.front(), pack_numbers(appearance.entities), signature_of(appearance))
        .run();
  }
  for (std::uint32_t number = 0; number < extraction.mentions.size(); ++number) {
    const std::uint32_t entity = extraction.mentions[number].entity;
    database()
        .query("UPDATE mention SET appearance = ?1, parted = nullif(?2, entity) WHERE document = ?3 AND number = ?4")
        .with(appearance_of.at(entity), entity, document, number)
        .run();
  }
}

void StoreWriter::State::count_appearance(const Appearance& appearance, const std::string& document) {
  Query& found = database().query("SELECT id, document, first, entity, placed FROM class WHERE signature = ?").with(signature_of(appearance));
  const std::uint32_t first = appearance.entities.front();
  if (!appearance.block.empty()) work.touched.blocks.insert(appearance.block);
  if (found.step()) {
    const Id id = found.integer(0);
    const bool earlier = std::tuple(std::string_view(document), first) < std::tuple(found.view(1), found.number(2));
    if (!found.is_null(3)) work.touched.entities.insert(found.integer(3));
    work.touched.keys.insert(found.text(4));
    found.reset();
    database().query("UPDATE class SET count = count + 1 WHERE id = ?").with(id).run();
    if (earlier) {
      database().query("UPDATE class SET document = ?, first = ?, value = ?4 WHERE id = ?3").with(document, first, id).bind_blob(4, appearance.value).run();
    }
    return;
  }
  found.reset();
  Query& fresh = database().query("INSERT INTO class(signature, block, value, count, document, first, decided, placed) VALUES(?, ?, ?, 1, ?, ?, ?, x'')");
  fresh.bind(1, signature_of(appearance)).bind_blob(2, appearance.block).bind_blob(3, appearance.value).bind(4, document).bind(5, first).bind(6, appearance.decided ? 1 : 0);
  fresh.run();
  if (appearance.block.empty()) work.touched.loose_classes.insert(database().last_id());
}

void StoreWriter::State::remove_appearances(Id document) {
  std::vector<std::pair<Id, std::uint32_t>> classes;
  Query& rows = database().query("SELECT class, first FROM appearance WHERE document = ?").with(document);
  while (rows.step()) classes.emplace_back(rows.integer(0), rows.number(1));
  rows.reset();
  Query& named = database().query("SELECT name FROM document WHERE id = ?").with(document);
  named.step();
  const std::string name = named.text(0);
  named.reset();
  for (const auto& [id, first] : classes) {
    database().query("DELETE FROM appearance WHERE document = ? AND first = ?").with(document, first).run();
    uncount_class(id, name, first);
  }
}

void StoreWriter::State::uncount_class(Id id, const std::string& document, std::uint32_t first) {
  Query& row = database().query("SELECT count, document, first, block, entity, placed, value FROM class WHERE id = ?").with(id);
  row.step();
  const bool last = row.integer(0) == 1, was_first = row.view(1) == document && row.number(2) == first;
  if (const auto block = row.text(3); !block.empty()) work.touched.blocks.insert(block);
  if (!row.is_null(4)) work.touched.entities.insert(row.integer(4));
  work.touched.keys.insert(row.text(5));
  const std::string value = row.text(6);
  row.reset();
  if (last) {
    database().query("DELETE FROM class WHERE id = ?").with(id).run();
    work.touched.loose_classes.erase(id);
    return;
  }
  database().query("UPDATE class SET count = count - 1 WHERE id = ?").with(id).run();
  if (!was_first) return;
  Query& next = database().query("SELECT d.name, a.first, a.entities FROM appearance a JOIN document d ON d.id = a.document WHERE a.class = ? ORDER BY d.name, a.first LIMIT 1").with(id);
  next.step();
  const std::string name = next.text(0);
  const auto entities = unpack_numbers(next.view(2));
  next.reset();
  database().query("UPDATE class SET document = ?, first = ?, value = ?4 WHERE id = ?3").with(name, entities.front(), id).bind_blob(4, work.resolution.moved(value, name, entities)).run();
}

void StoreWriter::State::remove_contents(Id document) {
  Query& edges = database().query("SELECT DISTINCT edge FROM statement WHERE document = ? AND edge IS NOT NULL").with(document);
  while (edges.step()) work.touched.edges.insert(edges.integer(0));
  edges.reset();
  remove_appearances(document);
  for (const char* table : {"statement", "attribute", "mention"}) database().query(std::string("DELETE FROM ") + table + " WHERE document = ?").with(document).run();
  database().query("DELETE FROM text WHERE id BETWEEN ? AND ?").with(text_id(document, 0), text_id(document, last_point)).run();
}

void StoreWriter::State::resolve_again(const std::string& document) {
  const auto id = id_of(document);
  if (!id) return;
  remove_appearances(*id);
  Extraction extraction = read_extraction(database(), *id);
  Query& entities = database().query("SELECT entity FROM mention WHERE document = ? ORDER BY number").with(*id);
  for (std::size_t m = 0; entities.step(); ++m) extraction.mentions[m].entity = entities.number(0);  // as before any decision
  entities.reset();
  put_appearances(*id, extraction);
  work.touched.documents[*id].whole = true;
}

void StoreWriter::set_decisions(const std::vector<std::string>& lines) {
  State& s = *state_;
  std::set<std::string> old, now(lines.begin(), lines.end()), documents;
  Query& rows = s.database().query("SELECT line FROM decision");
  while (rows.step()) old.insert(rows.text(0));
  rows.reset();
  if (old == now) return;
  const auto name_documents = [&](const std::string& line) {
    std::vector<std::string> cells(1);
    for (char c : line) c == '\t' ? cells.emplace_back() : cells.back() += std::string_view(&c, 1);
    for (std::size_t cell : {1u, 5u})
      if (cell < cells.size() && !cells[cell].empty()) documents.insert(cells[cell]);
  };
  std::ranges::for_each(old, name_documents);
  std::ranges::for_each(now, name_documents);
  s.database().query("DELETE FROM decision").run();
  for (const std::string& line : now) s.database().query("INSERT INTO decision(line) VALUES(?)").with(line).run();
  for (const std::string& document : documents) s.resolve_again(document);
  s.work.touched.decisions = true;
}

StoreChanges StoreWriter::commit() {
  State& s = *state_;
  settle_things(s.work);
  settle_edges(s.work);
  drop_empty_nodes(s.work);
  s.work.counters.write(s.database());
  s.transaction.commit();
  return s.work.changes;
}

}  // namespace citypact
