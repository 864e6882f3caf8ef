#include <algorithm>

#include "pairs.hpp"
#include "pairs_facts.hpp"
#include "pairs_key.hpp"
#include "pairs_status.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t far = 300;  // tokens from a pair to what is read beside it
constexpr std::uint32_t longest_pattern = 7;  // parts

}  // namespace

std::uint32_t rule_feature(std::string_view rule, bool forward) { return (Key("rule-id") << rule << (forward ? 1u : 0u)).hash(); }

/// Collects the features of one pair. Every method adds one group.
class PairReader {
 public:
  PairReader(const PairFeaturizer& owner, Pair pair, std::uint32_t kinds, PairFeatures& out)
      : owner_(owner), scene_(owner.scene_), syntax_(scene_.syntax), facts_(owner.facts_), pair_(pair), a_(scene_.sites[pair.first]), b_(scene_.sites[pair.second]),
        of_a_(facts_.site(pair.first)), of_b_(facts_.site(pair.second)), side_a_(facts_.side(pair.first, false)), side_b_(facts_.side(pair.second, true)),
        cross_(a_.sentence != b_.sentence), types_hash_(kinds), out_(out) {
    out_.sparse.clear(), out_.words.clear(), out_.status.clear();
    out_.trigger = no_head;
  }

  void read_own() {
    ends();
    distance();
    between();
    around();
    neighbours();
    tree();
    verbs();
    roles();
    rules();
    document();
    choose_and_read_trigger();
  }

