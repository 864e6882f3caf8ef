#include <algorithm>
#include <array>

#include "pairs.hpp"
#include "pairs_key.hpp"
#include "pairs_status.hpp"

namespace citypact::extract {
namespace {

bool content_word(const Token& t) {
  return t.upos == Upos::noun || t.upos == Upos::verb || t.upos == Upos::adj || t.upos == Upos::adv || t.upos == Upos::aux;
}

enum Slot : std::uint32_t { trigger, nouns_between, verbs_between, governor_a, governor_b, before_a, after_a, before_b, after_b, path, role_words,
                            sentence_verbs, words_of_a, words_of_b };

std::string kind(const Site& s) {
  static constexpr std::array<std::string_view, 4> forms{"", "~nominal", "~pronoun", "~adjective"};
  return s.mention.type + std::string(forms[static_cast<std::size_t>(s.mention.form)]);
}

}  // namespace

std::string pair_kinds(const Scene& scene, Pair pair) {
  const Site& a = scene.sites[pair.first];
  const Site& b = scene.sites[pair.second];
  const char* stand = b.tokens.begin < a.tokens.end ? "/in" : b.sentence > a.sentence + 1 ? "/far" : b.sentence != a.sentence ? "/x" : "";
  return kind(a) + '>' + kind(b) + stand;
}

/// Collects the features of one pair. Every method adds one group.
class PairReader {
 public:
  PairReader(const PairFeaturizer& owner, Pair pair)
      : owner_(owner), scene_(owner.scene_), syntax_(scene_.syntax), pair_(pair), a_(scene_.sites[pair.first]), b_(scene_.sites[pair.second]),
        cross_(a_.sentence != b_.sentence) {
    types_ = pair_kinds(scene_, pair);
    types_hash_ = feature_hash(types_);
  }

