#include "citypact/core/files.hpp"
#include "citypact/write/write.hpp"
#include "commands.hpp"
#include "input_options.hpp"

namespace citypact::cli {
namespace {

struct Options {
  InputOptions input;
  WriteOptions write;
};

int run(const Options& options, Console& console) {
  Pipeline pipeline(find_share(), options.input.pipeline);
  Reporter reporter(console);
  const auto summary = pipeline.extract(options.input.inputs, reporter.diagnostics(), &reporter,
                                        [&](Extraction extraction) { write_extraction(extraction, options.write, console.out); });
  return reporter.finish(summary);
}

}  // namespace

const char* const extract_examples =
    "One JSON object a document: document, mentions, relations with status and evidence, attributes; offsets are\n"
    "characters (Unicode code points) of the document's text.\n\n"
    "Examples:\n"
    "  citypact extract news/ > relations.jsonl\n"
    "  citypact extract --min-confidence 0.8 news.jsonl | jq -r '.relations[] | [.type, .status, .evidence.text] | @tsv'\n"
    "  curl -s https://example.org/release.txt | citypact extract -";

Run set_up_extract(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->input.declare(app);
  options->input.declare_extraction(app);
  app.add_flag("--with-text", options->write.with_text, "the documents' texts too");
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
