#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/write/write.hpp"

namespace citypact::write {

struct Rgb {
  std::uint8_t red = 127, green = 127, blue = 127;  // grey for what the ontology does not know
};

/// How a graph is shown: one label a node, colours by type and family, sizes by degree or PageRank. Made from what is known of all nodes.
class Display {
 public:
  Display(const GraphSource& graph, const Ontology& ontology, NodeSize size = NodeSize::degree);

  /// The label in the language of most documents, else in English, else the first.
  std::string_view label(const Node& node) const;
  Rgb color(const Node& node) const;
  Rgb color(const Edge& edge) const;
  /// 4..100, the area growing with the degree or rank; the least have 4 and, unless all are equal, the greatest 100. `number` counts
  /// nodes in IRI order.
  double size(const Node& node, std::size_t number) const;
  bool has_ranks() const { return !ranks_.empty(); }
  double rank(std::size_t number) const { return ranks_[number]; }
  const std::vector<std::string>& languages() const { return languages_; }  // of all labels, sorted

 private:
  std::map<std::string, Rgb, std::less<>> colors_;
  std::vector<std::string> languages_;
  std::string language_;
  std::vector<double> ranks_;        // by number, empty where degrees make sizes
  double lowest_ = 0, highest_ = 0;  // square roots of degrees or ranks
};

/// A stable NMTOKEN for a node: "City.Q649" for {base}/id/City/Q649. Different IRIs have different tokens: bytes other than
/// letters, digits and '-' stand as _hh, an IRI outside {base}/id/ stands whole behind ':'.
void append_token(std::string& into, std::string_view iri, std::string_view base);

}  // namespace citypact::write
