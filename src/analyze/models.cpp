#include "models.hpp"

#include "citypact/core/diagnostics.hpp"

namespace citypact {

Models::Models(const Language& language, const Gazetteer* gazetteer, const std::filesystem::path& share, Precisions precisions) {
  const auto path = [&](std::string_view part, const std::filesystem::path& folder) -> std::filesystem::path {
    for (const auto& row : language.table("models")) {
      if (row.size() > 1 && row[0] == part) return folder / row[1];
    }
    return {};
  };
  const auto fetched = share / "models", own = language.folder() / "models";
  if (const auto file = path("embeddings", fetched); !file.empty()) embeddings = std::make_unique<neural::Embeddings>(file);
  const auto load = [&]<typename Model>(std::unique_ptr<Model>& model, std::string_view part, neural::Precision precision) {
    const auto file = path(part, fetched);
    if (file.empty()) return;
    if (!embeddings) throw Error((language.folder() / "words/models.tsv").string() + ": '" + std::string(part) + "' needs a row 'embeddings'");
    model = std::make_unique<Model>(*embeddings, file, precision);
  };
  load(names, "names", precisions.names);
  if (const auto file = path("tagger", own); !file.empty()) {
    if (!names) throw Error((language.folder() / "words/models.tsv").string() + ": 'tagger' needs a row 'names'");
    tagger = std::make_unique<NameTagger>(language, *embeddings, *names, gazetteer, file, precisions.names);
  }
  load(morphology, "morphology", precisions.trees_and_tags);
  load(syntax, "syntax", precisions.trees_and_tags);
}

}  // namespace citypact
