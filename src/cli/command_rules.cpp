#include <memory>

#include "citypact/analyze/analyze.hpp"
#include "citypact/core/files.hpp"
#include "citypact/extract/rules.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/language/language.hpp"
#include "commands.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

/// The stages up to extraction, for one language.
class Bench {
 public:
  Bench(const std::string& code, const std::vector<std::filesystem::path>& folders)
      : share_(find_share()), languages_(share_), ontology_(read_ontology(share_ / "schemas" / "ontology.ttl")), gazetteer_(share_ / "knowledge.bin") {
    language_ = languages_.find(code);
    if (!language_) throw Error("there are no data for the language '" + code + "'");
    extractor_ = std::make_unique<Extractor>(*language_, &gazetteer_, ontology_, share_, folders);
    analyzer_ = std::make_unique<Analyzer>(*language_, &gazetteer_, share_);
  }

  AnalyzedDocument analyze(std::string text) const {
    Document document;
    document.id = "sentence";
    document.language = language_->code();
    document.text = std::move(text);
    return analyzer_->analyze(std::move(document));
  }
  const Extractor& extractor() const { return *extractor_; }

 private:
  std::filesystem::path share_;
  Languages languages_;
  Ontology ontology_;
  Gazetteer gazetteer_;
  const Language* language_ = nullptr;
  std::unique_ptr<Extractor> extractor_;
  std::unique_ptr<Analyzer> analyzer_;
};

struct Options {
  std::string language = "ru", sentence;
  std::vector<std::filesystem::path> folders;
};

int check(const Options& options, Console& console) {
  const Bench bench(options.language, options.folders);
  const auto result = check_rules(bench.extractor(), [&](std::string text) { return bench.analyze(std::move(text)); });
  for (const auto& fault : result.faults) console.error(fault.place, fault.rule + ": " + fault.message);
  console.out << result.rules << " rules, " << result.examples << " examples, " << result.faults.size() << " faults\n";
  return result.faults.empty() ? exit_fine : exit_bad_data;
}

void write_tokens(const AnalyzedDocument& document, Console& console) {
  std::vector<std::vector<std::string>> rows{{"N", "WORD", "LEMMA", "POS", "FEATURES", "HEAD", "RELATION"}};
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    rows.push_back({std::to_string(i + 1), std::string(document.surface(token)), std::string(token.lemma), std::string(to_string(token.upos)),
                    to_conllu(token.features), token.head == no_head ? "0" : std::to_string(token.head + 1), std::string(token.relation)});
  }
  write_table(rows, console.width, console.out);
}

int trace(const Options& options, Console& console) {
  const Bench bench(options.language, options.folders);
  auto document = bench.analyze(options.sentence);
  write_tokens(document, console);
  const auto result = trace_rules(bench.extractor(), std::move(document));
  console.out << "\nMentions\n";
  for (const auto& line : result.mentions) console.out << "  " << line << '\n';
  console.out << "Posts\n";
  for (const auto& line : result.posts) console.out << "  " << line << '\n';
  console.out << "Matched\n";
  for (const auto& f : result.found)
    console.out << "  [" << f.subject << ", " << f.relation << ", " << f.object << "] " << f.status << ", rule " << f.rule << " at \"" << f.trigger << "\"\n";
  console.out << "Nearly matched\n";
  for (const auto& m : result.misses) console.out << "  " << m.rule << " at \"" << m.trigger << "\": " << m.reason << '\n';
  return exit_fine;
}

}  // namespace

const char* const rules_examples =
    "Rules are YAML files in data/LANGUAGE/rules; docs/rules.md describes them.\n\n"
    "Examples:\n"
    "  citypact rules check\n"
    "  citypact rules check my-rules/\n"
    "  citypact rules trace \"SENTENCE\"";

Run set_up_rules(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto action = std::make_shared<int>(0);
  app.require_subcommand(1);
  auto* check_app = app.add_subcommand("check", "run every example of every rule; a mistake is named with file, line and column");
  check_app->add_option("DIR", options->folders, "further folders of rules")->check(CLI::ExistingDirectory);
  check_app->add_option("--language", options->language, "language of the rules")->capture_default_str();
  check_app->callback([action] { *action = 1; });
  auto* trace_app = app.add_subcommand("trace", "show what the rules make of a sentence, and which nearly matched and why not");
  trace_app->add_option("SENTENCE", options->sentence, "the sentence")->required();
  trace_app->add_option("--rules", options->folders, "further folders of rules")->check(CLI::ExistingDirectory);
  trace_app->add_option("--language", options->language, "language of the rules")->capture_default_str();
  trace_app->callback([action] { *action = 2; });
  return [options, action](Console& console) { return *action == 1 ? check(*options, console) : trace(*options, console); };
}

}  // namespace citypact::cli
