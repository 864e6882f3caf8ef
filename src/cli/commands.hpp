#pragma once
#include "command.hpp"

// Declarations of the rows' functions; each stands in a file of its own, command_NAME.cpp.
namespace citypact::cli {

extern const char* const analyze_examples;
Run set_up_analyze(CLI::App& app);
extern const char* const rules_examples;
Run set_up_rules(CLI::App& app);
extern const char* const types_examples;
Run set_up_types(CLI::App& app);
extern const char* const build_examples;
Run set_up_build(CLI::App& app);
extern const char* const add_examples;
Run set_up_add(CLI::App& app);
extern const char* const remove_examples;
Run set_up_remove(CLI::App& app);
extern const char* const refresh_examples;
Run set_up_refresh(CLI::App& app);
extern const char* const list_examples;
Run set_up_list(CLI::App& app);
extern const char* const export_examples;
Run set_up_export(CLI::App& app);
extern const char* const validate_examples;
Run set_up_validate(CLI::App& app);
extern const char* const extract_examples;
Run set_up_extract(CLI::App& app);
extern const char* const formats_examples;
Run set_up_formats(CLI::App& app);
extern const char* const neighbors_examples;
Run set_up_neighbors(CLI::App& app);
extern const char* const path_examples;
Run set_up_path(CLI::App& app);
extern const char* const show_examples;
Run set_up_show(CLI::App& app);
extern const char* const explain_examples;
Run set_up_explain(CLI::App& app);
extern const char* const search_examples;
Run set_up_search(CLI::App& app);
extern const char* const stats_examples;
Run set_up_stats(CLI::App& app);
extern const char* const diff_examples;
Run set_up_diff(CLI::App& app);
extern const char* const same_examples;
Run set_up_same(CLI::App& app);
extern const char* const completion_examples;
Run set_up_completion(CLI::App& app);
extern const char* const review_examples;
Run set_up_review(CLI::App& app);
extern const char* const help_examples;
Run set_up_help(CLI::App& app);
extern const char* const version_examples;
Run set_up_version(CLI::App& app);

}  // namespace citypact::cli
