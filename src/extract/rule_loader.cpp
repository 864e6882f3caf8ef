#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "citypact/core/diagnostics.hpp"
#include "rule.hpp"

namespace citypact::extract {
namespace {

/// Edit distance for "did you mean"; quadratic, only for mistakes.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t previous = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto old = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, previous + (a[i - 1] != b[j - 1])});
      previous = old;
    }
  }
  return row[b.size()];
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  std::size_t best = 3;
  std::string_view found;
  for (const auto& name : known)
    if (const auto d = distance(word, name); d < best) best = d, found = name;
  return found.empty() ? std::string() : "; did you mean '" + std::string(found) + "'?";
}

const std::vector<std::pair<std::string_view, Case>> case_names{
    {"nominative", Case::nom}, {"genitive", Case::gen}, {"dative", Case::dat}, {"accusative", Case::acc}, {"instrumental", Case::ins}, {"locative", Case::loc}};
const std::vector<std::string> role_names{
    "subject", "object", "governor", "head", "self", "outside", "told", "pair", "theme", "announced", "gapped", "dash", "clause", "visitors", "seat", "inner", "owner", "host", "next",
    "any", "nsubj", "obj", "iobj", "obl", "nmod", "amod", "appos", "conj", "acl", "xcomp", "ccomp", "advcl", "flat", "root", "parataxis", "advmod", "det"};

/// The text with empty lines instead of the blocks `examples:`, so that places in the rest stay as they are.
std::string without_examples(std::string_view text) {
  constexpr std::string_view key = "examples:";
  std::string kept;
  kept.reserve(text.size());
  std::size_t within = std::string_view::npos;  // indent of the key whose block this is
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t indent = line.find_first_not_of(" \r");
    const bool blank = indent == std::string_view::npos || line[indent] == '#';
    if (!blank) {
      const bool item = line[indent] == '-' && indent == within;  // a list may stand as far left as its key
      if (within != std::string_view::npos && indent <= within && !item) within = std::string_view::npos;
      if (within == std::string_view::npos && indent > 0 && line.substr(indent).starts_with(key)) within = indent;
    }
    if (within == std::string_view::npos) kept += line;
    kept += '\n';
    begin = end + 1;
  }
  return kept;
}

/// Reads one rule file; every complaint names file, line and column.
class File {
 public:
  File(std::filesystem::path path, const Ontology& ontology, const Lexicon& lexicon, Examples examples)
      : path_(std::move(path)), ontology_(ontology), lexicon_(lexicon), examples_(examples) {}

