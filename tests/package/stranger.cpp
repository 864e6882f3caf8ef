#include <citypact/citypact.hpp>

#include <iostream>
#include <sstream>

// One document in memory in; its analysis, its facts and the graph of them out.
int main() try {
  citypact::Pipeline citypact(SHARE);
  citypact::Diagnostics diagnostics;
  const citypact::Document document{.id = "note-1", .text = "Мэр Тулы Анна Петрова подписала соглашение с Омском."};

  const citypact::AnalyzedDocument analysis = citypact.analyze(document);
  for (const citypact::NameSpan& name : analysis.names) std::cout << name.kind << '\t' << analysis.surface(name.span) << '\n';

  citypact::Extraction facts = citypact.extract(document, diagnostics);
  std::ostringstream json;
  citypact::write_extraction(facts, {}, json);
  std::cout << "relations\t" << facts.relations.size() << '\n';

  const citypact::KnowledgeGraph graph = citypact.build({std::move(facts)}, diagnostics);
  std::cout << "edges\t" << graph.edge_count() << '\n';
  return json.str().empty() || !diagnostics.take().empty();
} catch (const citypact::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
