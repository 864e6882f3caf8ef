#include "citypact/knowledge/gazetteer_compiler.hpp"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/mapped_file.hpp"
#include "citypact/core/text.hpp"
#include "citypact/knowledge/fold.hpp"
#include "gazetteer_layout.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;
using gazetteer::Row;
using Cells = std::vector<std::string_view>;

std::string read_table(const fs::path& path) {
  gzFile file = gzopen(path.c_str(), "rb");  // reads plain files too
  if (!file) throw Error(path.string() + ": cannot be read");
  std::string text;
  char buffer[1 << 16];
  int count;
  while ((count = gzread(file, buffer, sizeof buffer)) > 0) text.append(buffer, static_cast<std::size_t>(count));
  gzclose(file);
  if (count < 0) throw Error(path.string() + ": is damaged (gzip)");
  if (const auto at = first_invalid_utf8(text)) throw Error(path.string() + ": not UTF-8 at byte " + std::to_string(*at));
  return text;
}

Cells split(std::string_view text, char separator) {
  Cells cells;
  for (;;) {
    const auto at = text.find(separator);
    cells.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return cells;
    text.remove_prefix(at + 1);
  }
}

/// The header of one table: which column holds what.
class Columns {
 public:
  Columns(const fs::path& path, std::string_view header) {
    const Cells names = split(header, '\t');
    for (std::size_t i = 0; i < names.size(); ++i) {
      by_name_.emplace(names[i], i);
      if (names[i].starts_with("names_")) languages_.emplace_back(names[i].substr(6), i);
    }
    const std::string stem = path.filename().string();
    default_type_ = by_name_.contains("type") ? "" : stem.substr(0, stem.find('.'));
    facts_ = by_name_.contains("kind") && by_name_.contains("form");
    if (languages_.empty() && !facts_ && !more_ids() && !sources()) throw Error(path.string() + ":1: no column names_<language>");
  }
  bool facts() const { return facts_; }
  bool more_ids() const { return by_name_.contains("key_type"); }
  bool sources() const { return by_name_.contains("dataset") && by_name_.contains("table"); }
  std::string_view get(const Cells& cells, std::string_view column) const {
    const auto found = by_name_.find(std::string(column));
    return found != by_name_.end() && found->second < cells.size() ? cells[found->second] : std::string_view{};
  }
  std::string_view type(const Cells& cells) const { return default_type_.empty() ? get(cells, "type") : default_type_; }
  const std::vector<std::pair<std::string, std::size_t>>& languages() const { return languages_; }

 private:
  std::map<std::string, std::size_t> by_name_;
  std::vector<std::pair<std::string, std::size_t>> languages_;
  std::string default_type_;
  bool facts_ = false;
};

/// A row of the table of sources: which rows of which table are whose.
struct SourceRule {
  std::string table, type, source, record;  // table's stem; empty: any; how the cell `source` begins; column of the row's id
  std::uint32_t index;                      // of the source
};

/// The name of a table without its suffixes.
std::string stem_of(const fs::path& path) {
  std::string stem = path.filename().string();
  for (const std::string_view suffix : {".gz", ".tsv"})
    if (stem.ends_with(suffix)) stem.resize(stem.size() - suffix.size());
  return stem;
}

class Compiler {
 public:
  /// With an ontology types are checked against it.
  explicit Compiler(const Ontology* ontology = nullptr) : ontology_(ontology) { string(""); }

