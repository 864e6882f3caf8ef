#pragma once
#include <ostream>

#include "citypact/write/write.hpp"

namespace citypact::write {

// One writer a file; formats.cpp is the table. Each streams: memory grows by ids, never by text.
void write_graphml(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_gexf(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_nquads(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_ntriples(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_trig(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_turtle(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_json_ld(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_json_lines(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_csv_nodes(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
void write_csv_edges(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);

}  // namespace citypact::write
