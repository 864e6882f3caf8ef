#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "citypact/core/resolution.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/store/store_writer.hpp"
#include "database.hpp"
#include "state.hpp"

namespace citypact::store {

using Id = std::int64_t;

/// Changes of the counts that are kept (table counter), summed up in memory.
class Counters {
 public:
  void add(std::string kind, std::string name, std::string detail, std::int64_t change) { changes_[{std::move(kind), std::move(name), std::move(detail)}] += change; }
  void write(Database& database);

 private:
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> changes_;
};

/// Which appearances of a document may mean another node than they did.
struct StaleDocument {
  bool whole = false;  // new: everything, and what is refused is reported
  std::set<std::uint32_t> appearances;
};

/// What a transaction has touched so far and commit() has to bring in order.
struct Touched {
  std::set<std::string> blocks;    // gained or lost an appearance
  std::set<Id> loose_classes;      // new, without a block
  std::set<std::string> keys;      // what touched classes were or are placed as
  std::set<Id> entities;           // gained or lost an appearance or a class
  std::map<Id, StaleDocument> documents;
  std::set<Id> edges;              // gained or lost a statement, or one changed
  std::set<Id> dated_nodes;        // agreements and events whose edges changed
  bool decisions = false;
};

/// One transaction's working state, shared by the steps below.
struct Work {
  Database& database;
  Store::State& store;
  Resolution& resolution;
  const Ontology& ontology;
  const Gazetteer* gazetteer;
  Diagnostics& diagnostics;
  Touched touched;
  Counters counters;
  StoreChanges changes;
  std::set<Id> nodes;  // may have lost their last entity
  std::map<Id, std::int64_t> degrees;  // changes
};

/// Blocks -> classes -> entities -> nodes. Adds to `touched.documents` what means another node now.
void settle_things(Work& work);
/// Statements and attributes of touched documents -> edges; then times, degrees and short names.
void settle_edges(Work& work);
/// Nodes that nothing stands for any more.
void drop_empty_nodes(Work& work);

/// Writes what resolution says of a node: a new row or a changed one. True when statements at it must be judged again.
bool write_node(Work& work, Id id, const Node& node);
Id node_with_iri(Work& work, const Node& node);
void delete_node(Work& work, Id id);

std::string finest(const std::string& type, const std::string& subtype);

}  // namespace citypact::store
