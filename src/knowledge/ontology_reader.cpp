#include "citypact/knowledge/ontology_reader.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/text.hpp"

namespace citypact {

namespace {

constexpr std::string_view own = "https://citypact.org/ontology#";
constexpr std::string_view rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view rdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";
constexpr std::string_view schema_org = "http://schema.org/";

std::string_view to_view(const SerdNode* node) {
  if (node == nullptr || node->buf == nullptr) return {};
  return {reinterpret_cast<const char*>(node->buf), node->n_bytes};
}

/// The part of `iri` after `prefix`, or nothing.
std::optional<std::string_view> after(std::string_view iri, std::string_view prefix) {
  if (!iri.starts_with(prefix)) return std::nullopt;
  return iri.substr(prefix.size());
}

struct Place {
  unsigned line = 1;
  unsigned column = 1;
};

/// Hands the file to serd byte by byte and remembers where the last word began: serd 0.30 tells no position to a sink.
class CountedText {
 public:
  explicit CountedText(std::string text) : text_(std::move(text)) {}

  static std::size_t read(void* buffer, std::size_t, std::size_t count, void* self) {
    return static_cast<CountedText*>(self)->next(static_cast<char*>(buffer), count);
  }
  static int error(void*) { return 0; }
  Place word() const { return word_; }

 private:
  std::size_t next(char* buffer, std::size_t count) {
    std::size_t done = 0;
    for (; done < count && position_ < text_.size(); ++done) {
      const char byte = buffer[done] = text_[position_++];
      advance(byte);
    }
    return done;
  }

  void advance(char byte) {
    const bool separates = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == ',' || byte == ';';
    if (!separates && between_words_) word_ = here_;
    between_words_ = separates;
    if (byte == '\n') {
      here_ = {here_.line + 1, 1};
    } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {  // columns count code points
      ++here_.column;
    }
  }

  std::string text_;
  std::size_t position_ = 0;
  Place here_, word_;
  bool between_words_ = true;
};

/// A name with the place where the file says it, so that what turns out wrong later can be shown.
struct Reference {
  std::string name;
  Place place;
};

struct Subject {
  Place place;
  bool is_type = false, is_relation = false, is_derived = false, symmetric = false;
  std::string color, family;
  Place color_place;
  LanguageMap labels, comments;
  std::vector<Reference> parents, domain, range;
  std::vector<std::string> mappings;
};

class Builder {
 public:
  Builder(std::string file, CountedText& text) : file_(std::move(file)), text_(text), env_(serd_env_new(nullptr)) {}
  ~Builder() { serd_env_free(env_); }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  static SerdStatus on_prefix(void* self, const SerdNode* name, const SerdNode* uri) {
    return serd_env_set_prefix(static_cast<Builder*>(self)->env_, name, uri);
  }
  static SerdStatus on_base(void* self, const SerdNode* uri) {
    return serd_env_set_base_uri(static_cast<Builder*>(self)->env_, uri);
  }
  static SerdStatus on_statement(void* self, SerdStatementFlags, const SerdNode*, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode*,
                                 const SerdNode* language) {
    static_cast<Builder*>(self)->statement(subject, predicate, object, to_view(language));
    return SERD_SUCCESS;
  }
  static SerdStatus on_error(void* self, const SerdError* error) {
    auto& builder = *static_cast<Builder*>(self);
    char message[256];
    va_list arguments;
    va_copy(arguments, *error->args);
    std::vsnprintf(message, sizeof message, error->fmt, arguments);
    va_end(arguments);
    std::string line(message);
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.pop_back();
    builder.fault({error->line, error->col}, "not Turtle: " + line);
    return SERD_SUCCESS;
  }

  Ontology finish();
  bool failed() const { return !fault_.empty(); }
  [[noreturn]] void raise() const { throw Error(fault_); }

 private:
  void fault(Place place, std::string_view message) {
    if (!fault_.empty()) return;  // the first one is what to mend
    std::ostringstream line;
    line << file_ << ':' << place.line << ':' << place.column << ": " << message;
    fault_ = std::move(line).str();
  }

