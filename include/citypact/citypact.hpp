#pragma once
/// The facade. Three calls, each taking one document in memory or what came of it:
///
///   citypact::Pipeline citypact(citypact::find_share());        // maps data and models; once a program
///   citypact::Diagnostics diagnostics;
///   citypact::Document document{.id = "note-1", .text = "..."};  // UTF-8; language and date are found out
///
///   citypact::AnalyzedDocument analysis = citypact.analyze(document);               // tokens, names, syntax
///   citypact::Extraction facts = citypact.extract(document, diagnostics);           // mentions, relations, evidence
///   citypact::KnowledgeGraph graph = citypact.build({facts}, diagnostics);          // nodes across documents, edges
///
/// `write_extraction` and the formats of write.hpp turn facts and graphs into files. Offsets in these values are bytes of
/// `document.text`; `CodePointIndex` makes them characters. What cannot go on throws citypact::Error; what is wrong with one
/// document only is in `diagnostics`. `analyze` and `extract` may be called from several threads; the same document gives the
/// same result whatever the threads.
///
/// With CMake: find_package(citypact REQUIRED), target_link_libraries(mine PRIVATE citypact::citypact); the package tells its
/// data folder as citypact_SHARE (tests/package is such a program).
#include "citypact/core/files.hpp"
#include "citypact/pipeline/pipeline.hpp"
#include "citypact/write/write.hpp"
