#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "citypact/core/files.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/load/load.hpp"
#include "citypact/query/query.hpp"
#include "commands.hpp"
#include "program.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string graph, name;
  NeighborOptions query;
  bool json = false;
};

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
  throw UsageError(std::string("there is no ") + what + " '" + name + "'" + (near.empty() ? "; 'citypact types' lists them" : "; did you mean '" + std::string(near) + "'?"));
}

/// The language in which most documents are written: labels are shown in it.
std::string language_of(const GraphSource& graph) {
  std::map<std::string, std::size_t> counts;
  graph.for_each_document([&](const GraphDocument& document) { ++counts[document.document.language]; });
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? "" : most->first;
}

std::string label(const Node& node, const std::string& language) {
  for (const auto& code : {language, std::string("en")}) {
    if (const auto found = node.labels.find(code); found != node.labels.end()) return found->second;
  }
  return node.labels.empty() ? node.iri : node.labels.begin()->second;
}

std::string type_of(const Node& node) { return node.subtype.empty() ? node.type : node.subtype; }

const char* arrow(const Neighbor& neighbor, const Ontology& ontology) {
  const auto* relation = ontology.relation(neighbor.edge.relation);
  if (relation && relation->symmetric) return "--";
  return neighbor.outgoing ? "->" : "<-";
}

std::string time_of(const Edge& edge) { return edge.time ? to_edtf(*edge.time) : ""; }

const EdgeEvidence* best_evidence(const Edge& edge) {
  const auto best = std::max_element(edge.evidence.begin(), edge.evidence.end(),
                                     [](const EdgeEvidence& a, const EdgeEvidence& b) { return a.confidence < b.confidence; });
  return best == edge.evidence.end() ? nullptr : &*best;
}

/// The lines of the table, each followed by the sentence that proves it.
void write_text(const std::vector<Neighbor>& found, const Ontology& ontology, const std::string& language, unsigned depth, Console& console) {
  std::vector<std::vector<std::string>> rows{{"EDGE", "", "RELATION", "NEIGHBOUR", "TYPE", "STATUS", "TIME", depth > 1 ? "STEPS" : "", "ROLE"}};
  for (const auto& one : found) {
    rows.push_back({one.edge.id, arrow(one, ontology), one.edge.relation, label(one.node, language), type_of(one.node), std::string(to_string(one.edge.status)),
                    time_of(one.edge), depth > 1 ? std::to_string(one.distance) : "", one.edge.role});
  }
  std::ostringstream text;
  write_table(rows, 10000, text);  // wide: each row is one line, wrapped columns are not wanted here
  std::istringstream lines(text.str());
  std::string line;
  std::getline(lines, line);
  console.out << line << '\n';
  for (std::size_t i = 0; std::getline(lines, line); ++i) {
    console.out << line << '\n';
    const auto* evidence = best_evidence(found[i].edge);
    if (!evidence) continue;
    const auto more = found[i].edge.evidence.size() - 1;
    const std::string proof = printable(evidence->sentence) + " [" + printable(evidence->document) + (more > 0 ? ", " + std::to_string(more) + " more]" : "]");
    for (const auto& piece : wrapped(proof, console.width > 24 ? console.width - 4 : 20)) console.out << "    " << piece << '\n';
  }
}

Json to_json(const EdgeEvidence& evidence) {
  return {{"document", evidence.document}, {"begin", evidence.begin}, {"end", evidence.end}, {"sentence", evidence.sentence},
          {"trigger", evidence.trigger}, {"rule", evidence.rule}, {"confidence", std::round(evidence.confidence * 100) / 100.0}};
}

