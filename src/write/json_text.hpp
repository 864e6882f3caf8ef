#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "citypact/core/graph.hpp"

namespace citypact::write {

/// Writes one JSON value after another into a string: members in the order of the calls, empty strings left out by `text`.
/// Escapes what JSON must and U+FFFE, U+FFFF, which XML refuses, so that JSON may stand in any XML file.
class JsonText {
 public:
  /// Where it stands: by itself, or as the text of an XML element, for which it is escaped at once (as by append_escaped).
  enum class Within { nothing, xml };
  explicit JsonText(std::string& into, Within within = Within::nothing) : out_(into), within_(within) {}

  void open_object() { separate(), out_ += '{', fresh_ = true; }
  void close_object() { out_ += '}', fresh_ = false; }
  void open_array() { separate(), out_ += '[', fresh_ = true; }
  void close_array() { out_ += ']', fresh_ = false; }
  void key(std::string_view name) { separate(), quote(name), out_ += ':', fresh_ = true; }
  /// A literal needs no escape.
  template <std::size_t size>
  void key(const char (&name)[size]) { separate(), out_ += '"', out_.append(name, size - 1), out_ += "\":", fresh_ = true; }
  void string(std::string_view value) { separate(), quote(value); }
  void raw(std::string_view value) { separate(), out_ += value; }
  void number(std::uint64_t value);
  void confidence(float value);

  /// A member that is left out when empty.
  template <class Name>
  void text(const Name& name, std::string_view value) {
    if (!value.empty()) key(name), string(value);
  }
  /// A member that is always there: null when empty.
  void text_or_null(std::string_view name, std::string_view value) {
    key(name);
    value.empty() ? raw("null") : string(value);
  }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  void quote(std::string_view value);
  void escape(std::string_view value);

  std::string& out_;
  Within within_;
  bool fresh_ = true;
};

/// What GraphML keeps as JSON string data; load/ reads it back.
void append_evidence(JsonText& json, const EdgeEvidence& evidence);
/// Behind what `into` has.
void evidence_json(const std::vector<EdgeEvidence>& evidence, std::string& into, JsonText::Within within);
std::string attributes_json(const std::vector<NodeAttribute>& attributes);
std::string strings_json(const std::vector<std::string>& strings);
std::string document_json(const GraphDocument& document);

}  // namespace citypact::write
