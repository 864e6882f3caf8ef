#include <algorithm>
#include <cmath>

#include "commands.hpp"
#include "graph_json.hpp"
#include "graph_options.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

struct Options {
  GraphOptions graph;
  std::string type = "City";
  std::size_t top = 10;
  bool json = false, csv = false;
};

constexpr const char* counted_by_year = "Agreement";  // the class whose years are drawn

/// Degrees in classes that double: 0, 1, 2-3, 4-7 ...
struct DegreeClass {
  std::uint32_t from = 0, to = 0;
  std::size_t nodes = 0;
};

std::vector<DegreeClass> degree_classes(const Statistics& statistics) {
  std::vector<DegreeClass> classes;
  for (const auto& [degree, nodes] : statistics.degrees) {
    std::uint32_t from = degree;
    while (from & (from - 1)) from &= from - 1;  // the highest power of two in it
    if (classes.empty() || classes.back().from != from) classes.push_back({from, from < 2 ? from : 2 * from - 1, 0});
    classes.back().nodes += nodes;
  }
  return classes;
}

std::uint32_t median_degree(const Statistics& statistics) {
  std::size_t seen = 0;
  for (const auto& [degree, nodes] : statistics.degrees) {
    seen += nodes;
    if (2 * seen >= statistics.counts.nodes) return degree;
  }
  return 0;
}

double mean_degree(const Statistics& statistics) {
  return statistics.counts.nodes == 0 ? 0 : std::round(200.0 * static_cast<double>(statistics.counts.edges) / static_cast<double>(statistics.counts.nodes)) / 100;
}

std::uint32_t largest_degree(const Statistics& statistics) { return statistics.degrees.empty() ? 0 : statistics.degrees.rbegin()->first; }

const std::map<std::int32_t, std::size_t>& agreements_by_year(const Statistics& statistics) {
  static const std::map<std::int32_t, std::size_t> none;
  const auto found = statistics.counts.dated_nodes.find(counted_by_year);
  return found == statistics.counts.dated_nodes.end() ? none : found->second;
}

/// Eighths of a cell, so that small counts still differ (U+2588 to U+258F).
std::string bar(std::size_t value, std::size_t largest, unsigned cells) {
  const std::size_t eighths = std::max<std::size_t>(1, (value * cells * 8 + largest / 2) / largest);
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "\xE2\x96\x88";
  if (eighths % 8 > 0) text += {'\xE2', '\x96', static_cast<char>(0x90 - eighths % 8)};
  return text;
}

/// A line a number, the numbers between first and last without a gap where they are years.
void write_bars(const std::vector<std::pair<std::string, std::size_t>>& rows, const Console& console) {
  std::size_t largest = 1;
  unsigned names = 0;
  for (const auto& [name, value] : rows) largest = std::max(largest, value), names = std::max(names, cell_width(name));
  const unsigned numbers = static_cast<unsigned>(std::to_string(largest).size());
  const unsigned cells = std::min(50U, console.width > names + numbers + 12 ? console.width - names - numbers - 6 : 6);
  for (const auto& [name, value] : rows) {
    const std::string digits = std::to_string(value);
    console.out << "  " << padded(name, names) << "  " << std::string(numbers - digits.size(), ' ') << digits;
    if (value > 0) console.out << "  " << painted(console, Paint::accent, bar(value, largest, cells));
    console.out << '\n';
  }
}

std::vector<std::pair<std::string, std::size_t>> year_rows(const std::map<std::int32_t, std::size_t>& years) {
  std::vector<std::pair<std::string, std::size_t>> rows;
  if (years.empty()) return rows;
  constexpr std::int32_t most_years = 60;  // older ones would push the rest off the screen
  const std::int32_t last = years.rbegin()->first, first = std::max(years.begin()->first, last - most_years + 1);
  for (std::int32_t year = first; year <= last; ++year) rows.emplace_back(std::to_string(year), years.contains(year) ? years.at(year) : 0);
  return rows;
}

