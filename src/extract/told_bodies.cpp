// Posts with a holder whose body no word beside them names, or a common noun alone («глава города W»): the text tells it.
#include <algorithm>
#include <map>
#include <set>

#include "most_named.hpp"
#include "roles.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t sentences_back = 3;  // in which the body of a bare post may stand
constexpr std::uint32_t described_back = 1;  // of one that a common noun stands for: right 31 of 41 times, 29 of 65 when told farther off
constexpr std::uint32_t post_line = 400;  // tokens before a post in which its body is sought: keeps endless sentences linear
constexpr std::uint32_t noun_reach = 3;  // tokens behind a post in which the noun of its body stands

class Teller {
 public:
  explicit Teller(Scene& scene) : scene_(scene) {}

  void run(RoleSite& role) {
    if (!role.bodies.empty() || role.holders.empty()) return;
    const auto row = described_by(role);
    const auto noun = own_genitive(scene_, role);
    if (!row && noun != no_head && !scene_.lexicon.nominal_reach.contains(scene_.token(noun).lemma)) return;  // «директор артистки»
    const auto kinds = row ? Kinds(row->begin() + 1, row->end()) : kinds_of(role);
    if (kinds.empty()) return;
    const auto body = told(role, kinds, row);
    if (body == no_site) return;
    role.bodies.push_back(body);
    role.told = true;
    role.inferred = row != nullptr;
  }

 private:
  using Row = std::vector<std::string>;
  using Kinds = std::vector<std::string>;

  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  Kinds kinds_of(const RoleSite& role) const {
    const auto lemma = scene_.token(role.head).lemma;
    for (const auto& row : scene_.lexicon.language().table("told_bodies"))
      if (row.size() > 1 && (row[0] == role.role_class || row[0] == lemma)) return {row.begin() + 1, row.end()};
    return {};
  }
  /// «глава города», «директор нашего завода»: the row of words/described_bodies.tsv, or null.
  const Row* described_by(const RoleSite& role) const {
    const auto end = scene_.document.sentences[role.sentence].tokens.end;
    for (auto i = role.tokens.end; i < end && i < role.tokens.end + noun_reach; ++i) {
      const Token& token = scene_.token(i);
      if (token.features.case_ != Case::gen || token.features.number == Number::plur) return nullptr;
      if (token.upos == Upos::adj || token.upos == Upos::det) continue;
      if (token.upos != Upos::noun || !scene_.sites_at[i].empty()) return nullptr;
      for (const Row& row : scene_.lexicon.language().table("described_bodies"))
        if (row.size() > 1 && row[0] == token.lemma) return &row;
      return nullptr;
    }
    return nullptr;
  }

  /// Behind a noun («глава региона») the one that the post's sentence names, else what the text is about, where that is told near the post.
  /// Without either the one that its sentence or the nearest before it names, its subject among several.
  std::uint32_t told(const RoleSite& role, const Kinds& kinds, const Row* row) {
    const auto main = theme(kinds);
    if (row)
      if (const auto own = only_in(role.sentence, role, kinds, row); own != no_site) return own;
    if (row && main != no_site) {
      const auto site = site_before(main, role);
      return may_be(role, site, kinds, row) && !rivalled(role, main, kinds, row) ? site : no_site;
    }
    const auto back = row ? described_back : sentences_back;
    for (auto sentence = role.sentence + 1; sentence-- > (role.sentence > back ? role.sentence - back : 0);) {
      std::map<std::uint32_t, std::uint32_t> found;  // entity -> its last site
      for (auto s : near(role, sentence))
        if (may_be(role, s, kinds, row)) found[entity(s)] = s;
      if (found.empty()) continue;
      const auto one = found.size() == 1 ? found.begin()->second : subject(near(role, sentence), found);
      return one == no_site || main == no_site || entity(one) == main ? one : no_site;
    }
    return no_site;
  }

  /// The one that a sentence names, if it names one.
  std::uint32_t only_in(std::uint32_t sentence, const RoleSite& role, const Kinds& kinds, const Row* row) const {
    std::uint32_t found = no_site;
    for (auto s : near(role, sentence)) {
      if (!may_be(role, s, kinds, row)) continue;
      if (found != no_site && entity(found) != entity(s)) return no_site;
      found = s;
    }
    return found;
  }

  /// «Двое граждан A погибли в B, сообщил премьер страны»: the sentence told last names another state that may be meant, and what the text
  /// is about is not its subject.
  bool rivalled(const RoleSite& role, std::uint32_t main, const Kinds& kinds, const Row* row) const {
    for (auto sentence = role.sentence + 1; sentence-- > (role.sentence > described_back ? role.sentence - described_back : 0);) {
      std::map<std::uint32_t, std::uint32_t> found;
      for (auto s : near(role, sentence))
        if (scene_.is_a(s, "Country") && scene_.sites[s].mention.form == Form::name && may_be(role, s, kinds, row)) found[entity(s)] = s;
      if (found.empty()) continue;
      const auto one = found.size() == 1 ? found.begin()->second : subject(near(role, sentence), found);
      return one == no_site || entity(one) != main;
    }
    return false;
  }

  std::uint32_t subject(std::span<const std::uint32_t> sites, const std::map<std::uint32_t, std::uint32_t>& found) const {
    for (auto s : sites)
      if (scene_.syntax.is(scene_.sites[s].head, "nsubj"))
        if (const auto at = found.find(entity(s)); at != found.end()) return at->second;
    return no_site;
  }

