#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "citypact/core/ontology.hpp"

namespace citypact {

/// Compiles tables of names into one mapped file for Gazetteer.
///
/// Tables are UTF-8, tab separated (plain, or .gz), one header line, `|` between several names of a cell. Columns are
/// found by name and may be absent, all but `type` and one `names_<language>`:
///   type (or kind fixed by a file name "Park.*.tsv"), qid, geonames, ror, nbs_code, country, region, population, city_geonames, city_qid (where it lies),
///   names_<language> (first is the one to show), acronyms, generic (not empty: an institution that every country has),
///   institution (the generic one that this row is in its country).
/// A table with the columns kind, form, value holds facts about words (Gazetteer::fact); the first row of a form wins.
/// A table sources.tsv (columns table, type, source, record, dataset, version, licence, address) says whose rows they are: the
/// first row that fits (table's name without suffixes; type, begin of the cell `source`, a filled column `record` where they are
/// not empty) names the data set, and the column that holds the row's id there.
/// A table with the columns key_type, key, qid gives Wikidata ids to rows of later tables that have only that identifier.
/// Throws Error with file and line for what it cannot read. Cost: about a second for half a million names; memory some
/// ten times the tables. The result depends only on the tables and their order.
void compile_gazetteer(const std::vector<std::filesystem::path>& tables, const std::filesystem::path& output, const std::string& licence);

/// One table of a user's own as the image of such a file (Gazetteer::add). Its types must be those of the ontology, and a
/// column `type` or a file name that begins with one ("Park.mine.tsv") must tell them; a byte order mark and Windows line ends are
/// fine. Throws Error with file and line.
std::string compile_gazetteer(const std::filesystem::path& table, const Ontology& ontology);

}  // namespace citypact
