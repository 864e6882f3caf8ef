#pragma once
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "citypact/core/graph.hpp"
#include "citypact/write/write.hpp"
#include "console.hpp"

namespace citypact::cli {

/// A `-o` with the format that is meant by it.
struct Output {
  std::string path;  // "-" is standard output
  const OutputFormat* format = nullptr;
};

/// What every command that writes a graph lets one choose: files, formats and how they are written.
struct OutputOptions {
  std::vector<std::string> paths;
  std::string format;
  WriteOptions write;
  bool force = false;

  void declare(CLI::App& app);
  /// Pairs paths with formats, one for all by name or each by its suffix, and looks whether all can be written, before long work
  /// is done for nothing. Throws UsageError or Error.
  std::vector<Output> match() const;
  void write_to(const std::vector<Output>& outputs, const GraphSource& graph, const Ontology& ontology, Console& console) const;
};

}  // namespace citypact::cli
