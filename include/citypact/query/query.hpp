#pragma once
// The questions that a graph answers; each of these headers is one of them.
#include "citypact/query/difference.hpp"
#include "citypact/query/names.hpp"
#include "citypact/query/neighbors.hpp"
#include "citypact/query/paths.hpp"
#include "citypact/query/statistics.hpp"
#include "citypact/query/view.hpp"
