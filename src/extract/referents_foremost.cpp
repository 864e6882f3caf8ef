// Which of several a common noun means: the one that stands foremost in the text.
#include <algorithm>
#include <cmath>

#include "referent_reader.hpp"

namespace citypact::extract {
namespace {

// A linear choice, fitted on our own texts and rounded.
constexpr float in_headline = 2.5F, in_opening = 1.5F;       // named in the first sentence, in the second
constexpr float in_paragraph = 1, farther_off = -1;          // spoken of in the noun's own, before the one before it
constexpr float in_sentence = -0.4F, beside_noun = -1.5F;    // a word of the noun's clause seldom is what it means
constexpr float in_quotes = 0.5F, by_its_word = 2.5F;        // of names: «Имя»; one that holds the noun
constexpr float a_time = 0.4F;                               // for the logarithm of how often it is spoken of
constexpr float lead = 2;                                    // over the next: of those so bound four in five are right

}  // namespace

ReferentReader::Candidates ForemostReferents::of(std::uint32_t i) {
  const auto row = lexicon_.foremost_nouns.find(head(i).lemma);
  if (row == lexicon_.foremost_nouns.end() || is_another(i)) return {};
  if (paragraphs_.empty()) count_paragraphs();
  std::map<std::uint32_t, Standing> standings;
  for (std::uint32_t j = i; j-- > 0 && sites_[j].tokens.begin + far_tokens > sites_[i].tokens.begin;) note(i, j, standings);
  for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].sentence == sites_[i].sentence && sites_[j].tokens.begin < sites_[i].tokens.end + far_tokens; ++j)
    if (const auto found = standings.find(sites_[j].mention.entity); found != standings.end()) found->second.beside |= hangs_beside(i, j);
  std::uint32_t best = no_site;
  float first = 0, second = 0;
  std::size_t rivals = 0;
  for (const auto& [entity, standing] : standings) {
    if (standing.name == no_site || (row->second != "*" && !holds_any_of(entity, row->second))) continue;
    const float value = worth(i, entity, standing);
    if (rivals++ == 0 || value > first) second = first, first = value, best = entity;
    else if (rivals == 2 || value > second) second = value;
  }
  return rivals == 1 || (rivals > 1 && first >= second + lead) ? Candidates{best} : Candidates{};
}

/// One more mention, told before the noun; they come from the last to the first.
void ForemostReferents::note(std::uint32_t i, std::uint32_t j, std::map<std::uint32_t, Standing>& standings) const {
  const Site& site = sites_[j];
  const std::string& type = sites_[i].mention.type;
  if (site.mention.entity == no_site || site.mention.form == Form::adjective || site.mention.type != type || site.tokens.end > sites_[i].tokens.begin) return;
  Standing& standing = standings[site.mention.entity];
  if (standing.times++ == 0) standing.last = j;
  standing.first = j;
  standing.beside |= site.sentence == sites_[i].sentence && hangs_beside(i, j);
  const bool other = is_board(j) || misfit(j, head(i).lemma) || (type == "Organization" && of_another_kind(j, head(i).lemma));
  if (is_name(j) && !other && standing.name == no_site) standing.name = j;
}

float ForemostReferents::worth(std::uint32_t i, std::uint32_t entity, const Standing& standing) const {
  float value = a_time * std::log(static_cast<float>(standing.times));
  if (sites_[standing.first].sentence == 0) value += in_headline;
  if (sites_[standing.first].sentence == 1) value += in_opening;
  const auto off = paragraphs_[sites_[i].sentence] - paragraphs_[sites_[standing.last].sentence];
  if (off == 0) value += in_paragraph;
  if (off > 1) value += farther_off;
  if (sites_[standing.last].sentence == sites_[i].sentence) value += in_sentence;
  if (standing.beside) value += beside_noun;
  if (holds_quotes(standing.name)) value += in_quotes;
  if (told(entity).lemmas.contains(head(i).lemma)) value += by_its_word;
  return value;
}

/// «другая компания», «их город», «завод «Имя»», «завод в Туле», «построил завод», «Имя — завод»: the words around it say that another one is
/// meant, or a new one.
bool ForemostReferents::is_another(std::uint32_t i) const {
  const TokenRange tokens = sites_[i].tokens, sentence = document_.sentences[sites_[i].sentence].tokens;
  if (tokens.begin < sites_[i].head) return true;
  if (tokens.begin > sentence.begin) {
    const Token& word = document_.tokens[tokens.begin - 1];
    const bool tells = word.upos == Upos::num || word.upos == Upos::adj || word.upos == Upos::det;
    if (const auto sign = document_.surface(word); sign == "—" || sign == "–") return true;
    if ((tells && !lexicon_.list("nominal_determiners").contains(word.lemma)) || lexicon_.is_possessive(document_.surface(word))) return true;
  }
  const auto governor = syntax_.head(sites_[i].head);
  if (governor != no_head && (syntax_.is(sites_[i].head, "obj") || syntax_.is(sites_[i].head, "nmod")) && lexicon_.list("founding_words").contains(document_.tokens[governor].lemma)) return true;
  if (tokens.end >= sentence.end) return false;
  const auto next = document_.surface(document_.tokens[tokens.end]);
  const bool preposition = document_.tokens[tokens.end].upos == Upos::adp && tokens.end + 1 < sentence.end;
  const bool placed = preposition && lexicon_.list("place_prepositions").contains(document_.tokens[tokens.end].lemma) && is_capitalized(document_.surface(document_.tokens[tokens.end + 1]));
  return placed || next == "«" || next == "„" || is_capitalized(next);
}

/// A ministry, a union or a newspaper, for whatever is no company of any trade.
bool ForemostReferents::of_another_kind(std::uint32_t j, std::string_view noun) const {
  if (lexicon_.foremost_nouns.find(noun)->second != "*") return false;
  const std::string& subtype = sites_[j].mention.subtype;
  const auto lemma = head(j).lemma;
  return (!subtype.empty() && subtype != "Company") || lexicon_.list("unions").contains(lemma) || lexicon_.list("no_company_heads").contains(lemma) || lexicon_.list("state_bodies").contains(lemma);
}

bool ForemostReferents::holds_any_of(std::uint32_t entity, std::string_view list) const {
  const auto& words = lexicon_.list(list);
  const auto& lemmas = told(entity).lemmas;
  return std::any_of(lemmas.begin(), lemmas.end(), [&](std::string_view lemma) { return words.contains(lemma); });
}

bool ForemostReferents::hangs_beside(std::uint32_t i, std::uint32_t j) const {
  const auto verb = syntax_.head(sites_[i].head);
  return verb != no_head && j != i && (syntax_.head(sites_[j].head) == verb || sites_[j].head == verb);
}

void ForemostReferents::count_paragraphs() {
  std::uint32_t paragraph = 0, from = 0;
  for (const Sentence& sentence : document_.sentences) {
    for (; from < sentence.span.begin; ++from) paragraph += document_.document.text[from] == '\n';
    paragraphs_.push_back(paragraph);
  }
}

}  // namespace citypact::extract
