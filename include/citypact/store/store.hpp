#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/core/node_facts.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// What of a document's text a store keeps.
enum class TextPolicy : std::uint8_t {
  full,      // all: it can be read anew without its source (refresh)
  evidence,  // the sentences that prove something and the mentions
};

struct StoreOptions {
  enum class Access : std::uint8_t { read, write, create };  // create: makes the store where there is none
  Access access = Access::read;
  int patience_milliseconds = 10'000;  // how long to wait for another process that writes
  // Of a store that is made; one that exists keeps its own:
  std::string base = "https://citypact.org";
  TextPolicy texts = TextPolicy::full;
};

/// A document of a store with what is known of it.
struct StoredDocument {
  Document document;  // completed; without its text
  std::string iri;
  std::string added;        // when it was read last, ISO 8601 in UTC
  std::string fingerprint;  // of the program, rules, models and knowledge that read it
  std::size_t nodes = 0, edges = 0;  // that have something from it
};

/// The graph on disk: one SQLite file that is always consistent with the documents behind it (docs/store.md). Reading goes
/// through GraphSource; StoreWriter changes it. What is read is the same, byte for byte in every export, as `build` would make of
/// the same documents.
///
/// Readers see the state of the last commit and never wait for a writer; each visit sees one state. Every failure is an Error that
/// names the file: foreign, damaged, newer, locked, not to be written to, disk full.
/// Cost: opening about 1 ms; look-ups are index look-ups. Thread safety: one thread at a time; any number of Store objects and
/// processes.
class Store : public GraphSource, public KnowsNodeFacts {
 public:
  /// Whether the file begins as a store does; false when it does not exist or cannot be read.
  static bool is_store(const std::filesystem::path& path);

  /// `ontology` must outlive the store.
  Store(const std::filesystem::path& path, const Ontology& ontology, const StoreOptions& options = {});
  ~Store() override;

  const std::filesystem::path& path() const;
  const std::string& base() const;
  TextPolicy texts() const;
  /// By id.
  std::vector<StoredDocument> documents() const;
  /// Ids of the documents with this id, else with this source, sorted.
  std::vector<std::string> find_documents(std::string_view id_or_source) const;
  /// Whether the document is there exactly as `given`, which is as a reader made it.
  bool has_unchanged(const Document& given) const;
  /// A document as its reader gave it; its text only where texts are kept whole.
  std::optional<Document> given(std::string_view document_id) const;
  /// Ids of the documents that were read under another fingerprint, sorted.
  std::vector<std::string> stale(std::string_view fingerprint) const;
  std::size_t stale_count(std::string_view fingerprint) const;
  /// Lines of a decisions file (resolve/decisions.hpp), sorted.
  std::vector<std::string> decisions() const;
  /// What is wrong in the store, one message each; empty when all is well. Cost: a pass over everything.
  std::vector<std::string> check() const;

  /// From now on this object reads the present state, whatever others write. While it lives the log cannot be emptied.
  void hold() const;
  /// Writes the present state to a file that does not exist yet.
  void copy_to(const std::filesystem::path& path) const;

  std::size_t node_count() const override;
  std::size_t edge_count() const override;
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override;
  void for_each_node(const std::function<void(const Node&)>& visit) const override;
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override;
  /// By document id. Where only evidence was kept, the rest of a text is blanks, so that code points count as they did.
  void for_each_extraction(const std::function<void(const Extraction&)>& visit) const override;
  /// Of the documents that name a node, by id.
  void for_each_extraction_of(std::string_view node, const std::function<void(const Extraction&)>& visit) const;
  std::optional<Node> find_node(std::string_view iri) const override;
  std::vector<Node> find_nodes_by_qid(std::string_view qid) const override;
  std::vector<Node> find_replacing(std::string_view iri) const override;
  std::optional<GraphDocument> find_document(std::string_view id) const override;
  std::vector<Edge> find_edges(std::string_view name, std::size_t limit) const override;
  void for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const override;
  std::optional<std::vector<std::string>> find_names(NameKey kind, std::string_view key, std::size_t limit) const override;
  std::map<std::string, std::size_t> document_languages() const override;
  GraphSummary summary() const override;
  std::vector<Node> most_linked(std::string_view type, std::size_t limit) const override;
  GraphShape shape() const override;
  GraphHistory history() const override;
  NodeFacts node_facts() const override;

  /// Empties the write-ahead log into the file, so that nothing that was removed is left in it. Waits for readers as long as the
  /// store's patience lasts; what still reads then keeps its state, and the log goes with the next call.
  void wipe_log();

  struct State;
  State& state() { return *state_; }
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace citypact
