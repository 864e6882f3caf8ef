#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/core/resolution.hpp"
#include "citypact/store/store.hpp"
#include "database.hpp"
#include "row_order.hpp"

/// Values to rows and back.
namespace citypact::store {

std::string pack_labels(const LanguageMap& labels);
/// Throws Error when it is no object of texts.
LanguageMap unpack_labels(std::string_view json);
std::string pack_list(const std::vector<std::string>& list);
std::vector<std::string> unpack_list(std::string_view json);
/// "[[0,5],[9,12]]", empty for none.
std::string pack_spans(const std::vector<Span>& spans);
std::vector<Span> unpack_spans(std::string_view json);
std::string pack_numbers(const std::vector<std::uint32_t>& numbers);  // "1,2,3"
std::vector<std::uint32_t> unpack_numbers(std::string_view list);

std::optional<std::string> date_text(const std::optional<Date>& date);
template <class Row>
std::optional<Date> date_of(const Row& row, int column) { return row.is_null(column) ? std::nullopt : parse_edtf(row.view(column)); }
Status status_of(const Query& row, int column);

/// The id of a piece of text that begins at a code point of a document.
inline std::int64_t text_id(std::int64_t document, std::uint32_t begin) { return document << 32 | begin; }
inline std::int64_t document_of(std::int64_t text) { return text >> 32; }
inline constexpr std::uint32_t last_point = 0xffffffff;
inline constexpr std::int64_t greatest_document = 0x7fffffff;  // a row's id, for which a text_id has room

/// The whole of a document's text up to its last kept place, blanks for what was not kept; the identical text where all was kept.
std::string whole_text(Database& database, std::int64_t document);

/// A piece of a document's text, by code points of the document. Remembers its last place: cheap when asked in the order of the text.
class TextPiece {
 public:
  TextPiece() = default;
  /// `begin` is the code point of the document at which `body` begins.
  TextPiece(std::uint32_t begin, std::string_view body) : begin_(begin), body_(body) {}
  /// Code points [begin, end), not beyond the piece's end; nothing where `begin` lies outside.
  std::optional<std::string_view> find(std::uint32_t begin, std::uint32_t end);

 private:
  std::uint32_t begin_ = 0;
  std::string_view body_;
  std::uint32_t last_point_ = 0;  // in the piece, and its byte
  std::size_t last_byte_ = 0;
};

/// What stands where in the kept texts.
class Passages {
 public:
  explicit Passages(Database& database) : database_(database) {}
  /// Code points [begin, end); blanks where nothing was kept.
  void assign(std::int64_t document, std::uint32_t begin, std::uint32_t end, std::string& into);
  void fill(std::int64_t document, EdgeEvidence& evidence);

 private:
  bool open(std::int64_t document, std::uint32_t begin);

  Database& database_;
  std::int64_t document_ = 0;
  std::string body_;
  TextPiece piece_;
};

/// Columns of a statement or attribute that say where it stands, from `first`: begin, end, trigger_begin, trigger_end, also,
/// rule, confidence.
inline constexpr std::string_view evidence_columns = "begin, end, trigger_begin, trigger_end, also, rule, confidence";
EdgeEvidence read_evidence(const Query& row, int first);

/// A node from columns id, iri, type, subtype, qid, labels, aliases, time, degree, mentions, replaced; attributes apart.
inline constexpr std::string_view node_columns = "id, iri, type, subtype, qid, labels, aliases, time, degree, mentions, replaced";
Node read_node(const Query& row);
Node read_node(const PackedRow& row);
inline constexpr int node_column_count = 11;
/// Throws Error that names file and node when they are damaged; `labels` and `iri` are columns.
LanguageMap read_labels(const Query& row, int labels, int iri);

/// A relation of one document as it stands in table statement.
struct StatementRow {
  std::int64_t id = 0, document = 0;
  std::optional<std::int64_t> edge;
  std::uint32_t subject = 0, object = 0;  // mentions
  std::optional<std::uint32_t> speaker;
  Edge edge_value;  // without ends; with its one piece of evidence, whose texts are left open
};
/// Of a document, in order; without document id and speaker's IRI in the evidence.
std::vector<StatementRow> statements_in(Database& database, std::int64_t document);
/// Of an edge, in no particular order; with document id and speaker's IRI.
std::vector<StatementRow> statements_of(Database& database, std::int64_t edge);

/// Writes mentions, statements, attributes and text of a new document. Throws Error when a span or index lies outside.
void insert_contents(Database& database, std::int64_t document, const Extraction& extraction, TextPolicy texts);
/// The extraction as it was put, without IRIs; spans in bytes of the text that was kept.
Extraction read_extraction(Database& database, std::int64_t document);

/// Of a document as its reader made it.
std::string content_hash(const Document& given);

}  // namespace citypact::store
