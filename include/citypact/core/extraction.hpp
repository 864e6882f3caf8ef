#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/date.hpp"
#include "citypact/core/document.hpp"
#include "citypact/core/text.hpp"

namespace citypact {

enum class Form : std::uint8_t { name, nominal, pronoun, adjective };
enum class Status : std::uint8_t { asserted, planned, possible, denied, ended };
enum class Bound : std::uint8_t { eq, min, max };

inline constexpr std::array all_forms{Form::name, Form::nominal, Form::pronoun, Form::adjective};
inline constexpr std::array all_statuses{Status::asserted, Status::planned, Status::possible, Status::denied, Status::ended};

std::string_view to_string(Form form);
std::string_view to_string(Status status);
std::string_view to_string(Bound bound);
std::optional<Form> parse_form(std::string_view name);
std::optional<Status> parse_status(std::string_view name);
std::optional<Bound> parse_bound(std::string_view name);

/// One place in a text that stands for a node. Its index in Extraction::mentions is its id ("m1" is index 0).
struct Mention {
  std::string type;     // class of the annotation guidelines: "Organization"
  std::string subtype;  // finer ontology class: "Foundation"; may be empty
  Form form = Form::name;
  Span span;
  std::string name;          // canonical (nominative) name of what it stands for: «Сергей Собянин»
  std::string own_name;      // canonical form of the mention itself, «Собянин»; empty where it is `name`
  std::uint32_t entity = 0;  // equal for mentions of one thing within the document
  std::string iri;           // across documents; empty until resolved
  std::string qid;           // Wikidata; empty where unknown
};

/// Evidence from a text. `sentence` always holds `trigger`; `also` are further spans when the fact stands across sentences.
struct TextEvidence {
  Span sentence;
  Span trigger;
  std::vector<Span> also;
  std::string rule;       // id of the rule or model that said so
  float confidence = 1;   // 0..1, calibrated; leaves the program rounded to two decimals
};

struct Qualifiers {
  std::string role;        // nominative: «мэр»
  std::string role_text;   // as written: «мэра»
  std::string instrument;  // «меморандум»
  std::string topic;       // «сотрудничество в сфере инноваций»
  std::string amount;
  std::string share;
  std::string deal;
  std::optional<std::uint32_t> speaker;  // mention index of who said so
};

/// A typed, directed tie between two mentions; `type` is a relation of the ontology.
struct Relation {
  std::string type;
  std::uint32_t subject = 0;  // mention indices
  std::uint32_t object = 0;
  Status status = Status::asserted;
  std::optional<Date> time;  // when it happened or holds
  TextEvidence evidence;
  Qualifiers qualifiers;
};

/// A literal about a mention («более 17 тыс. предприятий»).
struct Attribute {
  std::uint32_t mention = 0;
  std::string property;  // what is counted or measured, canonical: «предприятия»
  std::string value;     // a decimal number: "17000"
  std::string unit;      // "%", «рублей», «предприятий»; may be empty
  Bound bound = Bound::eq;
  std::optional<Date> time;
  std::optional<std::uint32_t> speaker;
  TextEvidence evidence;
};

/// What was found in one document. Owns its strings and the document itself, so that evidence can be shown.
struct Extraction {
  Document document;
  std::vector<Mention> mentions;
  std::vector<Relation> relations;
  std::vector<Attribute> attributes;
};

}  // namespace citypact
