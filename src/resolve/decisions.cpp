#include "citypact/resolve/decisions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/text.hpp"

namespace citypact {
namespace {

constexpr std::array<std::string_view, 4> verdicts{"same", "different", "rename", "drop"};
constexpr std::size_t columns = 13;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0;;) {
    const auto end = line.find('\t', at);
    cells.push_back(line.substr(at, end == std::string::npos ? end : end - at));
    if (end == std::string::npos) break;
    at = end + 1;
  }
  cells.resize(std::max(cells.size(), columns));
  return cells;
}

std::uint32_t number(const std::string& text, const std::string& place) {
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) throw Error(place + ": '" + text + "' is no offset");
  return value;
}

MentionPlace mention_place(const std::vector<std::string>& cells, std::size_t at, const std::string& place) {
  if (cells[at].empty()) throw Error(place + ": names no document");
  return {cells[at], {number(cells[at + 1], place), number(cells[at + 2], place)}, cells[at + 3]};
}

std::string plain(std::string text) {
  for (char& c : text)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return text;
}

std::string to_cells(const MentionPlace& place) {
  if (place.document.empty()) return "\t\t\t";
  return plain(place.document) + "\t" + std::to_string(place.span.begin) + "\t" + std::to_string(place.span.end) + "\t" + plain(place.surface);
}

}  // namespace

Decision parse_decision(const std::string& line, const std::string& place) {
  const auto cells = cells_of(line);
  Decision found;
  found.place = place;
  const auto verdict = std::find(verdicts.begin(), verdicts.end(), cells[0]);
  if (verdict == verdicts.end()) throw Error(place + ": unknown decision '" + cells[0] + "'; there are same, different, rename and drop");
  found.verdict = static_cast<Decision::Verdict>(verdict - verdicts.begin());
  found.first = mention_place(cells, 1, place);
  if (found.verdict == Decision::Verdict::same || found.verdict == Decision::Verdict::different) found.second = mention_place(cells, 5, place);
  found.name = cells[9];
  if (found.verdict == Decision::Verdict::rename && found.name.empty()) throw Error(place + ": rename without a name");
  found.who = cells[10];
  found.when = cells[11];
  found.why = cells[12];
  return found;
}

std::vector<Decision> read_decisions(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path.string() + ": cannot be read");
  std::vector<Decision> decisions;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::string place = path.string() + ":" + std::to_string(number);
    if (first_invalid_utf8(line)) throw Error(place + ": not UTF-8");
    if (number == 1) {
      if (line != decisions_header) throw Error(place + ": is no decisions file; its first line must be '" + std::string(decisions_header) + "'");
    } else if (!line.empty() && line[0] != '#') {
      decisions.push_back(parse_decision(line, place));
    }
  }
  return decisions;
}

std::string to_line(const Decision& decision) {
  return std::string(verdicts[static_cast<std::size_t>(decision.verdict)]) + "\t" + to_cells(decision.first) + "\t" + to_cells(decision.second) + "\t" +
         plain(decision.name) + "\t" + plain(decision.who) + "\t" + plain(decision.when) + "\t" + plain(decision.why);
}

}  // namespace citypact
