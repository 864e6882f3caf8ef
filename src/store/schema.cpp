// Tables of a store, one below the other as data flow: what was read, what it says, what it is about, the graph. docs/store.md
// explains them. Tables are named in the singular; the views of the plural (documents, nodes, edges, evidence) are for people.
#include "schema.hpp"

#include "citypact/core/diagnostics.hpp"
#include "migrations.hpp"

namespace citypact::store {

namespace {

// Evidence within a document: code points of its text; `also` is a JSON array of [begin, end]. A text's id is document << 32 | begin:
// one key of one number finds a passage in three pages, where two columns with the text beside them take five.
constexpr const char* documents = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE run(id INTEGER PRIMARY KEY, began TEXT NOT NULL, fingerprint TEXT NOT NULL, settings TEXT NOT NULL DEFAULT '');
CREATE TABLE document(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, iri TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
  published TEXT, language TEXT NOT NULL, given_published TEXT, given_language TEXT NOT NULL,
  hash TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run, added TEXT NOT NULL);
CREATE INDEX document_source ON document(source);
CREATE INDEX document_run ON document(run);
CREATE TABLE text(id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE mention(
  document INTEGER NOT NULL REFERENCES document, number INTEGER NOT NULL, entity INTEGER NOT NULL, parted INTEGER, appearance INTEGER,
  type TEXT NOT NULL, subtype TEXT NOT NULL, form TEXT NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL, name TEXT NOT NULL,
  own_name TEXT NOT NULL DEFAULT '', PRIMARY KEY(document, number)) WITHOUT ROWID;
)sql";

constexpr const char* resolution = R"sql(
CREATE TABLE entity(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, verdict BLOB NOT NULL DEFAULT x'', node INTEGER REFERENCES node);
CREATE INDEX entity_node ON entity(node);
CREATE INDEX entity_verdict ON entity(id) WHERE verdict <> x'';
CREATE TABLE class(
  id INTEGER PRIMARY KEY, signature TEXT NOT NULL UNIQUE, block BLOB NOT NULL, value BLOB NOT NULL, count INTEGER NOT NULL,
  document TEXT NOT NULL, first INTEGER NOT NULL, decided INTEGER NOT NULL, placed BLOB NOT NULL, entity INTEGER REFERENCES entity);
CREATE INDEX class_block ON class(block) WHERE block <> x'';
CREATE INDEX class_entity ON class(entity);
CREATE INDEX class_decided ON class(decided) WHERE decided;
CREATE INDEX class_placed ON class(placed);
CREATE TABLE appearance(
  document INTEGER NOT NULL REFERENCES document, first INTEGER NOT NULL, entities TEXT NOT NULL, class INTEGER NOT NULL REFERENCES class,
  PRIMARY KEY(document, first)) WITHOUT ROWID;
CREATE INDEX appearance_class ON appearance(class);
CREATE TABLE decision(line TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
)sql";

// An edge's id is the begin of its hash as a number (edge_number.hpp), so that the table, the indexes of edges and that of their
// statements all lie in the order in which edges are exported, and a walk over everything reads each from front to back.
constexpr const char* graph = R"sql(
CREATE TABLE node(
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, type TEXT NOT NULL, subtype TEXT NOT NULL, qid TEXT NOT NULL,
  labels TEXT NOT NULL, aliases TEXT NOT NULL, replaced TEXT NOT NULL DEFAULT '[]', time TEXT, degree INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL);
CREATE TABLE node_part(part TEXT NOT NULL, node INTEGER NOT NULL REFERENCES node, PRIMARY KEY(part, node)) WITHOUT ROWID;
CREATE INDEX node_part_node ON node_part(node);
CREATE INDEX node_qid ON node(qid) WHERE qid <> '';
CREATE INDEX node_type ON node(type, degree DESC, iri);
CREATE INDEX node_subtype ON node(subtype, degree DESC, iri) WHERE subtype <> '';
CREATE TABLE edge(
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, relation TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES node, target INTEGER NOT NULL REFERENCES node, status TEXT NOT NULL, time TEXT,
  role TEXT NOT NULL, role_text TEXT NOT NULL, instrument TEXT NOT NULL, topic TEXT NOT NULL, amount TEXT NOT NULL,
  share TEXT NOT NULL, deal TEXT NOT NULL, confidence REAL NOT NULL, evidence INTEGER NOT NULL);
CREATE INDEX edge_source ON edge(source, relation, time DESC);
CREATE INDEX edge_target ON edge(target, relation, time DESC);
CREATE TABLE statement(
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, number INTEGER NOT NULL, edge INTEGER REFERENCES edge,
  relation TEXT NOT NULL, subject INTEGER NOT NULL, object INTEGER NOT NULL, speaker INTEGER, status TEXT NOT NULL, time TEXT,
  role TEXT NOT NULL, role_text TEXT NOT NULL, instrument TEXT NOT NULL, topic TEXT NOT NULL, amount TEXT NOT NULL,
  share TEXT NOT NULL, deal TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL, also TEXT, UNIQUE(document, number));
CREATE INDEX statement_edge ON statement(edge, document, begin, end, trigger_begin, trigger_end, also, rule, confidence, speaker) WHERE edge IS NOT NULL;
CREATE TABLE attribute(
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, number INTEGER NOT NULL, node INTEGER REFERENCES node,
  mention INTEGER NOT NULL, speaker INTEGER, property TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, bound TEXT NOT NULL,
  time TEXT, rule TEXT NOT NULL, confidence REAL NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL, also TEXT, UNIQUE(document, number));
CREATE INDEX attribute_node ON attribute(node) WHERE node IS NOT NULL;
CREATE TABLE counter(kind TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(kind, name, detail)) WITHOUT ROWID;
)sql";

// Names (labels and aliases, folded) by the keys under which they are looked up: NameKey of core/graph.hpp; `grams` finds those
// that share groups of three letters.
constexpr const char* names = R"sql(
CREATE TABLE name(id INTEGER PRIMARY KEY, node INTEGER NOT NULL REFERENCES node, folded TEXT NOT NULL);
CREATE INDEX name_node ON name(node);
CREATE TABLE name_key(kind TEXT NOT NULL, key TEXT NOT NULL, node INTEGER NOT NULL REFERENCES node, PRIMARY KEY(kind, key, node)) WITHOUT ROWID;
CREATE INDEX name_key_node ON name_key(node);
CREATE VIRTUAL TABLE grams USING fts5(folded, content='', detail=none, columnsize=0, tokenize='trigram');
)sql";

