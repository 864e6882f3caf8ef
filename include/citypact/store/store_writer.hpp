#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/resolution.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/store/store.hpp"

namespace citypact {

/// Under what documents are read; stored with each, never exported.
struct StoreRun {
  std::string began;        // ISO 8601 in UTC
  std::string fingerprint;  // of program, rules, models and knowledge
  std::string settings;     // for people
};

struct StoreChanges {
  std::size_t added = 0, replaced = 0, removed = 0;  // documents
  std::size_t nodes_added = 0, nodes_removed = 0, edges_added = 0, edges_removed = 0;
  StoreChanges& operator+=(const StoreChanges& other);
};

/// What makes an extraction unfit to be kept: a span or mention outside of its document, an empty sentence, a text that is too
/// large; nothing when it is sound.
std::optional<std::string> unsound(const Extraction& extraction);

/// One transaction on a store: documents are put and removed, then commit() resolves the blocks that they touch, merges the
/// statements that changed, and makes all of it visible at once. What was not committed is undone.
///
/// The outcome is a function of the documents that are there, their extractions and the decisions: the order of putting and
/// removing, and how the work is cut into transactions, leave no trace in any export. Cost: in proportion to the documents put
/// or removed and the blocks they touch. Thread safety: one thread at a time.
class StoreWriter {
 public:
  /// Waits for other writers as long as the store's patience lasts; throws Error saying who writes. Statements that the ontology
  /// refuses and decisions that do not fit go to `diagnostics`. `gazetteer` tells how Chinese names sound, it may be null. All
  /// must outlive the writer.
  StoreWriter(Store& store, Resolution& resolution, const Gazetteer* gazetteer, Diagnostics& diagnostics);
  ~StoreWriter();

  /// Adds a document, or replaces the one of its id. `given` is the document as its reader made it, before anything was found
  /// out; it is compared when the document comes again. The extraction must be sound.
  void put(const Document& given, Extraction extraction, const StoreRun& run);
  /// False when there is none of this id.
  bool remove(std::string_view document_id);
  /// From now on these lines are what people decided; `resolution` must be made of them.
  void set_decisions(const std::vector<std::string>& lines);
  /// Ends the work of this object.
  StoreChanges commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
