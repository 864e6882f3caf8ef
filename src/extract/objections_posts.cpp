// What speaks against a post that the model alone gives a person: the common noun behind the post stands for another kind of body, the
// sentence that names the state is about another one, the post is one that only states have.
#include <algorithm>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "extractors.hpp"
#include "roles.hpp"
#include "scene.hpp"

namespace citypact::extract {
namespace {

class PostObjections {
 public:
  PostObjections(const Scene& scene, const Gazetteer* gazetteer) : scene_(scene), lexicon_(scene.lexicon), gazetteer_(gazetteer) {}

  bool against(const Proposal& p) const {
    const RoleSite* post = post_of(p);
    return post && (of_another_kind(*post, p) || of_state_only(*post, p) || (type(p.object) == "Country" && speaks_for_another(*post, p)));
  }

 private:
  const Site& site(std::uint32_t s) const { return scene_.sites[s]; }
  std::uint32_t entity(std::uint32_t s) const { return site(s).mention.entity; }
  const std::string& type(std::uint32_t s) const { return site(s).mention.type; }

  /// The post that the proposal speaks of, unless its words give it to somebody else or to a body beside it.
  const RoleSite* post_of(const Proposal& p) const {
    const auto index = p.trigger.size() > 0 ? scene_.role_at[p.trigger.begin] : no_site;
    if (index == no_site || !scene_.roles[index].bodies.empty()) return nullptr;
    const auto& holders = scene_.roles[index].holders;
    const bool held = holders.empty() || std::ranges::any_of(holders, [&](auto holder) { return entity(holder) == entity(p.subject); });
    return held ? &scene_.roles[index] : nullptr;
  }

  /// «глава республики» is of no town and of no «сектор», «заммэра столицы» of no university.
  bool of_another_kind(const RoleSite& post, const Proposal& p) const {
    const auto noun = own_genitive(scene_, post);
    if (noun == no_head || named_between(post.tokens.end, noun, p.object)) return false;
    const auto& lemma = scene_.token(noun).lemma;
    const auto& table = lexicon_.language().table("described_bodies");
    const auto row = std::ranges::find_if(table, [&](const auto& r) { return r[0] == lemma; });
    if (row == table.end()) return false;
    const std::string name = fold_name(site(p.object).mention.name);
    const bool kind = std::any_of(row->begin() + 1, row->end(), [&](const auto& k) {
      return is_body(k) ? is_body(type(p.object)) : k == type(p.object) || (k == "Region" && type(p.object) == "City" && lexicon_.list("region_cities").contains(name));
    });
    if (!kind) return true;
    if (lexicon_.list("capital_nouns").contains(lemma)) return !lexicon_.capital_names.contains(name);
    return is_exact_region(lemma) && other_region(p.object, lemma);
  }
  /// «представитель российского ведомства W»: the state of the body that the noun stands for.
  bool named_between(std::uint32_t begin, std::uint32_t end, std::uint32_t object) const {
    for (auto t = begin; t < end; ++t)
      if (std::ranges::any_of(scene_.sites_at[t], [&](auto s) { return entity(s) == entity(object); })) return true;
    return false;
  }
  bool is_exact_region(std::string_view lemma) const { return lexicon_.list("exact_region_nouns").contains(lemma); }
  bool other_region(std::uint32_t s, std::string_view noun) const {
    for (auto t = site(s).tokens.begin; t < site(s).tokens.end; ++t)
      if (is_exact_region(scene_.token(t).lemma)) return scene_.token(t).lemma != noun;
    return false;
  }

  /// «премьер W» heads no agency; a party may have him at its head: «партия во главе с премьером W».
  bool of_state_only(const RoleSite& post, const Proposal& p) const {
    if (p.relation != lexicon_.relation_of_posts("top") || post.role_class != "top" || post.holders.empty() || !is_body(type(p.object))) return false;
    if (!lexicon_.list("state_only_posts").contains(scene_.token(post.head).lemma) || lexicon_.list("cabinets").contains(scene_.token(site(p.object).head).lemma)) return false;
    for (auto i = post.tokens.begin; i-- > scene_.document.sentences[post.sentence].tokens.begin && post.tokens.begin - i <= 3;)
      if (lexicon_.list("leading_words").contains(scene_.token(i).lemma) || lexicon_.list("leading_words").contains(fold_case(scene_.surface(i)))) return false;
    return true;
  }

  /// «A не ведёт переговоров с B, заявил президент W»: who speaks, speaks for the state that the sentence is about.
  bool speaks_for_another(const RoleSite& post, const Proposal& p) const {
    if (!speaks(post, p.subject) || is_subject(p.object) || known_of(p.subject, p.object)) return false;
    return std::ranges::any_of(scene_.sites_of[site(p.object).sentence], [&](auto s) {
      return site(s).mention.form == Form::name && is_subject(s) && of_another_state(s, p.object);
    });
  }
  /// Another country, or the capital of one.
  bool of_another_state(std::uint32_t s, std::uint32_t state) const {
    if (type(s) == "Country") return entity(s) != entity(state);
    const auto own = lexicon_.capitals.find(fold_name(site(state).mention.name));
    const std::string name = fold_name(site(s).mention.name);
    return type(s) == "City" && lexicon_.capital_names.contains(name) && own != lexicon_.capitals.end() && own->second != name;
  }
  bool is_subject(std::uint32_t s) const { return scene_.syntax.is(site(s).head, "nsubj"); }
  bool speaks(const RoleSite& post, std::uint32_t person) const {
    auto verb = scene_.syntax.head(site(person).head);
    if (verb != no_head && post.tokens.contains(verb)) verb = scene_.syntax.head(verb);
    return verb != no_head && lexicon_.list("speech_verbs").contains(scene_.token(verb).lemma);
  }
  /// The gazetteer knows the person in this state.
  bool known_of(std::uint32_t person, std::uint32_t state) const {
    if (!gazetteer_) return false;
    for (const GazetteerEntry& one : gazetteer_->find(site(person).mention.name))
      for (const GazetteerEntry& other : gazetteer_->find(site(state).mention.name))
        if (one.type == "Person" && other.type == "Country" && !one.country.empty() && one.country == other.country) return true;
    return false;
  }

  const Scene& scene_;
  const Lexicon& lexicon_;
  const Gazetteer* gazetteer_;
};

}  // namespace

void drop_guessed_posts(const Scene& scene, const Gazetteer* gazetteer, std::vector<Proposal>& proposals) {
  const PostObjections objections(scene, gazetteer);
  const auto of_post = [&](const Proposal& p) { return scene.is_a(p.subject, "Person") && scene.lexicon.states_post(p.relation); };
  std::erase_if(proposals, [&](const Proposal& p) { return is_by_model(p) && of_post(p) && objections.against(p); });
}

}  // namespace citypact::extract
