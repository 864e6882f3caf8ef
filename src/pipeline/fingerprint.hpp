#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "citypact/pipeline/pipeline.hpp"

namespace citypact {

/// A hash of everything but the document that an extraction depends on. Mapped files (models, the gazetteer) stand with their
/// heads, which hold a checksum of the whole; everything else with its content.
std::string fingerprint_of(std::string_view program, const std::filesystem::path& share, const PipelineOptions& options);

}  // namespace citypact
