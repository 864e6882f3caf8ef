#include "review_sheet.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "citypact/core/text.hpp"

namespace citypact::cli {
namespace {

std::string csv_cell(const std::string& value) {
  const bool number = !value.empty() && value.find_first_not_of("0123456789.-") == std::string::npos;
  const bool formula = !number && !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;  // OWASP, "CSV Injection"
  std::string cell = formula ? "'" + value : value;
  if (!formula && cell.find_first_of(",;\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void add_place(std::vector<std::string>& cells, const MentionPlace& place) {
  cells.insert(cells.end(), {place.document, std::to_string(place.span.begin), std::to_string(place.span.end), place.surface});
}

/// Reads cells of a sheet; `line` is the line on which the last row began.
class Sheet {
 public:
  explicit Sheet(std::string text) : text_(std::move(text)) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    const std::string head = text_.substr(0, text_.find('\n'));
    separator_ = *std::ranges::max_element(std::string_view(",;\t"), [&](char a, char b) { return std::ranges::count(head, a) < std::ranges::count(head, b); });
  }
  std::size_t line = 0;

  bool next(std::vector<std::string>& cells) {
    cells.clear();
    if (at_ >= text_.size()) return false;
    line = lines_ + 1;
    for (;;) {
      cells.push_back(cell());
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_, ++lines_;
      return true;
    }
  }

 private:
  std::string cell() {
    std::string value;
    if (at_ < text_.size() && text_[at_] == '"') {
      for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '"')) break;
        if (text_[at_] == '"') ++at_;
        lines_ += text_[at_] == '\n';
        value += text_[at_];
      }
      ++at_;
    }
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') value += text_[at_++];
    const bool formula = value.size() > 1 && value[0] == '\'' && std::string_view("=+-@\t\r").find(value[1]) != std::string_view::npos;
    return formula ? value.substr(1) : value;
  }

  std::string text_;
  char separator_ = ',';
  std::size_t at_ = 0, lines_ = 0;
};

std::vector<std::string> header() {
  std::vector<std::string> names;
  std::string name;
  for (std::istringstream in{std::string(decisions_header)}; std::getline(in, name, '\t');) names.push_back(name);
  return names;
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
  return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
}

}  // namespace

void write_sheet(const std::vector<SheetRow>& rows, std::ostream& out) {
  std::vector<std::vector<std::string>> lines{header()};
  lines[0].insert(lines[0].end(), {"now", "score", "use", "sentence", "sentence2", "signals"});
  for (const SheetRow& row : rows) {
    std::vector<std::string> cells{""};
    add_place(cells, row.first);
    add_place(cells, row.second);
    cells.insert(cells.end(), {"", "", "", "", row.now, row.score, row.use, row.sentence, row.sentence2, row.signals});
    lines.push_back(std::move(cells));
  }
  for (const auto& cells : lines) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i ? "," : "") << csv_cell(cells[i]);
    out << "\r\n";
  }
}

std::vector<Decision> read_sheet(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  if (!in || !(all << in.rdbuf())) throw Error(path.string() + ": cannot be read, or is empty");
  if (first_invalid_utf8(all.str())) throw Error(path.string() + ": not UTF-8; save it as CSV UTF-8");
  Sheet sheet(all.str());
  const auto names = header();
  std::vector<std::string> cells;
  std::map<std::string, std::size_t> columns;
  sheet.next(cells);
  for (std::size_t i = 0; i < cells.size(); ++i) columns.emplace(trimmed(cells[i]), i);
  for (const std::string& name : names)
    if (!columns.contains(name)) throw Error(path.string() + ":1: has no column '" + name + "'; 'citypact review --csv' writes such sheets");
  std::vector<Decision> decisions;
  while (sheet.next(cells)) {
    const auto cell = [&](const std::string& name) { return columns[name] < cells.size() ? cells[columns[name]] : std::string(); };
    if (trimmed(cell("decision")).empty()) continue;
    std::string line;
    for (const std::string& name : names) {
      std::string value = name == "surface" || name == "surface2" ? cell(name) : trimmed(cell(name));
      std::ranges::replace_if(value, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
      line += (line.empty() ? "" : "\t") + value;
    }
    decisions.push_back(parse_decision(line, path.string() + ":" + std::to_string(sheet.line)));
  }
  return decisions;
}

void append_decisions(const std::filesystem::path& path, const std::vector<Decision>& decisions) {
  const bool fresh = !std::filesystem::exists(path) || std::filesystem::file_size(path) == 0;
  bool unfinished = false;
  if (!fresh) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    in.seekg(-1, std::ios::end);
    unfinished = in.get() != '\n';
  }
  std::ofstream out(path, std::ios::binary | std::ios::app);
  if (fresh) out << decisions_header << '\n';
  else if (unfinished) out << '\n';
  for (const Decision& decision : decisions) out << to_line(decision) << '\n';
  out.flush();
  if (!out) throw Error(path.string() + ": cannot be written");
}

}  // namespace citypact::cli
