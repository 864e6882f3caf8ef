#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "citypact/core/date.hpp"
#include "citypact/core/files.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/resolve/review.hpp"
#include "commands.hpp"
#include "graph_mentions.hpp"
#include "review_sheet.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

struct Options {
  std::string graph, decisions = "decisions.tsv", filled, who, when;
  std::size_t limit = 50;
  bool csv = false;
};

/// One side of a pair: the mention that stands for it.
struct Side {
  MentionPlace place;
  std::string name, type, sentence;
};

/// The first mention that is a name, of the pair's entity.
Side side(const Extraction& extraction, std::uint32_t entity, const std::string& name) {
  const Mention* chosen = nullptr;
  for (const Mention& mention : extraction.mentions)
    if (mention.entity == entity && (!chosen || (chosen->form != Form::name && mention.form == Form::name))) chosen = &mention;
  const Span place = CodePointIndex(extraction.document.text).code_points(chosen->span);
  return {{extraction.document.id, place, std::string(surface(extraction.document.text, chosen->span))}, name, chosen->type, shown_in_sentence(extraction, chosen->span)};
}

std::string weight(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%+.1f", value);
  return text;
}

std::string signals(const IdentityComparison& comparison) {
  std::string list;
  for (const auto& signal : comparison.signals) list += (list.empty() ? "" : "; ") + signal.name + " " + weight(signal.weight) + " (" + signal.value + ")";
  return list;
}

/// Asks about pairs on the terminal; every answer is written at once.
class Interview {
 public:
  Interview(const std::vector<DoubtfulPair>& pairs, const std::vector<Extraction>& documents, const Options& options, Console& console)
      : pairs_(pairs), documents_(documents), options_(options), console_(console) {}

  void run() {
    console_.out << pairs_.size() << (pairs_.size() == 1 ? " pair" : " pairs") << " in doubt, most useful first. Answers go to " << printable(options_.decisions) << ".\n"
                 << help;
    for (std::size_t i = 0; i < pairs_.size(); ++i)
      if (!ask(i)) break;
    console_.out << '\n' << answers_ << (answers_ == 1 ? " decision" : " decisions") << " written\n";
  }

 private:
  static constexpr const char* help =
      "s same, d different, r rename, x drop; what stands behind it is the reason. 'r a NAME' and 'x b' mean the left or the right\n"
      "one. Enter: the next pair, q: leave, ?: these words\n";

  bool ask(std::size_t number) {
    const DoubtfulPair& pair = pairs_[number];
    left_ = side(documents_[pair.first_document], pair.first_entity, pair.comparison.first);
    right_ = side(documents_[pair.second_document], pair.second_entity, pair.comparison.second);
    show(number, pair);
    std::string line;
    for (;;) {
      console_.out << "s/d/r/x/q? " << std::flush;
      if (!std::getline(std::cin, line)) return false;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line == "q") return false;
      if (line.empty()) return true;
      if (line == "?") {
        console_.out << help;
        continue;
      }
      if (answer(line)) return true;
      console_.out << "not understood\n" << help;
    }
  }

  void show(std::size_t number, const DoubtfulPair& pair) {
    constexpr unsigned gap = 3, narrowest = 20;
    const unsigned column = std::max(narrowest, (console_.width - std::min(console_.width, gap)) / 2);
    console_.out << '\n' << number + 1 << " of " << pairs_.size() << ", " << (pair.one ? "one node now: really?" : "two nodes now: or one?") << "  " << weight(pair.comparison.score)
                 << '\n';
    const auto text = [&](const Side& one) {
      auto lines = wrapped(printable(one.name + " (" + one.type + ")"), column);
      for (const auto& more : {printable(one.place.document), printable(one.sentence)})
        for (auto& line : wrapped(more, column)) lines.push_back(std::move(line));
      return lines;
    };
    const auto a = text(left_), b = text(right_);
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
      std::string line = padded(i < a.size() ? a[i] : "", column + gap) + (i < b.size() ? b[i] : "");
      line.erase(line.find_last_not_of(' ') + 1);
      console_.out << line << '\n';
    }
    for (const auto& signal : pair.comparison.signals) console_.out << "  " << weight(signal.weight) << "  " << printable(signal.name + ": " + signal.value) << '\n';
  }

  /// Writes what the line says; false when it says nothing.
  bool answer(const std::string& line) {
    const std::string rest = line.size() > 2 && line[1] == ' ' ? line.substr(2) : "";
    if (line.size() > 1 && line[1] != ' ') return false;
    Decision decision;
    decision.who = options_.who;
    decision.when = options_.when;
    decision.first = left_.place;
    if (line[0] == 's' || line[0] == 'd') {
      decision.verdict = line[0] == 's' ? Decision::Verdict::same : Decision::Verdict::different;
      decision.second = right_.place;
      decision.why = rest;
    } else if (line[0] == 'r' || line[0] == 'x') {
      if (rest.empty() || (rest[0] != 'a' && rest[0] != 'b') || (rest.size() > 1 && rest[1] != ' ')) return false;
      if (rest[0] == 'b') decision.first = right_.place;
      const std::string text = rest.size() > 2 ? rest.substr(2) : "";
      if (line[0] == 'r' && text.empty()) return false;
      decision.verdict = line[0] == 'r' ? Decision::Verdict::rename : Decision::Verdict::drop;
      (line[0] == 'r' ? decision.name : decision.why) = text;
    } else {
      return false;
    }
    append_decisions(options_.decisions, {decision});
    ++answers_;
    return true;
  }

  const std::vector<DoubtfulPair>& pairs_;
  const std::vector<Extraction>& documents_;
  const Options& options_;
  Console& console_;
  Side left_, right_;
  std::size_t answers_ = 0;
};

