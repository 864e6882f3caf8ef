#pragma once
// Small documents made by chance of a few names, so that namesakes, spellings, hubs and repeated statements meet.
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "citypact/assemble/assemble.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/resolve/resolve.hpp"
#include "citypact/store/store_writer.hpp"
#include "citypact/write/write.hpp"

namespace citypact::store_testing {

inline const Gazetteer& knowledge() {
  static const Gazetteer gazetteer(std::filesystem::path(CITYPACT_SHARE) / "knowledge.bin");
  return gazetteer;
}

inline const Ontology& ontology() {
  static const Ontology read = read_ontology(std::filesystem::path(CITYPACT_SHARE) / "schemas" / "ontology.ttl");
  return read;
}

struct Known {
  const char *type, *subtype, *name;
};

inline constexpr Known names[] = {
    {"City", "", "Москва"},           {"City", "", "Казань"},          {"City", "", "Пекин"},
    {"City", "", "Шэньчжэнь"},        {"Country", "", "Китай"},        {"Person", "", "Иван Петров"},
    {"Person", "", "Петров"},         {"Person", "", "Чэнь Сюй"},      {"Person", "", "Chen Xu"},
    {"Person", "", "Анна Штольц"},    {"Person", "", "Штольц"},        {"Person", "", "Семён Ильич Варгин"},
    {"Person", "", "Семён Варгин"},   {"University", "", "Технический университет"}, {"Organization", "Foundation", "фонд «Полюс»"},
    {"Organization", "", "Полюс"},    {"Organization", "Company", "ООО «Вектор»"},   {"Organization", "Company", "Vektor"},
    {"Park", "", "парк «Долина»"},    {"Agreement", "", "меморандум"}, {"Event", "", "встреча мэров"},
    {"Program", "", "Умный город"},   {"Organization", "", "министерство науки"},
};

struct Tie {
  const char *relation, *from, *to, *role;
};

inline constexpr Tie ties[] = {
    {"signed-with", "City", "City", ""},         {"cooperates-with", "Organization", "City", ""}, {"heads", "Person", "City", "мэр"},
    {"heads", "Person", "Organization", "директор"}, {"party-to", "City", "Agreement", ""},       {"party-to", "Organization", "Agreement", ""},
    {"participated-in", "Person", "Event", ""},  {"located-in", "Park", "City", ""},              {"met-with", "Person", "Person", ""},
    {"heads", "City", "Person", "мэр"},  // the ontology refuses it
};

/// The same for the same seed. One in four documents names more than one Moscow entity of one value.
inline Extraction random_document(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
  Extraction e;
  e.document = {"news/" + std::to_string(seed) + ".txt", "in/" + std::to_string(seed), seed % 3 ? "" : "Заголовок «" + std::to_string(seed) + "»",
                seed % 4 ? std::optional(Date::day(2020 + static_cast<int>(seed % 5), 3, 4)) : std::nullopt, seed % 7 ? "ru" : "en", {}};
  std::string& text = e.document.text;
  std::vector<Span> sentences;
  for (std::size_t s = 0, many = 1 + pick(4); s < many; ++s) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += "Предложение " + std::to_string(s) + ": ";
    for (std::size_t m = 0, count = 2 + pick(3); m < count; ++m) {
      const Known& known = names[pick(std::size(names))];
      Mention mention{known.type, known.subtype, pick(6) ? Form::name : Form::nominal, {}, known.name, pick(5) ? "" : "W", static_cast<std::uint32_t>(pick(3) ? &known - names : 40 + e.mentions.size()), {}, {}};
      mention.span.begin = static_cast<std::uint32_t>(text.size());
      text += known.name;
      mention.span.end = static_cast<std::uint32_t>(text.size());
      text += ", ";
      e.mentions.push_back(mention);
    }
    sentences.push_back({begin, static_cast<std::uint32_t>(text.size()) - 1});
    text += "и ничего больше 陈旭.\n";
  }
  for (std::size_t i = 0; i < 150; ++i) {
    const Tie& tie = ties[pick(std::size(ties))];
    const auto a = static_cast<std::uint32_t>(pick(e.mentions.size())), b = static_cast<std::uint32_t>(pick(e.mentions.size()));
    if (e.mentions[a].type != tie.from || e.mentions[b].type != tie.to) continue;
    Relation r;
    r.type = tie.relation, r.subject = a, r.object = b;
    r.status = static_cast<Status>(pick(3) ? 0 : pick(5));
    if (pick(2)) r.time = pick(2) ? Date::year(2019 + static_cast<int>(pick(3))) : Date::day(2021, 5, 1 + static_cast<int>(pick(2)));
    const Span sentence = sentences[pick(sentences.size())];
    r.evidence = {sentence, {sentence.begin, sentence.begin + 22}, {}, "rule." + std::to_string(pick(2)), static_cast<float>(pick(100)) / 100};
    if (!pick(3)) r.evidence.also.push_back(sentences[pick(sentences.size())]);
    r.qualifiers.role = tie.role;
    if (pick(2)) r.qualifiers.topic = pick(2) ? "наука" : "транспорт";
    if (pick(2)) r.qualifiers.instrument = "меморандум";
    if (!pick(3)) r.qualifiers.speaker = static_cast<std::uint32_t>(pick(e.mentions.size()));
    e.relations.push_back(r);
    if (!pick(4)) e.relations.push_back(r);  // said twice at one place
  }
  for (std::size_t i = 0; i < pick(3); ++i) {
    Attribute a;
    a.mention = static_cast<std::uint32_t>(pick(e.mentions.size()));
    a.property = "предприятия", a.value = std::to_string(pick(3)), a.bound = static_cast<Bound>(pick(3));
    if (pick(2)) a.speaker = static_cast<std::uint32_t>(pick(e.mentions.size()));
    a.evidence = {sentences[0], {}, {}, "count", 0.5F};
    e.attributes.push_back(a);
  }
  return e;
}

