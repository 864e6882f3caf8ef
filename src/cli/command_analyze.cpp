#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "conllu.hpp"
#include "input_options.hpp"

namespace citypact::cli {
namespace {

struct Options {
  InputOptions input;
  bool json = false, names = false, guided = false;
};

int run(const Options& options, Console& console) {
  auto settings = options.input.pipeline;
  settings.analysis.names_only = options.names;
  settings.analysis.parse = !options.names;
  settings.analysis.guided = options.guided;
  Pipeline pipeline(find_share(), std::move(settings));
  Reporter reporter(console);
  const auto make_writer = options.json ? make_analysis_json_writer : options.names ? make_names_writer : make_conllu_writer;
  const auto writer = make_writer(console.out);
  const auto summary = pipeline.analyze(options.input.inputs, reporter.diagnostics(), &reporter, [&](const AnalyzedPart& part) { writer->write(part); });
  return reporter.finish(summary);
}

}  // namespace

const char* const analyze_examples =
    "The result is CoNLL-U: one token a line with lemma, part of speech, features, head and relation;\n"
    "the last column holds TokenRange=begin:end (characters of the document) and NER=B-City and the like.\n\n"
    "Examples:\n"
    "  citypact analyze news.txt > news.conllu\n"
    "  citypact analyze --names-only news/ | cut -f 3,4 | sort | uniq -c\n"
    "  echo 'Text' | citypact analyze -";

Run set_up_analyze(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->input.declare(app);
  app.add_flag("--json", options->json, "one JSON object a document instead of CoNLL-U");
  app.add_flag("--guided", options->guided, "trees and tags as extraction reads them, corrected by agreement and dictionary");
  app.add_flag("--names-only", options->names, "only the names, one a line: document, range, kind, text; faster");
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
