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

/// Options of every command that writes graphs.
struct OutputOptions {
  std::vector<std::string> paths;
  std::string format;
  WriteOptions write;
  bool force = false;
  void declare(CLI::App& app);
};

/// Pairs paths with formats: one for all by name, or each by its suffix. Throws UsageError.
std::vector<Output> match_outputs(const std::vector<std::string>& paths, const std::string& format);

/// Looks whether all can be written, before long work is done for nothing. Throws Error.
void check_outputs(const std::vector<Output>& outputs, bool overwrite);

void write_outputs(const std::vector<Output>& outputs, const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, bool overwrite,
                   Console& console);

}  // namespace citypact::cli