inline std::vector<Extraction> random_documents(unsigned first, unsigned count) {
  std::vector<Extraction> documents;
  for (unsigned seed = first; seed < first + count; ++seed) documents.push_back(random_document(seed));
  return documents;
}

/// All that leaves the program, format by format.
inline std::string exported(const GraphSource& graph) {
  std::ostringstream out;
  for (const OutputFormat& format : output_formats())
    for (const OutputPart& part : format.parts) {
      out << "== " << format.name << part.infix << '\n';
      part.write(graph, ontology(), WriteOptions(), out);
    }
  return out.str();
}

inline std::string built(std::vector<Extraction> documents, const std::vector<Decision>& decisions = {}) {
  ResolveOptions options;
  options.decisions = decisions;
  auto nodes = resolve(documents, &knowledge(), ontology(), options);
  Diagnostics diagnostics;
  return exported(assemble(std::move(nodes), std::move(documents), ontology(), options.base, diagnostics));
}

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "citypact-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline StoreOptions making(TextPolicy texts = TextPolicy::full) {
  StoreOptions options;
  options.access = StoreOptions::Access::create;
  options.texts = texts;
  return options;
}

inline const StoreRun run{"2026-01-02T03:04:05Z", "one", ""};

/// What a reader had given: the document before its language was found out.
inline Document given(const Extraction& extraction) { return extraction.document; }

inline StoreChanges put(Store& store, const std::vector<Extraction>& documents, const std::vector<Decision>& decisions = {}, const StoreRun& under = run) {
  Diagnostics diagnostics;
  ResolveOptions options;
  options.decisions = decisions;
  const auto resolution = make_resolution(&knowledge(), ontology(), options);
  StoreWriter writer(store, *resolution, &knowledge(), diagnostics);
  std::vector<std::string> lines;
  for (const Decision& decision : decisions) lines.push_back(to_line(decision));
  writer.set_decisions(lines);
  for (const Extraction& extraction : documents) writer.put(given(extraction), extraction, under);
  return writer.commit();
}

inline StoreChanges remove(Store& store, const std::vector<Extraction>& documents) {
  Diagnostics diagnostics;
  const auto resolution = make_resolution(&knowledge(), ontology());
  StoreWriter writer(store, *resolution, &knowledge(), diagnostics);
  for (const Extraction& extraction : documents) writer.remove(extraction.document.id);
  return writer.commit();
}

}  // namespace citypact::store_testing
