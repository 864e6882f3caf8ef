#pragma once
#include "console.hpp"
#include "graph_options.hpp"

namespace citypact::cli {

enum class DifferenceForm { text, json, csv };

/// Prints what differs between two graphs; true when something does.
bool write_difference(const OpenGraph& before, const OpenGraph& after, DifferenceForm form, Console& console);

}  // namespace citypact::cli
