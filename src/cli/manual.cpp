#include "manual.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "option_table.hpp"

namespace citypact::cli {

namespace {

/// Text as roff takes it: no escapes, no requests, and hyphens that stay what they are when copied.
std::string roff(std::string_view text) {
  std::string result;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') result += "\\e";
    else if (c == '-') result += "\\-";
    else result += c;
    line_begins = c == '\n';
  }
  return result;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

void begin(std::ostream& out, const std::string& title, std::string_view summary) {
  out << ".TH \"" << roff(upper(title)) << "\" 1 \"\" \"citypact " CITYPACT_VERSION "\" \"citypact\"\n.SH NAME\n" << roff(title) << " \\- " << roff(summary) << '\n';
}

void write_exit_status(std::ostream& out) {
  out << ".SH EXIT STATUS\n.TP\n0\nfine\n.TP\n1\nthe data or the answer is bad; not found, too\n.TP\n2\nwrong usage\n";
}

/// The text below the options of --help: paragraphs, and examples that keep their lines.
void write_footer(std::ostream& out, std::string_view footer) {
  std::istringstream lines{std::string(footer)};
  bool examples = false, fresh = true;
  std::ostringstream text, code;
  for (std::string line; std::getline(lines, line);) {
    if (line == "Examples:" || line == "Example:") {
      examples = true;
    } else if (examples) {
      code << roff(line.starts_with("  ") ? line.substr(2) : line) << '\n';
    } else if (line.empty()) {
      fresh = true;
    } else {
      if (fresh && text.tellp() > 0) text << ".PP\n";
      text << roff(line) << '\n';
      fresh = false;
    }
  }
  if (text.tellp() > 0) out << ".SH NOTES\n" << text.str();
  if (code.tellp() > 0) out << ".SH EXAMPLES\n.nf\n" << code.str() << ".fi\n";
}

}  // namespace

std::string command_manual(const Command& command) {
  std::ostringstream out;
  const std::string name = "citypact-" + std::string(command.name);
  begin(out, name, command.summary);
  const auto rows = option_rows(command);
  out << ".SH SYNOPSIS\n.B citypact " << roff(command.name) << "\n[\\fIoptions\\fR]";
  for (const OptionRow& row : rows) {
    if (!row.positional) continue;
    const std::string place = "\\fI" + roff(row.names[0]) + "\\fR" + (row.repeated ? "..." : "");
    out << ' ' << (row.required ? place : "[" + place + "]");
  }
  out << '\n';
  if (std::ranges::any_of(rows, &OptionRow::positional)) out << ".SH ARGUMENTS\n";
  for (const OptionRow& row : rows) {
    if (row.positional) out << ".TP\n.I " << roff(row.names[0]) << '\n' << roff(row.help) << '\n';
  }
  out << ".SH OPTIONS\n";
  for (const OptionRow& row : rows) {
    if (row.positional) continue;
    std::string names;
    for (const std::string& option : row.names) names += (names.empty() ? "" : ", ") + ("\\fB" + roff(option) + "\\fR");
    out << ".TP\n" << names << (row.placeholder.empty() ? "" : " \\fI" + roff(row.placeholder) + "\\fR") << '\n' << roff(row.help) << '\n';
  }
  write_footer(out, command.examples);
  write_exit_status(out);
  out << ".SH SEE ALSO\n.BR citypact (1)\n";
  return out.str();
}

std::string program_manual() {
  std::ostringstream out;
  begin(out, "citypact", "knowledge graphs of how cities innovate together, from news");
  out << ".SH SYNOPSIS\n.B citypact\n\\fICOMMAND\\fR [\\fIoptions\\fR] [\\fIarguments\\fR]\n"
         ".SH DESCRIPTION\nReads news and official releases and builds a knowledge graph: which city, innovation cluster, science park, university or\n"
         "company signed what with whom, who chaired and who took part, and which programme it belongs to. Every edge carries the\n"
         "sentence that proves it. Data go to standard output, everything else to standard error.\n.SH COMMANDS\n";
  for (const Command& command : commands()) out << ".TP\n.BR citypact\\-" << roff(command.name) << " (1)\n" << roff(command.summary) << '\n';
  out << ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nwhen set and not empty, nothing is coloured; nothing ever is where standard output is no terminal\n";
  write_exit_status(out);
  return out.str();
}

}  // namespace citypact::cli
