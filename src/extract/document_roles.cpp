// Posts whose body is not named beside them: «президент Иванов», «сообщил гендиректор Петрова». The document tells it: the
// state that the text is about, or the body that it is about.
#include <algorithm>
#include <map>
#include <set>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "extractors.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t about = 3;  // mentions from which a text is about something, if nothing else has half as many

class DocumentRoles {
 public:
  explicit DocumentRoles(const Scene& scene) : scene_(scene) {
    for (const Site& site : scene.sites) {
      const Mention& m = site.mention;
      if (m.type == "Country") ++countries_[m.entity];
      if (m.type == "Country") named_.emplace(fold_name(m.name), m.entity);
      if (m.form != Form::adjective && is_body(m.type)) ++bodies_[m.entity];
    }
    for (const Site& site : scene.sites)
      if (site.mention.type == "City" && site.mention.form == Form::name) ++capitals_[of_capital(site.mention)];
    for (const RoleSite& role : scene.roles)
      for (const auto holder : role.holders) {
        if (role.bodies.empty()) bare_[scene.token(role.head).lemma].insert(entity(holder));
        else told_.insert({entity(holder), role.role_class});
        if (role.role_class == "top")
          for (const auto body : role.bodies) heads_[entity(body)].insert(entity(holder));
      }
  }

  void run(std::vector<Proposal>& proposals) const {
    for (const RoleSite& role : scene_.roles) {
      if (!role.bodies.empty() || role.holders.empty() || names_thing(role)) continue;
      if (bare_.at(scene_.token(role.head).lemma).size() > 1) continue;  // «президент A … президент B»: of two states
      if (in_list(role, "state_posts") && !ambiguous(role)) propose(role, site_near(most_frequent(countries_, capitals_), role), "role.document.state", 0.6f, proposals);
      else if (in_list(role, "body_posts")) propose(role, site_near(most_frequent(bodies_, {}), role), "role.document.body", 0.55f, proposals);
    }
  }

 private:
  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  /// The country of a capital, as far as the document names it, else the city itself: who speaks of Yerevan speaks of Armenia.
  std::uint32_t of_capital(const Mention& city) const {
    const std::string name = fold_name(city.name);
    for (const auto& [country, capital] : scene_.lexicon.capitals) {
      if (capital != name) continue;
      const auto told = named_.find(country);
      return told == named_.end() ? city.entity : told->second;
    }
    return no_site;
  }
  bool in_list(const RoleSite& role, const char* list) const { return scene_.lexicon.list(list).contains(scene_.token(role.head).lemma); }

  /// «авиабаза имени короля W», «мечеть короля W», «жена президента W»: what is named after the holder, or whose he is, is spoken of.
  bool names_thing(const RoleSite& role) const {
    if (role.tokens.begin == scene_.document.sentences[role.sentence].tokens.begin) return false;
    const Token& before = scene_.token(role.tokens.begin - 1);
    if (scene_.lexicon.list("named-after").contains(before.lemma) || scene_.lexicon.list("named-after").contains(scene_.surface(role.tokens.begin - 1))) return true;
    const bool genitive = scene_.token(role.head).features.case_ == Case::gen && before.upos == Upos::noun;
    return genitive && (scene_.lexicon.list("kin_nouns").contains(before.lemma) || scene_.lexicon.list("placed_nouns").contains(before.lemma));
  }
  /// «премьер-министр страны W» where the sentence names two countries.
  bool ambiguous(const RoleSite& role) const {
    if (role.tokens.end >= scene_.document.tokens.size() || scene_.lexicon.nominal_reach.find(scene_.token(role.tokens.end).lemma) == scene_.lexicon.nominal_reach.end()) return false;
    std::set<std::uint32_t> countries;
    for (const auto s : scene_.sites_of[role.sentence])
      if (scene_.sites[s].mention.type == "Country" && scene_.sites[s].mention.form == Form::name) countries.insert(entity(s));
    return countries.size() > 1;
  }
  /// The text tells somebody else at the head of the body.
  bool headed_by_another(std::uint32_t body, std::uint32_t holder) const {
    const auto found = heads_.find(entity(body));
    return found != heads_.end() && !found->second.contains(entity(holder));
  }

  /// The entity with the most mentions, if the text is about it and not half as much about another; `more` are mentions that speak
  /// for a rival only.
  static std::uint32_t most_frequent(const std::map<std::uint32_t, std::uint32_t>& counts, const std::map<std::uint32_t, std::uint32_t>& more) {
    std::uint32_t best = no_site, most = 0, second = 0;
    for (const auto& [entity, count] : counts) {
      second = std::max(second, std::min(most, count));
      if (count > most) best = entity, most = count;
    }
    for (const auto& [entity, count] : more) {
      const auto named = counts.find(entity);
      if (entity != best && entity != no_site) second = std::max(second, count + (named == counts.end() ? 0 : named->second));
    }
    return most >= about && 2 * second <= most ? best : no_site;
  }
  /// The mention of an entity that stands nearest before the post, else its first.
  std::uint32_t site_near(std::uint32_t entity_index, const RoleSite& role) const {
    std::uint32_t found = no_site;
    for (std::uint32_t i = 0; i < scene_.sites.size(); ++i) {
      if (entity(i) != entity_index || scene_.sites[i].mention.form == Form::adjective) continue;
      if (found == no_site || scene_.sites[i].tokens.end <= role.tokens.begin) found = i;
    }
    return found;
  }

  void propose(const RoleSite& role, std::uint32_t body, const char* rule, float score, std::vector<Proposal>& proposals) const {
    if (body == no_site) return;
    for (const auto holder : role.holders) {
      if (told_.contains({entity(holder), role.role_class}) || entity(holder) == entity(body) || headed_by_another(body, holder)) continue;
      Proposal p;
      p.relation = role_relation(scene_, role, body);
      p.subject = holder, p.object = body;
      p.sentence = role.sentence;
      p.trigger = role.tokens;
      p.status = role.status.value_or(Status::asserted);
      p.qualifiers.role = role.role;
      p.qualifiers.role_text = role.role_text;
      p.rule = rule;
      p.score = score;
      proposals.push_back(std::move(p));
    }
  }

  const Scene& scene_;
  std::map<std::uint32_t, std::uint32_t> countries_, bodies_;   // entity -> mentions
  std::map<std::uint32_t, std::uint32_t> capitals_;             // country -> mentions of its capital
  std::map<std::string, std::uint32_t> named_;                  // folded name of a country -> its entity
  std::set<std::pair<std::uint32_t, std::string>> told_;
  std::map<std::string_view, std::set<std::uint32_t>> bare_;    // head of a post without a body -> its holders
  std::map<std::uint32_t, std::set<std::uint32_t>> heads_;      // body -> who heads it, as the text says beside its name
};

}  // namespace

void propose_document_roles(const Scene& scene, std::vector<Proposal>& proposals) { DocumentRoles(scene).run(proposals); }

}  // namespace citypact::extract