  std::string expand(const SerdNode* node) const {
    SerdNode full = serd_env_expand_node(env_, node);
    std::string iri(to_view(full.buf != nullptr ? &full : node));
    serd_node_free(&full);
    return iri;
  }

  void statement(const SerdNode* subject, const SerdNode* predicate, const SerdNode* object, std::string_view language);
  void describe(Subject& subject, std::string_view predicate, const SerdNode* object, std::string_view language);
  void describe_type(Subject& subject, std::string_view object);
  void check_references(const Subject& subject, const std::vector<Reference>& references);
  void check(const std::string& name, const Subject& subject);
  std::string nearest_type(std::string_view name) const;
  std::string parent_of(const Subject& subject) const;

  std::string file_;
  CountedText& text_;
  SerdEnv* env_;
  std::map<std::string, Subject, std::less<>> subjects_;  // by local name
  std::vector<std::string> order_;                        // as first described
  std::string fault_;
};

void Builder::statement(const SerdNode* subject, const SerdNode* predicate, const SerdNode* object,
                        std::string_view language) {
  const std::string subject_iri = expand(subject);
  const auto name = after(subject_iri, own);
  if (!name) return;
  auto found = subjects_.find(*name);
  if (found == subjects_.end()) {
    found = subjects_.emplace(*name, Subject{}).first;
    found->second.place = text_.word();
    order_.emplace_back(*name);
  }
  describe(found->second, expand(predicate), object, language);
}

void Builder::describe(Subject& subject, std::string_view predicate, const SerdNode* object, std::string_view language) {
  const bool is_literal = object->type == SERD_LITERAL;
  const std::string value = is_literal ? std::string(to_view(object)) : expand(object);
  const auto own_name = after(value, own);
  const auto reference = [&] { return Reference{std::string(own_name.value_or(value)), text_.word()}; };

  if (predicate == rdf_type) return describe_type(subject, value);
  if (const auto local = after(predicate, own)) {
    if (*local == "color") subject.color = value, subject.color_place = text_.word();
    if (*local == "family") subject.family = value;
  } else if (const auto rdfs_name = after(predicate, rdfs)) {
    if (*rdfs_name == "label" && is_literal) subject.labels[std::string(language)] = value;
    if (*rdfs_name == "comment" && is_literal) subject.comments[std::string(language)] = value;
    if (is_literal) return;
    if (*rdfs_name == "subClassOf" && own_name) subject.parents.push_back(reference());
    else if (*rdfs_name == "subClassOf" || *rdfs_name == "subPropertyOf" || *rdfs_name == "seeAlso") subject.mappings.push_back(value);
  } else if (predicate == std::string(owl) + "inverseOf") {
    subject.mappings.push_back(value);
  } else if (const auto schema_name = after(predicate, schema_org)) {
    if (*schema_name == "domainIncludes") subject.domain.push_back(reference());
    if (*schema_name == "rangeIncludes") subject.range.push_back(reference());
  }
}

void Builder::describe_type(Subject& subject, std::string_view object) {
  if (object == std::string(own) + "NodeType") subject.is_type = true;
  if (object == std::string(own) + "RelationType") subject.is_relation = true;
  if (object == std::string(own) + "DerivedRelationType") subject.is_relation = subject.is_derived = true;
  if (object == std::string(owl) + "SymmetricProperty") subject.symmetric = true;
}

/// The type whose name differs least in letters that both share at the same end; only a hint for a person.
std::string Builder::nearest_type(std::string_view name) const {
  std::string best;
  std::size_t best_common = 1;
  for (const auto& [candidate, subject] : subjects_) {
    if (!subject.is_type) continue;
    const auto head = std::ranges::mismatch(candidate, name).in1 - candidate.begin();
    const auto tail = std::mismatch(candidate.rbegin(), candidate.rend(), name.rbegin(), name.rend()).first - candidate.rbegin();
    const auto common = static_cast<std::size_t>(head + tail);
    if (common > best_common) best = candidate, best_common = common;
  }
  return best;
}

void Builder::check_references(const Subject&, const std::vector<Reference>& references) {
  for (const Reference& reference : references) {
    const auto found = subjects_.find(reference.name);
    if (found != subjects_.end() && found->second.is_type) continue;
    const std::string hint = nearest_type(reference.name);
    fault(reference.place, "unknown type '" + reference.name + "'" + (hint.empty() ? "" : "; did you mean '" + hint + "'?"));
  }
}

void Builder::check(const std::string& name, const Subject& subject) {
  const auto is_hex = [](char c) { return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F'); };
  check_references(subject, subject.domain);
  check_references(subject, subject.range);
  if (subject.is_type) check_references(subject, subject.parents);
  if (subject.color.size() != 7 || subject.color[0] != '#' || !std::all_of(subject.color.begin() + 1, subject.color.end(), is_hex)) {
    fault(subject.color.empty() ? subject.place : subject.color_place, "'" + name + "' needs a :color such as \"#0072b2\"");
  }
  if (!subject.labels.contains("en")) fault(subject.place, "'" + name + "' needs an rdfs:label in English");
  if (subject.is_relation && (subject.domain.empty() || subject.range.empty())) {
    fault(subject.place, "relation '" + name + "' needs schema:domainIncludes and schema:rangeIncludes");
  }
  std::string above = subject.is_type ? parent_of(subject) : "";
  for (std::size_t step = 0; !above.empty() && !failed(); ++step) {
    if (step > subjects_.size()) fault(subject.place, "'" + name + "' is above itself; break the cycle of rdfs:subClassOf");
    above = parent_of(subjects_.find(above)->second);
  }
}

std::string Builder::parent_of(const Subject& subject) const {
  return subject.parents.empty() ? std::string() : subject.parents.front().name;
}

Ontology Builder::finish() {
  Ontology ontology;
  const auto names = [](const std::vector<Reference>& references) {
    std::vector<std::string> result;
    for (const Reference& reference : references) result.push_back(reference.name);
    return result;
  };
  for (const std::string& name : order_) {
    Subject& subject = subjects_.find(name)->second;
    if (!subject.is_type && !subject.is_relation) continue;
    check(name, subject);
    if (failed()) raise();
    if (subject.is_type) {
      ontology.types.push_back({name, parent_of(subject), subject.color, subject.labels, subject.comments, subject.mappings});
    } else {
      (subject.is_derived ? ontology.derived : ontology.relations)
          .push_back({name, subject.family, subject.color, subject.symmetric, names(subject.domain), names(subject.range), subject.labels, subject.comments, subject.mappings});
    }
  }
  if (ontology.types.empty()) fault({}, "no :NodeType in it; is this schemas/ontology.ttl?");
  if (failed()) raise();
  return ontology;
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(path.string() + ": cannot be read; it belongs to share/citypact/schemas (set CITYPACT_SHARE or install anew)");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (const auto bad = first_invalid_utf8(text)) {
    throw Error(path.string() + ": not UTF-8 at byte " + std::to_string(*bad));
  }
  return text;
}

}  // namespace

Ontology read_ontology(const std::filesystem::path& turtle) {
  CountedText text(read_text(turtle));
  const std::string name = turtle.string();
  Builder builder(name, text);
  const std::unique_ptr<SerdReader, decltype(&serd_reader_free)> reader(
      serd_reader_new(SERD_TURTLE, &builder, nullptr, Builder::on_base, Builder::on_prefix, Builder::on_statement, nullptr),
      serd_reader_free);
  serd_reader_set_strict(reader.get(), true);
  serd_reader_set_error_sink(reader.get(), Builder::on_error, &builder);
  const SerdStatus status = serd_reader_read_source(reader.get(), CountedText::read, CountedText::error, &text,
                                                    reinterpret_cast<const std::uint8_t*>(name.c_str()), 1);
  if (builder.failed()) builder.raise();
  if (status != SERD_SUCCESS && status != SERD_FAILURE) {
    throw Error(name + ": not Turtle: " + reinterpret_cast<const char*>(serd_strerror(status)));
  }
  return builder.finish();
}

}  // namespace citypact
