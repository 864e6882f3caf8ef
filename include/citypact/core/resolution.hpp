#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph.hpp"

namespace citypact {

/// All that one document says of one thing, as far as deciding what it is needs to know: a value that a store keeps.
struct Appearance {
  std::vector<std::uint32_t> entities;  // Mention::entity of its mentions, sorted; every mention of the document is in one appearance
  std::string block;      // appearances of different blocks are one thing only through what they were placed as; may be empty
  std::string signature;  // appearances of equal signature are alike to resolution and are kept once, with a count
  std::string value;      // the appearance, packed by who made it; any bytes
  bool decided = false;   // a decision of a person names it
};

/// Appearances of one signature. `value` is that of the least document id (byte order), then of the least first entity.
struct AppearanceClass {
  std::string value;
  std::uint32_t count = 1;
};

/// Resolution in steps that need a part only, for a store that re-resolves what a document touches. A node is the set of all
/// classes with one key. The outcome for all documents equals that of resolving them at once.
/// Each step is a pure function of its arguments, the knowledge and the decisions. Thread safety: none.
class Resolution {
 public:
  virtual ~Resolution() = default;

  /// What an extraction says, thing by thing. Mentions that a person told apart get an entity each in `extraction`; whoever
  /// keeps the extraction keeps it as it was before.
  virtual std::vector<Appearance> appearances(Extraction& extraction, Diagnostics* diagnostics) = 0;
  /// The same value with another document and other entities; the signature is the same.
  virtual std::string moved(const std::string& value, const std::string& document, const std::vector<std::uint32_t>& entities) = 0;

  /// A key for each class of one block, or of any classes without a block.
  virtual std::vector<std::string> place(const std::vector<AppearanceClass>& block) = 0;

  struct Decided {
    std::vector<std::string> keys;      // for each class
    std::vector<std::string> verdicts;  // for each class, equal for equal keys: what decisions say about its node, packed; may be empty
  };
  /// `classes` are all classes of the keys that some decided class has, `keys` what place() said.
  virtual Decided decide(const std::vector<AppearanceClass>& classes, const std::vector<std::string>& keys, Diagnostics* diagnostics) = 0;

  /// The node of a key, without edges, degree and attributes; nothing where a person said that it is no thing.
  virtual std::optional<Node> make_node(const std::string& key, const std::vector<AppearanceClass>& classes, const std::string& verdict) = 0;
};

}  // namespace citypact