Json to_json(const Neighbor& one, const Ontology& ontology, const std::string& language) {
  const auto* relation = ontology.relation(one.edge.relation);
  Json evidence = Json::array();
  for (const auto& item : one.edge.evidence) evidence.push_back(to_json(item));
  Json node{{"iri", one.node.iri}, {"type", one.node.type}, {"subtype", one.node.subtype}, {"qid", one.node.qid}, {"label", label(one.node, language)},
            {"labels", one.node.labels}};
  return {{"edge", one.edge.id},
          {"direction", relation && relation->symmetric ? "both" : one.outgoing ? "out" : "in"},
          {"relation", one.edge.relation},
          {"role", one.edge.role},
          {"time", time_of(one.edge)},
          {"status", to_string(one.edge.status)},
          {"confidence", std::round(one.edge.confidence * 100) / 100.0},
          {"distance", one.distance},
          {"node", std::move(node)},
          {"evidence", std::move(evidence)}};
}

int not_one(const NameMatch& match, const Options& options, const std::string& language, Console& console) {
  if (match.nodes.empty()) {
    std::string near;
    for (const auto& name : match.nearest) near += (near.empty() ? "; nearest: " : ", ") + name;
    console.error(options.graph, "nothing is called '" + options.name + "'" + near);
    return exit_bad_data;
  }
  console.error(options.graph, "'" + options.name + "' may be several; give one of these by its last column");
  std::vector<std::vector<std::string>> rows;
  for (const auto& node : match.nodes) rows.push_back({"  " + label(node, language), type_of(node), node.qid.empty() ? node.iri : node.qid});
  write_table(rows, 10000, console.err);
  return exit_bad_data;
}

int run(const Options& options, Console& console) {
  const auto share = find_share();
  const Ontology ontology = read_ontology(share / "schemas" / "ontology.ttl");
  require_known(options.query.type, ontology.types, "type");
  require_known(options.query.relation, ontology.relations, "relation");
  if (!std::filesystem::exists(options.graph)) throw Error(options.graph + ": no such file; 'citypact build' writes graphs");
  const auto graph = load_graph(options.graph, ontology);
  const Languages languages(share);
  const Gazetteer gazetteer(share / "knowledge.bin");
  const std::string language = language_of(*graph);
  const auto match = find_by_name(*graph, options.name, languages, &gazetteer);
  if (match.nodes.size() != 1) return not_one(match, options, language, console);

  const auto found = neighbors(*graph, match.nodes[0].iri, ontology, options.query);
  if (options.json) {
    Json result = Json::array();
    for (const auto& one : found) result.push_back(to_json(one, ontology, language));
    console.out << result.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    return exit_fine;
  }
  if (found.empty()) {
    console.note(label(match.nodes[0], language) + " has no such neighbours");
    return exit_fine;
  }
  console.out << printable(label(match.nodes[0], language)) << " (" << type_of(match.nodes[0]) << ")\n\n";
  write_text(found, ontology, language, options.query.depth, console);
  return exit_fine;
}

}  // namespace

const char* const neighbors_examples =
    "NAME may stand in any case form, script or language that the graph or the gazetteer knows; an IRI or Wikidata id\n"
    "will do too. Each line is an edge: -> leads from NAME, <- to it, -- both ways; below it the sentence that proves it.\n\n"
    "Examples:\n"
    "  citypact neighbors graph.graphml Beijing\n"
    "  citypact neighbors graph.jsonl Q956 --type Organization --relation signed-with\n"
    "  citypact neighbors graph.graphml Beijing --depth 2 --json";

Run set_up_neighbors(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph, "a .graphml or .jsonl that 'citypact build' wrote")->required()->type_name("");
  app.add_option("NAME", options->name, "whose neighbours to show")->required()->type_name("");
  app.add_option("--type", options->query.type, "only neighbours of this type or its subtypes, see 'citypact types'")->type_name("TYPE");
  app.add_option("--relation", options->query.relation, "only edges of this relation, see 'citypact types'")->type_name("RELATION");
  app.add_option("--depth", options->query.depth, "edges to go from NAME, 1 to 9 (default 1)")->type_name("N")->check(CLI::Range(1, 9).description(""));
  app.add_flag("--json", options->json, "a JSON array instead of text");
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