  void read_all() {
    read_own();
    shared();
    read_status(scene_, {a_, b_, out_.trigger, verb_, said_here()}, out_.status);
    for (auto* list : {&out_.sparse, &out_.status}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
  }

 private:
  const Token& token(std::uint32_t i) const { return scene_.token(i); }
  std::string_view lemma(std::uint32_t i) const { return token(i).lemma; }
  void add(const Key& key) { out_.sparse.push_back(key.hash()); }
  /// A feature alone and with the kinds of the two ends.
  void add_typed(Key key) {
    add(key);
    add(key << Hash{types_hash_});
  }
  void word(WordSlot slot, std::uint32_t at) { out_.words.emplace_back(slot, facts_.lemma_hash(at)); }

  /// What other pairs of the same sites or sentences say too.
  void shared() {
    const bool far = b_.sentence > a_.sentence + 1;
    owner_.read_end(pair_.first, false, types_hash_, far, out_);
    owner_.read_end(pair_.second, true, types_hash_, far, out_);
    if (!far) owner_.read_verbs(a_.sentence, cross_, types_hash_, out_);
  }

  void ends() {
    add((Key("types") + of_a_.kind + ">" + of_b_.kind + PairFeaturizer::stand(a_, b_)) << std::string_view());
    add(Key("a") << of_a_.kind << (cross_ ? 1u : 0u));
    add(Key("b") << of_b_.kind << (cross_ ? 1u : 0u));
    if (!a_.mention.subtype.empty() || !b_.mention.subtype.empty()) add(Key("subtypes") << a_.mention.subtype << b_.mention.subtype << Hash{types_hash_});
    if (b_.tokens.begin < a_.tokens.end)
      add_typed(Key("inside") << (a_.tokens.begin == b_.tokens.begin ? 1u : 0u) << (a_.tokens.end == b_.tokens.end ? 1u : 0u));
    add(Key("cases") << token(a_.head).features.case_ << token(b_.head).features.case_ << Hash{types_hash_});
    add(Key("prepositions") << of_a_.preposition << of_b_.preposition << Hash{types_hash_});
  }

  TokenRange gap() const { return {a_.tokens.end, std::max(a_.tokens.end, b_.tokens.begin)}; }

  void distance() {
    const auto tokens = gap().size();
    add_typed(Key("distance") << bucket(tokens) << (cross_ ? 1u : 0u));
    std::uint32_t sites = 0, same_as_a = 0, same_as_b = 0, commas = 0;
    for (auto s = pair_.first + 1; s < pair_.second; ++s) {
      const Site& site = scene_.sites[s];
      if (site.tokens.begin < a_.tokens.end || site.tokens.end > b_.tokens.begin || site.mention.form == Form::adjective) continue;
      ++sites;
      same_as_a += facts_.type(s) == of_a_.type;
      same_as_b += facts_.type(s) == of_b_.type;
    }
    for (auto i = gap().begin; i < gap().end; ++i) {
      commas += scene_.surface(i) == ",";
    }
    const auto verbs = static_cast<std::uint32_t>(facts_.first_verb(gap().end) - facts_.first_verb(gap().begin));
    add_typed(Key("sites-between") << std::min(sites, 4u));
    add_typed(Key("same-between") << std::min(same_as_a, 2u) << std::min(same_as_b, 2u));
    add_typed(Key("verbs-between") << std::min(verbs, 3u) << std::min(commas, 3u));
    add(Key("near") << bucket(tokens) << std::min(sites, 2u) << std::min(verbs, 1u) << Hash{types_hash_});
  }

  /// A token as a pattern sees it: its site's kind, its post's class, or its lemma.
  std::string_view pattern_at(std::uint32_t& i) const {
    for (auto s : scene_.sites_at[i]) {
      const Site& site = scene_.sites[s];
      if (site.tokens.begin == i && site.tokens.end <= gap().end && site.mention.form != Form::nominal) {
        i = site.tokens.end - 1;
        return facts_.site(s).bracketed;
      }
    }
    if (const auto r = scene_.role_at[i]; r != no_site && scene_.roles[r].tokens.begin == i) {
      i = scene_.roles[r].tokens.end - 1;
      return facts_.bracketed_role(r);
    }
    return lemma(i);
  }

  void between() {
    if (b_.sentence > a_.sentence + 1) return;
    const TokenRange range = gap();
    Key pattern("pattern");
    std::string_view previous;
    std::uint32_t parts = 0;
    for (auto i = range.begin; i < range.end; ++i, ++parts) {
      const std::string_view part = pattern_at(i);
      const auto& hashes = facts_.part(i, part, previous);
      add_typed(Key(Hash{hashes.between}));
      if (parts > 0) add_typed(Key(Hash{hashes.bigram}));
      if (parts < longest_pattern) pattern = pattern + part + " ";
      previous = part;
    }
    if (parts <= longest_pattern) add_typed(pattern << std::string_view());
    for (auto i = range.begin; i < std::min(range.end, range.begin + 40); ++i) {
      if (token(i).upos == Upos::noun) word(nouns_between, i);
      if (is_verb(token(i))) word(verbs_between, i);
    }
    bracket();
  }

  void bracket() {
    int depth = 0;
    for (auto i = gap().begin; i < gap().end; ++i) depth += (scene_.surface(i) == "(") - (scene_.surface(i) == ")");
    add_typed(Key("bracket") << (depth > 0 ? 1u : depth < 0 ? 2u : 0u));
  }

  void around() {
    add(Key("edges") << side_a_.edge << side_b_.edge << Hash{types_hash_});
    if (gap().size() > 0) {
      add_typed(Key("after-a") << lemma(gap().begin));
      add_typed(Key("before-b") << lemma(gap().end - 1));
      word(after_a, gap().begin);
      word(before_b, gap().end - 1);
      if (gap().size() > 1) word(after_a, gap().begin + 1), word(before_b, gap().end - 2);
    }
  }

  /// Calls visit(index, thing) for those of a sentence's things, in text order, that begin not too far from the pair: all of them but in
  /// sentences of hundreds of words.
  template <class Thing, class Visit>
  void for_near(const std::vector<std::uint32_t>& of_sentence, const std::vector<Thing>& things, const Visit& visit) const {
    for (auto i : beginning_in({extract::around(a_.tokens.begin, far, 0).begin, b_.tokens.end + far}, of_sentence, things)) visit(i, things[i]);
  }

  /// Whether each end is the other's nearest of its kind in the sentence.
  void neighbours() {
    if (cross_) return;
    const auto gap_of = [](const Site& x, const Site& y) {
      return x.tokens.end <= y.tokens.begin ? y.tokens.begin - x.tokens.end : x.tokens.begin >= y.tokens.end ? x.tokens.begin - y.tokens.end : 0u;
    };
    std::uint32_t nearer_b = 0, nearer_a = 0, of_a = 0, of_b = 0;
    for_near(scene_.sites_of[a_.sentence], scene_.sites, [&](std::uint32_t s, const Site& site) {
      const bool like_a = facts_.type(s) == of_a_.type, like_b = facts_.type(s) == of_b_.type;
      of_a += like_a, of_b += like_b;
      if (s == pair_.first || s == pair_.second) return;
      nearer_b += like_b && gap_of(a_, site) < gap_of(a_, b_);
      nearer_a += like_a && gap_of(b_, site) < gap_of(a_, b_);
    });
    add_typed(Key("nearest") << std::min(nearer_a, 2u) << std::min(nearer_b, 2u));
    add_typed(Key("crowd") << std::min(of_a, 4u) << std::min(of_b, 4u));
  }

  void tree() {
    const Frame &fa = of_a_.frame, &fb = of_b_.frame;
    if (fa.governor != no_head && fa.governor == fb.governor) {
      add_typed(Key("frame") << lemma(fa.governor) << fa.step << fb.step);
      add_typed(Key("frame-steps") << token(fa.governor).upos << fa.step << fb.step);
    }
    if (!cross_) path_features(of_a_.ancestors, of_b_.ancestors);
  }

  void path_features(const std::vector<std::uint32_t>& up, const std::vector<std::uint32_t>& down) {
    std::size_t i = up.size(), j = down.size();
    while (i > 0 && j > 0 && up[i - 1] == down[j - 1]) --i, --j;
    if (i == up.size() || j == down.size() + 1) return;  // two trees
    lca_ = up[i];
    std::string &labels = owner_.labels_, &words = owner_.path_;
    labels.clear(), words.clear();
    const auto add_word = [&](std::uint32_t t) { words.append(lemma(t)).append(" "); };
    for (std::size_t k = 0; k < i; ++k) {
      labels.append(syntax_.base(up[k])).append("^");
      if (k > 0) add_word(up[k]);
    }
    if (i > 0 && j > 0) words += '*', add_word(lca_);
    for (std::size_t k = j; k-- > 0;) {
      labels.append("_").append(syntax_.base(down[k]));
      if (k > 0) add_word(down[k]);
    }
    add(Key("path-length") << std::min<std::uint32_t>(static_cast<std::uint32_t>(i + j), 9) << Hash{types_hash_});
    if (i + j <= 6) add_typed(Key("path") << labels);
    if (i + j <= 5) add_typed(Key("path-words") << words), add(Key("path-full") << labels << words << Hash{types_hash_});
    for (std::size_t k = 1; k < i; ++k) on_path(up[k]);
    for (std::size_t k = 1; k < j; ++k) on_path(down[k]);
    if (i > 0 && j > 0) {
      add_typed(Key("top") << lemma(lca_));
      add_typed(Key("top-tag") << token(lca_).upos << token(lca_).features.verb_form);
      on_path(lca_);
    } else {
      add_typed(Key("straight") << (i == 0 ? 1u : 2u));
    }
  }
  void on_path(std::uint32_t t) {
    add_typed(Key("on-path") << lemma(t));
    word(path_words, t);
  }

  void verbs() {
    if (b_.sentence > a_.sentence + 1) return;
    const auto& verbs = facts_.verbs();
    const auto begin = facts_.first_verb(gap().begin), end = facts_.first_verb(gap().end);
    const auto first = begin < end ? verbs[begin] : no_head;
    if (begin < end) {
      add_typed(Key("verb") << "first" << lemma(first));
      add_typed(Key("verb") << "last" << lemma(verbs[end - 1]));
    }
    verb_ = first != no_head ? first : side_a_.nearest_verb != no_head ? side_a_.nearest_verb : side_b_.nearest_verb;
  }

  static bool holds(const std::vector<std::uint32_t>& list, std::uint32_t s) { return std::find(list.begin(), list.end(), s) != list.end(); }

  void roles() {
    const auto read = [&](std::uint32_t, const RoleSite& r) { role(r); };
    for_near(scene_.roles_of[a_.sentence], scene_.roles, read);
    if (cross_) for_near(scene_.roles_of[b_.sentence], scene_.roles, read);
  }

  void role(const RoleSite& r) {
    const bool between = r.tokens.begin >= a_.tokens.end && r.tokens.end <= b_.tokens.begin;
    const auto to_a = between ? r.tokens.begin - a_.tokens.end : r.tokens.end <= a_.tokens.begin ? a_.tokens.begin - r.tokens.end : 99u;
    const auto to_b = between ? b_.tokens.begin - r.tokens.end : r.tokens.begin >= b_.tokens.end ? r.tokens.begin - b_.tokens.end : 99u;
    const char* where = between ? "between" : r.tokens.end <= a_.tokens.begin ? "left" : "right";
    if (std::min(to_a, to_b) <= 12) {
      const Key base = Key("role") << where << r.role_class;
      add_typed(base);
      add_typed(Key(base) << bucket(to_a) << bucket(to_b));
      add_typed(Key("role-word") << where << lemma(r.head) << (std::min(to_a, to_b) == 0 ? 1u : 0u));
      word(role_words, r.head);
    }
    role_link(r);
  }

  void role_link(const RoleSite& r) {
    const bool ha = holds(r.holders, pair_.first), hb = holds(r.holders, pair_.second);
    const bool ba = holds(r.bodies, pair_.first), bb = holds(r.bodies, pair_.second);
    if (!(ha || hb || ba || bb)) return;
    const std::uint32_t shape = ha && bb ? 1 : hb && ba ? 2 : ha ? 3 : hb ? 4 : ba ? 5 : 6;
    const std::uint32_t open = (shape == 3 || shape == 4) ? r.bodies.empty() : (shape >= 5) ? r.holders.empty() : 0;
    add_typed(Key("linked") << shape << open);
    add_typed(Key("linked-class") << shape << open << r.role_class);
    add(Key("linked-word") << shape << open << lemma(r.head) << Hash{types_hash_});
    if (shape <= 2) {
      out_.trigger = r.head;
      if (r.status) out_.status.push_back((Key("linked-status") << *r.status).hash());
    }
  }

  void rules() {
    said(owner_.by_sites_, key(pair_.first, pair_.second), "rule", true);
    const auto ea = a_.mention.entity, eb = b_.mention.entity;
    said(owner_.by_entities_, key(ea, eb), "rule-elsewhere", ea < eb);
  }
  static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b); }
  void said(const std::unordered_map<std::uint64_t, std::vector<PairFeaturizer::Said>>& table, std::uint64_t at, std::string_view name, bool straight) {
    const auto found = table.find(at);
    add(Key(name) << "any" << (found == table.end() ? 0u : 1u) << Hash{types_hash_});
    if (found == table.end()) return;
    for (const auto& s : found->second) {
      const Proposal& p = owner_.proposals_[s.proposal];
      const std::uint32_t forward = s.forward == straight;
      add_typed(Key(name) << p.relation << forward);
      if (name == "rule") {
        out_.sparse.push_back(rule_feature(p.rule, forward));
        if (out_.trigger == no_head && p.trigger.size() > 0) out_.trigger = p.trigger.begin;
      }
    }
  }

  std::vector<const Proposal*> said_here() const {
    std::vector<const Proposal*> said;
    if (const auto found = owner_.by_sites_.find(key(pair_.first, pair_.second)); found != owner_.by_sites_.end())
      for (const auto& s : found->second) said.push_back(&owner_.proposals_[s.proposal]);
    return said;
  }

  void document() {
    const auto often = [&](const Site& s) {
      return s.mention.entity < owner_.mentions_of_entity_.size() ? std::min(owner_.mentions_of_entity_[s.mention.entity], 5u) : 0u;
    };
    add(Key("often") << often(a_) << Hash{types_hash_});
    add(Key("often-b") << often(b_) << Hash{types_hash_});
  }

  void choose_and_read_trigger() {
    if (out_.trigger == no_head) out_.trigger = choose_trigger();
    if (out_.trigger == no_head) return;
    word(trigger_word, out_.trigger);
    add_typed(Key("trigger") << lemma(out_.trigger));
    add_typed(Key("voice") << token(out_.trigger).features.voice << token(out_.trigger).features.verb_form);
  }

  std::uint32_t choose_trigger() const {
    const auto outside = [&](std::uint32_t t) { return t != no_head && !a_.tokens.contains(t) && !b_.tokens.contains(t); };
    if (outside(lca_) && content_word(token(lca_))) return lca_;
    if (verb_ != no_head && verb_ >= gap().begin && verb_ < gap().end) return verb_;
    if (const auto g = of_b_.frame.governor; outside(g)) return g;
    if (const auto g = of_a_.frame.governor; outside(g)) return g;
    return verb_;
  }

  const PairFeaturizer& owner_;
  const Scene& scene_;
  const Syntax& syntax_;
  PairFacts& facts_;
  const Pair pair_;
  const Site& a_;
  const Site& b_;
  const SiteFacts &of_a_, &of_b_;
  const SideFacts &side_a_, &side_b_;
  const bool cross_;
  const std::uint32_t types_hash_;
  std::uint32_t lca_ = no_head, verb_ = no_head;
  PairFeatures& out_;
};

