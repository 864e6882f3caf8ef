#pragma once
#include <functional>
#include <string>
#include <vector>

#include "citypact/extract/extract.hpp"

namespace citypact {

/// A sentence of a rule's examples that does not give what the rule file says.
struct RuleFault {
  std::string place;    // "data/ru/rules/signed.yaml:12:7"
  std::string rule;     // id
  std::string message;  // what was expected and what came out
};

struct RuleCheck {
  std::size_t rules = 0, examples = 0;
  std::vector<RuleFault> faults;  // in the order of the files
};

/// Runs every example of every rule: all relations of the example's text count, whichever rule gives them.
/// The rule files are read again, with their examples, which extraction leaves out; throws Error for mistakes in them.
/// `analyze` turns a text into an analyzed document.
RuleCheck check_rules(const Extractor& extractor, const std::function<AnalyzedDocument(std::string)>& analyze);

/// What the rules did with a text: one line a relation, and one a rule whose trigger word stands there but which gave nothing, with the reason.
struct RuleTrace {
  struct Found {
    std::string subject, relation, object, status, rule, trigger;
    float score = 0;
  };
  struct Miss {
    std::string rule, trigger, reason;
  };
  std::vector<std::string> mentions;  // «Organization "Фонд развития" (name)»
  std::vector<std::string> posts;     // «"мэра": мэр, of «Москвы», held by «Собянина»»
  std::vector<Found> found;
  std::vector<Miss> misses;
};
RuleTrace trace_rules(const Extractor& extractor, AnalyzedDocument document);  // takes the document over

}  // namespace citypact