void write_csv(const std::vector<DoubtfulPair>& pairs, const std::vector<Extraction>& documents, Console& console) {
  std::vector<SheetRow> rows;
  for (const DoubtfulPair& pair : pairs) {
    const Side a = side(documents[pair.first_document], pair.first_entity, pair.comparison.first);
    const Side b = side(documents[pair.second_document], pair.second_entity, pair.comparison.second);
    char use[32], score[32];
    std::snprintf(use, sizeof use, "%.2f", pair.use);
    std::snprintf(score, sizeof score, "%.1f", pair.comparison.score);
    rows.push_back({a.place, b.place, pair.one ? "one" : "two", score, use, a.sentence, b.sentence, signals(pair.comparison)});
  }
  write_sheet(rows, console.out);
}

/// Takes over a filled sheet; what the decisions file says already is passed over.
int take_over(const Options& options, std::vector<Decision> known, Console& console) {
  const auto content = [](Decision decision) {
    decision.who = decision.when = decision.why = "";
    return to_line(decision);
  };
  std::vector<std::string> lines;
  for (const Decision& decision : known) lines.push_back(content(decision));
  std::vector<Decision> fresh;
  for (Decision& decision : read_sheet(options.filled)) {
    if (std::ranges::find(lines, content(decision)) != lines.end()) continue;
    lines.push_back(content(decision));
    if (decision.who.empty()) decision.who = options.who;
    if (decision.when.empty()) decision.when = options.when;
    fresh.push_back(std::move(decision));
  }
  if (!fresh.empty()) append_decisions(options.decisions, fresh);
  console.note(std::to_string(fresh.size()) + " decisions taken over into " + options.decisions);
  return exit_fine;
}

int run(Options options, Console& console) {
  if (options.who.empty())
    if (const char* user = std::getenv("USER")) options.who = user;
  if (options.when.empty()) options.when = utc_now().substr(0, 10);  // the day
  ResolveOptions resolve;
  Diagnostics diagnostics;
  resolve.diagnostics = &diagnostics;
  if (std::filesystem::exists(options.decisions)) resolve.decisions = read_decisions(options.decisions);
  if (!options.filled.empty()) return take_over(options, resolve.decisions, console);

  const auto share = find_share();
  const Ontology ontology = read_ontology(share / "schemas" / "ontology.ttl");
  const Gazetteer gazetteer(share / "knowledge.bin");
  auto documents = read_graph_mentions(options.graph, ontology);
  const auto pairs = doubtful_pairs(documents, &gazetteer, ontology, resolve, options.limit);
  for (const Diagnostic& diagnostic : diagnostics.take()) console.report(diagnostic);
  if (options.csv) write_csv(pairs, documents, console);
  else if (pairs.empty()) console.out << "nothing is in doubt\n";
  else Interview(pairs, documents, options, console).run();
  return exit_fine;
}

}  // namespace

const char* const review_examples =
    "Shows pairs of names of which it is doubtful whether they are one, with their sentences side by side, those first whose answer\n"
    "changes most, and writes what you answer to a decisions file. 'citypact build --decisions FILE' and stores apply it; keep it\n"
    "under version control. Decisions that contradict each other, or whose mention is gone, are reported.\n\n"
    "Examples:\n"
    "  citypact review graph.jsonl\n"
    "  citypact review graph.jsonl --csv > doubts.csv           # fill the column 'decision': same, different, rename, drop\n"
    "  citypact review graph.jsonl --filled doubts.csv          # and take it over";

Run set_up_review(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph, "a .jsonl that 'citypact build' wrote, or a store")->required()->type_name("");
  app.add_option("--decisions", options->decisions, "file that answers are added to; what it holds is not asked again (default: decisions.tsv)")->type_name("FILE");
  app.add_option("--limit", options->limit, "at most so many pairs (default: 50)")->type_name("N");
  auto* csv = app.add_flag("--csv", options->csv, "write the pairs as a table for a spreadsheet instead of asking");
  app.add_option("--filled", options->filled, "take over the answers of such a table")->type_name("FILE")->excludes(csv);
  app.add_option("--who", options->who, "who decides (default: $USER)")->type_name("NAME");
  app.add_option("--when", options->when, "date of the decisions (default: today)")->type_name("DATE");
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
