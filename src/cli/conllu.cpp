#include "conllu.hpp"

#include <nlohmann/json.hpp>

#include "text_width.hpp"

namespace citypact::cli {
namespace {

/// A value of a comment or a column: no line break, no tab, no control character; empty is `_`.
std::string field(std::string_view text) { return text.empty() ? "_" : printable(text); }

/// «B-City» or «I-City» for every token of a name; where names overlap the first one counts, which is the longest.
std::vector<std::string> name_tags(const AnalyzedDocument& document) {
  std::vector<std::string> tags(document.tokens.size());
  for (const auto& name : document.names) {
    if (name.tokens.size() == 0 || !tags[name.tokens.begin].empty()) continue;
    for (auto i = name.tokens.begin; i < name.tokens.end; ++i) {
      if (tags[i].empty()) tags[i] = (i == name.tokens.begin ? "B-" : "I-") + std::string(name.kind);
    }
  }
  return tags;
}

struct Tree {
  std::vector<std::uint32_t> heads;         // 1-based within the sentence, 0 is the root
  std::vector<std::string_view> relations;
};

/// The sentence's tree. What was not parsed, or is no tree, hangs on the first root or the first token.
Tree tree_of(const AnalyzedDocument& document, const Sentence& sentence) {
  const auto begin = sentence.tokens.begin, size = sentence.tokens.size();
  Tree tree{std::vector<std::uint32_t>(size), std::vector<std::string_view>(size)};
  std::uint32_t root = size;
  for (std::uint32_t i = 0; i < size && root == size; ++i) {
    if (document.tokens[begin + i].head == no_head && sentence.parsed) root = i;
  }
  if (root == size) root = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const Token& token = document.tokens[begin + i];
    const bool attached = sentence.parsed && i != root && sentence.tokens.contains(token.head);
    tree.heads[i] = i == root ? 0 : attached ? token.head - begin + 1 : root + 1;
    tree.relations[i] = i == root ? "root" : attached && !token.relation.empty() ? token.relation : "dep";
  }
  return tree;
}

void write_token(const AnalyzedDocument& document, const CodePointIndex& index, const Sentence& sentence, const Tree& tree,
                 const std::vector<std::string>& tags, std::uint32_t i, std::ostream& out) {
  const Token& token = document.tokens[i];
  const auto own = i - sentence.tokens.begin;
  const Span range = index.code_points(token.span);
  out << own + 1 << '\t' << field(document.surface(token)) << '\t' << field(token.lemma.empty() ? document.surface(token) : token.lemma) << '\t'
      << to_string(token.upos) << "\t_\t" << to_conllu(token.features) << '\t' << tree.heads[own] << '\t' << tree.relations[own] << "\t_\t";
  if (!tags[i].empty()) out << "NER=" << tags[i] << '|';
  const bool glued = i + 1 < document.tokens.size() && document.tokens[i + 1].span.begin == token.span.end;
  if (glued) out << "SpaceAfter=No|";
  out << "TokenRange=" << range.begin << ':' << range.end << '\n';
}

std::string_view kind_name(Sentence::Kind kind) {
  switch (kind) {
    case Sentence::Kind::title: return "title";
    case Sentence::Kind::date_line: return "date_line";
    case Sentence::Kind::separator: return "separator";
    default: return "prose";
  }
}

using Json = nlohmann::ordered_json;

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json token_json(const AnalyzedDocument& document, const CodePointIndex& index, const Sentence& sentence, std::uint32_t i) {
  const Token& token = document.tokens[i];
  const Span range = index.code_points(token.span);
  Json row{{"begin", range.begin}, {"end", range.end}, {"form", document.surface(token)}, {"lemma", token.lemma}, {"upos", to_string(token.upos)},
           {"feats", to_conllu(token.features)}};
  if (sentence.parsed) row["head"] = token.head == no_head ? 0 : token.head - sentence.tokens.begin + 1;
  if (sentence.parsed) row["deprel"] = token.relation;
  return row;
}

}  // namespace

void write_conllu(const AnalyzedDocument& document, std::ostream& out) {
  const CodePointIndex index(document.document.text);
  const auto tags = name_tags(document);
  std::size_t number = 0;
  for (const auto& sentence : document.sentences) {
    if (number == 0) out << "# newdoc id = " << field(document.document.id) << '\n';
    ++number;
    out << "# sent_id = " << field(document.document.id) << '-' << number << '\n';
    if (sentence.kind != Sentence::Kind::prose) out << "# kind = " << kind_name(sentence.kind) << '\n';
    out << "# text = " << field(document.surface(sentence.span)) << '\n';
    const Tree tree = tree_of(document, sentence);
    for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) write_token(document, index, sentence, tree, tags, i, out);
    out << '\n';
  }
}

void write_analysis_json(const AnalyzedDocument& document, std::ostream& out) {
  const CodePointIndex index(document.document.text);
  const char* comma = "";
  out << R"({"id":)" << dump(document.document.id) << R"(,"language":)" << dump(document.document.language) << R"(,"sentences":[)";
  for (const auto& sentence : document.sentences) {
    const Span range = index.code_points(sentence.span);
    out << comma << R"({"begin":)" << range.begin << R"(,"end":)" << range.end << R"(,"kind":)" << dump(kind_name(sentence.kind)) << R"(,"tokens":[)";
    for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) out << (i == sentence.tokens.begin ? "" : ",") << dump(token_json(document, index, sentence, i));
    out << "]}";
    comma = ",";
  }
  out << R"(],"names":[)";
  comma = "";
  for (const auto& name : document.names) {
    const Span range = index.code_points(name.span);
    out << comma << dump({{"begin", range.begin}, {"end", range.end}, {"kind", name.kind}, {"text", document.surface(name.span)}, {"adjective", name.adjective}});
    comma = ",";
  }
  out << "]}\n";
}

void write_names(const AnalyzedDocument& document, std::ostream& out) {
  const CodePointIndex index(document.document.text);
  for (const auto& name : document.names) {
    const Span range = index.code_points(name.span);
    out << printable(document.document.id) << '\t' << range.begin << ':' << range.end << '\t' << name.kind << '\t' << printable(document.surface(name.span)) << '\n';
  }
}

}  // namespace citypact::cli
