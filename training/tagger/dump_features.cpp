// citypact-features SHARE OUTPUT [PREDICTIONS] <PATHS: writes what the name tagger sees of each text file (one path a
// line on standard input) in the format of features.py. With PREDICTIONS, JSON Lines of what the tagger in SHARE finds.
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/text.hpp"
#include "citypact/language/language.hpp"
#include "citypact/language/reading_cache.hpp"
#include "segmenter.hpp"
#include "tagger.hpp"
#include "tagger_features.hpp"

namespace {

using namespace citypact;

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(path + ": cannot be read");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

template <typename T>
void put(std::ostream& out, const T* values, std::size_t count) {
  out.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(count * sizeof(T)));
}

void put_header(std::ostream& out) {
  const std::uint32_t sizes[]{1, neural::TaggerInput::hashes, TaggerFeatures::flags, TaggerFeatures::numbers};
  out.write("CPFEATUR", 8);
  put(out, sizes, 4);
}

void put_document(std::ostream& out, const std::string& path, const AnalyzedDocument& document, const neural::TaggerInput& input) {
  const CodePointIndex index(document.document.text);
  std::vector<std::uint32_t> begin, end, sentence(document.tokens.size()), word;
  std::vector<std::uint8_t> shape;
  for (const Token& token : document.tokens) {
    const Span span = index.code_points(token.span);
    begin.push_back(span.begin), end.push_back(span.end);
  }
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    for (std::uint32_t t = document.sentences[s].tokens.begin; t < document.sentences[s].tokens.end; ++t) sentence[t] = s;
  }
  for (const neural::WordInput& w : input.words) word.push_back(w.word), shape.push_back(static_cast<std::uint8_t>(w.shape));
  const auto length = static_cast<std::uint32_t>(path.size()), tokens = static_cast<std::uint32_t>(document.tokens.size());
  put(out, &length, 1), put(out, path.data(), path.size()), put(out, &tokens, 1);
  put(out, begin.data(), begin.size()), put(out, end.data(), end.size()), put(out, sentence.data(), sentence.size());
  put(out, word.data(), word.size()), put(out, shape.data(), shape.size()), put(out, input.hash.data(), input.hash.size());
  put(out, input.flags.data(), input.flags.size()), put(out, input.numbers.data(), input.numbers.size());
}

/// Paths and names are written without escapes: this is a tool for our own collections.
void put_names(std::ostream& out, const std::string& path, const AnalyzedDocument& document) {
  const CodePointIndex index(document.document.text);
  out << R"({"document":{"id":")" << path << R"(","source":")" << path << R"("},"relations":[],"mentions":[)";
  for (std::size_t i = 0; i < document.names.size(); ++i) {
    const NameSpan& name = document.names[i];
    const Span span = index.code_points(name.span);
    out << (i ? "," : "") << R"({"id":"m)" << i << R"(","type":")" << name.kind << R"(","form":")"
        << (name.adjective ? "adjective" : "name") << R"(","begin":)" << span.begin << R"(,"end":)" << span.end
        << R"(,"score":)" << name.score << "}";
  }
  out << "]}\n";
}

void run(const std::filesystem::path& share, const char* features_path, const char* names_path) {
  const Language language(share, "ru");
  const Gazetteer gazetteer(share / "knowledge.bin");
  const neural::Embeddings embeddings(share / "models" / "navec.bin");
  const neural::SlovnetNer slovnet(embeddings, share / "models" / "slovnet-ner.bin");
  const Segmenter segmenter(language);
  const TaggerFeatures features(slovnet, &gazetteer);
  std::unique_ptr<NameTagger> tagger;
  std::ofstream names;
  if (names_path) {
    tagger = std::make_unique<NameTagger>(language, embeddings, slovnet, &gazetteer, language.folder() / "models" / "tagger.bin");
    names.open(names_path);
  }
  std::ofstream out(features_path, std::ios::binary);
  put_header(out);
  TaggerFeatures::Buffers buffers;
  NameTagger::Buffers tagger_buffers;
  ReadingCache readings(language.dictionary());
  std::vector<neural::WordInput> words;
  neural::TaggerInput input;
  for (std::string path; std::getline(std::cin, path);) {
    AnalyzedDocument document;
    document.document.text = read_text(path);
    segmenter.segment(document);
    if (document.tokens.empty()) continue;
    words.clear();
    for (const Token& token : document.tokens) words.push_back(embeddings.read(document.surface(token)));
    features.compute(document, {0, static_cast<std::uint32_t>(document.tokens.size())}, words, readings, buffers, input);
    put_document(out, path, document, input);
    if (!tagger) continue;
    tagger->tag(document, words, readings, tagger_buffers);
    put_names(names, path, document);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: citypact-features SHARE OUTPUT [PREDICTIONS] <PATHS\n";
    return 2;
  }
  try {
    run(arguments[1], arguments[2], count > 3 ? arguments[3] : nullptr);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "citypact-features: " << error.what() << '\n';
    return 1;
  }
}
