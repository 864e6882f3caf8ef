#include "rows.hpp"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/hash.hpp"
#include "citypact/core/text.hpp"

namespace citypact::store {

namespace {

using Json = nlohmann::json;

/// Reads {"language": "label"} without a tree of values: half the time, and walks over all nodes are mostly this.
class LabelReader : public nlohmann::json_sax<Json> {
 public:
  explicit LabelReader(LanguageMap& into) : into_(into) {}
  bool key(std::string& language) override { return language_ = std::move(language), true; }
  bool string(std::string& label) override { return depth_ == 1 && (into_[std::move(language_)] = std::move(label), true); }
  bool start_object(std::size_t) override { return ++depth_ == 1; }
  bool end_object() override { return true; }
  bool null() override { return false; }
  bool boolean(bool) override { return false; }
  bool number_integer(Json::number_integer_t) override { return false; }
  bool number_unsigned(Json::number_unsigned_t) override { return false; }
  bool number_float(Json::number_float_t, const std::string&) override { return false; }
  bool binary(Json::binary_t&) override { return false; }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  LanguageMap& into_;
  std::string language_;
  int depth_ = 0;
};

/// As LabelReader where nothing is escaped, which is so in all but a few rows, in a fifth of its time. False when it is not sure.
bool read_plain_labels(std::string_view json, LanguageMap& into) {
  if (!json.starts_with("{\"") || !json.ends_with("\"}")) return false;
  if (std::ranges::any_of(json, [](char c) { return c == '\\' || static_cast<unsigned char>(c) < 0x20; }) || first_invalid_utf8(json)) return false;
  for (std::size_t at = 1; at < json.size();) {  // at a quote
    const std::size_t key = json.find('"', at + 1), value = key + 3;
    if (key == std::string_view::npos || json.substr(key, 3) != "\":\"") return false;
    const std::size_t end = json.find('"', value);
    if (end == std::string_view::npos) return false;
    into[std::string(json.substr(at + 1, key - at - 1))] = json.substr(value, end - value);
    if (end + 2 == json.size()) return true;  // before the brace
    if (json.substr(end, 3) != "\",\"") return false;
    at = end + 2;
  }
  return false;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string pack_labels(const LanguageMap& labels) { return dump(Json(labels)); }

LanguageMap unpack_labels(std::string_view json) {
  LanguageMap labels;
  if (read_plain_labels(json, labels)) return labels;
  labels.clear();
  LabelReader reader(labels);
  if (!Json::sax_parse(json, &reader)) throw Error("labels that are no JSON object of texts");
  return labels;
}

std::string pack_list(const std::vector<std::string>& list) { return list.empty() ? "[]" : dump(Json(list)); }

std::vector<std::string> unpack_list(std::string_view json) {
  if (json == "[]") return {};
  const Json list = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  const bool texts = list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& item) { return item.is_string(); });
  if (!texts) throw Error("names that are no JSON array of texts");
  return list.get<std::vector<std::string>>();
}

std::string pack_spans(const std::vector<Span>& spans) {
  std::string out;
  for (Span span : spans) out += (out.empty() ? "[[" : ",[") + std::to_string(span.begin) + "," + std::to_string(span.end) + "]";
  return out.empty() ? out : out + "]";
}

std::vector<std::uint32_t> unpack_numbers(std::string_view list) {
  std::vector<std::uint32_t> numbers;
  for (const char *at = list.data(), *end = at + list.size(); at < end;) {
    std::uint32_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error == std::errc{}) numbers.push_back(number);
    at = error == std::errc{} ? next : at + 1;
  }
  return numbers;
}

std::vector<Span> unpack_spans(std::string_view json) {
  const auto numbers = unpack_numbers(json);
  std::vector<Span> spans;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) spans.push_back({numbers[i], numbers[i + 1]});
  return spans;
}

std::string pack_numbers(const std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (auto number : numbers) out += (out.empty() ? "" : ",") + std::to_string(number);
  return out;
}

std::optional<std::string> date_text(const std::optional<Date>& date) { return date ? std::optional(to_edtf(*date)) : std::nullopt; }
Status status_of(const Query& row, int column) { return parse_status(row.view(column)).value_or(Status::asserted); }

EdgeEvidence read_evidence(const Query& row, int first) {
  EdgeEvidence e;
  e.begin = row.number(first), e.end = row.number(first + 1);
  e.trigger_begin = row.number(first + 2), e.trigger_end = row.number(first + 3);
  for (Span span : unpack_spans(row.view(first + 4))) e.also.push_back({span.begin, span.end, {}});
  e.rule = row.text(first + 5);
  e.confidence = static_cast<float>(row.real(first + 6));
  return e;
}

namespace {

/// What `read` returns; an Error of it then names file and node, whose IRI is column `iri`.
template <class Row, class Read>
auto undamaged(const Row& row, int iri, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw Error(row.file() + ": " + row.text(iri) + " has " + error.what() + "; build the store again from its documents");
  }
}

template <class Row>
Node node_of(const Row& row) {
  Node node;
  node.iri = row.text(1), node.type = row.text(2), node.subtype = row.text(3), node.qid = row.text(4);
  undamaged(row, 1, [&] {
    node.labels = unpack_labels(row.view(5));
    node.aliases = unpack_list(row.view(6));
    node.replaced = unpack_list(row.view(10));
  });
  node.time = date_of(row, 7);
  node.degree = row.number(8), node.mentions = row.number(9);
  return node;
}

}  // namespace

LanguageMap read_labels(const Query& row, int labels, int iri) {
  return undamaged(row, iri, [&] { return unpack_labels(row.view(labels)); });
}
Node read_node(const Query& row) { return node_of(row); }
Node read_node(const PackedRow& row) { return node_of(row); }

std::string content_hash(const Document& given) {
  std::string all;
  const std::string published = given.published ? to_edtf(*given.published) : "";
  for (const std::string* part : {&given.id, &given.source, &given.title, &published, &given.language, &given.text})
    all += std::to_string(part->size()) + ":" + *part;
  return stable_hash(all, 51);
}

}  // namespace citypact::store
