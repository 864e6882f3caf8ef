#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

/// What is known about names beyond the graph. Asked for only when a name needs it, since loading takes longer than most
/// questions; either may give null. Thread safety: asked by one thread at a time.
struct NameKnowledge {
  std::function<const Languages*()> languages = [] { return nullptr; };
  std::function<const Gazetteer*()> gazetteer = [] { return nullptr; };
};

struct NameMatch {
  std::vector<Node> nodes;           // one: found; several: ambiguous, the best connected first
  std::vector<std::string> nearest;  // at most five labels like the name when none was found, nearest first
};

/// Finds nodes by a name in any case form, script or language the graph, the dictionaries or the gazetteer know.
///
/// The first of these that finds anything decides: IRI or Wikidata id; IRI that another has replaced; label; alias (letter case,
/// quotes, ё/е, kinds of dashes do not matter); the same words in other forms («Московского инновационного кластера»); a name that the gazetteer has for the
/// same Wikidata id; the name in another script (Chen Xu, Чэнь Сюй); a part of a label («Собянин»). A language whose models are
/// absent is passed over.
/// Cost: some look-ups where the graph has an index of names (of names like the one given, the 1,000 best connected are looked
/// at); else several passes over the nodes, about 10 µs a name in the worst case.
/// Thread safety: const, all arguments are only read.
NameMatch find_by_name(const GraphSource& graph, const std::string& name, const NameKnowledge& knowledge);
NameMatch find_by_name(const GraphSource& graph, const std::string& name, const Languages& languages, const Gazetteer* gazetteer);

struct SearchOptions {
  std::string type;         // a class or a superclass of it; empty: any
  std::size_t limit = 20;
};

/// How well a name fits, best first.
enum class Likeness : std::uint8_t { same, begins, words, sounds, similar };
std::string_view to_string(Likeness likeness);

struct SearchHit {
  Node node;
  std::string name;  // the label or alias that fits best
  Likeness likeness = Likeness::same;
};

/// Nodes whose names are like a text, best first: the same; beginning so; each word the begin of a word of the name; sounding so
/// in another script; and where there is none of these: each word at most a slip in four letters from a word of the name. Of equals
/// the best connected first.
/// Empty for a text without words. Cost: a few look-ups where the graph has an index of names, else one pass over the nodes.
std::vector<SearchHit> search_names(const GraphSource& graph, const std::string& text, const Ontology& ontology, const NameKnowledge& knowledge, const SearchOptions& options);

}  // namespace citypact
