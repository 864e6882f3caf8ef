#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact {

/// All that one document says of one thing, as far as deciding what it is needs to know: a value that a store keeps.
struct Appearance {
  std::vector<std::uint32_t> entities;  // Mention::entity of its mentions, sorted; every mention of the document is in one appearance
  std::string block;       // appearances of one block are compared with each other; never empty
  std::string identifier;  // appearances of one identifier are one thing, whatever their blocks; may be empty
  std::string value;       // everything else that decides, packed by who made it; any bytes
};

/// Appearances of equal block, identifier and value, counted: a hub that a hundred thousand documents name is a few hundred
/// of these. What a document alone makes different (its persons, whatever a decision speaks of) has the document in its value.
struct AppearanceGroup {
  std::string block, identifier, value;
  std::uint32_t count = 1;
  std::string document;      // the least document id (byte order) among them
  std::uint32_t entity = 0;  // the first entity of the appearance in that document
};

/// What became of groups: `nodes` sorted by IRI and unique, and for each group the place of its node, or `dropped`.
struct ResolvedGroups {
  static constexpr std::size_t dropped = static_cast<std::size_t>(-1);
  std::vector<Node> nodes;  // as resolve() makes them: without edges, degree and attributes
  std::vector<std::size_t> node_of;
};

/// Resolution in parts, for a store that keeps appearances: what `resolve` does with all documents at once, for the blocks
/// that a document touches. Groups of whole blocks go in, nodes come out; for groups of all blocks they are those of `resolve`.
///
/// The caller closes the set: with a group come all groups of its block, of its identifier, of its node so far, and of the blocks
/// that linked() names. Where a node comes out whose IRI another block's node has, that block must be added and all asked again.
/// Thread safety: const use from several threads.
class Resolution {
 public:
  virtual ~Resolution() = default;
  /// What decisions change within a document before anything is made of it: mentions of one entity that a person told apart.
  virtual void prepare(Extraction& extraction) const = 0;
  /// Of a prepared document. A pure function of the document and of the decisions that name it.
  virtual std::vector<Appearance> appearances(const Extraction& extraction) const = 0;
  /// Ids of documents that decisions speak of: their blocks belong together, for decisions join across blocks.
  virtual std::vector<std::string> decided_documents() const = 0;
  /// `extraction_of` gives the prepared extraction of a document by its id, null when it is not there; asked for decided documents only.
  virtual ResolvedGroups resolve(const std::vector<AppearanceGroup>& groups,
                                 const std::function<const Extraction*(const std::string&)>& extraction_of) const = 0;
};

}  // namespace citypact
