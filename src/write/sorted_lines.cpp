#include "sorted_lines.hpp"

#include <algorithm>

namespace citypact::write {

void SortedLines::begin_subject(std::string_view iri) {
  iri_ = iri;
  while (!buffered_ && !stack_.empty()) {
    const std::string& open = stack_.back().iri;
    if (iri.starts_with(open) && iri.size() > open.size() && iri[open.size()] < '>') break;
    out_ << stack_.back().lines;
    stack_.pop_back();
  }
}

void SortedLines::add(bool fragment, std::string_view subject, std::string_view predicate, std::string_view object, std::string_view graph) {
  const std::size_t begin = text_.size();
  text_.append(subject).append(" ").append(predicate).append(" ").append(object);
  if (with_graphs_ && !graph.empty()) text_.append(" ").append(graph);
  text_.append(" .\n");
  (fragment ? fragments_ : subject_).push_back({begin, text_.size()});
}

std::string SortedLines::sorted(std::vector<Line>& lines) const {
  const auto view = [this](const Line& line) { return std::string_view(text_).substr(line.begin, line.end - line.begin); };
  std::ranges::sort(lines, {}, view);
  std::string result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || view(lines[i]) != view(lines[i - 1])) result.append(view(lines[i]));
  }
  lines.clear();
  return result;
}

void SortedLines::end_subject() {
  if (buffered_) return;
  out_ << sorted(fragments_);
  stack_.push_back({iri_, sorted(subject_)});
  text_.clear();
}

void SortedLines::finish() {
  if (buffered_) {
    subject_.insert(subject_.end(), fragments_.begin(), fragments_.end());
    out_ << sorted(subject_);
  }
  for (; !stack_.empty(); stack_.pop_back()) out_ << stack_.back().lines;
  out_.flush();
}

}  // namespace citypact::write
