#include "citypact/knowledge/gazetteer.hpp"

#include <algorithm>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/mapped_file.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/knowledge/gazetteer_compiler.hpp"
#include "gazetteer_layout.hpp"

namespace citypact {
namespace {

/// One compiled file; its entries count from `first` on.
struct Table {
  MappedFile file;
  std::uint32_t first;
  std::string_view strings;
  std::span<const std::uint32_t> offsets, entries, sources, names, languages, groups, postings, slots;

  Table(MappedFile container, const std::filesystem::path& path, std::uint32_t begin) : file(std::move(container)), first(begin) {
    strings = file.bytes("strings");
    offsets = file.uint32s("offsets");
    entries = file.uint32s("entries");
    sources = file.uint32s("sources");
    names = file.uint32s("names");
    languages = file.uint32s("languages");
    groups = file.uint32s("groups");
    postings = file.uint32s("postings");
    slots = file.uint32s("slots");
    if (offsets.empty() || slots.empty() || (slots.size() & (slots.size() - 1)) || offsets.back() > strings.size())
      throw Error(path.string() + ": is damaged (index); build citypact again");
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries.size() / gazetteer::row_width); }
  std::string_view string(std::uint32_t id) const { return strings.substr(offsets[id], offsets[id + 1] - offsets[id]); }
  /// `index` counts within this table.
  gazetteer::Row row(std::uint32_t index) const {
    const auto* r = &entries[std::size_t{index} * gazetteer::row_width];
    return {r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10]};
  }
  GazetteerEntry entry(std::uint32_t index) const {
    const gazetteer::Row r = row(index);
    return {first + index, string(r.type), string(r.id), string(r.qid), string(r.country), string(r.region), r.population, first > 0};
  }

  std::span<const std::uint32_t> look_up(std::string_view key) const {
    for (std::size_t slot = gazetteer::hash(key) & (slots.size() - 1); slots[slot]; slot = (slot + 1) & (slots.size() - 1)) {
      const auto group = groups.subspan(std::size_t{slots[slot] - 1} * 3, 3);
      if (string(group[0]) == key) return postings.subspan(group[1], group[2]);
    }
    return {};
  }
};

}  // namespace

/// What ships stands first and is asked last.
struct Gazetteer::State {
  std::vector<std::unique_ptr<Table>> tables;

  void add(MappedFile file, const std::filesystem::path& path) { tables.push_back(std::make_unique<Table>(std::move(file), path, size())); }
  std::uint32_t size() const { return tables.empty() ? 0 : tables.back()->first + tables.back()->size(); }

  /// The table that an entry lies in.
  const Table& of(std::uint32_t index) const {
    const auto behind = std::upper_bound(tables.begin(), tables.end(), index, [](std::uint32_t i, const auto& table) { return i < table->first; });
    return **std::prev(behind);
  }
  /// Calls `use(table, posting)` in the order of belief until it returns true.
  template <typename Use>
  void look_up(std::string_view key, const Use& use) const {
    for (std::size_t i = 1; i <= tables.size(); ++i) {
      const Table& table = *tables[i % tables.size()];
      for (const std::uint32_t posting : table.look_up(key))
        if (use(table, posting)) return;
    }
  }
  std::vector<GazetteerEntry> entries(std::string_view key) const {
    std::vector<GazetteerEntry> found;
    look_up(key, [&](const Table& table, std::uint32_t posting) { return found.push_back(table.entry(posting)), false; });
    return found;
  }
};

Gazetteer::Gazetteer(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->add(MappedFile(path, gazetteer::kind, gazetteer::version), path);
}
Gazetteer::~Gazetteer() = default;
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;

void Gazetteer::add(const std::filesystem::path& table, const Ontology& ontology) {
  state_->add(MappedFile(compile_gazetteer(table, ontology), table, gazetteer::kind, gazetteer::version), table);
}
bool Gazetteer::has_own() const { return state_->tables.size() > 1; }

GazetteerEntry Gazetteer::entry(std::uint32_t index) const {
  const Table& table = state_->of(index);
  return table.entry(index - table.first);
}

GazetteerRecord Gazetteer::record(std::uint32_t index) const {
  const Table& table = state_->of(index);
  const gazetteer::Row row = table.row(index - table.first);
  const auto source = [&](std::size_t column) { return table.string(table.sources[row.source * gazetteer::source_width + column]); };
  GazetteerRecord record{source(0), source(1), source(2), source(3), table.string(row.record), {}};
  const auto add = [&](std::string_view column, std::uint32_t value, std::string_view prefix) {
    if (value == 0) return;
    record.places.push_back({column, table.string(value), with_id(std::string(prefix).append(table.string(value)))});
  };
  add("city", row.city, "");
  add("region", row.region, gazetteer::region_prefix);
  add("country", row.country, gazetteer::country_prefix);
  return record;
}

std::vector<GazetteerEntry> Gazetteer::find(std::string_view name) const { return state_->entries(fold_name(name)); }
std::vector<GazetteerEntry> Gazetteer::with_id(std::string_view id) const { return state_->entries(gazetteer::id_prefix + std::string(id)); }

bool GazetteerEntry::is_institution() const { return id.starts_with(gazetteer::institution_prefix); }

std::optional<GazetteerEntry> Gazetteer::body_of(std::string_view institution, std::string_view country) const {
  std::optional<GazetteerEntry> found;
  state_->look_up(gazetteer::institution_key(institution, country),
                  [&](const Table& table, std::uint32_t posting) { return found = table.entry(posting), true; });
  return found;
}

std::optional<std::string_view> Gazetteer::fact(std::string_view kind, std::string_view folded) const {
  std::optional<std::string_view> found;
  state_->look_up(gazetteer::fact_key(kind, folded), [&](const Table& table, std::uint32_t value) { return found = table.string(value), true; });
  return found;
}

LanguageMap Gazetteer::labels(std::uint32_t index) const {
  LanguageMap labels;
  const auto take = [&](const Table& table, std::uint32_t posting) {
    const gazetteer::Row row = table.row(posting);
    for (std::uint32_t i = row.names_begin; i < row.names_end; ++i)
      labels.emplace(table.string(table.languages[table.names[i * 2]]), table.string(table.names[i * 2 + 1]));
    return false;
  };
  const Table& table = state_->of(index);
  take(table, index - table.first);
  if (const auto entry = table.entry(index - table.first); entry.own) state_->look_up(gazetteer::id_prefix + std::string(entry.id), take);
  return labels;
}

std::vector<std::string> Gazetteer::names(std::uint32_t index, std::string_view language) const {
  std::vector<std::string> names;
  const Table& table = state_->of(index);
  const gazetteer::Row row = table.row(index - table.first);
  for (std::uint32_t i = row.names_begin; i < row.names_end; ++i)
    if (table.string(table.languages[table.names[i * 2]]) == language) names.emplace_back(table.string(table.names[i * 2 + 1]));
  return names;
}

std::size_t Gazetteer::size() const { return state_->size(); }

}  // namespace citypact
