#include "mention_finder.hpp"

namespace citypact::extract {
namespace {

/// Common nouns and pronouns are called as what they stand for: name_entities tells.
bool named_later(std::string_view kind, Form form) {
  const bool place = is_place(kind);
  return form == Form::pronoun || (form == Form::nominal && !place);
}

void set_type(Mention& mention, const BodyType& type) { mention.type = type.type, mention.subtype = type.subtype; }

}  // namespace

bool names_body(const Ontology& ontology, std::string_view kind) { return ontology.is_a(kind, "Organization") || is_body(kind); }

NamedWords::NamedWords(const AnalyzedDocument& document, const Ontology& ontology) : person(document.tokens.size()), platform(document.tokens.size()), place(document.tokens.size()), body(document.tokens.size()) {
  for (const NameSpan& name : document.names) {
    const TokenRange tokens = name.tokens;
    if (name.kind == "Person") std::fill(person.begin() + tokens.begin, person.begin() + tokens.end, true);
    if (is_place(name.kind)) std::fill(place.begin() + tokens.begin, place.begin() + tokens.end, true);
    if (name.kind == "Platform") std::fill(platform.begin() + tokens.begin, platform.begin() + tokens.end, true), platforms.emplace(tokens.end, tokens.begin);
    if (names_body(ontology, name.kind)) std::fill(body.begin() + tokens.begin, body.begin() + tokens.end, true);
    if (tokens.size() == 1 && names_body(ontology, name.kind)) bodies.insert(std::string(document.tokens[tokens.begin].lemma));
  }
}

Site& MentionFinder::put(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form) {
  return put(tokens, head, kind, form, named_later(kind, form) ? std::string() : names_.canonical(tokens, kind));
}

Site& MentionFinder::put(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form, std::string name) {
  Site site;
  site.tokens = tokens;
  site.head = head;
  site.sentence = syntax_.sentence_of(tokens.begin);
  site.mention.type = kind;
  site.mention.form = form;
  site.mention.span = document_.span(tokens);
  site.mention.name = std::move(name);
  sites_.push_back(std::move(site));
  return sites_.back();
}

Site& MentionFinder::put_hidden(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form) {
  Site& site = put(tokens, head, kind, form);
  site.keep = false;
  return site;
}

std::uint32_t MentionFinder::head_of(TokenRange range, bool body) const {
  if (body)
    for (auto i = range.begin; i < range.end && !is_quote(surface(i)); ++i)
      if ((token(i).upos == Upos::noun || (token(i).upos == Upos::propn && (in_list("organs", i) || types_.is_descriptor(token(i).lemma)))) && (i == range.begin || is_adjective(token(i - 1)))) return i;
  for (auto i = range.begin; i < range.end; ++i)
    if (token(i).head != no_head && !range.contains(token(i).head) && token(i).upos != Upos::punct) return i;
  for (auto i = range.begin; i < range.end; ++i)
    if (is_noun(token(i))) return i;
  return range.begin;
}

bool MentionFinder::refine(Site& site) const {
  Mention& mention = site.mention;
  if (const BodyType* type = types_.by_head(document_, site.tokens, site.head)) {
    set_type(mention, *type);
    return true;
  }
  if (mention.type == "Organization") {
    if (mention.name.empty()) mention.name = names_.canonical(site.tokens, mention.type);
    if (const auto type = types_.by_name(mention.name)) set_type(mention, *type);
  }
  return false;
}

std::string MentionFinder::place_type(const std::string& name) const {
  if (!gazetteer_) return "";
  for (const GazetteerEntry& entry : gazetteer_->find(name))
    if (is_place(entry.type)) return std::string(entry.type);
  return "";
}

bool MentionFinder::is_quote(std::string_view surface) {
  return surface == "«" || surface == "»" || surface == "\"" || surface == "“" || surface == "”" || surface == "„";
}

bool MentionFinder::agrees(const Token& adjective, const Token& noun) {
  const auto same = [](auto a, auto b) { return a == b || static_cast<int>(a) == 0 || static_cast<int>(b) == 0; };
  return adjective.features.case_ != Case::none && same(adjective.features.case_, noun.features.case_) &&
         same(adjective.features.number, noun.features.number);
}

}  // namespace citypact::extract
