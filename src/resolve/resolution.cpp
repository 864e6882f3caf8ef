#include "citypact/core/resolution.hpp"

#include "citypact/resolve/resolve.hpp"
#include "pack.hpp"
#include "resolver.hpp"

namespace citypact {
namespace {

std::string to_bytes(const NodeVerdict& verdict) {
  if (verdict == NodeVerdict()) return {};
  Packer out;
  out.number(verdict.dropped);
  out.number(verdict.labels.size());
  for (const auto& [language, label] : verdict.labels) {
    out.put(language);
    out.put(label);
  }
  return out.take();
}

NodeVerdict verdict_from_bytes(std::string_view bytes) {
  NodeVerdict verdict;
  if (bytes.empty()) return verdict;
  Unpacker in(bytes);
  verdict.dropped = in.number() != 0;
  for (auto count = in.number(); count; --count) {
    std::string language;
    in.get(language);
    in.get(verdict.labels[language]);
  }
  return verdict;
}

/// Unpacked classes, which own their groups.
struct Classes {
  std::vector<MentionGroup> groups;
  std::vector<GroupClass> classes;
  explicit Classes(const std::vector<AppearanceClass>& packed) {
    groups.reserve(packed.size());
    for (const AppearanceClass& one : packed) {
      groups.push_back(group_from_bytes(one.value));
      classes.push_back({&groups.back(), one.count});
    }
  }
};

class PackedResolution : public Resolution {
 public:
  PackedResolution(const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options)
      : resolver_(gazetteer, ontology, options.base), book_(options.decisions, options.diagnostics) {}

  std::vector<Appearance> appearances(Extraction& extraction, Diagnostics* diagnostics) override {
    std::vector<Appearance> found;
    for (const MentionGroup& group : resolver_.summarize(extraction, book_, diagnostics))
      found.push_back({group.entities, group.block, signature(group), citypact::to_bytes(group), !group.decided.empty()});
    return found;
  }

  std::string moved(const std::string& value, const std::string& document, const std::vector<std::uint32_t>& entities) override {
    MentionGroup group = group_from_bytes(value);
    group.document = document;
    group.entities = entities;
    return citypact::to_bytes(group);
  }

  std::vector<std::string> place(const std::vector<AppearanceClass>& block) override { return resolver_.place(Classes(block).classes); }

  Decided decide(const std::vector<AppearanceClass>& classes, const std::vector<std::string>& keys, Diagnostics* diagnostics) override {
    auto decided = Resolver::decide(Classes(classes).classes, keys, book_, diagnostics);
    Decided result{std::move(decided.keys), {}};
    for (const std::string& key : result.keys) {
      const auto verdict = decided.verdicts.find(key);
      result.verdicts.push_back(verdict == decided.verdicts.end() ? std::string() : to_bytes(verdict->second));
    }
    return result;
  }

  std::optional<Node> make_node(const std::string& key, const std::vector<AppearanceClass>& classes, const std::string& verdict) override {
    const NodeVerdict said = verdict_from_bytes(verdict);
    if (said.dropped) return std::nullopt;
    return resolver_.make_node(key, Classes(classes).classes, said);
  }

 private:
  Resolver resolver_;
  DecisionBook book_;
};

}  // namespace

std::unique_ptr<Resolution> make_resolution(const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options) {
  return std::make_unique<PackedResolution>(gazetteer, ontology, options);
}

}  // namespace citypact
