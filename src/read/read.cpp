#include "citypact/read/read.hpp"

#include <algorithm>
#include <filesystem>

#include "citypact/language/date_line.hpp"
#include "reader.hpp"

namespace citypact {
namespace read {
namespace {

constexpr std::size_t head_size = 4096;

/// JSON Lines when the first character is `{`.
const Reader* guess_reader(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const auto first = head.find_first_not_of(" \t\r\n");
  return find_reader(first != head.npos && head[first] == '{' ? "jsonl" : "text");
}

void read_one(const Origin& origin, const Reader* reader, const ReadOptions& options, Delivery& delivery) {
  try {
    ByteSource bytes(origin.source);
    const auto head = bytes.peek(head_size).substr(0, head_size);
    refuse_foreign_kind(head, reader == nullptr);
    if (!reader) reader = find_reader_by_suffix(origin.source);
    if (!reader) reader = guess_reader(head);
    reader->read(bytes, origin, options, delivery);
  } catch (const Unreadable& reason) {
    delivery.fail(origin.source == "-" ? "standard input" : origin.source, reason.message);
  }
}

std::string suffixes() {
  std::string result;
  for (const auto& reader : readers()) {
    for (const auto suffix : reader.format.suffixes) result += (result.empty() ? "" : ", ") + std::string(suffix);
  }
  return result;
}

void read_folder(const std::string& folder, const Reader* reader, const ReadOptions& options, Delivery& delivery) {
  const auto before = delivery.summary();
  const auto files = walk(folder, delivery);
  const auto& after = delivery.summary();
  if (files.empty() && after.failed == before.failed) {
    const auto ignored = after.ignored - before.ignored;
    delivery.fail(folder, "holds no file to read (" + suffixes() + ")" +
                              (ignored > 0 ? "; " + grouped(ignored) + " of other kinds were left alone" : "; check the path"));
  }
  for (const auto& file : files) {
    if (delivery.stopped()) return;
    read_one({file.path, file.relative}, reader, options, delivery);
  }
}

void read_input(const std::string& input, const Reader* reader, const ReadOptions& options, Delivery& delivery) {
  std::error_code error;
  if (input != "-" && std::filesystem::is_directory(input, error)) return read_folder(input, reader, options, delivery);
  const std::string name = input == "-" ? input : std::filesystem::path(input).filename().generic_string();
  read_one({input, name}, reader, options, delivery);
}

}  // namespace

void Delivery::document(Document document, const std::string& place) {
  if (stopped_) return;
  if (!ids_.insert(document.id).second)
    return fail(place, "a document with the id '" + document.id + "' came before; only the first is kept");
  ++summary_.documents;
  stopped_ = !accept_(std::move(document));
}

void Delivery::fail(std::string place, std::string message) {
  ++summary_.failed;
  diagnostics_.error(std::move(place), std::move(message));
}

const Reader* find_reader(std::string_view name) {
  for (const auto& reader : readers()) {
    if (reader.format.name == name) return &reader;
  }
  return nullptr;
}

const Reader* find_reader_by_suffix(std::string_view path) {
  std::string lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 16)));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const auto& reader : readers()) {
    for (const auto suffix : reader.format.suffixes) {
      if (lower.ends_with(suffix)) return &reader;
    }
  }
  return nullptr;
}

}  // namespace read

ReadSummary read_documents(const std::vector<std::string>& inputs, std::string_view format, const ReadOptions& options,
                           Diagnostics& diagnostics, const std::function<bool(Document)>& accept) {
  const auto* reader = format.empty() ? nullptr : read::find_reader(format);
  if (!format.empty() && !reader) throw Error("there is no input format '" + std::string(format) + "'; 'citypact formats' lists them");
  ReadOptions limited = options;
  limited.max_bytes = std::min(options.max_bytes, largest_document);
  read::Delivery delivery(diagnostics, accept);
  for (const auto& input : inputs) {
    if (delivery.stopped()) break;
    read::read_input(input, reader, limited, delivery);
  }
  return delivery.summary();
}

std::optional<Date> parse_published(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == text.npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(' ') - begin + 1);
  if (auto date = parse_edtf(text)) return date;
  return parse_date_line(text, nullptr);
}

void complete_document(Document& document, const Languages& languages) {
  if (document.language.empty()) document.language = languages.detect(document.text);
  if (document.published) return;
  const std::string_view text = document.text;
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return;
  auto line = text.substr(begin, text.find('\n', begin) - begin);
  document.published = parse_date_line(line, languages.find(document.language));
}

}  // namespace citypact
