#include <algorithm>
#include <cstdio>
#include <map>

#include <nlohmann/json.hpp>

#include "citypact/core/files.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/query/query.hpp"
#include "citypact/resolve/explain.hpp"
#include "commands.hpp"
#include "graph_mentions.hpp"
#include "graph_options.hpp"
#include "program.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string graph, first, second;
  bool json = false, csv = false;
};

/// Where a node stands in one document.
struct Place {
  std::size_t document = 0;
  std::uint32_t entity = 0;
};

/// The extractions behind a graph, by node.
class Mentions {
 public:
  explicit Mentions(std::vector<Extraction> documents) : documents_(std::move(documents)) {
    for (std::size_t d = 0; d < documents_.size(); ++d)
      for (const Mention& one : documents_[d].mentions) {
        auto& places = by_iri_[one.iri];
        if (places.empty() || places.back().document != d || places.back().entity != one.entity) places.push_back({d, one.entity});
      }
  }
  const std::vector<Extraction>& documents() const { return documents_; }
  std::vector<Place> of(const std::string& iri) const {
    const auto found = by_iri_.find(iri);
    return found == by_iri_.end() ? std::vector<Place>() : found->second;
  }

 private:
  std::vector<Extraction> documents_;
  std::map<std::string, std::vector<Place>> by_iri_;
};

struct Found {
  IdentityComparison comparison;
  std::string first_document, second_document;
};

Found compare(const Mentions& mentions, const Place& a, const Place& b, const Gazetteer& gazetteer) {
  const auto& documents = mentions.documents();
  return {explain_identity(documents[a.document], a.entity, documents[b.document], b.entity, &gazetteer), documents[a.document].document.id,
          documents[b.document].document.id};
}

constexpr std::size_t most_shown = 20;

/// One node: its first appearance against the others, the least alike first.
std::vector<Found> within(const Mentions& mentions, const std::string& iri, const Gazetteer& gazetteer) {
  const auto places = mentions.of(iri);
  std::vector<Found> found;
  for (std::size_t i = 1; i < places.size(); ++i) found.push_back(compare(mentions, places[0], places[i], gazetteer));
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.comparison.score < b.comparison.score; });
  if (found.size() > most_shown) found.resize(most_shown);
  return found;
}

/// Two nodes: the pair of appearances that is most alike.
std::vector<Found> between(const Mentions& mentions, const std::string& first, const std::string& second, const Gazetteer& gazetteer) {
  auto a = mentions.of(first), b = mentions.of(second);
  a.resize(std::min(a.size(), most_shown));
  b.resize(std::min(b.size(), most_shown));
  std::vector<Found> best;
  for (const Place& x : a)
    for (const Place& y : b) {
      Found found = compare(mentions, x, y, gazetteer);
      if (best.empty() || found.comparison.score > best[0].comparison.score) best.assign(1, std::move(found));
    }
  return best;
}

std::string weight(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%+.1f", value);
  return text;
}

void write_text(const std::vector<Found>& found, Console& console) {
  for (const Found& one : found) {
    console.out << '\n' << printable(one.comparison.first) << " [" << printable(one.first_document) << "]  and  " << printable(one.comparison.second) << " ["
                << printable(one.second_document) << "]\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& signal : one.comparison.signals) rows.push_back({"  " + weight(signal.weight), signal.name, printable(signal.value)});
    rows.push_back({"  " + weight(one.comparison.score), "in all", ""});
    write_table(rows, console.width, console.out);
  }
}

/// For spreadsheets, which take a sign at the begin for that of a formula.
std::string without_plus(std::string text) { return text.starts_with('+') ? text.substr(1) : text; }

/// A row a signal.
void write_rows(const std::vector<Found>& found, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (const Found& one : found) {
    const auto add = [&](const std::string& signal, const std::string& value, double weighs) {
      rows.push_back({one.comparison.first, one.first_document, one.comparison.second, one.second_document, signal, value, without_plus(weight(weighs))});
    };
    for (const auto& signal : one.comparison.signals) add(signal.name, signal.value, signal.weight);
    add("in all", "", one.comparison.score);
  }
  write_csv({"first", "first_document", "second", "second_document", "signal", "value", "weight"}, rows, out);
}

