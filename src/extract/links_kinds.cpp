// Posts that name no body but whose name tells its kind («ректор», «заместитель мэра»): the text tells which one is meant.
#include <algorithm>
#include <map>
#include <set>

#include "citypact/knowledge/fold.hpp"
#include "links.hpp"
#include "most_named.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t sentences_back = 1;
constexpr std::size_t most_before = 2;  // named in the sentence before, or none of them is meant
constexpr std::uint32_t post_line = 400;    // tokens before a post in which its body is sought: keeps endless sentences linear
constexpr std::uint32_t theme_line = 3000;  // and what the text is about

class KindTeller {
 public:
  explicit KindTeller(Scene& scene) : scene_(scene) {}

  void run() {
    for (const RoleSite& role : scene_.roles)
      if (role.role_class == "top" && role.status != Status::ended && !role.inferred)
        for (const auto body : role.bodies)
          for (const auto holder : role.holders) heads_[entity(body)].insert(entity(holder));
    for (auto& roles : scene_.roles_of)
      for (std::size_t i = 0; i < roles.size(); ++i) tell(roles, i);
  }

 private:
  using Kinds = std::vector<std::string>;

  RoleSite& role(std::uint32_t r) { return scene_.roles[r]; }
  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  void tell(const std::vector<std::uint32_t>& roles, std::size_t i) {
    RoleSite& post = role(roles[i]);
    if (!post.bodies.empty() || post.holders.empty()) return;
    const Kinds kinds = kinds_of(post);
    if (kinds.empty()) return;
    if (post.holders.size() > 1) return in_order(post, kinds);
    if (i + 1 < roles.size() && pair(post, role(roles[i + 1]), kinds)) return;
    const auto body = meant(post, kinds);
    if (body == no_site) return;
    post.bodies.push_back(body);
    post.inferred = true;
  }

  /// Of the post, or of the one whose deputy or adviser it is.
  Kinds kinds_of(const RoleSite& post) const {
    for (auto t = post.head; t < post.tokens.end; ++t)
      for (const auto& row : scene_.lexicon.language().table("post_kinds"))
        if (row[0] == scene_.token(t).lemma) return {row.begin() + 1, row.end()};
    return {};
  }
  bool has_kind(const RoleSite& post) const { return !scene_.lexicon.post_kind(scene_.token(post.head).lemma).empty(); }

  /// «соглашение вузов A и B подписали ректоры X и Y»: as many bodies as holders stand before them in the sentence.
  void in_order(RoleSite& post, const Kinds& kinds) const {
    std::vector<std::uint32_t> bodies;
    for (const auto s : beginning_in(around(post.tokens.begin, post_line, 0), scene_.sites_of[post.sentence], scene_.sites))
      if (scene_.sites[s].tokens.end <= post.tokens.begin && scene_.sites[s].mention.form != Form::adjective && scene_.is_a(s, kinds.front())) bodies.push_back(s);
    if (bodies.size() != post.holders.size()) return;
    post.bodies = std::move(bodies);
    post.inferred = post.pairwise = true;
  }

  /// «A и B заключили договор, его подписали губернатор X и хоким Y»: two posts of equal kinds, two bodies in one order.
  bool pair(RoleSite& first, RoleSite& second, const Kinds& kinds) {
    if (!second.bodies.empty() || second.holders.size() != 1 || kinds_of(second).empty()) return false;
    const auto end = scene_.sites[first.holders.front()].tokens.end;
    if (end + 1 != second.tokens.begin || scene_.token(end).upos != Upos::cconj) return false;
    const auto found = in_sentence(first, kinds, first.sentence);
    if (found.order.size() != 2) return false;
    first.bodies.push_back(found.last.at(found.order[0])), second.bodies.push_back(found.last.at(found.order[1]));
    first.inferred = second.inferred = true;
    return true;
  }

  struct Found {
    std::vector<std::uint32_t> order;             // entities as first named
    std::map<std::uint32_t, std::uint32_t> last;  // entity -> its site nearest before the post
  };
  Found in_sentence(const RoleSite& post, const Kinds& kinds, std::uint32_t sentence) const {
    Found found;
    for (const auto s : beginning_in(around(post.tokens.begin, post_line, 0), scene_.sites_of[sentence], scene_.sites)) {
      if (scene_.sites[s].tokens.end > post.tokens.begin || !may_be(post, s, kinds)) continue;
      if (found.last.emplace(entity(s), s).second) found.order.push_back(entity(s));
      found.last[entity(s)] = s;
    }
    return found;
  }

