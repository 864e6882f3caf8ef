#include "groups.hpp"

#include "pack.hpp"

namespace citypact {
namespace {

constexpr char version = 1;

void write_content(const MentionGroup& group, Packer& out) {
  out.put(group.language);
  out.all(group.types);
  out.all(group.subtypes);
  out.all(group.names);
  out.all(group.surfaces);
  out.put(group.mentions);
  out.number(group.named);
  out.put(group.type);
  out.put(group.name);
  out.number(static_cast<std::uint64_t>(group.kind));
  out.all(group.anchors);
  out.all(group.company);
  out.put(group.country);
  out.number(group.country_said);
  out.put(group.key);
  out.put(group.block);
  out.all(group.decided);
}

}  // namespace

std::string to_bytes(const MentionGroup& group) {
  Packer out;
  out.number(version);
  out.put(group.document);
  out.all(group.entities);
  write_content(group, out);
  return out.take();
}

MentionGroup group_from_bytes(std::string_view bytes) {
  Unpacker in(bytes);
  MentionGroup group;
  if (in.number() != version) throw Error("a mention group of another version");
  in.get(group.document);
  in.all(group.entities);
  in.get(group.language);
  in.all(group.types);
  in.all(group.subtypes);
  in.all(group.names);
  in.all(group.surfaces);
  in.get(group.mentions);
  group.named = in.number() != 0;
  in.get(group.type);
  in.get(group.name);
  const auto kind = in.number();
  if (kind > static_cast<std::uint64_t>(NameFamily::other)) throw Error("no bytes of a mention group");
  group.kind = static_cast<NameFamily>(kind);
  in.all(group.anchors);
  in.all(group.company);
  in.get(group.country);
  group.country_said = in.number() != 0;
  in.get(group.key);
  in.get(group.block);
  in.all(group.decided);
  if (!in.at_end()) throw Error("no bytes of a mention group");
  return group;
}

std::string signature(const MentionGroup& group) {
  const bool alike = !group.block.empty() && group.decided.empty() && group.kind != NameFamily::person && group.company.empty();
  if (!alike) return to_bytes(group);
  Packer out;
  out.number(0);  // no version: meets no to_bytes
  write_content(group, out);
  return out.take();
}

}  // namespace citypact
