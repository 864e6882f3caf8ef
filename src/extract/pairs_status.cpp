#include "pairs_status.hpp"

#include <algorithm>

#include "pairs_key.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t status_line = 300;  // tokens from a pair to the words of its sentences that tell its status

class StatusReader {
 public:
  StatusReader(const Scene& scene, const StatusContext& pair, std::vector<std::uint32_t>& features)
      : scene_(scene), syntax_(scene.syntax), pair_(pair), features_(features) {}

  void run() {
    say(Key("always"));
    const auto& sentence = scene_.document.sentences[pair_.a.sentence];
    say(Key("title") << (sentence.kind == Sentence::Kind::title || pair_.a.sentence == 0 ? 1u : 0u));
    if (pair_.trigger != no_head) {
      const bool post = scene_.role_at[pair_.trigger] != no_site;
      say(Key("post") << (post ? 1u : 0u));
      say(Key("judged") << status_of(scene_, pair_.trigger, false) << status_of(scene_, pair_.trigger, true));
      tense("trigger", pair_.trigger);
      say(Key("trigger") << lemma(pair_.trigger));
      dependents(pair_.trigger);
      governors(post);
    }
    if (pair_.verb != no_head) tense("verb", pair_.verb);
    rule_status();
    words_of_status();
  }

 private:
  const Token& token(std::uint32_t i) const { return scene_.token(i); }
  std::string_view lemma(std::uint32_t i) const { return token(i).lemma; }
  TokenRange sentence_of(const Site& s) const { return scene_.document.sentences[s.sentence].tokens; }
  void say(const Key& key) { features_.push_back(key.hash()); }

  void tense(std::string_view which, std::uint32_t t) {
    const Features& f = token(t).features;
    say(Key("tense") << which << f.tense << f.aspect << f.verb_form);
    say(Key("mood") << which << f.mood << f.voice);
    if (syntax_.negated(t)) say(Key("negated") << which);
  }
  void dependents(std::uint32_t t) {
    for (auto child : syntax_.children(t)) {
      const Upos u = token(child).upos;
      if (u == Upos::adv || u == Upos::part || u == Upos::aux || u == Upos::adj || u == Upos::sconj) say(Key("dependent") << lemma(child));
    }
  }
  void governors(bool post) {
    auto t = syntax_.head(pair_.trigger);
    for (std::uint32_t level = 1; t != no_head && level <= 4; ++level, t = syntax_.head(t)) {
      say(Key("above") << std::min(level, 2u) << lemma(t) << (post ? 1u : 0u));
      if (is_verb(token(t))) tense(level == 1 ? "above-1" : "above-2", t);
      if (const auto m = scene_.lexicon.modality.find(lemma(t)); m != scene_.lexicon.modality.end()) say(Key("above-modal") << m->second.status);
      dependents(t);
    }
  }
  void rule_status() {
    for (const Proposal* p : pair_.said) {
      if (p->status) say(Key("rule-status") << *p->status);
      say(Key("rule-says") << p->rule);
    }
  }
  void words_of_status() {
    if (pair_.b.sentence > pair_.a.sentence + 1) return;
    const TokenRange range{std::max(sentence_of(pair_.a).begin, around(pair_.a.tokens.begin, status_line, 0).begin), std::min(sentence_of(pair_.b).end, pair_.b.tokens.end + status_line)};
    std::uint32_t years = 0;
    for (auto i = range.begin; i < range.end; ++i) {
      const std::uint32_t where = i < pair_.a.tokens.begin ? 0 : i < pair_.b.tokens.begin ? 1 : 2;
      const Token& t = token(i);
      if (const auto m = scene_.lexicon.modality.find(t.lemma); m != scene_.lexicon.modality.end()) say(Key("modality") << where << m->second.status);
      if (const auto m = scene_.lexicon.role_status.find(t.lemma); m != scene_.lexicon.role_status.end()) {
        say(Key("role-status") << where << m->second);
        if (pair_.trigger != no_head && i < pair_.trigger && pair_.trigger - i <= 3) say(Key("role-status-near") << m->second);
      }
      if (t.features.polarity == Polarity::neg) say(Key("negation") << where);
      if (scene_.lexicon.conditional_words.contains(t.lemma)) say(Key("condition") << where);
      if (t.upos == Upos::adv) say(Key("adverb") << t.lemma);
      if (t.features.tense == Tense::fut) say(Key("future") << where);
      years += t.upos != Upos::punct && is_four_digits(scene_.surface(i));
    }
    say(Key("years") << std::min(years, 2u));
    for (std::uint32_t k = 1; k <= 2 && pair_.trigger != no_head && pair_.trigger >= range.begin + k; ++k) say(Key("left-of-trigger") << k << lemma(pair_.trigger - k));
  }

  const Scene& scene_;
  const Syntax& syntax_;
  const StatusContext& pair_;
  std::vector<std::uint32_t>& features_;
};

}  // namespace

void read_status(const Scene& scene, const StatusContext& pair, std::vector<std::uint32_t>& features) {
  StatusReader(scene, pair, features).run();
}

}  // namespace citypact::extract
