#include "completion.hpp"

#include <map>
#include <sstream>

#include "option_table.hpp"

namespace citypact::cli {

namespace {

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : separator) + word;
  return result;
}

/// In single quotes, as all three shells read them.
std::string quoted(const std::string& text, const char* quote_inside) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string(quote_inside) : std::string(1, c);
  return result + "'";
}
std::string posix_quoted(const std::string& text) { return quoted(text, "'\\''"); }
std::string fish_quoted(const std::string& text) { return quoted(text, "\\'"); }

/// Text of a zsh specification: brackets and colons end its parts.
std::string zsh_text(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

/// What zsh does at a place: a list of words, files, or nothing to offer.
std::string zsh_action(const OptionRow& row) {
  const auto words = words_for(row);
  const std::string name = zsh_text(row.placeholder);
  const bool list = row.values == Values::status || row.values == Values::relation;  // several with a comma
  if (!words.empty()) return ":" + name + (list ? ":_values -s , word " + joined(words, " ") : ":(" + joined(words, " ") + ")");
  return ":" + name + (row.values == Values::file ? ":_files" : ": ");
}

std::string zsh_argument(const OptionRow& row) {
  if (row.positional) return posix_quoted((row.repeated ? "*" : "") + zsh_action(row));
  std::string result;
  const std::string names = joined(row.names, " ");
  const std::string tail = "[" + zsh_text(row.help) + "]" + (row.values == Values::none ? "" : zsh_action(row));
  if (row.repeated || row.names.size() == 1) {
    for (const std::string& name : row.names) result += (result.empty() ? "" : " ") + posix_quoted((row.repeated ? "*" : "") + name + tail);
    return result;
  }
  return posix_quoted("(" + names + ")") + "{" + joined(row.names, ",") + "}" + posix_quoted(tail);
}

}  // namespace

std::string bash_completion() {
  std::ostringstream out;
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  out << "# Completion of citypact for bash, made by 'citypact completion bash'.\n"
         "_citypact() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= head=\n"
         "  [[ $current == = ]] && current=\n"
         "  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
         "    words=" << posix_quoted(joined(names, " ")) << "\n"
         "  else\n"
         "    case \"${COMP_WORDS[1]} $before\" in\n";
  std::string options, positionals;
  for (const Command& command : commands()) {
    std::string all, closed;
    for (const OptionRow& row : option_rows(command)) {
      const auto words = words_for(row);
      if (row.positional) {
        if (!words.empty() && closed.empty()) closed = joined(words, " ");
        continue;
      }
      for (const std::string& name : row.names) all += (all.empty() ? "" : " ") + name;
      if (words.empty()) continue;
      std::string pattern;
      for (const std::string& name : row.names) pattern += (pattern.empty() ? "" : "|") + posix_quoted(std::string(command.name) + " " + name);
      out << "      " << pattern << ") words=" << posix_quoted(joined(words, " "));
      if (row.values == Values::status || row.values == Values::relation) out << "; [[ $current == *,* ]] && head=${current%,*},";
      out << " ;;\n";
    }
    options += "          " + std::string(command.name) + ") words=" + posix_quoted(all) + " ;;\n";
    if (!closed.empty()) positionals += "          " + std::string(command.name) + ") words=" + posix_quoted(closed) + " ;;\n";
  }
  out << "      *) if [[ $current == -* ]]; then\n"
         "        case ${COMP_WORDS[1]} in\n" << options << "        esac\n"
         "        else case ${COMP_WORDS[1]} in\n" << positionals << "        esac; fi ;;\n"
         "    esac\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -P \"$head\" -W \"$words\" -- \"${current#\"$head\"}\"))\n"
         "}\n"
         "complete -o bashdefault -o default -F _citypact citypact\n";
  return out.str();
}

std::string zsh_completion() {
  std::ostringstream out;
  out << "#compdef citypact\n"
         "# Completion of citypact for zsh, made by 'citypact completion zsh'.\n"
         "_citypact() {\n"
         "  local -a commands=(\n";
  for (const Command& command : commands()) out << "    " << posix_quoted(std::string(command.name) + ":" + zsh_text(std::string(command.summary))) << '\n';
  out << "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe command commands\n"
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  words=(\"${(@)words[2,-1]}\")\n"
         "  (( CURRENT-- ))\n"
         "  case $command in\n";
  for (const Command& command : commands()) {
    out << "    " << command.name << ") _arguments -s";
    for (const OptionRow& row : option_rows(command)) out << " \\\n      " << zsh_argument(row);
    out << " ;;\n";
  }
  out << "  esac\n"
         "}\n"
         "if [[ $funcstack[1] == _citypact ]]; then _citypact \"$@\"; else compdef _citypact citypact; fi\n";
  return out.str();
}

std::string fish_completion() {
  std::ostringstream out;
  out << "# Completion of citypact for fish, made by 'citypact completion fish'.\n";
  for (const Command& command : commands()) {
    out << "complete -c citypact -n __fish_use_subcommand -f -a " << command.name << " -d " << fish_quoted(std::string(command.summary)) << '\n';
  }
  for (const Command& command : commands()) {
    for (const OptionRow& row : option_rows(command)) {
      const auto words = words_for(row);
      if (row.positional && words.empty()) continue;  // files, which fish offers by itself
      out << "complete -c citypact -n '__fish_seen_subcommand_from " << command.name << "'";
      if (row.positional) {
        out << " -f -a " << fish_quoted(joined(words, " ")) << '\n';
        continue;
      }
      for (const std::string& name : row.names) out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
      if (!words.empty()) out << " -x -a " << fish_quoted(joined(words, " "));
      else if (row.values == Values::file) out << " -r";
      else if (row.values == Values::any) out << " -x";
      out << " -d " << fish_quoted(row.help) << '\n';
    }
  }
  return out.str();
}

}  // namespace citypact::cli
