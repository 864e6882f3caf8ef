#pragma once
#include "citypact/core/analysis.hpp"
#include "lexicon.hpp"

namespace citypact::extract {

/// Mends what parsers do at «…, а …» and «…, но …»: a subject or object behind the conjunction that hangs on a verb before it
/// goes to the finite verb of its own clause. Linear in tokens.
void mend_clauses(AnalyzedDocument& document, const Lexicon& lexicon);

}  // namespace citypact::extract
