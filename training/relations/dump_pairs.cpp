// citypact-pairs SHARE INPUT.jsonl OUTPUT: what the pair model sees of documents, from the product's own code.
//
// INPUT: one object a line, {"id", "text"} and optionally "names": [[begin, end, kind, adjective], ...] in code points,
// which then stand instead of the tagger's. OUTPUT.jsonl: sites and rules' proposals a document; OUTPUT.bin: the pairs'
// features, as features.py reads them.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <ostream>

#include "citypact/core/diagnostics.hpp"
#include "pairs.hpp"
#include "program.hpp"

namespace {

using namespace citypact;
using namespace citypact::extract;
using nlohmann::json;

std::vector<std::uint32_t> byte_offsets(const std::string& text) {
  std::vector<std::uint32_t> at;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.push_back(i);
  at.push_back(static_cast<std::uint32_t>(text.size()));
  return at;
}

void replace_names(AnalyzedDocument& document, const json& names) {
  const auto at = byte_offsets(document.document.text);
  document.names.clear();
  for (const auto& row : names) {
    NameSpan name;
    name.span = {at.at(row[0].get<std::size_t>()), at.at(row[1].get<std::size_t>())};
    name.kind = document.pool.intern(row[2].get<std::string>());
    name.adjective = row.size() > 3 && row[3].get<bool>();
    bool found = false;
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      if (!document.tokens[i].span.overlaps(name.span)) continue;
      if (!found) name.tokens.begin = i;
      name.tokens.end = i + 1;
      found = true;
    }
    if (found) document.names.push_back(name);
  }
}

json describe(const Scene& scene, std::span<const Proposal> proposals) {
  const Document& document = scene.document.document;
  const CodePointIndex index(document.text);
  json row{{"id", document.id}, {"sites", json::array()}, {"proposals", json::array()}};
  for (const Site& s : scene.sites) {
    const Span span = index.code_points(s.mention.span);
    row["sites"].push_back({span.begin, span.end, s.mention.type, to_string(s.mention.form), s.mention.entity, s.sentence, s.mention.name});
  }
  for (const Proposal& p : proposals)
    row["proposals"].push_back({p.relation, p.subject, p.object, p.status ? to_string(*p.status) : std::string_view(), p.rule, p.qualifiers.role, p.score});
  return row;
}

class Dump {
 public:
  explicit Dump(const std::string& path)
      : rows_(path + ".jsonl"), pairs_(path + ".bin", std::ios::binary), bare_(path + ".bare.bin", std::ios::binary) {}

  void add(const Scene& scene, std::span<const Proposal> proposals) {
    rows_ << describe(scene, proposals).dump() << '\n';
    write(scene, proposals, pairs_);
    write(scene, {}, bare_);
    ++document_;
  }

 private:
  void write(const Scene& scene, std::span<const Proposal> proposals, std::ofstream& out) const {
    const auto put = [&](std::uint32_t value) { out.write(reinterpret_cast<const char*>(&value), sizeof value); };
    const PairFeaturizer featurizer(scene, proposals);
    for (const Pair pair : candidate_pairs(scene)) {
      const PairFeatures f = featurizer.features(pair);
      for (const auto n : {document_, pair.first, pair.second, f.trigger, count(f.sparse), count(f.words), count(f.status)}) put(n);
      for (const auto key : f.sparse) put(key);
      for (const auto& [slot, key] : f.words) put(slot), put(key);
      for (const auto key : f.status) put(key);
    }
  }
  template <class List>
  static std::uint32_t count(const List& list) {
    return static_cast<std::uint32_t>(list.size());
  }

  std::ofstream rows_, pairs_, bare_;
  std::uint32_t document_ = 0;
};

void run(const std::filesystem::path& share, const std::string& input, const std::string& output) {
  Dump dump(output);
  training::for_each_document(share, input, [&](const json& row, AnalyzedDocument document, const Extractor& extractor) {
    if (row.contains("names")) replace_names(document, row["names"]);
    const auto stage = set_stage(extractor.state(), document);
    dump.add(*stage.scene, claims(extractor.state(), *stage.scene));
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::cerr << "usage: citypact-pairs SHARE INPUT.jsonl OUTPUT\n", 2;
  try {
    run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& e) {
    return std::cerr << "citypact-pairs: " << e.what() << '\n', 1;
  }
}
