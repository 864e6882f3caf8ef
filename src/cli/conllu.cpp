#include "conllu.hpp"

#include <nlohmann/json.hpp>

#include <optional>

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
                 const std::vector<std::string>& tags, std::uint32_t i, bool glued, std::ostream& out) {
  const Token& token = document.tokens[i];
  const auto own = i - sentence.tokens.begin;
  const Span range = index.code_points(token.span);
  out << own + 1 << '\t' << field(document.surface(token)) << '\t' << field(token.lemma.empty() ? document.surface(token) : token.lemma) << '\t'
      << to_string(token.upos) << "\t_\t" << to_conllu(token.features) << '\t' << tree.heads[own] << '\t' << tree.relations[own] << "\t_\t";
  if (!tags[i].empty()) out << "NER=" << tags[i] << '|';
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

/// What the writers share: the index of the document's characters, from its first part to its last.
class PartWriter : public AnalysisWriter {
 public:
  explicit PartWriter(std::ostream& out) : out_(out) {}
  void write(const AnalyzedPart& part) final {
    if (!index_) index_.emplace(part.analysis.document.text), begin(part.analysis.document);
    write_part(part);
    if (part.last) end(), index_.reset();
  }

 protected:
  virtual void begin(const Document&) {}
  virtual void write_part(const AnalyzedPart& part) = 0;
  virtual void end() {}
  Span range(Span bytes) const { return index_->code_points(bytes); }

  std::ostream& out_;
  std::optional<CodePointIndex> index_;
};

class ConlluWriter : public PartWriter {
 public:
  using PartWriter::PartWriter;

 private:
  void write_part(const AnalyzedPart& part) override {
    const AnalyzedDocument& document = part.analysis;
    const auto tags = name_tags(document);
    std::size_t number = part.sentences_before;
    for (const auto& sentence : document.sentences) {
      if (number == 0) out_ << "# newdoc id = " << field(document.document.id) << '\n';
      ++number;
      out_ << "# sent_id = " << field(document.document.id) << '-' << number << '\n';
      if (sentence.kind != Sentence::Kind::prose) out_ << "# kind = " << kind_name(sentence.kind) << '\n';
      out_ << "# text = " << field(document.surface(sentence.span)) << '\n';
      const Tree tree = tree_of(document, sentence);
      for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        const bool last = i + 1 == document.tokens.size();
        const bool glued = last ? part.touches_next : document.tokens[i + 1].span.begin == document.tokens[i].span.end;
        write_token(document, *index_, sentence, tree, tags, i, glued, out_);
      }
      out_ << '\n';
    }
  }
};

class AnalysisJsonWriter : public PartWriter {
 public:
  using PartWriter::PartWriter;

 private:
  struct Name {
    Span span;
    std::string kind;
    bool adjective;
  };

  void begin(const Document& document) override {
    out_ << R"({"id":)" << dump(document.id) << R"(,"language":)" << dump(document.language) << R"(,"sentences":[)";
    text_ = document.text;
    names_.clear();
  }
  void write_part(const AnalyzedPart& part) override {
    const AnalyzedDocument& document = part.analysis;
    const char* comma = part.sentences_before > 0 ? "," : "";
    for (const auto& sentence : document.sentences) {
      const Span place = range(sentence.span);
      out_ << comma << R"({"begin":)" << place.begin << R"(,"end":)" << place.end << R"(,"kind":)" << dump(kind_name(sentence.kind)) << R"(,"tokens":[)";
      for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        out_ << (i == sentence.tokens.begin ? "" : ",") << dump(token_json(document, *index_, sentence, i));
      }
      out_ << "]}";
      comma = ",";
    }
    for (const auto& name : document.names) names_.push_back({name.span, std::string(name.kind), name.adjective});
  }
  void end() override {
    out_ << R"(],"names":[)";
    const char* comma = "";
    for (const Name& name : names_) {
      const Span place = range(name.span);
      out_ << comma << dump({{"begin", place.begin}, {"end", place.end}, {"kind", name.kind}, {"text", surface(text_, name.span)}, {"adjective", name.adjective}});
      comma = ",";
    }
    out_ << "]}\n";
  }

  std::string_view text_;
  std::vector<Name> names_;
};

class NamesWriter : public PartWriter {
 public:
  using PartWriter::PartWriter;

 private:
  void write_part(const AnalyzedPart& part) override {
    const AnalyzedDocument& document = part.analysis;
    for (const auto& name : document.names) {
      const Span place = range(name.span);
      out_ << printable(document.document.id) << '\t' << place.begin << ':' << place.end << '\t' << name.kind << '\t' << printable(document.surface(name.span)) << '\n';
    }
  }
};

}  // namespace

std::unique_ptr<AnalysisWriter> make_conllu_writer(std::ostream& out) { return std::make_unique<ConlluWriter>(out); }
std::unique_ptr<AnalysisWriter> make_analysis_json_writer(std::ostream& out) { return std::make_unique<AnalysisJsonWriter>(out); }
std::unique_ptr<AnalysisWriter> make_names_writer(std::ostream& out) { return std::make_unique<NamesWriter>(out); }

}  // namespace citypact::cli
