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
  explicit JsonText(std::string& into) : out_(into) {}

  void open_object() { separate(), out_ += '{', fresh_ = true; }
  void close_object() { out_ += '}', fresh_ = false; }
  void open_array() { separate(), out_ += '[', fresh_ = true; }
  void close_array() { out_ += ']', fresh_ = false; }
  void key(std::string_view name) { separate(), quote(name), out_ += ':', fresh_ = true; }
  void string(std::string_view value) { separate(), quote(value); }
  void raw(std::string_view value) { separate(), out_ += value; }
  void number(std::uint64_t value);
  void confidence(float value);

  /// A member that is left out when empty.
  void text(std::string_view name, std::string_view value) {
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

  std::string& out_;
  bool fresh_ = true;
};

/// What GraphML keeps as JSON string data; load/ reads it back.
void append_evidence(JsonText& json, const EdgeEvidence& evidence);
void evidence_json(const std::vector<EdgeEvidence>& evidence, std::string& into);  // whose content goes
std::string attributes_json(const std::vector<NodeAttribute>& attributes);
std::string strings_json(const std::vector<std::string>& strings);
std::string document_json(const GraphDocument& document);

}  // namespace citypact::write