constexpr const char* views = R"sql(
CREATE VIEW documents AS
  SELECT d.id AS number, d.name AS id, d.source, d.title, d.published, d.language, d.added, r.fingerprint
  FROM document d JOIN run r ON r.id = d.run;
CREATE VIEW nodes AS
  SELECT n.id AS number, n.iri, n.type, n.subtype, n.qid, json_extract(n.labels, '$.ru') AS ru, json_extract(n.labels, '$.en') AS en,
    json_extract(n.labels, '$.zh') AS zh, n.labels, n.aliases, n.time, n.degree, n.mentions FROM node n;
CREATE VIEW edges AS
  SELECT e.id AS number, e.name AS id, e.relation,
    coalesce(json_extract(s.labels, '$.ru'), json_extract(s.labels, '$.en'), s.iri) AS source,
    coalesce(json_extract(t.labels, '$.ru'), json_extract(t.labels, '$.en'), t.iri) AS target,
    e.status, e.time, e.role, e.instrument, e.topic, e.amount, e.share, e.confidence, e.evidence,
    s.iri AS source_iri, t.iri AS target_iri
  FROM edge e JOIN node s ON s.id = e.source JOIN node t ON t.id = e.target;
CREATE VIEW evidence AS
  SELECT e.name AS edge, e.relation, d.name AS document, d.published,
    (SELECT substr(x.body, s.begin - (x.id & 0xffffffff) + 1, s.end - s.begin) FROM text x
      WHERE x.id BETWEEN s.document << 32 AND s.document << 32 | s.begin ORDER BY x.id DESC LIMIT 1) AS sentence,
    s.rule, s.confidence, s.begin, s.end, s.trigger_begin, s.trigger_end
  FROM statement s JOIN edge e ON e.id = s.edge JOIN document d ON d.id = s.document;
)sql";

}  // namespace

void set_up_connection(Database& database, bool writes) {
  // A writer touches pages all over the file; a reader has them mapped.
  database.execute(writes ? "PRAGMA cache_size = -262144" : "PRAGMA cache_size = -4096");
  database.execute("PRAGMA foreign_keys = ON");
  database.execute("PRAGMA secure_delete = ON");
  database.execute("PRAGMA mmap_size = 2147418112");
  database.execute("PRAGMA trusted_schema = OFF");
}

void create_schema(Database& database, std::string_view base, std::string_view texts) {
  database.execute("PRAGMA journal_mode = WAL");
  Transaction transaction(database, Transaction::Kind::write);
  if (database.integer("SELECT count(*) FROM sqlite_master") == 0) {  // nobody was faster
    for (const char* part : {documents, resolution, graph, names, views}) database.execute(part);
    database.query("INSERT INTO meta(name, value) VALUES('base', ?), ('texts', ?)").with(base, texts).run();
    database.execute("PRAGMA application_id = " + std::to_string(application_id));
    database.execute("PRAGMA user_version = " + std::to_string(schema_version));
  }
  transaction.commit();
}

void create_views(Database& database) { database.execute(views); }

void check_schema(Database& database) {
  const std::string path = database.path().string();
  if (database.integer("PRAGMA application_id") != application_id) throw Error(path + ": no citypact store; 'citypact add' makes one");
  const auto version = database.integer("PRAGMA user_version");
  if (version > schema_version) {
    throw Error(path + ": made by a newer citypact (store version " + std::to_string(version) + ", this one knows " + std::to_string(schema_version) +
                "); use that one");
  }
  if (version < schema_version) migrate(database);
}

}  // namespace citypact::store
