#include "graph_options.hpp"

#include <algorithm>
#include <filesystem>

#include "citypact/assemble/with_knowledge.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/core/files.hpp"
#include "citypact/core/graph_labels.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/load/load.hpp"
#include "citypact/store/store.hpp"
#include "command.hpp"
#include "program.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {

namespace {

/// Throws UsageError for a name that the ontology does not have.
template <class Items>
void require_known(const std::string& name, const Items& items, const char* what) {
  if (name.empty()) return;
  std::vector<std::string_view> names;
  for (const auto& item : items) {
    if (item.name == name) return;
    names.push_back(item.name);
  }
  const auto near = nearest(name, names);
  throw UsageError(std::string("there is no ") + what + " '" + name + "'" +
                   (near.empty() ? "; 'citypact types' lists them" : "; did you mean '" + std::string(near) + "'?"));
}

/// The byte at which a code point of valid UTF-8 begins; the end counts as one.
std::optional<std::size_t> byte_at(std::string_view text, std::uint32_t code_point) {
  std::size_t byte = 0;
  for (; code_point > 0 && byte < text.size(); --code_point) {
    do ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80);
  }
  return code_point == 0 ? std::optional(byte) : std::nullopt;
}

std::string check_status(std::string& name) {
  if (parse_status(name)) return "";
  return "there is no status '" + name + "'; there are asserted, planned, possible, denied and ended";
}

}  // namespace

void GraphOptions::declare(CLI::App& app) { app.add_option("GRAPH", path, graph_help)->required()->type_name(""); }

void GraphOptions::declare_as_of(CLI::App& app) {
  app.add_option("--as-of", as_of, "the graph as it was on this day (2020, 2020-09 or 2020-09-18): what was known, unless --held")->type_name("DATE");
  app.add_flag("--known", known, "with --as-of: what documents published by then say");
  app.add_flag("--held", held, "with --as-of: what held then; with --known too, as far as it was known then");
}

void GraphOptions::declare_knowledge(CLI::App& app) { app.add_flag("--with-knowledge", with_knowledge, with_knowledge_help); }

AsOf GraphOptions::day() const {
  if (as_of.empty()) {
    if (known || held) throw UsageError("--known and --held need a day: --as-of 2020-09-18");
    return {};
  }
  const PartialDate day = parse_day("--as-of", as_of);
  AsOf result;
  if (known || !held) result.known = day;
  if (held) result.held = day;
  return result;
}

void EdgeOptions::declare(CLI::App& app, const char* relation_help) {
  app.add_option("--relation", relations, relation_help)->type_name("RELATION")->delimiter(',')->allow_extra_args(false);
  app.add_option("--status", statuses, "only edges of this status: asserted, planned, possible, denied, ended; several with a comma")
      ->type_name("STATUS")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Validator(check_status, ""));
  app.add_option("--min-confidence", min_confidence, "only edges at least so sure, 0 to 1")->type_name("X")->check(CLI::Range(0.0, 1.0).description(""));
}

std::vector<Status> EdgeOptions::chosen_statuses() const {
  std::vector<Status> result;
  for (const std::string& name : statuses) result.push_back(*parse_status(name));
  return result;
}

int EdgeOptions::chosen_confidence() const { return per_cent(static_cast<float>(min_confidence)); }

PartialDate parse_day(const std::string& option, const std::string& text) {
  const auto date = parse_edtf(text);
  if (!date || !date->begin || date->begin != date->end) throw UsageError(option + ": '" + text + "' is no date; write 2020, 2020-09 or 2020-09-18");
  return *date->begin;
}

std::unique_ptr<GraphSource> open_graph(const std::string& path, const Ontology& ontology) {
  if (!std::filesystem::exists(path)) throw Error(path + ": no such file; 'citypact build' writes graphs, 'citypact add' makes stores");
  if (Store::is_store(path)) return std::make_unique<Store>(path, ontology);
  return load_graph(path, ontology);
}

struct OpenGraph::State {
  Console& console;
  std::string path;
  std::filesystem::path share = find_share();
  Ontology ontology = read_ontology(share / "schemas" / "ontology.ttl");
  std::unique_ptr<GraphSource> graph;
  std::unique_ptr<GraphOnDay> view;
  std::unique_ptr<GraphWithKnowledge> more;
  std::unique_ptr<Languages> languages;
  std::unique_ptr<Gazetteer> gazetteer;

  const Gazetteer& knowledge() {
    if (!gazetteer) gazetteer = std::make_unique<Gazetteer>(share / "knowledge.bin");
    return *gazetteer;
  }
  State(Console& where, std::string from) : console(where), path(std::move(from)) {}
};

OpenGraph::OpenGraph(const GraphOptions& options, Console& console) {
  const AsOf day = options.day();
  state_ = std::make_unique<State>(console, options.path);
  state_->graph = open_graph(options.path, state_->ontology);
  seen_ = state_->graph.get();
  if (!day.empty()) {
    state_->view = std::make_unique<GraphOnDay>(*state_->graph, day);
    seen_ = state_->view.get();
  }
  if (options.with_knowledge) {
    state_->more = std::make_unique<GraphWithKnowledge>(*seen_, state_->knowledge(), state_->ontology);
    seen_ = state_->more.get();
  }
  language_ = commonest_language(*state_->graph);
}

OpenGraph::~OpenGraph() = default;

