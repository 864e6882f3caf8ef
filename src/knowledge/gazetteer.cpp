#include "citypact/knowledge/gazetteer.hpp"

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/mapped_file.hpp"
#include "citypact/knowledge/fold.hpp"
#include "gazetteer_layout.hpp"

namespace citypact {

struct Gazetteer::State {
  MappedFile file;
  std::string_view strings;
  std::span<const std::uint32_t> offsets, entries, names, languages, groups, postings, slots;

  explicit State(const std::filesystem::path& path) : file(path, gazetteer::kind, gazetteer::version) {
    strings = file.bytes("strings");
    offsets = file.uint32s("offsets");
    entries = file.uint32s("entries");
    names = file.uint32s("names");
    languages = file.uint32s("languages");
    groups = file.uint32s("groups");
    postings = file.uint32s("postings");
    slots = file.uint32s("slots");
    if (offsets.empty() || slots.empty() || (slots.size() & (slots.size() - 1)) || offsets.back() > strings.size())
      throw Error(path.string() + ": is damaged (index); build citypact again");
  }

  std::string_view string(std::uint32_t id) const { return strings.substr(offsets[id], offsets[id + 1] - offsets[id]); }
  gazetteer::Row row(std::uint32_t index) const {
    const auto* r = &entries[std::size_t{index} * 8];
    return {r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]};
  }

  std::span<const std::uint32_t> look_up(std::string_view key) const {
    for (std::size_t slot = gazetteer::hash(key) & (slots.size() - 1); slots[slot]; slot = (slot + 1) & (slots.size() - 1)) {
      const auto group = groups.subspan(std::size_t{slots[slot] - 1} * 3, 3);
      if (string(group[0]) == key) return postings.subspan(group[1], group[2]);
    }
    return {};
  }
};

Gazetteer::Gazetteer(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
Gazetteer::~Gazetteer() = default;
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;

GazetteerEntry Gazetteer::entry(std::uint32_t index) const {
  const gazetteer::Row row = state_->row(index);
  const auto text = [&](std::uint32_t id) { return state_->string(id); };
  return {index, text(row.type), text(row.id), text(row.qid), text(row.country), text(row.region), row.population};
}

std::vector<GazetteerEntry> Gazetteer::find(std::string_view name) const {
  std::vector<GazetteerEntry> found;
  for (const std::uint32_t index : state_->look_up(fold_name(name))) found.push_back(entry(index));
  return found;
}

std::vector<GazetteerEntry> Gazetteer::with_id(std::string_view id) const {
  std::vector<GazetteerEntry> found;
  for (const std::uint32_t index : state_->look_up(gazetteer::id_prefix + std::string(id))) found.push_back(entry(index));
  return found;
}

bool GazetteerEntry::is_institution() const { return id.starts_with(gazetteer::institution_prefix); }

std::optional<GazetteerEntry> Gazetteer::body_of(std::string_view institution, std::string_view country) const {
  const auto found = state_->look_up(gazetteer::institution_key(institution, country));
  return found.empty() ? std::nullopt : std::optional(entry(found.front()));
}

std::optional<std::string_view> Gazetteer::fact(std::string_view kind, std::string_view folded) const {
  const auto found = state_->look_up(gazetteer::fact_key(kind, folded));
  return found.empty() ? std::nullopt : std::optional(state_->string(found.front()));
}

LanguageMap Gazetteer::labels(std::uint32_t index) const {
  LanguageMap labels;
  const gazetteer::Row row = state_->row(index);
  for (std::uint32_t i = row.names_begin; i < row.names_end; ++i)
    labels.emplace(state_->string(state_->languages[state_->names[i * 2]]), state_->string(state_->names[i * 2 + 1]));
  return labels;
}

std::vector<std::string> Gazetteer::names(std::uint32_t index, std::string_view language) const {
  std::vector<std::string> names;
  const gazetteer::Row row = state_->row(index);
  for (std::uint32_t i = row.names_begin; i < row.names_end; ++i)
    if (state_->string(state_->languages[state_->names[i * 2]]) == language) names.emplace_back(state_->string(state_->names[i * 2 + 1]));
  return names;
}

std::size_t Gazetteer::size() const { return state_->entries.size() / 8; }

}  // namespace citypact
