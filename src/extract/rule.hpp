#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// One way to fill a slot: where to look from the trigger (or from what fills another slot).
struct SlotPath {
  std::string_view role;                  // of a fixed list, which docs/rules.md explains; `any`, or a Universal Dependencies relation
  std::vector<std::string> prepositions;  // empty: without one, unless any_preposition
  std::vector<Case> cases;                // empty: any
  std::string of;                         // slot to start from; empty: the trigger
  enum class Side : std::uint8_t { tree, left, right } side = Side::tree;
  std::uint32_t within = 5;               // tokens, for left and right; sentences, for told and pair
  bool across = false;                    // may look beyond a finite verb; of told, also behind the start
};

struct Slot {
  std::string name;
  std::vector<std::string> kinds;     // ontology classes, or "Role"; empty when `words` decide
  StringSet words;                    // lemmas that may fill the slot; none: any verb of a `clause`
  std::vector<SlotPath> paths;        // tried in order, the first that fills wins
  bool optional = false;
  bool absent = false;                // the frame holds only where nothing fills it
  bool exact = false;                 // the named thing itself, nothing that stands for it («делегация Казани»)
  bool one = false;                   // only the first of a coordination
  bool represents = false;            // «президент Франции подписал»: the body of the post fills it too
};

/// A set of the values of a small enumeration.
template <class Enum>
class EnumSet {
 public:
  void insert(Enum value) { bits_ |= bit(value); }
  bool contains(Enum value) const { return (bits_ & bit(value)) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  static std::uint64_t bit(Enum value) { return std::uint64_t{1} << static_cast<unsigned>(value); }
  std::uint64_t bits_ = 0;
};

/// What is asked first stands first: rules by the hundred are asked of each text, and most say no.
struct Trigger {
  EnumSet<Upos> upos;  // empty: any
  EnumSet<Case> cases;
  std::optional<bool> passive;
  std::optional<Number> number;
  bool bare = false;                      // no common noun in the genitive depends on it: «список» of what was told
  std::vector<std::string> prepositions;  // that must govern the trigger
  StringSet with, without;                // lemmas that must or must not depend on the trigger or stand within two tokens
  StringSet lemmas;
};

/// What a matched frame states. "holds" stands for the relation of a post: {relation: holds, from: Person, to: Role}.
struct Outcome {
  std::string relation;
  std::string from, to;  // slots; equal for `between`
  bool between = false;  // every pair of one slot's fillers
  std::size_t least = 1; // fillers of `from` below which it states nothing
  std::size_t most = 3;  // fillers of a `between` slot beyond which it states nothing
};

struct Example {
  std::string text;
  struct Expected {
    std::string subject, relation, object;
    std::string status, role;  // empty: not checked
  };
  std::vector<Expected> gives;
  std::string place;  // "signed.yaml:12:7"
};

struct Rule {
  std::string id, says, place;
  Trigger trigger;
  std::vector<Slot> slots;
  std::vector<Outcome> outcomes;
  std::optional<Status> status;
  Status otherwise = Status::asserted;  // what the clause leaves asserted is this: «вступление» alone is a plan
  bool amount = false, share = false;   // qualifiers to look for in the clause
  std::string instrument, topic;        // slots
  std::string clause;                   // slot whose clause tells the status; empty: the trigger's
  float score = 0.9f;
  std::vector<Example> examples;  // only of rules that are loaded to be checked

  const Slot* slot(std::string_view name) const;
};

/// All rules of a language with an index from trigger lemma to rule. Const after loading, shared between threads.
struct Rules {
  std::vector<Rule> rules;
  StringMap<std::vector<std::uint32_t>> by_lemma;
  LargeFilter triggers;  // of by_lemma

  void index();
};

/// Examples are more than half of the files, and reading YAML is more than half of the program's start.
enum class Examples { skip, read };

/// Adds the rules of a folder's .yaml files (in the order of their names). Throws Error "FILE:LINE:COLUMN: what is wrong; did you mean ...?";
/// mistakes in examples are found only where these are read.
void load_rules(Rules& rules, const std::filesystem::path& folder, const Ontology& ontology, const Lexicon& lexicon, Examples examples);

/// Why a rule that had its trigger word gave nothing.
struct NearMiss {
  std::string rule, reason;
  std::uint32_t trigger = 0;
};

/// Runs every rule over every trigger word. Linear in tokens times the rules of a word.
void match_rules(const Scene& scene, const Rules& rules, std::vector<Proposal>& proposals, std::vector<NearMiss>* misses = nullptr);

}  // namespace citypact::extract
