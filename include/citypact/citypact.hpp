#pragma once
/// The facade: include this, make a Pipeline, hand it documents.
#include "citypact/pipeline/pipeline.hpp"
#include "citypact/write/write.hpp"
