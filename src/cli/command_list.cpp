#include <nlohmann/json.hpp>

#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "store_options.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string store;
  InputOptions input;
  bool json = false, csv = false;
};

std::string date(const std::optional<Date>& date) { return date ? to_edtf(*date) : ""; }

void write_json(const std::vector<StoredDocument>& documents, const std::string& fingerprint, std::ostream& out) {
  Json list = Json::array();
  for (const auto& one : documents) {
    const Document& d = one.document;
    list.push_back({{"id", d.id}, {"source", d.source}, {"title", d.title}, {"published", d.published ? Json(date(d.published)) : Json()}, {"language", d.language},
                    {"nodes", one.nodes}, {"edges", one.edges}, {"added", one.added}, {"stale", one.fingerprint != fingerprint}});
  }
  out << list.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void write_rows(const std::vector<StoredDocument>& documents, const std::string& fingerprint, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : documents) {
    const Document& d = one.document;
    rows.push_back({d.id, d.source, d.title, date(d.published), d.language, std::to_string(one.nodes), std::to_string(one.edges), one.added,
                    one.fingerprint != fingerprint ? "yes" : "no"});
  }
  write_csv({"id", "source", "title", "published", "language", "nodes", "edges", "added", "stale"}, rows, out);
}

int run(const Options& options, Console& console) {
  const Pipeline pipeline(find_share(), options.input.pipeline);
  const Store store(options.store, pipeline.ontology());
  const auto documents = store.documents();
  const std::string fingerprint = pipeline.fingerprint(program_version);
  if (options.json) return write_json(documents, fingerprint, console.out), exit_fine;
  if (options.csv) return write_rows(documents, fingerprint, console.out), exit_fine;
  std::vector<std::vector<std::string>> rows{{"ID", "PUBLISHED", "LANGUAGE", "NODES", "EDGES", "ADDED", "", "TITLE"}};
  std::size_t stale = 0;
  for (const auto& one : documents) {
    const bool old = one.fingerprint != fingerprint;
    stale += old;
    rows.push_back({one.document.id, date(one.document.published), one.document.language, std::to_string(one.nodes), std::to_string(one.edges), one.added,
                    old ? "stale" : "", one.document.title});
  }
  write_table(rows, console.width, console.out);
  if (stale > 0) console.note(std::to_string(stale) + " stale: read by another version, rules or options; 'citypact refresh' reads them again");
  return exit_fine;
}

}  // namespace

const char* const list_examples =
    "NODES and EDGES: in how many the document has a part. A document is stale when other rules, models, knowledge or options\n"
    "than the present ones have read it; give the options of 'citypact add' again for the comparison.\n\n"
    "Examples:\n"
    "  citypact list graph.citypact\n"
    "  citypact list graph.citypact --json";

Run set_up_list(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("STORE", options->store, "a store that 'citypact add' made")->required()->type_name("");
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON array instead of a table");
  app.add_flag("--csv", options->csv, "a table for spreadsheets")->excludes(json);
  options->input.declare_extraction(app);
  options->input.declare_knowledge(app);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
