#pragma once
#include <string>
#include <string_view>

#include "citypact/core/graph.hpp"

namespace citypact {

/// The language of most documents of a graph (of equals the first); empty for a graph without documents.
std::string commonest_language(const GraphSource& graph);

/// The label to show: in `language`, else in English, else the first, else the IRI. A view into `node`.
std::string_view label_of(const Node& node, std::string_view language);

}  // namespace citypact
