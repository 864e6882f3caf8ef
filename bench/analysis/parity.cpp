// Answers in JSON Lines what our models say of given tokens: one document a line in, {"sentences": [[token, ...], ...]}, one
// line out. bench/analysis/parity compares with natasha.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "lemmas.hpp"
#include "models.hpp"
#include "citypact/language/reading_cache.hpp"

namespace {

using nlohmann::json;

struct Tool {
  citypact::Language language;
  citypact::Models models;
  citypact::neural::Embeddings words;  // read as natasha does
  citypact::ModelBuffers work;
  citypact::ReadingCache readings;

  Tool(const std::filesystem::path& share, citypact::neural::Precision precision)
      : language(share, "ru"), models(language, nullptr, share, {precision, precision}),
        words(share / "models" / "navec.bin", citypact::neural::Dots::as_written), readings(language.dictionary()) {}

  json lemma(const std::string& form, const citypact::neural::SlovnetMorph::Label& label, const std::string& tag) {
    using Name = citypact::WordContext::Name;
    const Name name = tag.ends_with("PER") ? Name::person : tag.ends_with("LOC") ? Name::place : tag == "O" ? Name::none : Name::other;
    const bool capital = citypact::fold_form(form) != form;
    const auto& known = readings.of(form);
    const auto* reading = citypact::choose_reading(known, {label.upos, label.features, capital, name});
    json all = json::array();
    for (const auto& r : known) all.push_back({r.lemma, citypact::to_string(r.upos), citypact::to_conllu(r.features), r.probability});
    return {reading ? reading->lemma : citypact::fold_form(form), reading && reading->known, all};
  }

  json answer(const json& document) {
    std::vector<std::string> forms;
    std::vector<citypact::TokenRange> sentences;
    for (const auto& sentence : document.at("sentences")) {
      const auto begin = static_cast<std::uint32_t>(forms.size());
      for (const auto& token : sentence) forms.push_back(token);
      sentences.push_back({begin, static_cast<std::uint32_t>(forms.size())});
    }
    work.words.clear();
    for (const auto& form : forms) work.words.push_back(words.read(form));
    const citypact::TokenRange all{0, static_cast<std::uint32_t>(forms.size())};
    models.names->run(work.words, {&all, 1}, work.names, work.name_output);
    models.morphology->run(work.words, sentences, work.morphology, work.morphology_output);
    models.syntax->run(work.words, sentences, work.syntax, work.syntax_output, citypact::neural::SlovnetSyntax::Decoder::argmax);
    json out{{"argmax", work.syntax_output.heads}, {"best_head", work.syntax_output.best}, {"best_tag", work.morphology_output.best}};
    out["emissions"] = work.name_output.emissions;
    for (const auto relation : work.syntax_output.relations) out["argmax_relations"].push_back(models.syntax->relation_names()[relation]);
    models.syntax->run(work.words, sentences, work.syntax, work.syntax_output);
    out["tree"] = work.syntax_output.heads;
    for (const auto relation : work.syntax_output.relations) out["relations"].push_back(models.syntax->relation_names()[relation]);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      const auto& label = models.morphology->labels()[work.morphology_output.tags[i]];
      const auto& name = models.names->label_names()[work.name_output.tags[i]];
      out["names"].push_back(name);
      out["tags"].push_back(label.name);
      out["lemmas"].push_back(lemma(forms[i], label, name));
    }
    return out;
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return std::cerr << "usage: bench_analysis_parity SHARE exact|words|bytes <documents.jsonl\n", 2;
  using citypact::neural::Precision;
  const std::string_view name = arguments[2];
  Tool tool(arguments[1], name == "bytes" ? Precision::bytes : name == "words" ? Precision::words : Precision::exact);
  for (std::string line; std::getline(std::cin, line);) std::cout << tool.answer(json::parse(line)).dump() << '\n';
}