void write_text(const Statistics& statistics, const OpenGraph& open, const std::string& type, const Console& console) {
  const auto heading = [&](const std::string& text) { console.out << '\n' << painted(console, Paint::accent, text) << '\n'; };
  Table head({});
  head.add({"documents", number(statistics.counts.documents)});
  head.add({"nodes", number(statistics.counts.nodes)});
  head.add({"edges", number(statistics.counts.edges)});
  head.add({"pieces of evidence", number(statistics.counts.evidence)});
  head.add({"components", number(statistics.components)});
  head.add({"  nodes of the largest", number(statistics.largest_component)});
  head.add({"  nodes without an edge", number(statistics.lone)});
  head.write(console, console.out);

  heading("Nodes by type");
  std::vector<std::pair<std::string, std::size_t>> types(statistics.counts.types.begin(), statistics.counts.types.end());
  std::ranges::stable_sort(types, std::greater<>(), &std::pair<std::string, std::size_t>::second);
  write_bars(types, console);

  heading("Edges by relation");
  Table relations({"  RELATION", "ALL", "ASSERTED", "PLANNED", "POSSIBLE", "DENIED", "ENDED"});
  for (const auto& [relation, statuses] : statistics.counts.relations) {
    std::vector<Cell> row{"  " + relation, number(0)};
    std::size_t all = 0;
    for (const Status status : all_statuses) {
      const auto found = statuses.find(status);
      const std::size_t count = found == statuses.end() ? 0 : found->second;
      all += count;
      row.push_back({count == 0 ? "" : std::to_string(count), Paint::plain, true});
    }
    row[1] = number(all);
    relations.add(std::move(row));
  }
  relations.write(console, console.out);

  char mean[32];
  std::snprintf(mean, sizeof mean, "%.2f", mean_degree(statistics));
  heading("Edges a node: " + std::string(mean) + " on average, median " + std::to_string(median_degree(statistics)) + ", at most " + std::to_string(largest_degree(statistics)));
  std::vector<std::pair<std::string, std::size_t>> degrees;
  for (const DegreeClass& c : degree_classes(statistics)) degrees.emplace_back(c.from == c.to ? std::to_string(c.from) : std::to_string(c.from) + "-" + std::to_string(c.to), c.nodes);
  write_bars(degrees, console);

  if (!statistics.most_linked.empty()) {
    heading("Most linked: " + printable(type));
    Table table({});
    for (const Node& node : statistics.most_linked) table.add({"  " + open.label(node), number(node.degree), {node.qid.empty() ? node.iri : node.qid, Paint::faint}});
    table.write(console, console.out);
  }
  if (const auto years = year_rows(agreements_by_year(statistics)); !years.empty()) {
    heading("Agreements a year");
    write_bars(years, console);
  }
}

Json to_json(const Statistics& statistics, const OpenGraph& open) {
  Json types = Json::object(), relations = Json::object(), classes = Json::array(), linked = Json::array(), years = Json::object();
  for (const auto& [type, count] : statistics.counts.types) types[type] = count;
  for (const auto& [relation, statuses] : statistics.counts.relations) {
    for (const auto& [status, count] : statuses) relations[relation][std::string(to_string(status))] = count;
  }
  for (const DegreeClass& c : degree_classes(statistics)) classes.push_back({{"from", c.from}, {"to", c.to}, {"nodes", c.nodes}});
  for (const Node& node : statistics.most_linked) {
    Json one = node_json(node, open);
    one["degree"] = node.degree;
    linked.push_back(std::move(one));
  }
  for (const auto& [year, count] : agreements_by_year(statistics)) years[std::to_string(year)] = count;
  return {{"documents", statistics.counts.documents},
          {"nodes", statistics.counts.nodes},
          {"edges", statistics.counts.edges},
          {"evidence", statistics.counts.evidence},
          {"types", std::move(types)},
          {"relations", std::move(relations)},
          {"degrees", {{"mean", mean_degree(statistics)}, {"median", median_degree(statistics)}, {"max", largest_degree(statistics)}, {"classes", std::move(classes)}}},
          {"components", {{"count", statistics.components}, {"largest", statistics.largest_component}, {"lone", statistics.lone}}},
          {"most_linked", std::move(linked)},
          {"agreements_by_year", std::move(years)}};
}

void write_rows(const Statistics& statistics, const OpenGraph& open, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const char* what, const std::string& of, const std::string& status, std::size_t value) { rows.push_back({what, of, status, std::to_string(value)}); };
  add("documents", "", "", statistics.counts.documents);
  add("nodes", "", "", statistics.counts.nodes);
  add("edges", "", "", statistics.counts.edges);
  add("evidence", "", "", statistics.counts.evidence);
  add("components", "", "", statistics.components);
  add("largest component", "", "", statistics.largest_component);
  add("nodes without an edge", "", "", statistics.lone);
  for (const auto& [type, count] : statistics.counts.types) add("nodes of type", type, "", count);
  for (const auto& [relation, statuses] : statistics.counts.relations) {
    for (const auto& [status, count] : statuses) add("edges of relation", relation, std::string(to_string(status)), count);
  }
  for (const auto& [degree, count] : statistics.degrees) add("nodes of degree", std::to_string(degree), "", count);
  for (const Node& node : statistics.most_linked) add("edges of", open.label(node), "", node.degree);
  for (const auto& [year, count] : agreements_by_year(statistics)) add("agreements of", std::to_string(year), "", count);
  write_csv({"what", "of", "status", "count"}, rows, out);
}

int run(const Options& options, Console& console) {
  const OpenGraph open(options.graph, console);
  require_type(options.type, open.ontology());
  const Statistics result = statistics(open.graph(), options.type, options.top);
  if (options.json) write_json(to_json(result, open), console.out);
  else if (options.csv) write_rows(result, open, console.out);
  else write_text(result, open, options.type, console);
  return exit_fine;
}

}  // namespace

const char* const stats_examples =
    "A component is a group of nodes that edges connect, whatever their direction. The years are those in which agreements were made.\n\n"
    "Examples:\n"
    "  citypact stats graph.graphml\n"
    "  citypact stats graph.graphml --type Organization --top 25\n"
    "  citypact stats graph.graphml --json";

Run set_up_stats(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->graph.declare(app);
  app.add_option("--type", options->type, "the type whose best linked nodes to list (default City)")->type_name("TYPE");
  app.add_option("--top", options->top, "how many of them (default 10)")->type_name("N")->check(CLI::Range(0, 1000).description(""));
  options->graph.declare_as_of(app);
  options->graph.declare_knowledge(app);
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON object instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
