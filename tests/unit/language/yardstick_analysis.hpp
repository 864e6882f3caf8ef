#pragma once
#include <string>

#include "citypact/analyze/analyze.hpp"
#include "citypact/language/language.hpp"

namespace citypact::test {

inline const Languages& language() {
  static const Languages instance(CITYPACT_SHARE);
  return instance;
}

inline AnalyzedDocument analyze_text(std::string text) {
  static const Analyzer analyzer(*language().find("ru"), nullptr, CITYPACT_SHARE);
  Document document;
  document.text = std::move(text);
  return analyzer.analyze(std::move(document), {.names_only = true, .parse = false});
}

}  // namespace citypact::test
