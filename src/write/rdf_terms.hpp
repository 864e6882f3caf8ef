#pragma once
#include <string>
#include <string_view>

#include "citypact/core/date.hpp"

namespace citypact::write::rdf {

inline constexpr std::string_view own = "https://citypact.org/ontology#";
inline constexpr std::string_view type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view label = "http://www.w3.org/2000/01/rdf-schema#label";
inline constexpr std::string_view see_also = "http://www.w3.org/2000/01/rdf-schema#seeAlso";
inline constexpr std::string_view alt_label = "http://www.w3.org/2004/02/skos/core#altLabel";
inline constexpr std::string_view same_as = "http://www.w3.org/2002/07/owl#sameAs";
inline constexpr std::string_view wikidata = "http://www.wikidata.org/entity/";
inline constexpr std::string_view dcterms = "http://purl.org/dc/terms/";
inline constexpr std::string_view oa = "http://www.w3.org/ns/oa#";
inline constexpr std::string_view derived_from = "http://www.w3.org/ns/prov#wasDerivedFrom";
inline constexpr std::string_view quoted_from = "http://www.w3.org/ns/prov#wasQuotedFrom";
inline constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view edtf = "http://id.loc.gov/datatypes/edtf/EDTF";

/// True when the IRI may stand in N-Quads as it is and sorts as its bytes do with fragments ours: absolute, and no character
/// that the grammar forbids or that is not above '#'.
bool is_plain_iri(std::string_view iri);
/// "<iri>"; what the grammar forbids is percent-encoded.
void append_iri(std::string& into, std::string_view iri);
/// A quoted string as canonical N-Triples 1.1 wants it: only '"', '\', LF and CR are escaped. NUL becomes U+FFFD.
void append_string(std::string& into, std::string_view text);

std::string iri(std::string_view iri);
std::string iri(std::string_view prefix, std::string_view name);
std::string string(std::string_view text);
std::string typed(std::string_view text, std::string_view xsd_name);
/// With a language tag in lower case; a plain string when the tag is not well formed.
std::string tagged(std::string_view text, std::string_view language);
std::string edtf_literal(const Date& date);
/// xsd:date, xsd:gYearMonth or xsd:gYear, by precision.
std::string date_literal(const PartialDate& date);
/// xsd:decimal in canonical form from 0..1 rounded to two decimals ("1.0"), or from a decimal number; else a string.
std::string decimal(std::string_view number);

}  // namespace citypact::write::rdf