  void read(const fs::path& path) {
    const std::string text = read_table(path);
    std::string_view rest = text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    std::size_t line = 0;
    stem_ = stem_of(path);
    std::optional<Columns> columns;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      std::string_view row = rest.substr(0, end);
      if (row.ends_with('\r')) row.remove_suffix(1);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ++line;
      if (!columns) columns.emplace(path, row);
      else if (!row.empty() && row.front() != '#') {
        const std::string place = path.string() + ":" + std::to_string(line);
        const Cells cells = split(row, '\t');
        if (columns->more_ids()) more_ids_[std::string(columns->get(cells, "key_type")) + ":" + std::string(columns->get(cells, "key"))] = columns->get(cells, "qid");
        else if (columns->sources()) add_source(*columns, cells, place);
        else if (columns->facts()) add_fact(*columns, cells, place);
        else add(*columns, cells, place);
      }
    }
  }

  MappedFileWriter finish(const std::string& licence) {
    MappedFileWriter writer{std::string(gazetteer::kind), licence, gazetteer::version};
    const auto add = [&](const char* name, const std::vector<std::uint32_t>& data, std::uint64_t width) {
      writer.add(name, MappedFile::Type::u32, {data.size() / width, width}, {reinterpret_cast<const char*>(data.data()), data.size() * 4});
    };
    index();
    offsets_.push_back(static_cast<std::uint32_t>(strings_.size()));
    writer.add("strings", MappedFile::Type::bytes, {strings_.size()}, strings_);
    add("offsets", offsets_, 1);
    std::vector<std::uint32_t> rows;
    for (const Row& r : rows_)
      rows.insert(rows.end(), {r.type, r.id, r.qid, r.country, r.region, r.population, r.names_begin, r.names_end, r.city, r.source, r.record});
    add("entries", rows, gazetteer::row_width);
    add("sources", sources_, gazetteer::source_width);
    add("names", names_, 2);
    add("languages", languages_, 1);
    add("groups", groups_, 3);
    add("postings", postings_, 1);
    add("slots", slots_, 1);
    return writer;
  }

 private:
  std::uint32_t string(std::string_view text) {
    const auto [at, fresh] = string_ids_.try_emplace(std::string(text), static_cast<std::uint32_t>(offsets_.size()));
    if (fresh) {
      offsets_.push_back(static_cast<std::uint32_t>(strings_.size()));
      strings_.append(text);
    }
    return at->second;
  }

  std::uint32_t language(std::string_view code) {
    const std::uint32_t id = string(code);
    const auto found = std::find(languages_.begin(), languages_.end(), id);
    if (found != languages_.end()) return static_cast<std::uint32_t>(found - languages_.begin());
    languages_.push_back(id);
    return static_cast<std::uint32_t>(languages_.size() - 1);
  }

  void add_fact(const Columns& columns, const Cells& cells, const std::string& place) {
    const auto kind = columns.get(cells, "kind"), form = columns.get(cells, "form");
    if (kind.empty() || form.empty()) throw Error(place + ": a fact needs a kind and a form");
    facts_.try_emplace(gazetteer::fact_key(kind, fold_name(form)), string(columns.get(cells, "value")));
  }

  std::uint32_t source(std::string_view name, std::string_view version, std::string_view licence, std::string_view address) {
    const std::vector<std::uint32_t> row{string(name), string(version), string(licence), string(address)};
    for (std::size_t i = 0; i < sources_.size(); i += gazetteer::source_width)
      if (std::equal(row.begin(), row.end(), sources_.begin() + static_cast<std::ptrdiff_t>(i))) return static_cast<std::uint32_t>(i / gazetteer::source_width);
    sources_.insert(sources_.end(), row.begin(), row.end());
    return static_cast<std::uint32_t>(sources_.size() / gazetteer::source_width - 1);
  }

  void add_source(const Columns& columns, const Cells& cells, const std::string& place) {
    const auto get = [&](std::string_view column) { return columns.get(cells, column); };
    if (get("table").empty() || get("dataset").empty() || get("licence").empty()) throw Error(place + ": a source needs a table, a dataset and a licence");
    source_rules_.push_back({std::string(get("table")), std::string(get("type")), std::string(get("source")), std::string(get("record")),
                             source(get("dataset"), get("version"), get("licence"), get("address"))});
  }

  /// Whose row it is, and its id there: the first rule that fits; without one the table is its own data set.
  void set_source(Row& row, const Columns& columns, const Cells& cells) {
    for (const SourceRule& rule : source_rules_) {
      if (rule.table != stem_ || (!rule.type.empty() && rule.type != columns.type(cells))) continue;
      if (!columns.get(cells, "source").starts_with(rule.source)) continue;
      const auto record = columns.get(cells, rule.record);
      if (!rule.record.empty() && record.empty()) continue;
      row.source = rule.index;
      row.record = rule.record.empty() ? row.id : string(record);
      return;
    }
    row.source = source(stem_, "", ontology_ ? "the user's own" : "", "");
    row.record = row.id;
  }

  /// Cities of other tables are named by GeoNames, and by Wikidata where GeoNames does not have them.
  static std::string city_of(const Columns& columns, const Cells& cells) {
    if (const auto geonames = columns.get(cells, "city_geonames"); !geonames.empty()) return std::string(gazetteer::geonames_prefix).append(geonames);
    return std::string(columns.get(cells, "city_qid"));
  }

  /// Identifiers by which other rows name a place.
  void add_place_keys(const Row& row, const Columns& columns, const Cells& cells, std::uint32_t entry) {
    const auto add = [&](std::string_view prefix, std::string_view value) {
      if (!value.empty()) key(gazetteer::id_prefix + std::string(prefix).append(value), entry);
    };
    if (row.qid != 0) add(gazetteer::geonames_prefix, columns.get(cells, "geonames"));
    if (columns.type(cells) == "Country") add(gazetteer::country_prefix, columns.get(cells, "country"));
    if (columns.type(cells) == "Region") add(gazetteer::region_prefix, columns.get(cells, "region"));
  }

  void key(std::string text, std::uint32_t entry) {
    if (text.empty()) return;
    auto& entries = keys_[std::move(text)];
    if (entries.empty() || entries.back() != entry) entries.push_back(entry);
  }

  /// Without an identifier of some authority: its own code, else type, country and first name, so that it outlives other rows.
  static std::string identifier(const Columns& columns, const Cells& cells) {
    for (const char* column : {"qid", "geonames", "ror", "nbs_code"})
      if (const auto value = columns.get(cells, column); !value.empty())
        return (std::string_view(column) == "qid" ? "" : std::string(column) + ":") + std::string(value);
    const auto region = columns.get(cells, "region");  // a Region row bears its own ISO 3166-2 code
    if (!region.empty() && columns.type(cells) == "Region") return "iso3166-2:" + std::string(region);
    std::string_view first;
    for (const auto& [code, column] : columns.languages())
      if (first.empty() && column < cells.size()) first = split(cells[column], '|').front();
    if (!columns.get(cells, "generic").empty()) return std::string(gazetteer::institution_prefix) + fold_name(first);
    return "name:" + std::string(columns.type(cells)) + ":" + std::string(columns.get(cells, "country")) + ":" + fold_name(first);
  }

  void add(const Columns& columns, const Cells& cells, const std::string& place) {
    const auto entry = static_cast<std::uint32_t>(rows_.size());
    const std::string_view type = columns.type(cells);
    if (type.empty()) throw Error(place + ": no type");
    if (ontology_ && !ontology_->type(type)) throw Error(place + ": unknown type '" + std::string(type) + "'; `citypact types` lists them");
    Row row{};
    row.type = string(type);
    std::string id = identifier(columns, cells), qid(columns.get(cells, "qid"));
    if (const auto more = more_ids_.find(id); more != more_ids_.end()) id = qid = more->second;
    row.id = string(id);
    row.qid = string(qid);
    row.country = string(columns.get(cells, "country"));
    row.region = string(columns.get(cells, "region"));
    const auto population = columns.get(cells, "population");
    const auto parsed = std::from_chars(population.data(), population.data() + population.size(), row.population);
    if (!population.empty() && parsed.ec != std::errc{}) throw Error(place + ": '" + std::string(population) + "' is no population");
    row.names_begin = static_cast<std::uint32_t>(names_.size() / 2);
    for (const auto& [code, column] : columns.languages())
      for (const auto name : column < cells.size() ? split(cells[column], '|') : Cells{}) add_name(name, code, entry);
    for (const auto acronym : split(columns.get(cells, "acronyms"), '|')) key(fold_name(acronym), entry);
    row.names_end = static_cast<std::uint32_t>(names_.size() / 2);
    row.city = string(city_of(columns, cells));
    set_source(row, columns, cells);
    key(gazetteer::id_prefix + id, entry);
    add_place_keys(row, columns, cells, entry);
    if (const auto institution = columns.get(cells, "institution"); !institution.empty())
      key(gazetteer::institution_key(std::string(gazetteer::institution_prefix) + fold_name(institution), columns.get(cells, "country")), entry);
    rows_.push_back(row);
  }

  void add_name(std::string_view name, std::string_view code, std::uint32_t entry) {
    if (name.empty()) return;
    names_.push_back(language(code));
    names_.push_back(string(name));
    key(fold_name(name), entry);
  }

  /// Best known first: by population, then those with a Wikidata id, then in the order of the tables.
  void rank(std::vector<std::uint32_t>& entries) const {
    std::stable_sort(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(rows_[a].population, rows_[a].qid != 0) > std::pair(rows_[b].population, rows_[b].qid != 0);
    });
  }

  void index() {
    for (auto& item : keys_) rank(item.second);
    for (const auto& [name, value] : facts_) keys_[name] = {value};
    std::vector<std::pair<const std::string, std::vector<std::uint32_t>>*> sorted;
    for (auto& item : keys_) sorted.push_back(&item);
    std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->first < b->first; });
    slots_.assign(std::bit_ceil(sorted.size() * 2 + 1), 0);
    for (auto* item : sorted) {
      std::size_t slot = gazetteer::hash(item->first) & (slots_.size() - 1);
      while (slots_[slot]) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::uint32_t>(groups_.size() / 3 + 1);
      groups_.insert(groups_.end(), {string(item->first), static_cast<std::uint32_t>(postings_.size()), static_cast<std::uint32_t>(item->second.size())});
      postings_.insert(postings_.end(), item->second.begin(), item->second.end());
    }
  }

  const Ontology* ontology_;
  std::string strings_;
  std::vector<std::uint32_t> offsets_, names_, languages_, sources_, groups_, postings_, slots_;
  std::string stem_;  // of the table in hand
  std::vector<SourceRule> source_rules_;
  std::vector<Row> rows_;
  std::unordered_map<std::string, std::uint32_t> string_ids_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> keys_;
  std::map<std::string, std::string> more_ids_;  // identifier to QID
  std::map<std::string, std::uint32_t> facts_;  // value strings
};

}  // namespace

void compile_gazetteer(const std::vector<fs::path>& tables, const fs::path& output, const std::string& licence) {
  Compiler compiler;
  const auto is_sources = [](const fs::path& table) { return table.filename() == "sources.tsv"; };
  for (const fs::path& table : tables)
    if (is_sources(table)) compiler.read(table);
  for (const fs::path& table : tables)
    if (!is_sources(table)) compiler.read(table);
  compiler.finish(licence).write(output);
}

std::string compile_gazetteer(const fs::path& table, const Ontology& ontology) {
  Compiler compiler(&ontology);
  compiler.read(table);
  std::ostringstream image;
  compiler.finish("the user's own").write(image);
  return std::move(image).str();
}

}  // namespace citypact
