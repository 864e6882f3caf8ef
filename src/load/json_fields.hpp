#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact::load {

using Json = nlohmann::json;

/// What is wrong with a value, without the place; the caller knows the place.
class BadValue : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The one JSON value of `text`; BadValue when it is none or nested deeper than any of ours (hostile files).
Json parse_json(std::string_view text);
/// Members of an object: absent and null give the empty value, another kind throws BadValue naming the member.
std::string text_of(const Json& object, const char* member);
std::uint32_t number_of(const Json& object, const char* member);
float confidence_of(const Json& object);
std::optional<Date> date_of(const Json& object, const char* member);
const Json& array_of(const Json& object, const char* member);
const Json& object_of(const Json& object, const char* member);
Date parse_date(const std::string& text);
Bound bound_of(const Json& object);
std::vector<Passage> passages_of(const Json& evidence);

/// What write/json_text.hpp wrote.
KnowledgeRecord read_knowledge(const Json& object);
std::vector<EdgeEvidence> read_evidence(const Json& array);
std::vector<NodeAttribute> read_attributes(const Json& array);
std::vector<std::string> read_strings(const Json& array);
GraphDocument read_document(const Json& object);

}  // namespace citypact::load
