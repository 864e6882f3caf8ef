// Which agreement or event of the text a noun or phrase means.
#include <algorithm>

#include "referent_reader.hpp"

namespace citypact::extract {

/// Agreements and events: a phrase of its own is a thing of its own unless an earlier one has the same head and this
/// one adds nothing to it.
ReferentReader::Candidates DeedReferents::of(std::uint32_t i) const {
  const Site& site = sites_[i];
  if (manner_of(i) != no_site) return {sites_[manner_of(i)].mention.entity};
  const bool any = reach(i) == "any";
  const bool bare = site.tokens.end == site.head + 1;
  const bool paper = any && site.mention.type == "Agreement";  // «документ»: one told before, also as the object of signing, and no «соглашения»
  const auto same_head = [&](std::uint32_t j) { return head(j).lemma == head(i).lemma || (any && (!paper || head(j).features.number == head(i).features.number)); };
  if (!bare) {
    if (site.mention.entity != i) return {site.mention.entity};
    return in_title_of_same_story(i);
  }
  if ((introduced(i) && !paper) || told_apart(i)) return {};
  if (any && site.mention.type == "Event")
    if (const auto near = latest(i, "Event", near_sentences, [](std::uint32_t) { return true; }); !near.empty()) return near;
  const auto parties = parties_of(i);
  Candidates found = before(i, site.mention.type, far_sentences, same_head);
  std::erase_if(found, [&](std::uint32_t deed) { return !in_company(deed, parties); });
  if (found.size() <= 1) return found;
  if (sites_[*found.begin()].sentence <= first_prose()) return {*found.begin()};  // the first is what the text is about
  return before(i, site.mention.type, 1, same_head);
}

/// «на предыдущем заседании», «прежнее соглашение»: a word of order says that another one is meant.
bool DeedReferents::told_apart(std::uint32_t i) const {
  const Site& site = sites_[i];
  for (auto t = site.tokens.begin; t < site.head; ++t)
    if (lexicon_.list("other_event_words").contains(document_.tokens[t].lemma)) return true;
  return false;
}

/// «подписали соглашение»: the object of such a verb is news.
bool DeedReferents::introduced(std::uint32_t i) const {
  const std::uint32_t verb = syntax_.head(sites_[i].head);
  return sites_[i].mention.type == "Agreement" && verb != no_head && syntax_.is(sites_[i].head, "obj") &&
         lexicon_.list("introducing_verbs").contains(document_.tokens[verb].lemma) && sites_[i].tokens.begin == sites_[i].head;
}

/// Entities named as parties right behind an agreement: «между A и B».
ReferentReader::Candidates DeedReferents::parties_of(std::uint32_t i) const {
  Candidates parties;
  const auto at = sites_[i].tokens.end;
  if (sites_[i].mention.type != "Agreement" || at >= document_.tokens.size() || !lexicon_.list("party_prepositions").contains(document_.tokens[at].lemma))
    return parties;
  for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].tokens.begin < at + 12 && sites_[j].sentence == sites_[i].sentence; ++j)
    if (is_name(j) && syntax_.below(sites_[j].head, sites_[i].head)) parties.insert(sites_[j].mention.entity);
  return parties;
}

/// Every one of these stands in some sentence with the agreement.
bool DeedReferents::in_company(std::uint32_t deed, const Candidates& parties) const {
  const auto& of_deed = told(deed).sentences;
  return std::all_of(parties.begin(), parties.end(), [&](std::uint32_t party) {
    if (!work_.by_entity.contains(party)) return false;
    const auto& of_party = told(party).sentences;
    const auto& [fewer, more] = std::minmax(of_deed, of_party, [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return std::any_of(fewer.begin(), fewer.end(), [&](std::uint32_t sentence) { return more.contains(sentence); });
  });
}

std::uint32_t DeedReferents::first_prose() const {
  std::uint32_t s = 0;
  while (s < document_.sentences.size() && document_.sentences[s].kind != Sentence::Kind::prose) ++s;
  return s;
}

/// A headline and the first sentence after it speak of one agreement or event.
ReferentReader::Candidates DeedReferents::in_title_of_same_story(std::uint32_t i) const {
  Candidates found;
  if (sites_[i].sentence != first_prose()) return found;
  for (std::uint32_t j = 0; j < i; ++j)
    if (sites_[j].sentence < first_prose() && sites_[j].mention.type == sites_[i].mention.type && head(j).lemma == head(i).lemma)
      found.insert(sites_[j].mention.entity);
  return found;
}

/// «заседание прошло в режиме видеоконференции»: the event of the sentence that has this manner.
std::uint32_t DeedReferents::manner_of(std::uint32_t i) const {
  const auto begin = sites_[i].tokens.begin;
  if (sites_[i].mention.type != "Event" || begin == 0 || !lexicon_.list("manner_nouns").contains(document_.tokens[begin - 1].lemma)) return no_site;
  for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence && sites_[j].tokens.begin + far_tokens > begin;)
    if (sites_[j].mention.type == "Event") return j;
  return no_site;
}

}  // namespace citypact::extract