  void read(Rules& rules) {
    std::ifstream in(path_);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) throw Error(path_.string() + ": cannot be read");
    YAML::Node root;
    try {
      root = YAML::Load(examples_ == Examples::read ? text.str() : without_examples(text.view()));
    } catch (const YAML::Exception& e) {
      throw Error(path_.string() + ":" + std::to_string(e.mark.line + 1) + ":" + std::to_string(e.mark.column + 1) + ": " + e.msg);
    }
    if (root.IsNull()) return;
    if (!root.IsSequence()) fail(root, "a rule file is a list of rules ('- id: ...')");
    for (const auto& node : root) rules.rules.push_back(rule(node));
  }

 private:
  std::string place(const YAML::Node& node) const {
    return path_.string() + ":" + std::to_string(node.Mark().line + 1) + ":" + std::to_string(node.Mark().column + 1);
  }
  [[noreturn]] void fail(const YAML::Node& node, const std::string& what) const { throw Error(place(node) + ": " + what); }

  void keys(const YAML::Node& node, const std::vector<std::string>& known, std::string_view of) const {
    if (!node.IsMap()) fail(node, std::string(of) + " must be a map of keys and values");
    for (const auto& item : node) {
      const auto key = item.first.as<std::string>();
      if (std::find(known.begin(), known.end(), key) == known.end()) fail(item.first, "unknown key '" + key + "' of " + std::string(of) + suggestion(key, known));
    }
  }

  std::string text(const YAML::Node& node, std::string_view what) const {
    if (!node.IsScalar()) fail(node, std::string(what) + " must be a word or a line of text");
    return node.as<std::string>();
  }
  std::vector<std::string> list(const YAML::Node& node, std::string_view what) const {
    std::vector<std::string> items;
    if (!node) return items;
    if (node.IsScalar()) return {node.as<std::string>()};
    if (!node.IsSequence()) fail(node, std::string(what) + " must be a word or a list of words");
    for (const auto& item : node) items.push_back(text(item, what));
    return items;
  }
  Number number(const YAML::Node& node) const {
    const auto word = node.as<std::string>();
    if (word != "singular" && word != "plural") fail(node, "a number is singular or plural, not '" + word + "'");
    return word == "plural" ? Number::plur : Number::sing;
  }
  bool flag(const YAML::Node& node) const {
    if (!node) return false;
    try {
      return node.as<bool>();
    } catch (const YAML::Exception&) {
      fail(node, "must be true or false");
    }
  }

  std::vector<Case> cases(const YAML::Node& node) const {
    std::vector<Case> found;
    for (const auto& name : list(node, "case")) {
      const auto at = std::find_if(case_names.begin(), case_names.end(), [&](const auto& c) { return c.first == name; });
      std::vector<std::string> known;
      for (const auto& c : case_names) known.emplace_back(c.first);
      if (at == case_names.end()) fail(node, "unknown case '" + name + "'" + suggestion(name, known));
      found.push_back(at->second);
    }
    return found;
  }

  /// Words of {lemma: [...]} and of lists {words: [instruments]}.
  StringSet words(const YAML::Node& lemma, const YAML::Node& lists) const {
    StringSet set;
    for (auto& word : list(lemma, "lemma")) set.insert(word);
    for (const auto& name : list(lists, "words")) {
      const auto& found = lexicon_.list(name);
      if (found.empty()) fail(lists, "no word list words/" + name + ".tsv");
      set.insert(found.begin(), found.end());
    }
    return set;
  }

  Trigger trigger(const YAML::Node& node) const {
    keys(node, {"lemma", "words", "pos", "preposition", "case", "with", "without", "passive", "number", "bare"}, "trigger");
    Trigger t;
    t.lemmas = words(node["lemma"], node["words"]);
    if (t.lemmas.empty()) fail(node, "a trigger needs lemma or words");
    for (const auto& pos : list(node["pos"], "pos")) {
      std::string upper = pos;
      std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      if (parse_upos(upper) == Upos::x) fail(node["pos"], "unknown part of speech '" + pos + "'" + suggestion(pos, {"verb", "noun", "adj", "adv", "adp", "propn"}));
      t.upos.insert(parse_upos(upper));
    }
    t.prepositions = list(node["preposition"], "preposition");
    for (const Case c : cases(node["case"])) t.cases.insert(c);
    t.with = words(node["with"], YAML::Node(YAML::NodeType::Undefined));
    t.without = words(node["without"], YAML::Node(YAML::NodeType::Undefined));
    if (node["passive"]) t.passive = flag(node["passive"]);
    if (node["number"]) t.number = number(node["number"]);
    t.bare = flag(node["bare"]);
    return t;
  }

  SlotPath path(const YAML::Node& node) const {
    SlotPath p;
    const std::string role = node["role"] ? text(node["role"], "role") : "any";
    const auto known = std::find(role_names.begin(), role_names.end(), role);
    if (known == role_names.end()) fail(node["role"], "unknown role '" + role + "'" + suggestion(role, role_names));
    p.role = *known;
    p.prepositions = list(node["preposition"], "preposition");
    p.cases = cases(node["case"]);
    if (node["of"]) p.of = text(node["of"], "of");
    if (node["side"]) {
      const auto side = text(node["side"], "side");
      if (side != "left" && side != "right") fail(node["side"], "side is left or right, not '" + side + "'");
      p.side = side == "left" ? SlotPath::Side::left : SlotPath::Side::right;
    }
    if (node["within"]) p.within = node["within"].as<unsigned>();
    p.across = flag(node["across"]);
    return p;
  }

  Slot slot(const std::string& name, const YAML::Node& node) const {
    keys(node, {"kind", "lemma", "words", "optional", "absent", "exact", "one", "represents", "role", "preposition", "case", "of", "side", "within", "across", "ways"}, "slot");
    Slot s;
    s.name = name;
    s.kinds = kinds(node["kind"]);
    s.words = words(node["lemma"], node["words"]);
    const bool any_verb = node["role"] && node["role"].as<std::string>() == "clause";
    if (s.kinds.empty() && s.words.empty() && !any_verb) fail(node, "slot '" + name + "' needs kind, lemma or words");
    s.optional = flag(node["optional"]);
    s.absent = flag(node["absent"]);
    s.exact = flag(node["exact"]);
    s.one = flag(node["one"]);
    s.represents = flag(node["represents"]);
    if (node["ways"]) {
      if (!node["ways"].IsSequence()) fail(node["ways"], "ways is a list of places to look");
      for (const auto& way : node["ways"]) {
        keys(way, {"role", "preposition", "case", "of", "side", "within", "across"}, "way");
        s.paths.push_back(path(way));
      }
    } else {
      s.paths.push_back(path(node));
    }
    return s;
  }

  /// Classes by name; Agent, Party and Body are the sets that the ontology's laws use again and again.
  std::vector<std::string> kinds(const YAML::Node& node) const {
    static const std::vector<std::string> bodies{"Organization", "University", "Park", "Cluster"}, places{"City", "Region", "Country"};
    std::vector<std::string> found;
    for (const auto& name : list(node, "kind")) {
      const bool body = name == "Body" || name == "Party" || name == "Agent", place = name == "Place" || name == "Party" || name == "Agent";
      if (body) found.insert(found.end(), bodies.begin(), bodies.end());
      if (place) found.insert(found.end(), places.begin(), places.end());
      if (name == "Agent") found.emplace_back("Person");
      if (body || place) continue;
      if (name != "Role" && !ontology_.type(name)) {
        std::vector<std::string> known{"Role", "Agent", "Party", "Body", "Place"};
        for (const auto& type : ontology_.types) known.push_back(type.name);
        fail(node, "unknown kind '" + name + "'" + suggestion(name, known));
      }
      found.push_back(name);
    }
    return found;
  }

  Outcome outcome(const YAML::Node& node, const Rule& rule) const {
    Outcome o;
    if (node.IsSequence()) {
      if (node.size() != 3) fail(node, "an outcome is [Slot, relation, Slot]");
      o.from = text(node[0], "slot"), o.relation = text(node[1], "relation"), o.to = text(node[2], "slot");
    } else {
      keys(node, {"relation", "from", "to", "between", "most", "least"}, "outcome");
      if (!node["relation"]) fail(node, "an outcome needs relation");
      o.relation = text(node["relation"], "relation");
      o.between = bool(node["between"]);
      if (node["most"]) o.most = node["most"].as<unsigned>();
      if (node["least"]) o.least = node["least"].as<unsigned>();
      o.from = o.between ? text(node["between"], "between") : node["from"] ? text(node["from"], "from") : "";
      o.to = o.between ? o.from : node["to"] ? text(node["to"], "to") : "";
    }
    if (o.relation != "holds" && !ontology_.relation(o.relation)) {
      std::vector<std::string> known{"holds"};
      for (const auto& relation : ontology_.relations) known.push_back(relation.name);
      fail(node, "unknown relation '" + o.relation + "'" + suggestion(o.relation, known));
    }
    std::vector<std::string> slots;
    for (const auto& s : rule.slots) slots.push_back(s.name);
    for (const auto& end : {o.from, o.to})
      if (!rule.slot(end)) fail(node, "unknown slot '" + end + "'" + suggestion(end, slots));
    return o;
  }

  Example example(const YAML::Node& node) const {
    keys(node, {"text", "gives"}, "example");
    Example e;
    if (!node["text"] || !node["gives"]) fail(node, "an example needs text and gives");
    e.text = text(node["text"], "text");
    e.place = place(node);
    for (const auto& item : node["gives"]) {
      if (!item.IsSequence() || item.size() < 3 || item.size() > 4) fail(item, "expected [subject, relation, object] or [subject, relation, object, {status, role}]");
      Example::Expected expected{text(item[0], "subject"), text(item[1], "relation"), text(item[2], "object"), "", ""};
      if (!ontology_.relation(expected.relation)) fail(item[1], "unknown relation '" + expected.relation + "'");
      if (item.size() == 4) {
        keys(item[3], {"status", "role"}, "what is expected");
        if (item[3]["status"]) expected.status = text(item[3]["status"], "status");
        if (item[3]["role"]) expected.role = text(item[3]["role"], "role");
        if (!expected.status.empty() && !parse_status(expected.status)) fail(item[3], "unknown status '" + expected.status + "'");
      }
      e.gives.push_back(std::move(expected));
    }
    return e;
  }

  Rule rule(const YAML::Node& node) const {
    keys(node, {"id", "says", "trigger", "slots", "gives", "status", "otherwise", "qualifiers", "instrument", "topic", "clause", "score", "examples"}, "rule");
    for (const char* needed : {"id", "trigger", "slots", "gives"})
      if (!node[needed]) fail(node, std::string("a rule needs ") + needed);
    Rule r;
    r.id = text(node["id"], "id");
    r.place = place(node);
    if (node["says"]) r.says = text(node["says"], "says");
    r.trigger = trigger(node["trigger"]);
    if (!node["slots"].IsMap()) fail(node["slots"], "slots is a map from names to where to look");
    for (const auto& item : node["slots"]) r.slots.push_back(slot(item.first.as<std::string>(), item.second));
    check_order(node["slots"], r);
    for (const auto& item : node["gives"]) r.outcomes.push_back(outcome(item, r));
    if (node["status"]) {
      r.status = parse_status(text(node["status"], "status"));
      if (!r.status) fail(node["status"], "unknown status" + suggestion(text(node["status"], "status"), {"asserted", "planned", "possible", "denied", "ended"}));
    }
    if (node["otherwise"]) {
      const auto otherwise = parse_status(text(node["otherwise"], "otherwise"));
      if (!otherwise) fail(node["otherwise"], "unknown status" + suggestion(text(node["otherwise"], "otherwise"), {"asserted", "planned", "possible", "denied", "ended"}));
      r.otherwise = *otherwise;
    }
    for (const auto& name : list(node["qualifiers"], "qualifiers")) {
      if (name == "amount") r.amount = true;
      else if (name == "share") r.share = true;
      else fail(node["qualifiers"], "unknown qualifier '" + name + "'" + suggestion(name, {"amount", "share"}));
    }
    for (auto [key, target] : {std::pair{"instrument", &r.instrument}, std::pair{"topic", &r.topic}, std::pair{"clause", &r.clause}})
      if (node[key] && !r.slot(*target = text(node[key], key))) fail(node[key], "unknown slot '" + *target + "'");
    if (node["score"]) r.score = node["score"].as<float>();
    for (const auto& item : node["examples"]) r.examples.push_back(example(item));
    return r;
  }

  /// A slot may start only from one that was filled before it.
  void check_order(const YAML::Node& node, const Rule& r) const {
    for (std::size_t i = 0; i < r.slots.size(); ++i)
      for (const auto& path : r.slots[i].paths) {
        if (path.of.empty()) continue;
        const bool before = std::any_of(r.slots.begin(), r.slots.begin() + static_cast<std::ptrdiff_t>(i), [&](const Slot& s) { return s.name == path.of; });
        if (!before) fail(node[r.slots[i].name], "'of: " + path.of + "' must name a slot above");
      }
  }

  std::filesystem::path path_;
  const Ontology& ontology_;
  const Lexicon& lexicon_;
  const Examples examples_;
};

}  // namespace

const Slot* Rule::slot(std::string_view name) const {
  for (const Slot& s : slots)
    if (s.name == name) return &s;
  return nullptr;
}

void Rules::index() {
  by_lemma.clear();
  for (std::uint32_t i = 0; i < rules.size(); ++i)
    for (const auto& lemma : rules[i].trigger.lemmas) by_lemma[lemma].push_back(i), triggers.insert(lemma);
}

void load_rules(Rules& rules, const std::filesystem::path& folder, const Ontology& ontology, const Lexicon& lexicon, Examples examples) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  if (error) throw Error(folder.string() + ": no such folder of rules");
  std::sort(files.begin(), files.end());
  for (const auto& file : files) File(file, ontology, lexicon, examples).read(rules);
  for (std::size_t i = 0; i < rules.rules.size(); ++i)
    for (std::size_t j = i + 1; j < rules.rules.size(); ++j)
      if (rules.rules[i].id == rules.rules[j].id) throw Error(rules.rules[j].place + ": the id '" + rules.rules[j].id + "' is taken by " + rules.rules[i].place);
  rules.index();
}

}  // namespace citypact::extract