const Ontology& OpenGraph::ontology() const { return state_->ontology; }
std::string OpenGraph::label(const Node& node) const { return std::string(label_of(node, language_)); }

NameKnowledge OpenGraph::names() const {
  State& state = *state_;
  return {[&state]() -> const Languages* {
            if (!state.languages) state.languages = std::make_unique<Languages>(state.share);
            return state.languages.get();
          },
          [&state]() -> const Gazetteer* {
            return &state.knowledge();
          }};
}

std::optional<Node> OpenGraph::find(const std::string& name) const {
  Console& console = state_->console;
  NameMatch match = find_by_name(*seen_, name, names());
  if (match.nodes.size() == 1) return std::move(match.nodes[0]);
  if (match.nodes.empty() && state_->view && !find_by_name(*state_->graph, name, names()).nodes.empty()) {
    console.error(state_->path, "nothing is said of '" + name + "' on that day; without --as-of something is");
    return std::nullopt;
  }
  if (match.nodes.empty()) {
    std::string near;
    for (const auto& other : match.nearest) near += (near.empty() ? "; nearest: " : ", ") + other;
    console.error(state_->path, "nothing is called '" + name + "'" + near);
    return std::nullopt;
  }
  constexpr std::size_t most_shown = 20;
  console.error(state_->path, "'" + name + "' may be several; give one of these by its last column");
  std::vector<std::vector<std::string>> rows;
  for (const auto& node : match.nodes) {
    if (rows.size() == most_shown) break;
    rows.push_back({"  " + label(node), type_of(node), node.qid.empty() ? node.iri : node.qid});
  }
  write_table(rows, 10000, console.err);
  if (match.nodes.size() > most_shown) console.err << "  and " << match.nodes.size() - most_shown << " more\n";
  return std::nullopt;
}

std::optional<Edge> OpenGraph::find_edge(const std::string& name) const {
  Console& console = state_->console;
  constexpr std::size_t most_shown = 10;
  auto found = seen_->find_edges(name, most_shown + 1);
  if (found.size() == 1) return std::move(found[0]);
  if (found.empty()) {
    console.error(state_->path, "no edge is called '" + name + "'; tables print the ids of edges in their first column");
    return std::nullopt;
  }
  console.error(state_->path, "'" + name + "' is the begin of several edges; give more letters of one");
  std::vector<std::vector<std::string>> rows;
  for (const Edge& edge : found) {
    const auto end = [&](const std::string& iri) { const auto node = seen_->find_node(iri); return node ? label(*node) : iri; };
    if (rows.size() < most_shown) rows.push_back({"  " + edge.id, end(edge.source), edge.relation, end(edge.target)});
  }
  write_table(rows, 10000, console.err);
  if (found.size() > most_shown) console.err << "  and more\n";
  return std::nullopt;
}

const std::string& type_of(const Node& node) { return node.subtype.empty() ? node.type : node.subtype; }

const char* arrow(const Edge& edge, bool outgoing, const Ontology& ontology) {
  const auto* relation = ontology.relation(edge.relation);
  if (relation && relation->symmetric) return "--";
  return outgoing ? "->" : "<-";
}

const EdgeEvidence* best_evidence(const Edge& edge) {
  const auto best = std::max_element(edge.evidence.begin(), edge.evidence.end(),
                                     [](const EdgeEvidence& a, const EdgeEvidence& b) { return a.confidence < b.confidence; });
  return best == edge.evidence.end() ? nullptr : &*best;
}

std::string marked_sentence(const EdgeEvidence& evidence, const Console& console) {
  const std::string& sentence = evidence.statement();
  const bool before = evidence.trigger_begin < evidence.begin || evidence.trigger_begin >= evidence.trigger_end;
  const auto begin = before ? std::nullopt : byte_at(sentence, evidence.trigger_begin - evidence.begin);
  const auto end = before ? std::nullopt : byte_at(sentence, evidence.trigger_end - evidence.begin);
  if (!begin || !end) return printable(sentence);  // the trigger stands in another sentence
  const std::string trigger = printable(std::string_view(sentence).substr(*begin, *end - *begin));
  return printable(std::string_view(sentence).substr(0, *begin)) + (console.colour ? painted(console, Paint::strong, trigger) : "*" + trigger + "*") +
         printable(std::string_view(sentence).substr(*end));
}

std::string proof(const Edge& edge, const Console& console) {
  const EdgeEvidence* best = best_evidence(edge);
  if (best == nullptr) return {};
  const std::size_t more = edge.evidence.size() - 1;
  const std::string source = "[" + printable(best->source()) + (more > 0 ? ", " + std::to_string(more) + " more]" : "]");
  return printable(best->statement()) + " " + painted(console, Paint::faint, source);
}

Paint paint_of(Status status) {
  switch (status) {
    case Status::asserted: return Paint::good;
    case Status::planned:
    case Status::possible: return Paint::doubtful;
    case Status::denied:
    case Status::ended: return Paint::bad;
  }
  return Paint::plain;
}

std::string time_text(const std::optional<Date>& time) { return time ? to_edtf(*time) : ""; }

void require_type(const std::string& name, const Ontology& ontology) { require_known(name, ontology.types, "type"); }
void require_relation(const std::string& name, const Ontology& ontology) { require_known(name, ontology.relations, "relation"); }

}  // namespace citypact::cli
