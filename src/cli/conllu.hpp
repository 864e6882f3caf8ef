#pragma once
#include <memory>
#include <ostream>

#include "citypact/analyze/analyze.hpp"

namespace citypact::cli {

/// Writes analyses, one document after the other, each part as it comes. Of a document only its index of characters (a sixteenth
/// of the text's bytes) is kept until its last part, and what make_analysis_json_writer says.
class AnalysisWriter {
 public:
  virtual ~AnalysisWriter() = default;
  virtual void write(const AnalyzedPart& part) = 0;
};

/// CoNLL-U: `# newdoc id`, `# sent_id`, `# text`, ten columns; MISC holds TokenRange=begin:end in code points of the
/// document, SpaceAfter=No, and NER in BIO, the widest name of a token first. A sentence that was not parsed hangs
/// flat on its first token, so that every sentence is one tree.
std::unique_ptr<AnalysisWriter> make_conllu_writer(std::ostream& out);
/// One JSON object a document: sentences, tokens, names; offsets are code points. Names stand behind the sentences and are kept
/// until then, 48 bytes each.
std::unique_ptr<AnalysisWriter> make_analysis_json_writer(std::ostream& out);
/// One name a line: document id, begin:end in code points, kind, text; separated by tabs.
std::unique_ptr<AnalysisWriter> make_names_writer(std::ostream& out);

}  // namespace citypact::cli