  /// The one that the post's sentence names, else the one before it; of several, or of one that is only met, what the text is about.
  std::uint32_t meant(const RoleSite& post, const Kinds& kinds) const {
    const auto main = theme(kinds);
    for (auto sentence = post.sentence + 1; sentence-- > (post.sentence > sentences_back ? post.sentence - sentences_back : 0);) {
      const Found found = in_sentence(post, kinds, sentence);
      if (found.order.empty()) continue;
      if (sentence != post.sentence && found.order.size() > most_before) break;
      std::uint32_t nearest = no_site, own = no_site;
      for (const auto& [e, s] : found.last) {
        if (nearest == no_site || scene_.sites[s].tokens.begin > scene_.sites[nearest].tokens.begin) nearest = s;
        if (!met(s) && (own == no_site || scene_.sites[s].tokens.begin > scene_.sites[own].tokens.begin)) own = s;
      }
      if (!has_kind(post)) return !met(nearest) && entity(nearest) == main ? nearest : no_site;
      if (!called_by_known_name(post.holders.front())) return nearest;  // «Чжан Вэй» is hardly the mayor of the city whose guest he is
      if (own != no_site) return own;
      return main != no_site && entity(nearest) != main && !headed_by_another(post, main) ? site_before(main, post) : nearest;
    }
    return no_site;
  }

  /// «встретился с A», «прибыл в A»: the other side.
  bool met(std::uint32_t s) const {
    const auto head = scene_.sites[s].head, preposition = scene_.syntax.preposition(head);
    if (preposition == no_head) return false;
    const auto lemma = scene_.token(preposition).lemma;
    const bool reached = scene_.token(head).features.case_ == Case::acc && scene_.lexicon.list("place_prepositions").contains(lemma);
    return reached || scene_.lexicon.list("comitative_prepositions").contains(lemma);
  }

  bool called_by_known_name(std::uint32_t person) const {
    const TokenRange tokens = scene_.sites[person].tokens;
    for (auto t = tokens.begin; t < tokens.end; ++t)
      for (const Reading& reading : scene_.names.readings(scene_.surface(t)))
        if (reading.known && (reading.given_name || reading.surname || reading.patronymic)) return true;
    return false;
  }

  /// The entity of these kinds that the text names most, more often than any other; or no_site.
  std::uint32_t theme(const Kinds& kinds) const {
    const auto [at, fresh] = themes_.try_emplace(kinds, no_site);
    if (!fresh) return at->second;
    const auto found = most_named(scene_.sites, [&](std::uint32_t s) { return fits(s, kinds); });
    if (found.times > 1 && found.times > found.next) at->second = found.entity;
    return at->second;
  }
  /// The last mention of an entity before a post.
  std::uint32_t site_before(std::uint32_t of, const RoleSite& post) const {
    const auto& sites = scene_.sites;
    auto s = std::partition_point(sites.begin(), sites.end(), [&](const Site& site) { return site.tokens.begin < post.tokens.begin; }) - sites.begin();
    while (s-- > 0 && sites[s].tokens.begin + theme_line > post.tokens.begin)
      if (sites[s].mention.entity == of && sites[s].mention.form != Form::adjective && sites[s].tokens.end <= post.tokens.begin) return static_cast<std::uint32_t>(s);
    return no_site;
  }

  bool fits(std::uint32_t s, const Kinds& kinds) const {
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return scene_.is_a(s, kind); });
  }
  bool may_be(const RoleSite& post, std::uint32_t s, const Kinds& kinds) const {
    const Mention& mention = scene_.sites[s].mention;
    if (mention.form == Form::adjective || !fits(s, kinds) || headed_by_another(post, entity(s)) || !holds_noun(post, s)) return false;
    if (kinds.front() != "Region") return true;
    if (scene_.token(scene_.sites[s].head).upos == Upos::adj) return false;  // «Шебекинский, Белгородский районы»
    return mention.type == "City" ? scene_.lexicon.list("region_cities").contains(fold_name(mention.name)) : !scene_.lexicon.is_district(mention.name);
  }
  /// «губернатор аймака», «ректор политеха»: a noun behind the post that does not stand for any of its kind must be in the name.
  bool holds_noun(const RoleSite& post, std::uint32_t s) const {
    const auto noun = own_genitive(scene_, post);
    if (noun == no_head) return true;
    const auto lemma = scene_.token(noun).lemma;
    const auto reach = scene_.lexicon.nominal_reach.find(lemma);
    if (reach != scene_.lexicon.nominal_reach.end() && reach->second == "any") return true;
    const TokenRange tokens = scene_.sites[s].tokens;
    for (auto t = tokens.begin; t < tokens.end; ++t)
      if (scene_.token(t).lemma == lemma) return true;
    return false;
  }
  /// The text names somebody else at its head, and this post is one of a head.
  bool headed_by_another(const RoleSite& post, std::uint32_t body) const {
    if (post.role_class != "top" || post.status == Status::ended) return false;
    const auto found = heads_.find(body);
    return found != heads_.end() && !found->second.contains(entity(post.holders.front()));
  }

  Scene& scene_;
  std::map<std::uint32_t, std::set<std::uint32_t>> heads_;  // body -> who heads it, as the text says beside its name
  mutable std::map<Kinds, std::uint32_t> themes_;
};

}  // namespace

void link_kinds(Scene& scene) { KindTeller(scene).run(); }

}  // namespace citypact::extract
