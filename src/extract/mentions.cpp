#include <algorithm>

#include "citypact/knowledge/fold.hpp"
#include "mention_finder.hpp"

namespace citypact::extract {
namespace {

/// Names of the tagger first, then what is between them.
class Finder : MentionFinder {
 public:
  explicit Finder(MentionWork& work) : MentionFinder(work), places_(work), bodies_(work), nouns_(work) {}

  std::vector<Site> run() {
    for (const bool adjective : {false, true})  // an adjective is judged by the name it stands in
      for (const NameSpan& name : document_.names)
        if (name.adjective == adjective) add_name(name);
    for (const Sentence& sentence : document_.sentences)
      for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) nouns_.add(i, sentence.tokens);
    places_.spread(sites_);
    std::stable_sort(sites_.begin(), sites_.end(), [](const Site& a, const Site& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
    for (std::uint32_t i = 0; i < sites_.size(); ++i) sites_[i].mention.entity = i;
    return std::move(sites_);
  }

 private:
  void add_name(const NameSpan& name) {
    if (!ontology_.type(name.kind) || name.tokens.size() == 0 || !has_letter(name.tokens)) return;
    const Token& first = token(name.tokens.begin);
    const bool adjective = name.adjective || (name.tokens.size() == 1 && first.upos == Upos::adj && lexicon_.is_place_adjective(first.lemma));
    if (adjective) return places_.add(name.tokens, std::string(name.kind), true);  // «Американский президент» opens a sentence
    if ((is_place(name.kind) || name.kind == "Location") && name.tokens.size() == 1 && places_.add_region(name.tokens.begin, true)) return;
    if (names_body(ontology_, name.kind)) return bodies_.add(name);
    const TokenRange tokens = is_deed(name.kind) ? without_participles(name.tokens) : name.tokens;
    const bool common = is_deed(name.kind) && tokens.size() == 1 && !is_capitalized(surface(tokens.begin));
    Site& site = put(tokens, head_of(tokens, false), std::string(name.kind), common ? Form::nominal : Form::name);
    site.keep = !common;
    if (tokens == name.tokens) site.mention.span = name.span;
    places_.correct(site);
    cover(tokens);
  }
  static bool is_deed(std::string_view kind) { return kind == "Agreement" || kind == "Event"; }
  bool has_letter(TokenRange tokens) const {
    return std::any_of(document_.tokens.begin() + tokens.begin, document_.tokens.begin() + tokens.end, [&](const Token& t) {
      return t.upos != Upos::punct && t.upos != Upos::sym && fold_name(document_.surface(t)).find_first_not_of("#*-0123456789.,") != std::string::npos;
    });
  }
  /// «подписанное соглашение» is named by its noun.
  TokenRange without_participles(TokenRange range) const {
    while (range.size() > 1 && token(range.begin).features.verb_form == VerbForm::part) ++range.begin;
    return range;
  }

  PlaceMentions places_;
  BodyMentions bodies_;
  NounMentions nouns_;
};

}  // namespace

std::vector<Site> find_mentions(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const BodyTypes& types,
                                const Ontology& ontology, const Gazetteer* gazetteer, DocumentNames& names) {
  const std::size_t tokens = document.tokens.size();
  MentionWork work{document, syntax, lexicon, types, ontology, gazetteer, names, {document, ontology}, std::vector<bool>(tokens), std::vector<bool>(tokens), {}};
  return Finder(work).run();
}

}  // namespace citypact::extract
