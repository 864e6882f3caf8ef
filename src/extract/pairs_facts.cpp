#include "pairs_facts.hpp"

#include <algorithm>

#include "pairs.hpp"
#include "pairs_key.hpp"

namespace citypact::extract {

bool content_word(const Token& t) {
  return t.upos == Upos::noun || t.upos == Upos::verb || t.upos == Upos::adj || t.upos == Upos::adv || t.upos == Upos::aux;
}

namespace {

/// Collects the features of one side.
class SideReader {
 public:
  SideReader(const Scene& scene, PairFacts& facts, std::uint32_t index, bool second)
      : scene_(scene), syntax_(scene.syntax), facts_(facts), index_(index), site_(scene.sites[index]), second_(second), name_(second ? "b" : "a"),
        sentence_(scene.document.sentences[site_.sentence].tokens) {}

  SideFacts run() {
    out_.features.reserve(32), out_.words.reserve(16);
    end();
    around();
    frames();
    nearest_verb();
    title();
    return std::move(out_);
  }

 private:
  const Token& token(std::uint32_t i) const { return scene_.token(i); }
  std::string_view lemma(std::uint32_t i) const { return token(i).lemma; }
  void typed(const Key& key) { out_.features.push_back({key.hash(), false}); }
  void both(const Key& key) { out_.features.push_back({key.hash(), true}); }
  void word(WordSlot slot, std::uint32_t at) { out_.words.emplace_back(slot, facts_.lemma_hash(at)); }

  void end() {
    const Token& head = token(site_.head);
    const Key base = Key("end") << name_;
    both(Key(base) << "case" << head.features.case_);
    both(Key(base) << "preposition" << facts_.site(index_).preposition << head.features.case_);
    both(Key(base) << "number" << head.features.number);
    both(Key(base) << "relation" << syntax_.base(site_.head));
    typed(Key(base) << "length" << std::min<std::uint32_t>(site_.tokens.size(), 4));
    for (auto i = site_.tokens.begin; i < std::min(site_.tokens.end, site_.tokens.begin + 8); ++i) {
      if (site_.mention.type == "Person" || token(i).upos == Upos::punct || token(i).upos == Upos::adp) continue;
      word(second_ ? words_of_b : words_of_a, i);
      if (!is_capitalized(scene_.surface(i)) || !content_word(token(i)) || i == site_.tokens.begin) both(Key(base) << "word" << lemma(i));
    }
    typed(Key(base) << "first" << (site_.tokens.begin == sentence_.begin ? 1u : 0u));
  }

  void around() {
    out_.edge = second_ ? "$" : "^";
    for (std::uint32_t k = 1; !second_ && k <= 3 && site_.tokens.begin >= sentence_.begin + k; ++k) {
      const auto i = site_.tokens.begin - k;
      both(Key("before") << std::min(k, 2u) << lemma(i));
      if (k == 1) out_.edge = lemma(i);
      if (k <= 2) word(before_a, i);
    }
    for (std::uint32_t k = 0; second_ && k < 3 && site_.tokens.end + k < sentence_.end; ++k) {
      const auto i = site_.tokens.end + k;
      both(Key("after") << std::min(k, 1u) << lemma(i));
      if (k == 0) out_.edge = lemma(i);
      if (k <= 1) word(after_b, i);
    }
  }

  void frames() {
    Frame f = facts_.site(index_).frame;
    std::string steps;
    for (int level = 0; level < 3 && f.governor != no_head; ++level) {
      steps += f.step + '<';
      both(Key("governor") << name_ << std::uint32_t(level > 0) << lemma(f.governor));
      both(Key("governor-step") << name_ << steps << lemma(f.governor));
      if (level == 0) both(Key("step") << name_ << f.step << token(f.governor).upos);
      word(second_ ? governor_b : governor_a, f.governor);
      if (is_verb(token(f.governor))) break;
      f = frame_of(scene_, f.governor);
    }
  }

  void nearest_verb() {
    const auto& verbs = facts_.verbs();
    const auto at = facts_.first_verb(second_ ? site_.tokens.end : site_.tokens.begin);
    if (second_ && at < verbs.size() && verbs[at] < sentence_.end) out_.nearest_verb = verbs[at];
    if (!second_ && at > 0 && verbs[at - 1] >= sentence_.begin) out_.nearest_verb = verbs[at - 1];
    if (out_.nearest_verb != no_head) out_.verb.push_back({(Key("verb") << (second_ ? "right" : "left") << lemma(out_.nearest_verb)).hash(), true});
  }

