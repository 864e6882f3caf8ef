#pragma once
#include <ostream>

#include "citypact/core/analysis.hpp"

namespace citypact::cli {

/// CoNLL-U: `# newdoc id`, `# sent_id`, `# text`, ten columns; MISC holds TokenRange=begin:end in code points of the
/// document, SpaceAfter=No, and NER in BIO, the widest name of a token first. A sentence that was not parsed hangs
/// flat on its first token, so that every sentence is one tree.
void write_conllu(const AnalyzedDocument& document, std::ostream& out);
/// One JSON object a document: sentences, tokens, names; offsets are code points. Written token by token: memory does not
/// grow with the document.
void write_analysis_json(const AnalyzedDocument& document, std::ostream& out);
/// One name a line: document id, begin:end in code points, kind, text; separated by tabs.
void write_names(const AnalyzedDocument& document, std::ostream& out);

}  // namespace citypact::cli
