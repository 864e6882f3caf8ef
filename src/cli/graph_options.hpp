#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/query/query.hpp"
#include "console.hpp"
#include "paint.hpp"

namespace citypact::cli {

/// Where commands take a graph from; shared words of their help.
inline constexpr const char* graph_help = "a store, or a .graphml or .jsonl that 'citypact build' wrote";

inline constexpr const char* with_knowledge_help =
    "also what the knowledge base says of where places and bodies lie, as edges of their own with data set, licence and record as evidence";

/// GRAPH and the day for which it is asked.
struct GraphOptions {
  std::string path;
  std::string as_of;
  bool known = false, held = false;
  bool with_knowledge = false;

  void declare(CLI::App& app);
  void declare_as_of(CLI::App& app);
  void declare_knowledge(CLI::App& app);
  /// Throws UsageError for what is no date, and for --known or --held without one.
  AsOf day() const;
};

/// Options that choose edges.
struct EdgeOptions {
  std::vector<std::string> relations, statuses;
  double min_confidence = 0;

  void declare(CLI::App& app, const char* relation_help);
  std::vector<Status> chosen_statuses() const;
  int chosen_confidence() const;  // per cent
};

/// A year, month or day as an option gives it; throws UsageError that names the option.
PartialDate parse_day(const std::string& option, const std::string& text);

/// Opens a graph, whatever kind it is. `ontology` must outlive it. Throws Error saying what GRAPH may be.
std::unique_ptr<GraphSource> open_graph(const std::string& path, const Ontology& ontology);

/// A graph that is open, with what questions about it need. What takes long to load is loaded when a question needs it.
class OpenGraph {
 public:
  OpenGraph(const GraphOptions& options, Console& console);
  ~OpenGraph();
  const GraphSource& graph() const { return *seen_; }
  const Ontology& ontology() const;
  NameKnowledge names() const;
  /// The language in which most documents are written: labels are shown in it.
  const std::string& language() const { return language_; }
  std::string label(const Node& node) const;

  /// The one node of this name. Else nothing, and the console has heard why: nothing is called so, or several are, which are listed.
  std::optional<Node> find(const std::string& name) const;
  /// The one edge of this short id or IRI, in the same way.
  std::optional<Edge> find_edge(const std::string& name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  const GraphSource* seen_ = nullptr;
  std::string language_;
};

/// The finest class of a node.
const std::string& type_of(const Node& node);
/// "->", "<-" or "--" for an edge seen from one of its ends.
const char* arrow(const Edge& edge, bool outgoing, const Ontology& ontology);
/// The evidence to show where there is room for one: the surest, of equals the first.
const EdgeEvidence* best_evidence(const Edge& edge);
/// A sentence with its trigger between asterisks, or painted where the console shows colour; printable.
std::string marked_sentence(const EdgeEvidence& evidence, const Console& console);
/// The surest sentence and its document, as tables show it below a row; empty without evidence.
std::string proof(const Edge& edge, const Console& console);
Paint paint_of(Status status);
std::string time_text(const std::optional<Date>& time);

/// Throws UsageError, with the nearest name, for a type or relation that the ontology does not have; empty names pass.
void require_type(const std::string& name, const Ontology& ontology);
void require_relation(const std::string& name, const Ontology& ontology);

}  // namespace citypact::cli
