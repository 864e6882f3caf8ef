// citypact-relations SHARE INPUT.jsonl: what the program weighs before it states it, a document a line.
//
// INPUT: one object a line, {"id", "text"}. Output: {"id", "rows": [{relation, rule, claim, probability, statuses, taught, settled, status, ends, subject,
// object, sentence}]}: subject and object as [begin, end, entity], in code points; probability is null where the pair model scored no such pair.
#include <iostream>

#include "citypact/core/diagnostics.hpp"
#include "decide.hpp"
#include "program.hpp"

namespace {

using namespace citypact;
using namespace citypact::extract;
using nlohmann::json;

json describe(const Scene& scene, const CodePointIndex& index, const Proposal& p, Form subject, Form object) {
  const auto end = [&](std::uint32_t site) {
    const Mention& mention = scene.sites[site].mention;
    const Span span = index.code_points(mention.span);
    return json{span.begin, span.end, mention.entity};
  };
  json row{{"relation", p.relation}, {"rule", p.rule}, {"claim", p.score}, {"probability", nullptr}, {"statuses", p.statuses}, {"taught", p.taught}, {"settled", p.settled}};
  row.update({{"status", to_string(*p.status)}, {"ends", {to_string(subject), to_string(object)}}, {"subject", end(p.subject)}, {"object", end(p.object)}, {"sentence", p.sentence}});
  if (p.probability) row["probability"] = *p.probability;
  return row;
}

void run(const std::filesystem::path& share, const std::string& input) {
  training::for_each_document(share, input, [&](const json& row, AnalyzedDocument document, const Extractor& extractor) {
    const auto stage = set_stage(extractor.state(), document);
    const Scene& scene = *stage.scene;
    const CodePointIndex index(document.document.text);
    json rows = json::array();
    Speakers speakers(scene);
    decide(document, scene, proposals(extractor.state(), stage, true), {}, speakers,
           {.watch = [&](const Proposal& p, Form subject, Form object) { rows.push_back(describe(scene, index, p, subject, object)); }});
    std::cout << json{{"id", row["id"]}, {"rows", rows}}.dump() << '\n';
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: citypact-relations SHARE INPUT.jsonl\n", 2;
  try {
    run(argv[1], argv[2]);
  } catch (const std::exception& e) {
    return std::cerr << "citypact-relations: " << e.what() << '\n', 1;
  }
}
