#include "json_fields.hpp"

#include <cmath>

namespace citypact::load {

namespace {

constexpr int deepest = 16;  // ours nest to 6

[[noreturn]] void bad(std::string_view member, std::string_view wanted) {
  throw BadValue("'" + std::string(member) + "' is not " + std::string(wanted));
}

const Json* find(const Json& object, const char* member) {
  if (!object.is_object()) throw BadValue("not a JSON object");
  const auto found = object.find(member);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

EdgeEvidence read_one_evidence(const Json& json) {
  EdgeEvidence e;
  if (json.is_object() && json.contains("knowledge")) {
    e.knowledge = read_knowledge(object_of(json, "knowledge"));
    e.confidence = confidence_of(json);
    return e;
  }
  e.document = text_of(json, "document");
  e.begin = number_of(json, "begin"), e.end = number_of(json, "end");
  e.trigger_begin = number_of(json, "trigger_begin"), e.trigger_end = number_of(json, "trigger_end");
  e.sentence = text_of(json, "sentence"), e.trigger = text_of(json, "trigger"), e.rule = text_of(json, "rule");
  e.confidence = confidence_of(json);
  e.speaker = text_of(json, "speaker");
  e.also = passages_of(json);
  return e;
}

}  // namespace

Json parse_json(std::string_view text) {
  bool too_deep = false;
  const auto watch = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > deepest;
    return !too_deep;
  };
  Json json = Json::parse(text, watch, /*allow_exceptions=*/false);
  if (too_deep) throw BadValue("JSON nested too deep");
  if (json.is_discarded()) throw BadValue("not JSON");
  return json;
}

std::string text_of(const Json& object, const char* member) {
  const Json* value = find(object, member);
  if (value == nullptr) return {};
  if (!value->is_string()) bad(member, "a string");
  return value->get<std::string>();
}

std::uint32_t number_of(const Json& object, const char* member) {
  const Json* value = find(object, member);
  if (value == nullptr) return 0;
  if (!value->is_number_unsigned() || value->get<std::uint64_t>() > 0xffffffff) bad(member, "a number from 0 to 4294967295");
  return static_cast<std::uint32_t>(value->get<std::uint64_t>());
}

float confidence_of(const Json& object) {
  const Json* value = find(object, "confidence");
  if (value == nullptr) return 1;
  if (!value->is_number() || !(value->get<double>() >= 0 && value->get<double>() <= 1)) bad("confidence", "a number from 0 to 1");
  return value->get<float>();
}

Date parse_date(const std::string& text) {
  const auto date = parse_edtf(text);
  if (!date) throw BadValue("'" + text + "' is not a date such as 2020-09-18 or 2020/2021");
  return *date;
}

std::optional<Date> date_of(const Json& object, const char* member) {
  const std::string text = text_of(object, member);
  if (text.empty()) return std::nullopt;
  return parse_date(text);
}

const Json& array_of(const Json& object, const char* member) {
  static const Json empty = Json::array();
  const Json* value = find(object, member);
  if (value == nullptr) return empty;
  if (!value->is_array()) bad(member, "an array");
  return *value;
}

const Json& object_of(const Json& object, const char* member) {
  static const Json empty = Json::object();
  const Json* value = find(object, member);
  if (value == nullptr) return empty;
  if (!value->is_object()) bad(member, "an object");
  return *value;
}

Bound bound_of(const Json& object) {
  const auto bound = parse_bound(text_of(object, "bound"));
  if (!bound) bad("bound", "eq, min or max");
  return *bound;
}

KnowledgeRecord read_knowledge(const Json& object) {
  KnowledgeRecord knowledge{text_of(object, "dataset"), text_of(object, "version"), text_of(object, "licence"), text_of(object, "address"),
                            text_of(object, "record"), text_of(object, "says")};
  if (knowledge.dataset.empty()) throw BadValue("knowledge of no data set");
  return knowledge;
}

std::vector<Passage> passages_of(const Json& evidence) {
  std::vector<Passage> passages;
  for (const Json& item : array_of(evidence, "also")) passages.push_back({number_of(item, "begin"), number_of(item, "end"), text_of(item, "text")});
  return passages;
}

std::vector<EdgeEvidence> read_evidence(const Json& array) {
  if (!array.is_array()) throw BadValue("evidence is not an array");
  std::vector<EdgeEvidence> evidence;
  for (const Json& item : array) evidence.push_back(read_one_evidence(item));
  return evidence;
}

std::vector<NodeAttribute> read_attributes(const Json& array) {
  if (!array.is_array()) throw BadValue("attributes are not an array");
  std::vector<NodeAttribute> attributes;
  for (const Json& item : array) {
    attributes.push_back({text_of(item, "property"), text_of(item, "value"), text_of(item, "unit"), bound_of(item), date_of(item, "time"),
                          text_of(item, "speaker"), read_one_evidence(object_of(item, "evidence"))});
  }
  return attributes;
}

std::vector<std::string> read_strings(const Json& array) {
  if (!array.is_array()) throw BadValue("aliases are not an array");
  std::vector<std::string> strings;
  for (const Json& item : array) {
    if (!item.is_string()) throw BadValue("an alias is not a string");
    strings.push_back(item.get<std::string>());
  }
  return strings;
}

GraphDocument read_document(const Json& object) {
  GraphDocument result;
  result.iri = text_of(object, "iri");
  Document& document = result.document;
  document.id = text_of(object, "id"), document.source = text_of(object, "source"), document.title = text_of(object, "title");
  document.published = date_of(object, "published");
  document.language = text_of(object, "language");
  return result;
}

}  // namespace citypact::load
