#include "whole.hpp"

#include <algorithm>
#include <tuple>

namespace citypact {

namespace identity {
namespace {

/// Documents by id (then text), whatever order they came in.
std::vector<Extraction*> in_order(std::vector<Extraction>& extractions) {
  std::vector<Extraction*> ordered;
  for (Extraction& extraction : extractions) ordered.push_back(&extraction);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Extraction* a, const Extraction* b) {
    return std::tie(a->document.id, a->document.text) < std::tie(b->document.id, b->document.text);
  });
  return ordered;
}

}  // namespace

Whole::Whole(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options)
    : documents_(in_order(extractions)),
      resolver_(gazetteer, ontology, options.base),
      book_(options.decisions, options.diagnostics),
      diagnostics_(options.diagnostics) {}

void Whole::place() {
  summarize();
  collapse();
  place_blocks();
  if (!book_.empty()) decide();
}

void Whole::summarize() {
  for (std::size_t d = 0; d < documents_.size(); ++d)
    for (MentionGroup& group : resolver_.summarize(*documents_[d], book_, diagnostics_)) groups_.push_back({std::move(group), d});
  if (book_.empty() || !diagnostics_) return;
  std::set<std::string> ids;
  for (const Extraction* extraction : documents_) ids.insert(extraction->document.id);
  book_.report_waiting([&](const std::string& id) { return ids.contains(id); }, *diagnostics_);
}

void Whole::collapse() {
  std::unordered_map<std::string, std::size_t> by_signature;
  for (Placed& placed : groups_) {
    const auto [at, fresh] = by_signature.try_emplace(signature(placed.group), classes_.size());
    placed.of_class = at->second;
    if (fresh) classes_.push_back({&placed.group, 1});
    else ++classes_[at->second].count;
  }
}

void Whole::place_blocks() {
  std::unordered_map<std::string_view, std::vector<std::size_t>> blocks;
  for (std::size_t i = 0; i < classes_.size(); ++i) blocks[classes_[i].group->block].push_back(i);
  keys_.resize(classes_.size());
  for (const auto& [name, members] : blocks) {
    auto keys = resolver_.place(pick(members));
    for (std::size_t i = 0; i < members.size(); ++i) keys_[members[i]] = std::move(keys[i]);
  }
}

void Whole::decide() {
  std::set<std::string_view> named;
  for (std::size_t i = 0; i < classes_.size(); ++i)
    if (!classes_[i].group->decided.empty()) named.insert(keys_[i]);
  std::vector<std::size_t> members;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    if (!named.contains(keys_[i])) continue;
    members.push_back(i);
    keys.push_back(keys_[i]);
  }
  auto decided = Resolver::decide(pick(members), keys, book_, diagnostics_);
  for (std::size_t i = 0; i < members.size(); ++i) keys_[members[i]] = std::move(decided.keys[i]);
  verdicts_ = std::move(decided.verdicts);
}

std::vector<Node> Whole::make() {
  std::unordered_map<std::string_view, Made> made;
  for (std::size_t i = 0; i < classes_.size(); ++i) made[keys_[i]].classes.push_back(classes_[i]);
  for (auto& [key, one] : made) {
    const auto verdict = verdicts_.find(std::string(key));
    one.dropped = verdict != verdicts_.end() && verdict->second.dropped;
    if (!one.dropped) one.node = resolver_.make_node(std::string(key), one.classes, verdict == verdicts_.end() ? NodeVerdict() : verdict->second);
  }
  mark(made);
  std::vector<Node> nodes;
  for (auto& [key, one] : made)
    if (!one.dropped) nodes.push_back(std::move(one.node));
  std::ranges::sort(nodes, {}, &Node::iri);
  return nodes;
}

void Whole::mark(const std::unordered_map<std::string_view, Made>& made) {
  for (std::size_t at = 0; at < groups_.size();) {
    const std::size_t document = groups_[at].document;
    std::unordered_map<std::uint32_t, const Made*> of_entity;
    for (; at < groups_.size() && groups_[at].document == document; ++at)
      for (const std::uint32_t entity : groups_[at].group.entities) of_entity[entity] = &made.at(keys_[groups_[at].of_class]);
    for (Mention& mention : documents_[document]->mentions) {
      const Made& one = *of_entity.at(mention.entity);
      mention.iri = one.node.iri;
      mention.qid = one.node.qid;
    }
    if (!verdicts_.empty()) remove_dropped(*documents_[document]);
  }
}

std::vector<GroupClass> Whole::pick(const std::vector<std::size_t>& members) const {
  std::vector<GroupClass> picked;
  for (const std::size_t i : members) picked.push_back(classes_[i]);
  return picked;
}

}  // namespace identity

void remove_dropped(Extraction& extraction) {
  const auto gone = [&](std::uint32_t mention) { return mention < extraction.mentions.size() && extraction.mentions[mention].iri.empty(); };
  std::erase_if(extraction.relations, [&](const Relation& relation) { return gone(relation.subject) || gone(relation.object); });
  std::erase_if(extraction.attributes, [&](const Attribute& attribute) { return gone(attribute.mention); });
}

std::vector<Node> resolve(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options) {
  identity::Whole whole(extractions, gazetteer, ontology, options);
  whole.place();
  return whole.make();
}

}  // namespace citypact
