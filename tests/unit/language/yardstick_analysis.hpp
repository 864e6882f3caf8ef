#pragma once
#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "citypact/language/language.hpp"
#include "plain_tokens.hpp"

namespace citypact::test {

inline const Languages& language() {
  static const Languages instance(CITYPACT_SHARE);
  return instance;
}

struct Recorded { std::vector<Sentence> sentences; std::vector<Token> tokens; };
inline const std::map<std::pair<std::size_t, unsigned long>, Recorded>& recorded() {
  static const auto all = [] {
    std::map<std::pair<std::size_t, unsigned long>, Recorded> out;
    const char* path = std::getenv("CITYPACT_TOKENS");
    if (!path) return out;
    std::ifstream file(path);
    Recorded* now = nullptr;
    for (std::string line; std::getline(file, line);) {
      std::istringstream cells(line);
      if (line[0] == '#') { std::string h; std::size_t n; unsigned long c; cells >> h >> n >> c; now = &out[{n, c}]; *now = {}; }
      else if (line[0] == 'S') { std::string h; Sentence s; cells >> h >> s.span.begin >> s.span.end; s.tokens.begin = s.tokens.end = static_cast<std::uint32_t>(now->tokens.size()); now->sentences.push_back(s); }
      else { Token t; std::string pos, f; cells >> t.span.begin >> t.span.end >> pos >> f; t.upos = parse_upos(pos); t.features = parse_features(f); now->tokens.push_back(t); ++now->sentences.back().tokens.end; }
    }
    return out;
  }();
  return all;
}

inline AnalyzedDocument analyze_text(std::string text) {
  const auto key = std::pair(text.size(), crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
  if (auto found = recorded().find(key); found != recorded().end()) {
    AnalyzedDocument d;
    d.document.text = std::move(text);
    d.sentences = found->second.sentences;
    d.tokens = found->second.tokens;
    return d;
  }
  if (std::getenv("CITYPACT_TOKENS")) std::fprintf(stderr, "no record\n");
  return plain_tokens(std::move(text));
}

}  // namespace citypact::test
