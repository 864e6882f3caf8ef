#include "commands.hpp"
#include "difference_text.hpp"

namespace citypact::cli {
namespace {

struct Options {
  std::string before, after, from, to;
  bool json = false, csv = false;
};

int run(const Options& options, Console& console) {
  if (options.after.empty() == (options.from.empty() && options.to.empty())) {
    throw UsageError("give two graphs, or one with --from DATE, --to DATE or both");
  }
  GraphOptions first, second;
  first.path = options.before, second.path = options.after.empty() ? options.before : options.after;
  first.as_of = options.from, second.as_of = options.to;
  const OpenGraph before(first, console), after(second, console);
  const auto form = options.json ? DifferenceForm::json : options.csv ? DifferenceForm::csv : DifferenceForm::text;
  return write_difference(before, after, form, console) ? exit_bad_data : exit_fine;
}

}  // namespace

const char* const diff_examples =
    "+ came, - went, ~ changed. An edge whose status, time or role became another is shown as one that changed. With one graph and\n"
    "days, what was known (published) by --from is set against what was known by --to, or by now. Exit status: 0 no difference, 1 some.\n\n"
    "Examples:\n"
    "  citypact diff last-week.graphml graph.graphml\n"
    "  citypact diff graph.graphml --from 2020-12-31 --to 2021-12-31\n"
    "  citypact diff a.jsonl b.jsonl --json";

Run set_up_diff(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("A", options->before, graph_help)->required()->type_name("");
  app.add_option("B", options->after, "the graph that came after it")->type_name("");
  app.add_option("--from", options->from, "with A alone: as known on this day")->type_name("DATE");
  app.add_option("--to", options->to, "with A alone: against what was known on this day")->type_name("DATE");
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON object instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
