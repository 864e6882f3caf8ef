#include "json_text.hpp"

#include <array>
#include <charconv>

#include "output.hpp"
#include "plain_bytes.hpp"
#include "xml_text.hpp"

namespace citypact::write {

void JsonText::number(std::uint64_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonText::confidence(float value) { key("confidence"), raw(two_decimals(value)); }

void JsonText::quote(std::string_view value) {
  if (needs_no_escape(value)) {
    ((out_ += '"') += value) += '"';
  } else if (within_ == Within::xml) {
    std::string quoted;
    JsonText(quoted).quote(value);
    append_escaped(out_, quoted, false);
  } else {
    escape(value);
  }
}

void JsonText::escape(std::string_view value) {
  static constexpr char hex[] = "0123456789abcdef";
  out_ += '"';
  const auto special = [](auto byte) { return (byte < 0x20) | (byte == '"') | (byte == '\\') | (byte == 0xEF); };
  std::size_t plain = 0;  // begin of what needs no escape
  for (std::size_t i = 0; i < value.size(); ++i) {
    i += plain_bytes(value.substr(i), special);
    if (i == value.size()) break;
    const auto byte = static_cast<unsigned char>(value[i]);
    if (!special(byte)) continue;
    const bool not_for_xml = byte == 0xEF && value.substr(i).starts_with("\xEF\xBF") && i + 2 < value.size() &&
                             static_cast<unsigned char>(value[i + 2]) >= 0xBE;  // U+FFFE, U+FFFF
    if (byte >= 0x20 && byte != '"' && byte != '\\' && !not_for_xml) continue;
    out_.append(value, plain, i - plain);
    if (not_for_xml) {
      out_ += static_cast<unsigned char>(value[i + 2]) == 0xBE ? "\\ufffe" : "\\uffff";
      i += 2;
    } else if (byte >= 0x20) {
      (out_ += '\\') += value[i];
    } else if (byte == '\n' || byte == '\t' || byte == '\r') {
      (out_ += '\\') += byte == '\n' ? 'n' : byte == '\t' ? 't' : 'r';
    } else {
      (((out_ += "\\u00") += hex[byte >> 4])) += hex[byte & 15];
    }
    plain = i + 1;
  }
  out_.append(value, plain);
  out_ += '"';
}

namespace {

/// The member "knowledge" of an object that is open.
void append_knowledge(JsonText& json, const KnowledgeRecord& knowledge) {
  json.key("knowledge"), json.open_object();
  json.text("dataset", knowledge.dataset);
  json.text("version", knowledge.version);
  json.text("licence", knowledge.licence);
  json.text("address", knowledge.address);
  json.text("record", knowledge.record);
  json.text("says", knowledge.says);
  json.close_object();
}

}  // namespace

void append_evidence(JsonText& json, const EdgeEvidence& evidence) {
  json.open_object();
  if (evidence.knowledge) {
    append_knowledge(json, *evidence.knowledge);
    json.confidence(evidence.confidence);
    json.close_object();
    return;
  }
  json.text("document", evidence.document);
  json.key("begin"), json.number(evidence.begin);
  json.key("end"), json.number(evidence.end);
  json.text("sentence", evidence.sentence);
  json.key("trigger_begin"), json.number(evidence.trigger_begin);
  json.key("trigger_end"), json.number(evidence.trigger_end);
  json.text("trigger", evidence.trigger);
  json.text("rule", evidence.rule);
  json.confidence(evidence.confidence);
  json.text("speaker", evidence.speaker);
  if (!evidence.also.empty()) {
    json.key("also"), json.open_array();
    for (const Passage& passage : evidence.also) {
      json.open_object();
      json.key("begin"), json.number(passage.begin);
      json.key("end"), json.number(passage.end);
      json.text("text", passage.text);
      json.close_object();
    }
    json.close_array();
  }
  json.close_object();
}

void evidence_json(const std::vector<EdgeEvidence>& evidence, std::string& into, JsonText::Within within) {
  JsonText json(into, within);
  json.open_array();
  for (const EdgeEvidence& item : evidence) append_evidence(json, item);
  json.close_array();
}

std::string attributes_json(const std::vector<NodeAttribute>& attributes) {
  std::string text;
  JsonText json(text);
  json.open_array();
  for (const NodeAttribute& attribute : attributes) {
    json.open_object();
    json.text("property", attribute.property);
    json.text("value", attribute.value);
    json.text("unit", attribute.unit);
    json.text("bound", to_string(attribute.bound));
    if (attribute.time) json.text("time", to_edtf(*attribute.time));
    json.text("speaker", attribute.speaker);
    json.key("evidence"), append_evidence(json, attribute.evidence);
    json.close_object();
  }
  json.close_array();
  return text;
}

std::string strings_json(const std::vector<std::string>& strings) {
  std::string text;
  JsonText json(text);
  json.open_array();
  for (const std::string& string : strings) json.string(string);
  json.close_array();
  return text;
}

std::string document_json(const GraphDocument& document) {
  std::string text;
  JsonText json(text);
  json.open_object();
  json.text("iri", document.iri);
  json.text("id", document.document.id);
  json.text("source", document.document.source);
  json.text("title", document.document.title);
  if (document.document.published) json.text("published", to_edtf(*document.document.published));
  json.text("language", document.document.language);
  json.close_object();
  return text;
}

}  // namespace citypact::write