  PairFeatures run(PairFeaturizer::Want want) {
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
    if (want == PairFeaturizer::Want::relation) return std::move(out_);
    read_status(scene_, {a_, b_, out_.trigger, verb_, said_here()}, out_.status);
    for (auto* list : {&out_.sparse, &out_.status}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return std::move(out_);
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
  void word(Slot slot, std::uint32_t at) { out_.words.emplace_back(slot, feature_hash(lemma(at))); }
  TokenRange sentence_of(const Site& s) const { return scene_.document.sentences[s.sentence].tokens; }

  void ends() {
    add(Key("types") << types_);
    add(Key("a") << kind(a_) << (cross_ ? 1u : 0u));
    add(Key("b") << kind(b_) << (cross_ ? 1u : 0u));
    if (!a_.mention.subtype.empty() || !b_.mention.subtype.empty()) add(Key("subtypes") << a_.mention.subtype << b_.mention.subtype << Hash{types_hash_});
    if (b_.tokens.begin < a_.tokens.end)
      add_typed(Key("inside") << (a_.tokens.begin == b_.tokens.begin ? 1u : 0u) << (a_.tokens.end == b_.tokens.end ? 1u : 0u));
    end("a", a_, words_of_a);
    end("b", b_, words_of_b);
    add(Key("cases") << token(a_.head).features.case_ << token(b_.head).features.case_ << Hash{types_hash_});
    add(Key("prepositions") << preposition(a_) << preposition(b_) << Hash{types_hash_});
  }

  std::string_view preposition(const Site& s) const {
    if (const auto p = syntax_.preposition(s.head); p != no_head) return lemma(p);
    const auto begin = s.tokens.begin;
    if (begin > sentence_of(s).begin && token(begin - 1).upos == Upos::adp) return lemma(begin - 1);
    return {};
  }

  void end(std::string_view side, const Site& s, Slot slot) {
    const Token& head = token(s.head);
    const Key base = Key("end") << side;
    add_typed(Key(base) << "case" << head.features.case_);
    add_typed(Key(base) << "preposition" << preposition(s) << head.features.case_);
    add_typed(Key(base) << "number" << head.features.number);
    add_typed(Key(base) << "relation" << syntax_.base(s.head));
    add(Key(base) << "length" << std::min<std::uint32_t>(s.tokens.size(), 4) << Hash{types_hash_});
    for (auto i = s.tokens.begin; i < std::min(s.tokens.end, s.tokens.begin + 8); ++i) {
      if (s.mention.type == "Person" || token(i).upos == Upos::punct || token(i).upos == Upos::adp) continue;
      word(slot, i);
      if (!is_capitalized(scene_.surface(i)) || !content_word(token(i)) || i == s.tokens.begin) add_typed(Key(base) << "word" << lemma(i));
    }
    add(Key(base) << "first" << (s.tokens.begin == sentence_of(s).begin ? 1u : 0u) << Hash{types_hash_});
  }

  TokenRange gap() const { return {a_.tokens.end, std::max(a_.tokens.end, b_.tokens.begin)}; }

  void distance() {
    const auto tokens = gap().size();
    add_typed(Key("distance") << bucket(tokens) << (cross_ ? 1u : 0u));
    std::uint32_t sites = 0, same_as_a = 0, same_as_b = 0, verbs = 0, commas = 0;
    for (auto s = pair_.first + 1; s < pair_.second; ++s) {
      const Site& site = scene_.sites[s];
      if (site.tokens.begin < a_.tokens.end || site.tokens.end > b_.tokens.begin || site.mention.form == Form::adjective) continue;
      ++sites;
      same_as_a += site.mention.type == a_.mention.type;
      same_as_b += site.mention.type == b_.mention.type;
    }
    for (auto i = gap().begin; i < gap().end; ++i) {
      verbs += is_verb(token(i));
      commas += scene_.surface(i) == ",";
    }
    add_typed(Key("sites-between") << std::min(sites, 4u));
    add_typed(Key("same-between") << std::min(same_as_a, 2u) << std::min(same_as_b, 2u));
    add_typed(Key("verbs-between") << std::min(verbs, 3u) << std::min(commas, 3u));
    add(Key("near") << bucket(tokens) << std::min(sites, 2u) << std::min(verbs, 1u) << Hash{types_hash_});
  }

  /// A token as a pattern sees it: its site's kind, its post's class, or its lemma.
  std::string pattern_at(std::uint32_t& i) const {
    for (auto s : scene_.sites_at[i]) {
      const Site& site = scene_.sites[s];
      if (site.tokens.begin == i && site.tokens.end <= gap().end && site.mention.form != Form::nominal) {
        i = site.tokens.end - 1;
        return '<' + kind(site) + '>';
      }
    }
    if (const auto r = scene_.role_at[i]; r != no_site && scene_.roles[r].tokens.begin == i) {
      i = scene_.roles[r].tokens.end - 1;
      return '[' + scene_.roles[r].role_class + ']';
    }
    return std::string(lemma(i));
  }

  void between() {
    if (b_.sentence > a_.sentence + 1) return;
    const TokenRange range = gap();
    std::string pattern, previous;
    std::uint32_t parts = 0;
    for (auto i = range.begin; i < range.end; ++i, ++parts) {
      const std::string part = pattern_at(i);
      pattern += part + ' ';
      add_typed(Key("between") << part);
      if (parts > 0) add_typed(Key("bigram") << previous << part);
      previous = part;
    }
    if (parts <= 7) add_typed(Key("pattern") << pattern);
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
    const TokenRange sa = sentence_of(a_), sb = sentence_of(b_);
    std::string left = "^", right = "$";
    for (std::uint32_t k = 1; k <= 3 && a_.tokens.begin >= sa.begin + k; ++k) {
      const auto i = a_.tokens.begin - k;
      add_typed(Key("before") << std::min(k, 2u) << lemma(i));
      if (k == 1) left = lemma(i);
      if (k <= 2) word(before_a, i);
    }
    for (std::uint32_t k = 0; k < 3 && b_.tokens.end + k < sb.end; ++k) {
      const auto i = b_.tokens.end + k;
      add_typed(Key("after") << std::min(k, 1u) << lemma(i));
      if (k == 0) right = lemma(i);
      if (k <= 1) word(after_b, i);
    }
    add(Key("edges") << left << right << Hash{types_hash_});
    if (gap().size() > 0) {
      add_typed(Key("after-a") << lemma(gap().begin));
      add_typed(Key("before-b") << lemma(gap().end - 1));
      word(after_a, gap().begin);
      word(before_b, gap().end - 1);
      if (gap().size() > 1) word(after_a, gap().begin + 1), word(before_b, gap().end - 2);
    }
  }

  /// Whether each end is the other's nearest of its kind in the sentence.
  void neighbours() {
    if (cross_) return;
    const auto gap_of = [](const Site& x, const Site& y) {
      return x.tokens.end <= y.tokens.begin ? y.tokens.begin - x.tokens.end : x.tokens.begin >= y.tokens.end ? x.tokens.begin - y.tokens.end : 0u;
    };
    std::uint32_t nearer_b = 0, nearer_a = 0, of_a = 0, of_b = 0;
    for (auto s : scene_.sites_of[a_.sentence]) {
      const Site& site = scene_.sites[s];
      of_a += site.mention.type == a_.mention.type;
      of_b += site.mention.type == b_.mention.type;
      if (s == pair_.first || s == pair_.second) continue;
      nearer_b += site.mention.type == b_.mention.type && gap_of(a_, site) < gap_of(a_, b_);
      nearer_a += site.mention.type == a_.mention.type && gap_of(b_, site) < gap_of(a_, b_);
    }
    add_typed(Key("nearest") << std::min(nearer_a, 2u) << std::min(nearer_b, 2u));
    add_typed(Key("crowd") << std::min(of_a, 4u) << std::min(of_b, 4u));
  }

  struct Frame {
    std::uint32_t governor = no_head;
    std::string step;  // relation and preposition by which the end hangs on its governor
  };
  Frame frame(std::uint32_t head) const {
    const auto first = syntax_.first_conjunct(head);
    Frame f;
    f.governor = syntax_.head(first);
    f.step = syntax_.base(first);
    if (const auto p = syntax_.preposition(first); p != no_head) f.step += '_' + std::string(lemma(p));
    if (token(first).relation.ends_with("pass")) f.step += "'";
    return f;
  }
  std::vector<std::uint32_t> ancestors(std::uint32_t t) const {
    std::vector<std::uint32_t> up;
    for (int steps = 0; t != no_head && steps < 40; ++steps, t = syntax_.head(t)) up.push_back(t);
    return up;
  }

  void tree() {
    frames("a", a_, governor_a);
    frames("b", b_, governor_b);
    const Frame fa = frame(a_.head), fb = frame(b_.head);
    if (fa.governor != no_head && fa.governor == fb.governor) {
      add_typed(Key("frame") << lemma(fa.governor) << fa.step << fb.step);
      add_typed(Key("frame-steps") << token(fa.governor).upos << fa.step << fb.step);
    }
    if (cross_) return;
    path_features(ancestors(a_.head), ancestors(b_.head));
  }

  void frames(std::string_view side, const Site& s, Slot slot) {
    Frame f = frame(s.head);
    std::string steps;
    for (int level = 0; level < 3 && f.governor != no_head; ++level) {
      steps += f.step + '<';
      add_typed(Key("governor") << side << std::uint32_t(level > 0) << lemma(f.governor));
      add_typed(Key("governor-step") << side << steps << lemma(f.governor));
      if (level == 0) add_typed(Key("step") << side << f.step << token(f.governor).upos);
      word(slot, f.governor);
      if (is_verb(token(f.governor))) break;
      f = frame(f.governor);
    }
  }

  void path_features(const std::vector<std::uint32_t>& up, const std::vector<std::uint32_t>& down) {
    std::size_t i = up.size(), j = down.size();
    while (i > 0 && j > 0 && up[i - 1] == down[j - 1]) --i, --j;
    if (i == up.size() || j == down.size() + 1) return;  // two trees
    lca_ = up[i];
    std::string labels, words;
    for (std::size_t k = 0; k < i; ++k) labels += std::string(syntax_.base(up[k])) + '^', words += k > 0 ? std::string(lemma(up[k])) + ' ' : "";
    if (i > 0 && j > 0) words += '*' + std::string(lemma(lca_)) + ' ';
    for (std::size_t k = j; k-- > 0;) labels += '_' + std::string(syntax_.base(down[k])), words += k > 0 ? std::string(lemma(down[k])) + ' ' : "";
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
    word(path, t);
  }

  void verbs() {
    const TokenRange sa = sentence_of(a_), sb = sentence_of(b_);
    if (b_.sentence > a_.sentence + 1) return;
    const auto nearest = [&](std::string_view where, std::uint32_t from, std::uint32_t to, bool backwards) {
      for (auto k = from; k < to; ++k) {
        const auto i = backwards ? to - 1 - (k - from) : k;
        if (!is_verb(token(i))) continue;
        add_typed(Key("verb") << where << lemma(i));
        return i;
      }
      return no_head;
    };
    const auto left = nearest("left", sa.begin, a_.tokens.begin, true);
    const auto first = nearest("first", gap().begin, gap().end, false);
    nearest("last", gap().begin, gap().end, true);
    const auto right = nearest("right", b_.tokens.end, sb.end, false);
    for (auto i = sa.begin; i < sb.end && i < sa.begin + 120; ++i)
      if (is_verb(token(i))) word(sentence_verbs, i), add(Key("sentence-verb") << lemma(i) << Hash{types_hash_});
    verb_ = first != no_head ? first : left != no_head ? left : right;
  }

  static bool holds(const std::vector<std::uint32_t>& list, std::uint32_t s) { return std::find(list.begin(), list.end(), s) != list.end(); }

  void roles() {
    for (auto r : scene_.roles_of[a_.sentence]) role(scene_.roles[r]);
    if (!cross_) return;
    for (auto r : scene_.roles_of[b_.sentence]) role(scene_.roles[r]);
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
        add(Key("rule-id") << p.rule << forward);
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
    const auto& sentence = scene_.document.sentences[a_.sentence];
    add_typed(Key("title") << (sentence.kind == Sentence::Kind::title ? 1u : 0u) << std::min(a_.sentence, 3u));
    const auto often = [&](const Site& s) {
      return s.mention.entity < owner_.mentions_of_entity_.size() ? std::min(owner_.mentions_of_entity_[s.mention.entity], 5u) : 0u;
    };
    add(Key("often") << often(a_) << Hash{types_hash_});
    add(Key("often-b") << often(b_) << Hash{types_hash_});
  }

  void choose_and_read_trigger() {
    if (out_.trigger == no_head) out_.trigger = choose_trigger();
    if (out_.trigger == no_head) return;
    word(trigger, out_.trigger);
    add_typed(Key("trigger") << lemma(out_.trigger));
    add_typed(Key("voice") << token(out_.trigger).features.voice << token(out_.trigger).features.verb_form);
  }

  std::uint32_t choose_trigger() const {
    const auto outside = [&](std::uint32_t t) { return t != no_head && !a_.tokens.contains(t) && !b_.tokens.contains(t); };
    if (outside(lca_) && content_word(token(lca_))) return lca_;
    if (verb_ != no_head && verb_ >= gap().begin && verb_ < gap().end) return verb_;
    if (const auto g = frame(b_.head).governor; outside(g)) return g;
    if (const auto g = frame(a_.head).governor; outside(g)) return g;
    return verb_;
  }

  const PairFeaturizer& owner_;
  const Scene& scene_;
  const Syntax& syntax_;
  const Pair pair_;
  const Site& a_;
  const Site& b_;
  const bool cross_;
  std::string types_;
  std::uint32_t types_hash_ = 0;
  std::uint32_t lca_ = no_head, verb_ = no_head;
  PairFeatures out_;
};

PairFeatures PairFeaturizer::features(Pair pair, Want want) const { return PairReader(*this, pair).run(want); }

}  // namespace citypact::extract
