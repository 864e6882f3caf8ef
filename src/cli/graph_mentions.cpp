#include "graph_mentions.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

#include "citypact/core/diagnostics.hpp"
#include "citypact/store/store.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::json;

/// A text of which only pieces are known.
class Pieces {
 public:
  void put(const Json& place) {
    const auto begin = place.at("begin").get<std::uint32_t>(), end = place.at("end").get<std::uint32_t>();
    constexpr std::uint32_t longest = 1u << 24;
    if (begin > end || end > longest) throw Error("an offset lies beyond any text");
    if (characters_.size() < end) characters_.resize(end, " ");
    const std::string text = place.at("text").get<std::string>();
    std::uint32_t at = begin;
    for (std::size_t i = 0; i < text.size() && at < end; ++at) {
      std::size_t next = i + 1;
      while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
      characters_[at] = text.substr(i, next - i);
      i = next;
    }
  }
  std::string text() const {
    std::string whole;
    for (const std::string& character : characters_) whole += character;
    return whole;
  }

 private:
  std::vector<std::string> characters_;  // code points
};

class LineReader {
 public:
  explicit LineReader(const Json& json) : json_(json) {}

  Extraction read() {
    const Json& document = json_.at("document");
    extraction_.document.id = document.at("id").get<std::string>();
    if (document.contains("language") && document.at("language").is_string()) extraction_.document.language = document.at("language").get<std::string>();
    extraction_.document.text = document.contains("text") ? document.at("text").get<std::string>() : pieces();
    index_bytes();
    for (const Json& item : json_.at("mentions")) {
      ids_.emplace(item.at("id").get<std::string>(), static_cast<std::uint32_t>(extraction_.mentions.size()));
      extraction_.mentions.push_back(mention(item));
    }
    for (const Json& item : list("relations")) extraction_.relations.push_back(relation(item));
    return std::move(extraction_);
  }

 private:
  const Json& list(const char* name) const {
    static const Json none = Json::array();
    return json_.contains(name) ? json_.at(name) : none;
  }

  std::string pieces() const {
    Pieces pieces;
    for (const char* kind : {"relations", "attributes"})
      for (const Json& item : list(kind)) {
        const Json& evidence = item.at("evidence");
        pieces.put(evidence);
        if (evidence.contains("also"))
          for (const Json& also : evidence.at("also")) pieces.put(also);
      }
    for (const Json& item : json_.at("mentions")) pieces.put(item);
    return pieces.text();
  }

  void index_bytes() {
    const std::string& text = extraction_.document.text;
    for (std::uint32_t i = 0; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) bytes_.push_back(i);
    bytes_.push_back(static_cast<std::uint32_t>(text.size()));
  }

  Span span(const Json& place) const {
    const auto begin = place.at("begin").get<std::size_t>(), end = place.at("end").get<std::size_t>();
    if (begin > end || end >= bytes_.size()) throw Error("an offset lies beyond the text");
    return {bytes_[begin], bytes_[end]};
  }

  Mention mention(const Json& item) const {
    Mention mention;
    mention.type = item.at("type").get<std::string>();
    mention.subtype = item.value("subtype", "");
    mention.form = parse_form(item.value("form", "name")).value_or(Form::name);
    mention.name = item.at("name").get<std::string>();
    mention.iri = item.value("iri", "");
    const std::string entity = item.value("entity", "e0");
    mention.entity = static_cast<std::uint32_t>(std::stoul(entity.substr(std::min<std::size_t>(entity.find_first_of("0123456789"), entity.size()))));
    mention.span = span(item);
    return mention;
  }

  Relation relation(const Json& item) const {
    Relation relation;
    relation.type = item.at("type").get<std::string>();
    relation.subject = ids_.at(item.at("subject").get<std::string>());
    relation.object = ids_.at(item.at("object").get<std::string>());
    relation.status = parse_status(item.value("status", "asserted")).value_or(Status::asserted);
    relation.evidence.sentence = span(item.at("evidence"));
    if (item.contains("qualifiers")) relation.qualifiers.role = item.at("qualifiers").value("role", "");
    return relation;
  }

  const Json& json_;
  Extraction extraction_;
  std::vector<std::uint32_t> bytes_;  // by code point
  std::map<std::string, std::uint32_t> ids_;
};

std::vector<Extraction> read_lines(const std::string& path) {
  std::vector<Extraction> documents;
  std::ifstream in(path, std::ios::binary);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    try {
      const Json json = Json::parse(line);
      if (!json.contains("knowledge")) documents.push_back(LineReader(json).read());
    } catch (const std::exception&) {
      throw Error(path + ":" + std::to_string(number) + ": is no line of resolved JSON Lines; 'citypact build -o graph.jsonl' writes them");
    }
  }
  return documents;
}

/// The nearest end of a sentence: a line end, two spaces (nothing known), or a full stop with a space behind it.
bool ends_before(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  if (text[at - 1] == '\n' || (text[at - 1] == ' ' && text[at] == ' ')) return true;
  return at >= 2 && text[at - 1] == ' ' && std::string_view(".!?").find(text[at - 2]) != std::string_view::npos;
}

Span around(std::string_view text, Span mention) {
  constexpr std::uint32_t most = 400;
  Span found = mention;
  while (found.begin > 0 && mention.begin - found.begin < most && !ends_before(text, found.begin)) --found.begin;
  const auto size = static_cast<std::uint32_t>(text.size());
  while (found.end < size && found.end - mention.end < most && text[found.end] != '\n' && !ends_before(text, found.end)) ++found.end;
  const auto inside = [&](std::uint32_t at) { return at > 0 && at < size && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  while (inside(found.begin)) --found.begin;
  while (inside(found.end)) ++found.end;
  return found;
}

}  // namespace

std::vector<Extraction> read_graph_mentions(const std::string& path, const Ontology& ontology) {
  if (!std::filesystem::exists(path)) throw Error(path + ": no such file; 'citypact build' writes graphs");
  if (path.ends_with(".jsonl")) return read_lines(path);
  if (!Store::is_store(path)) throw Error(path + ": holds no mentions; give the .jsonl that 'citypact build' wrote");
  std::vector<Extraction> documents;
  Store(path, ontology).for_each_extraction([&](const Extraction& extraction) { documents.push_back(extraction); });
  return documents;
}

std::vector<Extraction> read_mentions_of(const Store& store, const std::vector<std::string>& nodes) {
  std::map<std::string, Extraction> documents;
  for (const std::string& node : nodes)
    store.for_each_extraction_of(node, [&](const Extraction& extraction) { documents.emplace(extraction.document.id, extraction); });
  std::vector<Extraction> list;
  for (auto& [id, extraction] : documents) list.push_back(std::move(extraction));
  return list;
}

std::string shown_in_sentence(const Extraction& extraction, Span mention) {
  const std::string& text = extraction.document.text;
  Span sentence = around(text, mention);
  for (const Relation& relation : extraction.relations)
    if (relation.evidence.sentence.contains(mention) && relation.evidence.sentence.end <= text.size()) sentence = relation.evidence.sentence;
  std::string shown(text, sentence.begin, mention.begin - sentence.begin);
  shown += "[" + std::string(surface(text, mention)) + "]" + text.substr(mention.end, sentence.end - mention.end);
  shown.erase(0, std::min(shown.find_first_not_of(" \n\t\r"), shown.size()));
  shown.erase(shown.find_last_not_of(" \n\t\r") + 1);
  return shown;
}

}  // namespace citypact::cli
