#include "citypact/extract/rules.hpp"

#include <algorithm>

#include "extractor.hpp"
#include "extractors.hpp"

namespace citypact {
namespace {

std::string show(const std::string& subject, std::string_view relation, const std::string& object, std::string_view status, const std::string& role) {
  std::string line = "[" + subject + ", " + std::string(relation) + ", " + object;
  if (!status.empty() || !role.empty()) line += ", {";
  if (!status.empty()) line += "status: " + std::string(status) + (role.empty() ? "" : ", ");
  if (!role.empty()) line += "role: " + role;
  if (!status.empty() || !role.empty()) line += "}";
  return line + "]";
}

class ExampleRun {
 public:
  ExampleRun(const Extraction& got, const extract::Example& example, const extract::Rule& rule, const Ontology& ontology)
      : got_(got), example_(example), rule_(rule), ontology_(ontology), taken_(got.relations.size()) {}

  void run(std::vector<RuleFault>& faults) {
    for (const auto& expected : example_.gives)
      if (!find(expected)) faults.push_back({example_.place, rule_.id, "missing " + show(expected.subject, expected.relation, expected.object, expected.status, expected.role) + all()});
    for (std::size_t i = 0; i < got_.relations.size(); ++i)
      if (!taken_[i] && mine(got_.relations[i])) faults.push_back({example_.place, rule_.id, "unexpected " + show(got_.relations[i]) + " by " + got_.relations[i].evidence.rule});
  }

 private:
  /// Relations of other rules in an example's sentence are not its business, those of the example's own relations are.
  bool mine(const Relation& r) const {
    if (r.evidence.rule == rule_.id) return true;
    for (const auto& outcome : rule_.outcomes)
      if (outcome.relation == r.type) return true;
    return false;
  }
  std::string label(std::uint32_t mention, bool surface) const {
    const Mention& m = got_.mentions[mention];
    return surface ? std::string(citypact::surface(got_.document.text, m.span)) : m.name;
  }
  /// By surface or canonical name; either may hold the other, since taggers differ in whether «компания» belongs to the name.
  bool named(std::uint32_t mention, const std::string& name) const {
    const auto wanted = extract::fold_case(name);
    for (bool surface : {true, false}) {
      const auto have = extract::fold_case(label(mention, surface));
      if (have.find(wanted) != std::string::npos || wanted.find(have) != std::string::npos) return true;
    }
    return false;
  }
  std::string show(const Relation& r) const {
    return ::citypact::show(label(r.subject, false), r.type, label(r.object, false), to_string(r.status), r.qualifiers.role);
  }
  static std::string show(const std::string& a, std::string_view b, const std::string& c, std::string_view d, const std::string& e) { return ::citypact::show(a, b, c, d, e); }

  bool find(const extract::Example::Expected& e) {
    for (std::size_t i = 0; i < got_.relations.size(); ++i) {
      const Relation& r = got_.relations[i];
      if (taken_[i] || r.type != e.relation) continue;
      const RelationType* type = ontology_.relation(r.type);
      const bool straight = named(r.subject, e.subject) && named(r.object, e.object);
      const bool crossed = type && type->symmetric && named(r.subject, e.object) && named(r.object, e.subject);
      if (!straight && !crossed) continue;
      if (to_string(r.status) != (e.status.empty() ? "asserted" : e.status)) continue;
      if (!e.role.empty() && extract::fold_case(r.qualifiers.role) != extract::fold_case(e.role)) continue;
      return taken_[i] = true;
    }
    return false;
  }
  std::string all() const {
    std::string line = "; came out:";
    for (const auto& r : got_.relations) line += " " + show(r);
    return got_.relations.empty() ? "; nothing came out" : line;
  }

  const Extraction& got_;
  const extract::Example& example_;
  const extract::Rule& rule_;
  const Ontology& ontology_;
  std::vector<bool> taken_;
};

}  // namespace

RuleCheck check_rules(const Extractor& extractor, const std::function<AnalyzedDocument(std::string)>& analyze) {
  RuleCheck check;
  Diagnostics diagnostics;
  extract::Rules rules;
  for (const auto& folder : extractor.state().rule_folders)
    extract::load_rules(rules, folder, extractor.state().ontology, extractor.state().lexicon, extract::Examples::read);
  for (const auto& rule : rules.rules) {
    ++check.rules;
    float worth = rule.score;
    for (const auto& outcome : rule.outcomes)
      if (const auto measured = extractor.state().lexicon.confidence(rule.id, outcome.relation)) worth = std::min(worth, *measured);
    const float shown = std::min(worth, ExtractOptions{}.min_confidence);  // weak rules speak in their own examples
    for (const auto& example : rule.examples) {
      ++check.examples;
      const auto got = extractor.extract(analyze(example.text), {.min_confidence = shown, .learned = false}, diagnostics);
      ExampleRun(got, example, rule, extractor.state().ontology).run(check.faults);
    }
  }
  return check;
}

RuleTrace trace_rules(const Extractor& extractor, AnalyzedDocument document) {
  RuleTrace trace;
  const auto stage = extract::set_stage(extractor.state(), document);
  const auto& scene = *stage.scene;
  const auto text = [&](std::uint32_t site) { return std::string(document.surface(scene.sites[site].mention.span)); };
  for (const auto& site : scene.sites)
    trace.mentions.push_back(site.mention.type + " \"" + std::string(document.surface(site.mention.span)) + "\" (" + std::string(to_string(site.mention.form)) + ", " + site.mention.name + ")");
  for (const auto& role : scene.roles) {
    std::string line = "\"" + role.role_text + "\": " + role.role + " (" + role.role_class + ")";
    for (auto body : role.bodies) line += ", of \"" + text(body) + "\"";
    for (auto holder : role.holders) line += ", held by \"" + text(holder) + "\"";
    trace.posts.push_back(std::move(line));
  }
  std::vector<extract::Proposal> proposals;
  std::vector<extract::NearMiss> misses;
  extract::match_rules(scene, extractor.state().rules, proposals, &misses);
  for (const auto& extractor_row : extract::extractors)
    if (extractor_row.name != "rules") extractor_row.run(scene, extractor.state().rules, proposals);
  for (const auto& p : proposals)
    trace.found.push_back({text(p.subject), p.relation, text(p.object), p.status ? std::string(to_string(*p.status)) : "by its clause", p.rule,
                           p.trigger.size() ? std::string(document.surface(document.span(p.trigger))) : "", p.score});
  for (const auto& miss : misses) trace.misses.push_back({miss.rule, std::string(scene.surface(miss.trigger)), miss.reason});
  return trace;
}

}  // namespace citypact