std::string_view PairFeaturizer::stand(const Site& a, const Site& b) {
  return b.tokens.begin < a.tokens.end ? "/in" : b.sentence > a.sentence + 1 ? "/far" : b.sentence != a.sentence ? "/x" : "";
}

std::uint32_t PairFeaturizer::kinds(Pair pair) const {
  return feature_hash(stand(scene_.sites[pair.first], scene_.sites[pair.second]), feature_hash(facts_.site(pair.second).kind, facts_.site(pair.first).leading));
}

void PairFeaturizer::read_own(Pair pair, std::uint32_t kinds, PairFeatures& features) const { PairReader(*this, pair, kinds, features).read_own(); }

void PairFeaturizer::read_end(std::uint32_t site, bool second, std::uint32_t kinds, bool far, PairFeatures& features) const {
  const SideFacts& side = facts_.side(site, second);
  const auto add = [&](const std::vector<SideFacts::Feature>& list) {
    for (const auto& feature : list) {
      if (feature.alone) features.sparse.push_back(feature.hash);
      features.sparse.push_back((Key(Hash{feature.hash}) << Hash{kinds}).hash());
    }
  };
  add(side.features);
  if (!far) add(side.verb);
  features.words.insert(features.words.end(), side.words.begin(), side.words.end());
}

void PairFeaturizer::read_verbs(std::uint32_t sentence, bool across, std::uint32_t kinds, PairFeatures& features) const {
  constexpr std::uint32_t within = 120;  // tokens
  const auto& sentences = scene_.document.sentences;
  const auto begin = sentences[sentence].tokens.begin, end = std::min(sentences[sentence + across].tokens.end, begin + within);
  const auto& verbs = facts_.verbs();
  for (auto v = facts_.first_verb(begin); v < verbs.size() && verbs[v] < end; ++v) {
    features.words.emplace_back(sentence_verbs, facts_.lemma_hash(verbs[v]));
    features.sparse.push_back((Key("sentence-verb") << scene_.token(verbs[v]).lemma << Hash{kinds}).hash());
  }
}

PairFeatures PairFeaturizer::features(Pair pair) const {
  PairFeatures features;
  PairReader(*this, pair, kinds(pair), features).read_all();
  return features;
}

}  // namespace citypact::extract
