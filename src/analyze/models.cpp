#include "models.hpp"

#include "citypact/core/diagnostics.hpp"

namespace citypact {

Models::Models(const Language& language, const std::filesystem::path& share) {
  const auto path = [&](std::string_view part) -> std::filesystem::path {
    for (const auto& row : language.table("models")) {
      if (row.size() > 1 && row[0] == part) return share / "models" / row[1];
    }
    return {};
  };
  if (const auto file = path("embeddings"); !file.empty()) embeddings = std::make_unique<neural::Embeddings>(file);
  const auto load = [&]<typename Model>(std::unique_ptr<Model>& model, std::string_view part) {
    const auto file = path(part);
    if (file.empty()) return;
    if (!embeddings) throw Error((language.folder() / "words/models.tsv").string() + ": '" + std::string(part) + "' needs a row 'embeddings'");
    model = std::make_unique<Model>(*embeddings, file);
  };
  load(names, "names");
  load(morphology, "morphology");
  load(syntax, "syntax");
}

}  // namespace citypact
