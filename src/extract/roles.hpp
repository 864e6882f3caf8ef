#pragma once
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// Finds posts («заместителя министра финансов») outside names, with their nominative, class and status. Linear in tokens.
std::vector<RoleSite> find_roles(const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& names,
                                 const std::vector<std::vector<std::uint32_t>>& sites_at, const std::vector<Site>& sites);

/// Joins posts with what they are a post of and with who holds them: «P O W», «W, P O», «W — P O», lists «P1 O1 и P2 O2 W»,
/// adjectives of places before the post. Order and case decide, no syntax tree (a prototype gained nothing from trees).
/// Fills RoleSite::bodies and RoleSite::holders.
void link_roles(Scene& scene);

/// Posts with a holder and no body («Директор — W») get the one body that their sentence, or the nearest of the three before it,
/// names: kinds by words/told_bodies.tsv. Part of link_roles. Cost: the sites of four sentences a post.
void link_told_bodies(Scene& scene);

/// Posts with a holder and no body whose name tells the body's kind («ректор», «заместитель мэра») get the one of that kind that the text
/// tells: in their sentence or the one before it, or what the text is about. Kinds by words/post_kinds.tsv. Part of link_roles. Cost:
/// the sites of two sentences a post, those of the document once a kind.
void link_kinds(Scene& scene);

/// Gives posts that their clause ends the status ended: «уволил министра», «директор ушёл в отставку». Verbs by
/// words/dismissals.tsv. Linear in posts.
void end_dismissed(Scene& scene);

/// «W, ещё недавно директор завода», «W, в прошлом министр»: the adverbial of time between a comma or dash and what stands at `post`
/// (words/role_time_nouns.tsv and adverbs); empty where there is none. Looks at most six tokens back.
TokenRange time_before(const AnalyzedDocument& document, const Lexicon& lexicon, std::uint32_t post, std::uint32_t sentence_begin);

/// Who holds a post: its own holders; without one, the holder of the same post (of the same body, where one is named) told nearest
/// before it in the text. Empty when nobody is told.
std::vector<std::uint32_t> holders_of(const Scene& scene, std::uint32_t role);

/// The common noun that a post without a named body has for one: «военкомата» in «глава военкомата», «артистки» in «директор
/// артистки»; no_head where none stands right behind it.
std::uint32_t own_genitive(const Scene& scene, const RoleSite& role);

/// The relations that linked posts state.
void propose_roles(const Scene& scene, std::vector<Proposal>& proposals);

/// The relation that a holder of this post bears to this body: a minister heads a ministry but works for a country.
const std::string& role_relation(const Scene& scene, const RoleSite& role, std::uint32_t body);

}  // namespace citypact::extract