  void title() {
    if (!second_) both(Key("title") << (scene_.document.sentences[site_.sentence].kind == Sentence::Kind::title ? 1u : 0u) << std::min(site_.sentence, 3u));
  }

  const Scene& scene_;
  const Syntax& syntax_;
  PairFacts& facts_;
  const std::uint32_t index_;
  const Site& site_;
  const bool second_;
  const std::string_view name_;
  const TokenRange sentence_;
  SideFacts out_;
};

std::string_view preposition_of(const Scene& scene, const Site& s) {
  if (const auto p = scene.syntax.preposition(s.head); p != no_head) return scene.token(p).lemma;
  const auto begin = s.tokens.begin;
  if (begin > scene.document.sentences[s.sentence].tokens.begin && scene.token(begin - 1).upos == Upos::adp) return scene.token(begin - 1).lemma;
  return {};
}

}  // namespace

Frame frame_of(const Scene& scene, std::uint32_t head) {
  const auto first = scene.syntax.first_conjunct(head);
  Frame f;
  f.governor = scene.syntax.head(first);
  f.step = scene.syntax.base(first);
  if (const auto p = scene.syntax.preposition(first); p != no_head) f.step.append("_").append(scene.token(p).lemma);
  if (scene.token(first).relation.ends_with("pass")) f.step += "'";
  return f;
}

PairFacts::PairFacts(const Scene& scene) : scene_(scene), sites_(scene.sites.size()), hashes_(scene.document.tokens.size()), parts_(scene.document.tokens.size()) {
  std::vector<std::string_view> known;
  for (const Site& site : scene.sites) {
    const auto at = std::find(known.begin(), known.end(), site.mention.type);
    types_.push_back(static_cast<std::uint32_t>(at - known.begin()));
    if (at == known.end()) known.push_back(site.mention.type);
  }
  for (std::uint32_t i = 0; i < scene.document.tokens.size(); ++i)
    if (is_verb(scene.token(i))) verbs_.push_back(i);
}

const SiteFacts& PairFacts::site(std::uint32_t index) {
  auto& facts = sites_[index];
  if (facts) return *facts;
  static constexpr std::array<std::string_view, 4> forms{"", "~nominal", "~pronoun", "~adjective"};
  const Site& site = scene_.sites[index];
  facts.emplace();
  facts->kind = site.mention.type;
  facts->kind += forms[static_cast<std::size_t>(site.mention.form)];
  facts->bracketed = '<' + facts->kind + '>';
  facts->leading = feature_hash(std::string_view(facts->bracketed).substr(1));
  facts->type = types_[index];
  facts->preposition = preposition_of(scene_, site);
  facts->frame = frame_of(scene_, site.head);
  auto t = site.head;
  for (int steps = 0; t != no_head && steps < 40; ++steps, t = scene_.syntax.head(t)) facts->ancestors.push_back(t);
  return *facts;
}

std::string_view PairFacts::bracketed_role(std::uint32_t index) {
  roles_.resize(scene_.roles.size());
  if (roles_[index].empty()) roles_[index] = '[' + scene_.roles[index].role_class + ']';
  return roles_[index];
}

const PairFacts::Part& PairFacts::part(std::uint32_t last, std::string_view text, std::string_view before) {
  Part& part = parts_[last];
  if (part.text != text.data() || part.between == 0) part = {text.data(), nullptr, (Key("between") << text).hash(), 0};
  if (part.before != before.data()) part.before = before.data(), part.bigram = (Key("bigram") << before << text).hash();
  return part;
}

const SideFacts& PairFacts::side(std::uint32_t index, bool second) {
  site(index);
  auto& facts = sites_[index]->sides[second];
  if (!facts) facts = SideReader(scene_, *this, index, second).run();
  return *facts;
}

std::uint32_t PairFacts::lemma_hash(std::uint32_t token) {
  auto& hash = hashes_[token];
  if (hash == 0) hash = feature_hash(scene_.token(token).lemma);
  return hash;
}

std::size_t PairFacts::first_verb(std::uint32_t token) const {
  return static_cast<std::size_t>(std::lower_bound(verbs_.begin(), verbs_.end(), token) - verbs_.begin());
}

}  // namespace citypact::extract
