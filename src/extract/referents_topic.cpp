// A common noun without a name of its own may mean what the text is about.
#include <algorithm>

#include "most_named.hpp"
#include "referent_reader.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t topic_back = 2;  // sentences back to where what the text is about was spoken of

}  // namespace

ReferentReader::Candidates TopicReferents::of(std::uint32_t i) {
  if (determined(i)) return {};
  const std::string& type = sites_[i].mention.type;
  const auto [at, fresh] = topics_.try_emplace({type, std::string(head(i).lemma)}, no_site);
  if (fresh) at->second = most_named_for(i);
  if (at->second == no_site) return {};
  bool subject = false;
  auto found = before(i, type, only_one(i) ? far_sentences : topic_back, [&](std::uint32_t j) {
    if (sites_[j].mention.entity != at->second || sites_[j].mention.form == Form::adjective) return false;
    subject |= beside_subject(i, j);
    return true;
  });
  return subject || rivalled(i, at->second) ? Candidates{} : found;
}

/// «сервис перешёл от «Зари» под контроль банка»: the sentence names another that a noun of few may mean.
bool TopicReferents::rivalled(std::uint32_t i, std::uint32_t topic) const {
  if (reach(i) == "any") return false;
  for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence && sites_[j].tokens.begin + far_tokens > sites_[i].tokens.begin;)
    if (is_name(j) && sites_[j].mention.type == sites_[i].mention.type && sites_[j].mention.entity != topic && !called_otherwise(sites_[j].mention.entity, head(i).lemma)) return true;
  return false;
}

/// The entity of the noun's class with three names or more and twice as many as any other, or the only one with two; else no_site.
std::uint32_t TopicReferents::most_named_for(std::uint32_t i) const {
  const auto found = most_named(sites_, [&](std::uint32_t j) { return is_name(j) && sites_[j].mention.type == sites_[i].mention.type && !misfit(j, head(i).lemma); });
  const bool few = sites_[i].mention.type != "Organization";
  const bool clear = found.entities == 1 ? found.times >= 2 || few : found.times >= 3 && 2 * found.next <= found.times;
  return clear && !called_otherwise(found.entity, head(i).lemma) ? found.entity : no_site;
}

/// No other name of the text is of the noun's class, which is one of few: a park, a cluster, a university, a place.
bool TopicReferents::only_one(std::uint32_t i) {
  const std::string& type = sites_[i].mention.type;
  const auto [at, fresh] = lone_.try_emplace(type, type != "Organization");
  std::uint32_t one = no_site;
  for (std::uint32_t j = 0; fresh && at->second && j < sites_.size(); ++j) {
    if (!is_name(j) || sites_[j].mention.type != type || sites_[j].mention.entity == no_site) continue;
    at->second = one == no_site || one == sites_[j].mention.entity;
    one = sites_[j].mention.entity;
  }
  return at->second;
}

/// A name of it holds another noun for what it is. Companies are called so whatever they make.
bool TopicReferents::called_otherwise(std::uint32_t entity, std::string_view noun) const {
  const auto& lemmas = told(entity).lemmas;
  const auto company = [&](std::string_view lemma) { return lexicon_.list("company_words").contains(lemma); };
  if (lemmas.contains(noun) || std::any_of(lemmas.begin(), lemmas.end(), [&](std::string_view lemma) { return is_compound(lemma, noun); })) return false;
  if (is_body(sites_[entity].mention.type) && reach_of(noun) == "any" && sites_[entity].mention.type == "Organization" && !company(noun)) return true;
  return std::any_of(lemmas.begin(), lemmas.end(), [&](std::string_view lemma) { return lexicon_.body_heads.contains(lemma) && !(company(lemma) && company(noun)); });
}

/// «китайская компания», «три города», «аймак Увс», «завод в Калуге»: the words around it say which one is meant, or how many.
bool TopicReferents::determined(std::uint32_t i) const {
  const TokenRange tokens = sites_[i].tokens, sentence = document_.sentences[sites_[i].sentence].tokens;
  if (tokens.begin < sites_[i].head) return true;
  if (tokens.begin > sentence.begin) {
    const Token& word = document_.tokens[tokens.begin - 1];
    if (word.upos == Upos::num || (word.upos == Upos::adj && !lexicon_.list("nominal_determiners").contains(word.lemma))) return true;
  }
  if (tokens.end >= sentence.end) return false;
  const bool preposition = document_.tokens[tokens.end].upos == Upos::adp;
  const auto at = preposition ? tokens.end + 1 : tokens.end;
  for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].tokens.begin <= at; ++j)
    if (sites_[j].tokens.begin == at && is_name(j) && (preposition ? is_place(sites_[j].mention.type) : sites_[j].mention.type != "Person")) return true;
  return false;
}

/// «Имя закроет завод»: what the verb's subject is, its object is not.
bool TopicReferents::beside_subject(std::uint32_t i, std::uint32_t j) const {
  if (sites_[i].sentence != sites_[j].sentence || !syntax_.is(sites_[j].head, "nsubj")) return false;
  auto above = sites_[i].head;
  for (int steps = 0; steps < 4 && above != no_head && !is_finite(document_.tokens[above]); ++steps) above = syntax_.head(above);
  return above != no_head && above == syntax_.head(sites_[j].head) && !syntax_.is(sites_[i].head, "nsubj");
}

}  // namespace citypact::extract
