#pragma once
#include <cstdlib>
#include <filesystem>
#include <istream>
#include <sstream>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"

namespace citypact::test {

/// Code points of a text as byte offsets, one more than there are characters.
inline std::vector<std::uint32_t> byte_offsets(std::string_view text) {
  std::vector<std::uint32_t> at;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.push_back(i);
  at.push_back(static_cast<std::uint32_t>(text.size()));
  return at;
}

/// Analysed by hand: CoNLL-U rows with TokenRange=b:e (code points) and optionally Dict=0|1 in MISC, `# sent = b:e`, and names as
/// `# name = b:e Kind adjective(0|1)`. Reads up to the next `# newdoc` or the end.
inline AnalyzedDocument read_conllu(std::istream& in, std::string id, std::string text) {
  AnalyzedDocument d;
  d.document.id = d.document.source = std::move(id);
  d.document.language = "ru";
  d.document.text = std::move(text);
  const auto at = byte_offsets(d.document.text);
  const auto range = [&](const std::string& s) {
    return Span{at.at(static_cast<std::size_t>(std::atoi(s.c_str()))), at.at(static_cast<std::size_t>(std::atoi(s.c_str() + s.find(':') + 1)))};
  };
  struct Name { Span span; std::string kind; bool adjective; };
  std::vector<Name> names;
  std::string line;
  while (in.peek() != EOF) {
    const auto position = in.tellg();
    std::getline(in, line);
    if (line.starts_with("# newdoc")) { in.seekg(position); break; }
    std::istringstream cells(line);
    std::string a, b, c, kind;
    if (line.starts_with("# name = ")) {
      int adjective = 0;
      cells >> a >> a >> b >> c >> kind >> adjective;
      names.push_back({range(c), kind, adjective != 0});
    } else if (line.starts_with("# sent = ")) {
      const auto n = static_cast<std::uint32_t>(d.tokens.size());
      d.sentences.push_back({range(line.substr(9)), {n, n}, line.ends_with(" title") ? Sentence::Kind::title : Sentence::Kind::prose, true});
    } else if (!line.empty() && line[0] != '#') {
      std::vector<std::string> row;
      std::istringstream tabs(line);
      while (std::getline(tabs, a, '\t')) row.push_back(a);
      Token t;
      t.span = range(row.at(9).substr(11));
      t.lemma = d.pool.intern(row[2]);
      t.upos = parse_upos(row[3]);
      t.features = parse_features(row[5]);
      const int head = std::atoi(row[6].c_str());
      t.head = head ? d.sentences.back().tokens.begin + static_cast<std::uint32_t>(head - 1) : no_head;
      t.relation = d.pool.intern(row[7]);
      t.in_dictionary = row[9].find("|Dict=") == std::string::npos ? t.upos != Upos::propn && t.upos != Upos::x : row[9].ends_with("Dict=1");
      d.tokens.push_back(t);
      d.sentences.back().tokens.end = static_cast<std::uint32_t>(d.tokens.size());
    }
  }
  for (const auto& name : names) {
    TokenRange r{0, 0};
    for (std::uint32_t i = 0; i < d.tokens.size(); ++i)
      if (d.tokens[i].span.overlaps(name.span)) {
        if (r.end == 0) r.begin = i;
        r.end = i + 1;
      }
    if (r.end) d.names.push_back({name.span, r, d.pool.intern(name.kind), 1, name.adjective});
  }
  return d;
}

}  // namespace citypact::test