  /// The entity of these kinds that the text names most, twice at least; among equals the first; the only one. Nothing where each is
  /// named once.
  std::uint32_t theme(const Kinds& kinds) {
    const auto [at, fresh] = themes_.try_emplace(kinds, no_site);
    if (!fresh) return at->second;
    const auto found = most_named(scene_.sites, [&](std::uint32_t s) { return scene_.sites[s].mention.form != Form::adjective && fits(s, kinds); });
    if (found.times > 1 || found.entities == 1) at->second = found.entity;
    return at->second;
  }
  /// The last mention of an entity before a post, in its sentence or the one before. Cost: the sites of two sentences.
  std::uint32_t site_before(std::uint32_t of, const RoleSite& role) const {
    std::uint32_t found = no_site;
    for (auto sentence = role.sentence < described_back ? 0 : role.sentence - described_back; sentence <= role.sentence; ++sentence)
      for (auto s : near(role, sentence))
        if (entity(s) == of && scene_.sites[s].mention.form != Form::adjective && scene_.sites[s].tokens.end <= role.tokens.begin) found = s;
    return found;
  }

  /// The sites of a sentence that begin not too far before a post.
  std::span<const std::uint32_t> near(const RoleSite& role, std::uint32_t sentence) const {
    return beginning_in(around(role.tokens.begin, post_line, 0), scene_.sites_of[sentence], scene_.sites);
  }
  bool fits(std::uint32_t s, const Kinds& kinds) const {
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return scene_.is_a(s, kind); });
  }
  bool may_be(const RoleSite& role, std::uint32_t s, const Kinds& kinds, const Row* row) const {
    if (s == no_site) return false;
    const Site& site = scene_.sites[s];
    if (site.tokens.end > role.tokens.begin || site.mention.form == Form::adjective || !fits(s, kinds)) return false;
    const auto district = [&](const std::string& name) { return scene_.lexicon.is_district(name); };
    if (row && district(site.mention.name) && !district((*row)[0])) return false;  // «глава региона» is of no district
    if (row && scene_.lexicon.list("state_body_nouns").contains((*row)[0]) && (quoted(s) || troop(site))) return false;  // «глава ведомства» is of no paper
    return !addressed(site) && (!row || !another(site, (*row)[0])) && std::find(role.holders.begin(), role.holders.end(), s) == role.holders.end();
  }
  /// «сообщил «Ведомостям» директор», «по данным газеты»: who is told, or tells.
  bool addressed(const Site& site) const {
    const auto governor = scene_.syntax.head(site.head);
    if (governor == no_head) return false;
    if (is_source(site, governor)) return true;
    const Case c = scene_.token(site.head).features.case_;
    return (c == Case::dat && scene_.lexicon.list("speech_verbs").contains(scene_.token(governor).lemma)) ||
           scene_.lexicon.list("speech_nouns").contains(scene_.token(governor).lemma);
  }
  /// «…, передаёт A», «A со ссылкой на», «в интервью агентству A»: who reports what others did.
  bool is_source(const Site& site, std::uint32_t governor) const {
    const auto& verbs = scene_.lexicon.list("report_verbs");
    const auto& nouns = scene_.lexicon.list("report_nouns");
    if (scene_.syntax.is(site.head, "nsubj") && governor < site.head && verbs.contains(scene_.token(governor).lemma)) return true;
    if (scene_.token(site.head).features.case_ == Case::dat && nouns.contains(scene_.token(governor).lemma)) return true;
    const auto end = scene_.document.sentences[site.sentence].tokens.end;
    auto after = site.tokens.end;
    if (after < end && scene_.token(after).upos == Upos::punct) ++after;  // a quote
    return after + 1 < end && scene_.token(after).upos == Upos::adp && nouns.contains(scene_.token(after + 1).lemma);
  }
  bool troop(const Site& site) const {
    for (auto t = site.tokens.begin; t < site.tokens.end; ++t)
      if (scene_.lexicon.list("troop_words").contains(scene_.token(t).lemma)) return true;
    return false;
  }
  /// A name in quotes, or one that holds them.
  bool quoted(std::uint32_t s) const {
    const TokenRange tokens = scene_.sites[s].tokens;
    for (auto t = tokens.begin > 0 ? tokens.begin - 1 : 0; t < tokens.end; ++t)
      if (scene_.surface(t) == "«") return true;
    return false;
  }
  /// «директор завода» is not of a bank: the name holds another word for what it is.
  bool another(const Site& site, const std::string& noun) const {
    const auto head = scene_.token(site.head).lemma;
    if (scene_.lexicon.list("any_company_nouns").contains(noun) && scene_.lexicon.list("no_company_heads").contains(head)) return true;
    const auto& regions = scene_.lexicon.list("exact_region_nouns");
    if (regions.contains(noun))  // «глава республики» is of no «сектор Газа»
      for (auto t = site.tokens.begin; t < site.tokens.end; ++t)
        if (regions.contains(scene_.token(t).lemma)) return scene_.token(t).lemma != noun;
    for (auto t = site.tokens.begin; t < site.tokens.end; ++t)
      if (scene_.lexicon.body_heads.contains(scene_.token(t).lemma)) return scene_.token(t).lemma != noun && is_named(noun);
    return false;
  }
  /// A body's own word («банк»), unlike «предприятие», which any may be.
  bool is_named(const std::string& noun) const {
    const auto found = scene_.lexicon.nominal_reach.find(noun);
    return found == scene_.lexicon.nominal_reach.end() || found->second != "any";
  }

  Scene& scene_;
  std::map<Kinds, std::uint32_t> themes_;
};

}  // namespace

void link_told_bodies(Scene& scene) {
  Teller teller(scene);
  for (RoleSite& role : scene.roles) teller.run(role);
}

}  // namespace citypact::extract
