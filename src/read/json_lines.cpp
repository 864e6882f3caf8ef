// JSON Lines: one object a line, {id?, source?, title?, published?, language?, text}; other keys are left alone.
#include <nlohmann/json.hpp>

#include "reader.hpp"

namespace citypact::read {
namespace {

using Json = nlohmann::json;

constexpr int deepest = 64;
constexpr std::size_t longest_id = 2048;  // bytes

Json parse(std::string_view line) {
  const auto guard = [](int depth, Json::parse_event_t, Json&) {
    if (depth > deepest) throw Unreadable{"nested deeper than " + std::to_string(deepest) + " levels; one flat object a line is expected"};
    return true;
  };
  try {
    return Json::parse(line.begin(), line.end(), guard);
  } catch (const Json::parse_error& error) {
    throw Unreadable{"no JSON (column " + std::to_string(error.byte) + "); one object a line is expected"};
  } catch (const Json::exception&) {
    throw Unreadable{"a number is out of range"};
  }
}

/// A string member; empty when absent or null.
std::string string_member(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return "";
  if (!found->is_string()) throw Unreadable{std::string("'") + key + "' is no string"};
  std::string value = found->get<std::string>();
  if (value.find('\0') != value.npos) throw Unreadable{std::string("'") + key + "' holds NUL"};
  return value;
}

std::string id_member(const Json& object) {
  const auto found = object.find("id");
  if (found != object.end() && found->is_number_integer()) return found->dump();
  std::string id = string_member(object, "id");
  if (id.size() > longest_id) throw Unreadable{"'id' is longer than " + grouped(longest_id) + " bytes"};
  return id;
}

bool is_address(std::string_view source) { return source.starts_with("http://") || source.starts_with("https://"); }

Document to_document(const Json& object, const Origin& origin, std::size_t line, Delivery& delivery, const std::string& place) {
  if (object.is_array()) throw Unreadable{"a JSON array; one object a line is expected (jq -c '.[]' converts)"};
  if (!object.is_object()) throw Unreadable{"no JSON object; one object a line is expected"};
  Document document;
  document.id = id_member(object);
  document.source = string_member(object, "source");
  document.title = string_member(object, "title");
  document.language = string_member(object, "language");
  document.text = string_member(object, "text");
  if (document.text.find_first_not_of(" \t\r\n") == std::string::npos) throw Unreadable{"'text' is missing or empty"};
  if (document.id.empty() && is_address(document.source)) document.id = document.source;
  if (document.id.empty()) document.id = origin.id + "#" + std::to_string(line);
  if (document.source.empty()) document.source = origin.source;
  const std::string published = string_member(object, "published");
  document.published = parse_published(published);
  if (!published.empty() && !document.published)
    delivery.warn(place, "'published' is no date that is understood: '" + published.substr(0, 40) + "'; write 2020-09-18");
  return document;
}

void read_line(std::string_view line, std::size_t number, const Origin& origin, Delivery& delivery) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.find_first_not_of(" \t") == line.npos) return;
  const std::string place = origin.source + ":" + std::to_string(number);
  try {
    require_text(line);
    delivery.document(to_document(parse(line), origin, number, delivery, place), place);
  } catch (const Unreadable& reason) {
    delivery.fail(place, reason.message);
  }
}

/// Drops bytes up to and with the next line feed; false at the end of the input.
bool skip_line(ByteSource& bytes) {
  for (;;) {
    const auto ahead = bytes.peek(1);
    if (ahead.empty()) return false;
    const auto end = ahead.find('\n');
    bytes.take(end == ahead.npos ? ahead.size() : end + 1);
    if (end != ahead.npos) return true;
  }
}

}  // namespace

void read_json_lines(ByteSource& bytes, const Origin& origin, const ReadOptions& options, Delivery& delivery) {
  if (bytes.peek(3).starts_with("\xEF\xBB\xBF")) bytes.take(3);
  if (bytes.peek(1).empty()) throw Unreadable{"is empty; nothing to read"};
  const auto before = delivery.summary();
  std::size_t wanted = 1 << 16;
  for (std::size_t number = 1; !delivery.stopped();) {
    const auto ahead = bytes.peek(wanted);
    if (ahead.empty()) break;
    const auto end = ahead.find('\n');
    const bool last = ahead.size() < wanted;
    if (end == ahead.npos && !last && ahead.size() <= options.max_bytes) {
      wanted = std::min(wanted * 2, options.max_bytes + 1);
      continue;
    }
    const std::size_t length = end == ahead.npos ? ahead.size() : end;
    if (length > options.max_bytes) {
      delivery.fail(origin.source + ":" + std::to_string(number),
                    "a line of more than " + grouped(options.max_bytes) + " bytes; split it or raise --max-size");
      if (!skip_line(bytes)) break;
    } else {
      read_line(ahead.substr(0, length), number, origin, delivery);
      bytes.take(end == ahead.npos ? length : length + 1);
    }
    ++number;
    wanted = 1 << 16;
  }
  const auto& after = delivery.summary();
  if (!delivery.stopped() && after.documents == before.documents && after.failed == before.failed)
    throw Unreadable{"holds only white space; nothing to read"};
}

}  // namespace citypact::read
