#include <set>

#include "commands.hpp"
#include "graph_json.hpp"
#include "graph_options.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

struct Options {
  GraphOptions graph;
  std::string edge;
  bool json = false, csv = false;
};

/// The documents that all have to go before the edge does: every one that still says so keeps it.
std::vector<std::string> documents_of(const Edge& edge) {
  std::set<std::string> documents;
  for (const EdgeEvidence& evidence : edge.evidence)
    if (!evidence.knowledge) documents.insert(evidence.document);
  return {documents.begin(), documents.end()};
}

std::string end_label(const std::string& iri, const OpenGraph& open) {
  const auto node = open.graph().find_node(iri);
  return node ? open.label(*node) + " (" + type_of(*node) + ")" : iri;
}

/// Name and value of everything that the edge itself says.
std::vector<std::pair<std::string, std::string>> details(const Edge& edge) {
  std::vector<std::pair<std::string, std::string>> rows{{"status", std::string(to_string(edge.status))}, {"time", time_text(edge.time)}, {"role", edge.role},
                                                        {"role as written", edge.role_text == edge.role ? "" : edge.role_text},
                                                        {"instrument", edge.instrument}, {"topic", edge.topic}, {"amount", edge.amount}, {"share", edge.share},
                                                        {"deal", edge.deal}, {"confidence", confidence_text(edge.confidence)}, {"IRI", edge.iri}};
  std::erase_if(rows, [](const auto& row) { return row.second.empty(); });
  return rows;
}

void write_knowledge(const Edge& edge, const Console& console) {
  for (std::size_t i = 0; i < edge.evidence.size(); ++i) {
    const KnowledgeRecord& k = *edge.evidence[i].knowledge;
    const std::string head = k.dataset + (k.version.empty() ? "" : " " + k.version) + ", record " + k.record;
    console.out << '\n' << painted(console, Paint::accent, std::to_string(i + 1) + ". " + printable(head)) << '\n';
    write_wrapped(console, printable(k.says), 4, console.out);
    const std::string more = "licence: " + k.licence + (k.address.empty() ? "" : "; " + k.address);
    write_wrapped(console, painted(console, Paint::faint, printable(more)), 4, console.out);
  }
  console.out << "\nNo document says so; the knowledge base does (--with-knowledge).\n";
}

void write_text(const Edge& edge, const OpenGraph& open, const Console& console) {
  console.out << painted(console, Paint::faint, printable(edge.id)) << "  " << painted(console, Paint::strong, printable(end_label(edge.source, open))) << ' '
              << arrow(edge, true, open.ontology()) << ' ' << printable(edge.relation) << ' ' << arrow(edge, true, open.ontology()) << ' '
              << painted(console, Paint::strong, printable(end_label(edge.target, open))) << "\n\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, value] : details(edge)) rows.push_back({"  " + name, value});
  write_table(rows, console.width, console.out);
  if (edge.is_knowledge()) return write_knowledge(edge, console);
  for (std::size_t i = 0; i < edge.evidence.size(); ++i) {
    const EdgeEvidence& evidence = edge.evidence[i];
    const auto document = open.graph().find_document(evidence.document);
    std::string head = printable(evidence.document);
    if (document && document->document.published) head += ", published " + to_edtf(*document->document.published);
    if (document && !document->document.title.empty()) head += ": " + printable(document->document.title);
    console.out << '\n' << painted(console, Paint::accent, std::to_string(i + 1) + ". " + head) << '\n';
    write_wrapped(console, marked_sentence(evidence, console), 4, console.out);
    for (const Passage& passage : evidence.also) write_wrapped(console, "also: " + printable(passage.text), 4, console.out);
    std::string said = "by " + (evidence.rule.empty() ? "knowledge" : printable(evidence.rule)) + ", confidence " + confidence_text(evidence.confidence) + ", characters " +
                       std::to_string(evidence.begin) + " to " + std::to_string(evidence.end);
    if (!evidence.speaker.empty()) said += ", said by " + printable(end_label(evidence.speaker, open));
    write_wrapped(console, painted(console, Paint::faint, said), 4, console.out);
  }
  const auto documents = documents_of(edge);
  console.out << '\n' << (documents.size() == 1 ? "It vanishes when this document is removed:\n" : "It vanishes only when all of these documents are removed:\n");
  for (const std::string& document : documents) console.out << "  " << printable(document) << '\n';
}

Json to_json(const Edge& edge, const OpenGraph& open) {
  Json json = edge_json(edge, open);
  for (const auto& [name, value] : {std::pair{"role_text", &edge.role_text}, {"instrument", &edge.instrument}, {"topic", &edge.topic}, {"amount", &edge.amount}, {"share", &edge.share}, {"deal", &edge.deal}}) {
    json[name] = *value;
  }
  Json list = Json::array();
  for (const EdgeEvidence& evidence : edge.evidence) {
    Json one = evidence_json(evidence);
    const auto document = open.graph().find_document(evidence.document);
    one["title"] = document ? document->document.title : "";
    one["source"] = document ? document->document.source : "";
    one["published"] = document ? time_text(document->document.published) : "";
    list.push_back(std::move(one));
  }
  json["evidence"] = std::move(list);
  json["vanishes_without"] = documents_of(edge);
  return json;
}

void write_rows(const Edge& edge, const OpenGraph& open, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (const EdgeEvidence& evidence : edge.evidence) {
    const auto document = open.graph().find_document(evidence.document);
    rows.push_back({edge.id, evidence.source(), document ? time_text(document->document.published) : "", std::to_string(evidence.begin), std::to_string(evidence.end),
                    evidence.statement(), evidence.trigger, evidence.rule, confidence_text(evidence.confidence), evidence.speaker});
  }
  write_csv({"edge", "document", "published", "begin", "end", "sentence", "trigger", "rule", "confidence", "speaker"}, rows, out);
}

int run(const Options& options, Console& console) {
  const OpenGraph open(options.graph, console);
  const auto edge = open.find_edge(options.edge);
  if (!edge) return exit_bad_data;
  if (options.json) write_json(to_json(*edge, open), console.out);
  else if (options.csv) write_rows(*edge, open, console.out);
  else write_text(*edge, open, console);
  return exit_fine;
}

}  // namespace

const char* const explain_examples =
    "EDGE is the id that tables print in their first column, its first letters where they are enough, or an IRI. The words that\n"
    "made the program see the edge stand between asterisks, on a terminal with colours in bold.\n\n"
    "Examples:\n"
    "  citypact explain graph.graphml hruaxp\n"
    "  citypact explain graph.graphml hruaxp --json\n"
    "  citypact explain graph.graphml kb-m7cobd --with-knowledge   # data set, licence and record instead of a sentence";

Run set_up_explain(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->graph.declare(app);
  app.add_option("EDGE", options->edge, "the edge to explain")->required()->type_name("");
  options->graph.declare_as_of(app);
  options->graph.declare_knowledge(app);
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON object instead of text");
  app.add_flag("--csv", options->csv, "the evidence as a table for spreadsheets")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