Json to_json(const std::vector<Found>& found) {
  Json list = Json::array();
  for (const Found& one : found) {
    Json signals = Json::array();
    for (const auto& signal : one.comparison.signals) signals.push_back({{"name", signal.name}, {"value", signal.value}, {"weight", signal.weight}});
    list.push_back({{"first", {{"name", one.comparison.first}, {"document", one.first_document}}},
                    {"second", {{"name", one.comparison.second}, {"document", one.second_document}}},
                    {"score", one.comparison.score},
                    {"signals", std::move(signals)}});
  }
  return list;
}

/// The nodes of a name; empty, with a message, when there is none.
std::vector<Node> named(const GraphSource& graph, const std::string& name, const Options& options, const Languages& languages, const Gazetteer& gazetteer,
                        Console& console) {
  auto match = find_by_name(graph, name, languages, &gazetteer);
  if (match.nodes.empty()) {
    std::string near;
    for (const auto& other : match.nearest) near += (near.empty() ? "; nearest: " : ", ") + other;
    console.error(options.graph, "nothing is called '" + name + "'" + near);
  }
  return std::move(match.nodes);
}

int run(const Options& options, Console& console) {
  const auto share = find_share();
  const Ontology ontology = read_ontology(share / "schemas" / "ontology.ttl");
  const bool is_store = Store::is_store(options.graph);
  std::vector<Extraction> documents;
  if (!is_store) documents = read_graph_mentions(options.graph, ontology);  // the message for other files is its
  const auto graph = open_graph(options.graph, ontology);
  const Languages languages(share);
  const Gazetteer gazetteer(share / "knowledge.bin");
  std::vector<Node> first = named(*graph, options.first, options, languages, gazetteer, console), second;
  if (first.empty()) return exit_bad_data;
  if (!options.second.empty()) {
    second = named(*graph, options.second, options, languages, gazetteer, console);
    if (second.empty()) return exit_bad_data;
  } else if (first.size() > 1) {  // namesakes: why are they not one?
    second.assign(first.begin() + 1, first.end());
    first.resize(1);
  }
  const std::string other = second.empty() ? first[0].iri : second[0].iri;
  const bool one = first[0].iri == other;
  if (is_store) documents = read_mentions_of(dynamic_cast<const Store&>(*graph), {first[0].iri, other});
  const Mentions mentions(std::move(documents));
  const auto found = one ? within(mentions, first[0].iri, gazetteer) : between(mentions, first[0].iri, other, gazetteer);
  if (options.json) {
    const Json result{{"same", one}, {"first", first[0].iri}, {"second", other}, {"comparisons", to_json(found)}};
    console.out << result.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    return exit_fine;
  }
  if (options.csv) {
    write_rows(found, console.out);
    return exit_fine;
  }
  if (one) console.out << "one node: " << first[0].iri << "\n";
  else console.out << "two nodes: " << first[0].iri << "\n           " << other << "\n";
  if (one && found.empty()) console.out << "it stands in one document only\n";
  write_text(found, console);
  return exit_fine;
}

}  // namespace

const char* const same_examples =
    "Says why names are one node, or why two nodes are not: what speaks for it and against it, with weights. With A alone, A's\n"
    "first appearance is set beside its others, the least alike first; where several nodes are called A, the first two are compared.\n"
    "What you know better goes into a decisions file: 'citypact build --decisions FILE'.\n\n"
    "Examples:\n"
    "  citypact same graph.citypact Beijing\n"
    "  citypact same graph.jsonl 'Chen Xu' 'Xu Chen' --json";

Run set_up_same(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph, "a store, or a .jsonl that 'citypact build' wrote")->required()->type_name("");
  app.add_option("A", options->first, "a name, IRI or Wikidata id")->required()->type_name("");
  app.add_option("B", options->second, "another one")->type_name("");
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON object instead of text");
  app.add_flag("--csv", options->csv, "a table of what speaks for and against, for spreadsheets, instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
