#include "mentions.hpp"

#include <algorithm>
#include <cctype>

#include "citypact/knowledge/fold.hpp"
#include "citypact/language/names.hpp"

namespace citypact::extract {
namespace {

bool is_quote(std::string_view surface) {
  return surface == "«" || surface == "»" || surface == "\"" || surface == "“" || surface == "”" || surface == "„";
}

/// Agree in case and number as far as both are known.
bool agrees(const Token& adjective, const Token& noun) {
  const auto same = [](auto a, auto b) { return a == b || static_cast<int>(a) == 0 || static_cast<int>(b) == 0; };
  return adjective.features.case_ != Case::none && same(adjective.features.case_, noun.features.case_) &&
         same(adjective.features.number, noun.features.number);
}

bool is_adjective(const Token& token) { return token.upos == Upos::adj || token.features.verb_form == VerbForm::part; }

class Finder {
 public:
  Finder(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const BodyTypes& types, const Ontology& ontology,
         const Gazetteer* gazetteer, DocumentNames& names)
      : document_(document), syntax_(syntax), lexicon_(lexicon), types_(types), ontology_(ontology), gazetteer_(gazetteer), names_(names),
        pronouns_(lexicon.list("personal_pronouns")), nominals_(lexicon.list("nominals")), covered_(document.tokens.size()),
        is_adjective_site_(document.tokens.size()) {}

  std::vector<Site> run() {
    for (const bool adjective : {false, true})  // an adjective is judged by the name it stands in
      for (const NameSpan& name : document_.names)
        if (name.adjective == adjective) add_name(name);
    for (const Sentence& sentence : document_.sentences)
      for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) add_common(i, sentence.tokens);
    std::stable_sort(sites_.begin(), sites_.end(), [](const Site& a, const Site& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
    for (std::uint32_t i = 0; i < sites_.size(); ++i) sites_[i].mention.entity = i;
    return std::move(sites_);
  }

 private:
  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  bool in_list(std::string_view list, std::uint32_t i) const { return lexicon_.list(list).contains(token(i).lemma); }
  TokenRange sentence_of(std::uint32_t i) const { return document_.sentences[syntax_.sentence_of(i)].tokens; }

  Site& add(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form) {
    return add(tokens, head, kind, form, named_later(kind, form) ? std::string() : names_.canonical(tokens, kind));
  }
  /// Common nouns and pronouns are called as what they stand for: name_entities tells.
  static bool named_later(std::string_view kind, Form form) {
    const bool place = kind == "City" || kind == "Region" || kind == "Country";
    return form == Form::pronoun || (form == Form::nominal && !place);
  }
  Site& add(TokenRange tokens, std::uint32_t head, const std::string& kind, Form form, std::string name) {
    Site site;
    site.tokens = tokens;
    site.head = head;
    site.sentence = syntax_.sentence_of(tokens.begin);
    site.mention.type = kind;
    site.mention.form = form;
    site.mention.span = document_.span(tokens);
    site.mention.name = std::move(name);
    sites_.push_back(std::move(site));
    return sites_.back();
  }
  void cover(TokenRange tokens) { std::fill(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true); }

  // ---- names of the tagger

  void add_name(const NameSpan& name) {
    if (!ontology_.type(name.kind) || name.tokens.size() == 0 || !has_letter(name.tokens)) return;
    const Token& first = token(name.tokens.begin);
    const bool adjective = name.adjective || (name.tokens.size() == 1 && first.upos == Upos::adj && lexicon_.is_place_adjective(first.lemma));
    if (adjective) return add_adjective(name.tokens, std::string(name.kind), true);  // «Американский президент» opens a sentence
    if (names_body(name.kind)) return add_bodies(name);
    const TokenRange tokens = is_deed(name.kind) ? without_participles(name.tokens) : name.tokens;
    const bool common = is_deed(name.kind) && tokens.size() == 1 && !is_capitalized(document_.surface(token(tokens.begin)));
    Site& site = add(tokens, head_of(tokens, false), std::string(name.kind), common ? Form::nominal : Form::name);
    site.keep = !common;
    if (tokens == name.tokens) site.mention.span = name.span;
    if (site.mention.type == "Location") settle_place(site.mention);
    cover(tokens);
  }
  /// A place that the tagger has no class for and the gazetteer has: a country, a region, or a city that is not a hamlet; or what the
  /// noun before its name says («штат Вашингтон»).
  void settle_place(Mention& mention) const {
    constexpr std::uint64_t hamlet = 50'000;
    if (!gazetteer_) return;
    for (const GazetteerEntry& entry : gazetteer_->find(mention.name)) {
      if (entry.type != "Country" && entry.type != "Region" && (entry.type != "City" || entry.population < hamlet)) continue;
      mention.type = entry.type;
      return;
    }
    const std::string folded = fold_name(mention.name);
    const auto space = folded.find(' ');
    if (space == std::string::npos) return;
    if (const auto said = gazetteer_->fact("place-noun", folded.substr(0, space))) mention.type = *said;
  }
  static bool is_deed(std::string_view kind) { return kind == "Agreement" || kind == "Event"; }
  bool names_body(std::string_view kind) const { return ontology_.is_a(kind, "Organization") || is_body(kind); }
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

  /// One body, or several that the tagger took for one: «кластером и парком «Имя»» names two.
  void add_bodies(const NameSpan& name) {
    for (const TokenRange part : parts_of(without_neighbour(without_post(without_address(name.tokens))))) {
      if (is_common_noun(part)) continue;
      const TokenRange tokens = widened(part);
      const auto word = head_of(tokens, true);
      const auto named_by = lexicon_.mention_heads.find(token(word).lemma);
      const bool deed = named_by != lexicon_.mention_heads.end() && in_list("event_nouns", word);  // «заседание совета парка»
      Site& site = add(tokens, word, deed ? named_by->second.type : std::string(name.kind), Form::name);
      if (tokens == name.tokens) site.mention.span = name.span;
      const bool told = deed || refine(site);
      if (!told && !settle_site(site)) {
        sites_.pop_back();
        cover(tokens);
        continue;
      }
      const auto index = sites_.size() - 1;
      cover(tokens);
      if (add_nested(tokens, word) && !told) sites_[index].mention.type = "Organization";  // «совет парка «Имя»» is no park
    }
  }
  /// «Парк» at the head of a sentence, «Фонд» in official prose: no name, add_nominal tells what it stands for.
  bool is_common_noun(TokenRange range) const {
    const bool quoted = range.begin > 0 && is_quote(document_.surface(token(range.begin - 1)));
    return range.size() == 1 && !quoted && nominals_.contains(token(range.begin).lemma);
  }
  /// The body whose body this is: «университета Имя» in «совета университета Имя», «РАН» in «отделение РАН»; whether a descriptor tells it.
  bool add_nested(TokenRange outer, std::uint32_t head) {
    for (auto i = head + 1; i < outer.end; ++i) {
      if (is_quote(document_.surface(token(i)))) return false;
      const TokenRange inner{i, outer.end};
      if (i + 1 == outer.end) return add_nested_word(i), false;
      const bool named = is_quote(document_.surface(token(i + 1))) || is_capitalized(document_.surface(token(i + 1)));
      if (token(i).upos != Upos::noun || token(i).features.case_ != Case::gen || !named || !types_.by_head(document_, inner, i)) continue;
      Site& site = add(inner, i, "Organization", Form::name);
      site.keep = false;
      refine(site);
      return true;
    }
    return false;
  }
  /// A short form, or a word that is a body's whole name elsewhere in the document; no place.
  void add_nested_word(std::uint32_t i) {
    const auto surface = document_.surface(token(i));
    if (!is_capitalized(surface) || (token(i).features.case_ != Case::gen && token(i).in_dictionary)) return;
    const bool elsewhere = std::any_of(document_.names.begin(), document_.names.end(), [&](const NameSpan& n) {
      return n.tokens.size() == 1 && names_body(n.kind) && token(n.tokens.begin).lemma == token(i).lemma;
    });
    if (!elsewhere && !is_short_form(surface)) return;
    auto name = names_.canonical({i, i + 1}, "Organization");
    if (!place_type(name).empty()) return;
    Site& site = add({i, i + 1}, i, "Organization", Form::name, std::move(name));
    site.keep = false;
    refine(site);
  }
  /// A platform's name or address behind its owner's is not part of it.
  TokenRange without_address(TokenRange range) {
    if (range.size() > 1 && is_address(document_.surface(token(range.end - 1)))) {
      --range.end;
      if (!is_named("Platform", range.end)) add({range.end, range.end + 1}, range.end, "Platform", Form::name), cover({range.end, range.end + 1});
      return range;
    }
    for (const NameSpan& name : document_.names)
      if (name.kind == "Platform" && name.tokens.begin > range.begin && name.tokens.end == range.end) range.end = name.tokens.begin;
    return range;
  }
  /// «резидент технопарка «Имя»»: the post before a body is none of its words.
  TokenRange without_post(TokenRange range) const {
    while (range.size() > 1 && lexicon_.positions.contains(token(range.begin).lemma) && !is_capitalized(document_.surface(token(range.begin)))) ++range.begin;
    return range;
  }
  /// «с Самарским университетом кластер подписал»: a common noun of another case behind a body is another body.
  TokenRange without_neighbour(TokenRange range) const {
    const Token& last = token(range.end - 1);
    const bool common = range.size() > 1 && nominals_.contains(last.lemma) && !is_capitalized(document_.surface(last));
    if (!common || last.features.case_ == Case::gen || last.features.case_ == token(head_of(range, true)).features.case_) return range;
    return {range.begin, range.end - 1};
  }
  bool is_named(std::string_view kind, std::uint32_t i) const {
    return std::any_of(document_.names.begin(), document_.names.end(), [&](const NameSpan& n) { return n.kind == kind && n.tokens.contains(i); });
  }
  /// «i.moscow»: letters and inner dots of the Latin alphabet.
  static bool is_address(std::string_view surface) {
    const auto dot = surface.find('.');
    const bool inner = dot != std::string_view::npos && dot > 0 && dot + 1 < surface.size();
    return inner && std::all_of(surface.begin(), surface.end(), [](unsigned char c) { return c < 0x80; }) && std::isalpha(static_cast<unsigned char>(surface.back()));
  }
  /// Cut at a conjunction between two descriptors of equal case, each with its own words.
  std::vector<TokenRange> parts_of(TokenRange range) const {
    std::vector<std::uint32_t> heads;
    bool quoted = false;
    for (auto i = range.begin; i < range.end; ++i) {
      quoted ^= is_quote(document_.surface(token(i)));
      if (!quoted && token(i).upos == Upos::noun && types_.by_head(document_, range, i)) heads.push_back(i);
    }
    for (std::size_t h = 0; h + 1 < heads.size(); ++h) {
      if (token(heads[h]).features.case_ != token(heads[h + 1]).features.case_) continue;
      for (auto i = heads[h] + 1; i < heads[h + 1]; ++i) {
        if (token(i).upos != Upos::cconj || i + 1 == range.end) continue;
        auto parts = parts_of({i + 1, range.end});
        parts.insert(parts.begin(), {range.begin, i});
        return parts;
      }
    }
    return {range};
  }

  /// The token that bears the phrase's case: of a body with a descriptor the descriptor, else what hangs outside.
  std::uint32_t head_of(TokenRange range, bool body) const {
    if (body)
      for (auto i = range.begin; i < range.end && !is_quote(document_.surface(token(i))); ++i)
        if (token(i).upos == Upos::noun && (i == range.begin || is_adjective(token(i - 1)))) return i;
    for (auto i = range.begin; i < range.end; ++i)
      if (token(i).head != no_head && !range.contains(token(i).head) && token(i).upos != Upos::punct) return i;
    for (auto i = range.begin; i < range.end; ++i)
      if (is_noun(token(i))) return i;
    return range.begin;
  }

  /// Takes in the descriptor before a quoted or capitalized name, and the words that make the descriptor what it is
  /// («научным пекинским парком «Имя»»).
  TokenRange widened(TokenRange range) const {
    const TokenRange sentence = sentence_of(range.begin);
    auto begin = range.begin;
    const bool inner = begin > sentence.begin && is_quote(document_.surface(token(begin - 1)));
    if (inner) --begin;
    const bool quoted = inner || is_quote(document_.surface(token(begin)));
    if (!quoted || begin == sentence.begin || !is_noun(token(begin - 1)) || !types_.is_descriptor(token(begin - 1).lemma) || covered_[begin - 1])
      return range;
    const auto descriptor = --begin;
    for (auto i = descriptor; i > sentence.begin && is_adjective(token(i - 1)) && agrees(token(i - 1), token(descriptor)) && !covered_[i - 1]; --i)
      if (types_.by_head(document_, {i - 1, range.end}, descriptor) && !types_.by_head(document_, {i, range.end}, descriptor)) begin = i - 1;
    auto end = range.end;
    if (end < sentence.end && inner && is_quote(document_.surface(token(end)))) ++end;
    return {begin, end};
  }

  /// Whether the head's own word tells the class.
  bool refine(Site& site) const {
    Mention& mention = site.mention;
    if (const BodyType* type = types_.by_head(document_, site.tokens, site.head)) {
      set_type(mention, *type);
      return true;
    }
    if (mention.type == "Organization") {
      if (mention.name.empty()) mention.name = names_.canonical(site.tokens, mention.type);
      if (const auto type = types_.by_name(mention.name)) set_type(mention, *type);
    }
    return false;
  }
  /// The tagger calls much that is built a park. Its head noun tells an organization («клуб «Имя»») or none of ours («мост»); a bare
  /// name is a park's only in a text that speaks of one. False: no mention.
  bool settle_site(Site& site) {
    Mention& mention = site.mention;
    if (mention.type != "Park" && mention.type != "Cluster") return true;
    if (types_.by_name(mention.name)) return true;
    const auto speaks = [&](TokenRange range) {
      return std::any_of(document_.tokens.begin() + range.begin, document_.tokens.begin() + range.end, [&](const Token& t) { return types_.is_site_word(t.lemma); });
    };
    if (speaks(site.tokens)) return true;
    const Token& head = token(site.head);
    const bool common = is_noun(head) && head.in_dictionary && !is_capitalized(document_.surface(head)) && !is_quote(document_.surface(token(site.tokens.begin)));
    if (common && !types_.is_descriptor(head.lemma)) return false;
    if (common || !speaks({0, static_cast<std::uint32_t>(document_.tokens.size())})) mention.type = "Organization";
    return true;
  }
  static void set_type(Mention& mention, const BodyType& type) { mention.type = type.type, mention.subtype = type.subtype; }

  // ---- adjectives of places

  /// A capitalized adjective inside a name says nothing of its own; neither does one of no known place.
  void add_adjective(TokenRange tokens, const std::string& kind, bool keep) {
    auto name = names_.canonical(tokens, kind);
    const bool known_place = is_capitalized(name);
    if (!known_place || (covered_[tokens.begin] && is_capitalized(document_.surface(token(tokens.begin))))) return;
    Site& site = add(tokens, tokens.begin, kind, Form::adjective, std::move(name));
    site.keep = keep;
    std::fill(is_adjective_site_.begin() + tokens.begin, is_adjective_site_.begin() + tokens.end, true);
    if (const auto known = place_type(site.mention.name); !known.empty()) site.mention.type = known;
    if (const auto region = governed_region(tokens.begin); !region.empty()) site.mention.type = "Region", site.mention.name = region;
    cover(tokens);
  }
  std::string place_type(const std::string& name) const {
    if (!gazetteer_) return "";
    for (const GazetteerEntry& entry : gazetteer_->find(name))
      if (entry.type == "City" || entry.type == "Region" || entry.type == "Country") return std::string(entry.type);
    return "";
  }

  /// «белгородский губернатор» governs the region, not the city: words/region_names.tsv.
  std::string governed_region(std::uint32_t adjective) const {
    auto post = adjective + 1;
    const auto end = sentence_of(adjective).end;
    while (post < end && post < adjective + 3 && token(post).upos == Upos::adj) ++post;
    if (post >= end || !gazetteer_ || lexicon_.post_kind(token(post).lemma) != "Region") return "";
    const std::string_view lemma = token(adjective).lemma;
    for (const auto& row : lexicon_.language().table("region_names")) {
      if (row.size() < 2 || !lemma.ends_with(row[0])) continue;
      for (const GazetteerEntry& entry : gazetteer_->find(std::string(lemma.substr(0, lemma.size() - row[0].size())) + row[1])) {
        if (entry.type != "Region") continue;
        const auto labels = gazetteer_->labels(entry.index);
        if (const auto own = labels.find(lexicon_.language().code()); own != labels.end()) return own->second;
      }
    }
    return "";
  }

  // ---- common nouns

  void add_common(std::uint32_t i, TokenRange sentence) {
    const bool of_place = token(i).upos == Upos::adj && lexicon_.is_place_adjective(token(i).lemma);
    if (of_place && !is_adjective_site_[i]) return add_adjective({i, i + 1}, "Country", false);
    if (covered_[i]) return;
    if (pronouns_.contains(token(i).lemma)) return add_pronoun(i);
    if (!is_noun(token(i))) return;
    if (const auto found = lexicon_.mention_heads.find(token(i).lemma); found != lexicon_.mention_heads.end()) return add_phrase(i, found->second, sentence);
    if (lexicon_.body_heads.contains(token(i).lemma) && add_body(i, sentence)) return;
    if (lexicon_.asset_nouns.contains(token(i).lemma)) return add_asset(i, sentence);
    if (nominals_.contains(token(i).lemma)) return add_nominal(i, sentence);
    if (lexicon_.positions.contains(token(i).lemma)) add_holder(i, sentence);
  }

  void add_pronoun(std::uint32_t i) {
    Site& site = add({i, i + 1}, i, "Person", Form::pronoun);
    site.keep = false;
  }

  void add_phrase(std::uint32_t head, const MentionHead& kind, TokenRange sentence) {
    const TokenRange tokens{start_of(head, sentence), end_of(head, sentence)};
    const bool alone = tokens.end == head + 1;
    if (kind.needs_complement && alone && !nominals_.contains(token(head).lemma)) return;
    Site& site = add(tokens, head, kind.type, alone ? Form::nominal : Form::name);
    site.keep = false;
    covered_[head] = true;
  }

  /// A body named by a common noun and its genitive, which holds a name («постоянный комитет горкома партии») or, of some
  /// nouns, need not («кафедра западных языков»).
  bool add_body(std::uint32_t head, TokenRange sentence) {
    const TokenRange tokens{start_of(head, sentence), of_one_body({head, end_of(head, sentence)}).end};
    const bool holds_name = std::any_of(covered_.begin() + head + 1, covered_.begin() + tokens.end, [](bool c) { return c; });
    if (tokens.end <= head + 1 || token(head + 1).upos == Upos::adp || !(holds_name || names_institution(head))) return false;
    Site& site = add(tokens, head, "Organization", Form::nominal);
    site.keep = false;
    refine(site);
    covered_[head] = true;
    return true;
  }

  bool names_institution(std::uint32_t head) const {
    return in_list("institution_heads", head) && token(head).features.number == Number::sing && token(head + 1).features.case_ == Case::gen &&
           (is_noun(token(head + 1)) || is_adjective(token(head + 1)));
  }

  /// «российский бизнес», «казахстанская «дочка»», «активы компании»: with an adjective, in quotes or with whose it is.
  void add_asset(std::uint32_t i, TokenRange sentence) {
    const bool quoted = i > sentence.begin && i + 1 < sentence.end && is_quote(document_.surface(token(i - 1))) && is_quote(document_.surface(token(i + 1)));
    const auto begin = start_of(quoted ? i - 1 : i, sentence, i);
    const auto after = quoted ? i + 2 : i + 1;
    if (begin == i && !quoted && !(after < sentence.end && covered_[after])) return;
    Site& site = add({begin, i + 1}, i, "Organization", Form::nominal);
    site.keep = false;
    covered_[i] = true;
  }

  /// Up to a conjunction or the name of a person, who only stands behind it.
  TokenRange of_one_body(TokenRange range) const {
    for (auto i = range.begin; i < range.end; ++i)
      if (token(i).upos == Upos::cconj || is_named("Person", i)) return {range.begin, i};
    return range;
  }

  /// A common noun alone or with adjectives: «фонд», «этот кластер», «российская столица», «наблюдательный совет».
  void add_nominal(std::uint32_t i, TokenRange sentence) {
    auto begin = i;
    while (begin > sentence.begin && is_adjective(token(begin - 1)) && agrees(token(begin - 1), token(i)) && !in_list("nominal_determiners", begin - 1)) --begin;
    auto end = i + 1;
    const bool genitive = end < sentence.end && (is_noun(token(end)) || is_adjective(token(end))) && token(end).features.case_ == Case::gen;
    if (genitive && !in_list("capital_nouns", i)) return;
    if (genitive && !covered_[end]) return;
    if (genitive) ++end;
    if (token(i).features.number == Number::plur) return;
    const auto& table = lexicon_.language().table("nominals");
    const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r[0] == token(i).lemma; });
    Site& site = add({begin, end}, i, (*row)[1], Form::nominal);
    site.keep = false;
    covered_[i] = true;
  }

  /// A post without its holder beside it: «отметил мэр».
  void add_holder(std::uint32_t i, TokenRange sentence) {
    if (token(i).features.number == Number::plur || token(i).features.case_ != Case::nom) return;
    const bool before = i > sentence.begin && (covered_[i - 1] || token(i - 1).upos == Upos::adj || token(i - 1).upos == Upos::noun);
    const bool after = i + 1 < sentence.end && (covered_[i + 1] || is_noun(token(i + 1)) || token(i + 1).upos == Upos::adj || token(i + 1).upos == Upos::adp);
    if (before || after) return;
    Site& site = add({i, i + 1}, i, "Person", Form::nominal);
    site.keep = false;
  }

  std::uint32_t start_of(std::uint32_t head, TokenRange sentence) const { return start_of(head, sentence, head); }
  std::uint32_t start_of(std::uint32_t begin, TokenRange sentence, std::uint32_t head) const {
    const auto describes = [&](std::uint32_t i) {
      return token(i).upos == Upos::adj && agrees(token(i), token(head)) && !lexicon_.positions.contains(token(i).lemma);  // «заведующая кафедрой»
    };
    while (begin > sentence.begin && describes(begin - 1)) --begin;
    return begin;
  }

  bool ends_phrase(std::uint32_t i) const {
    const Token& t = token(i);
    if (t.upos == Upos::verb || t.upos == Upos::aux || t.upos == Upos::sconj || t.upos == Upos::pron || t.features.verb_form == VerbForm::part) return true;
    const auto surface = document_.surface(t);
    return surface == "," || surface == "(" || surface == "." || surface == ":" || surface == ";" || surface == "—" || surface == "–" || surface == "-";
  }

  /// The complement: genitives, a quoted name, «о сотрудничестве в сфере инноваций»; follows the tree and stays contiguous.
  std::uint32_t end_of(std::uint32_t head, TokenRange sentence) const {
    auto end = head + 1;
    for (; end < sentence.end && end < head + 16 && !ends_phrase(end); ++end) {
      if (token(end).upos == Upos::punct) continue;
      if (!syntax_.below(end, head)) break;
      if (token(end).upos == Upos::adp && !in_list("complement_prepositions", end)) break;
    }
    const auto dangling = [&](std::uint32_t i) {
      return token(i).upos == Upos::adp || token(i).upos == Upos::cconj || (token(i).upos == Upos::punct && !closes_quote(i, head));
    };
    while (end > head + 1 && dangling(end - 1)) --end;
    return end;
  }
  bool closes_quote(std::uint32_t at, std::uint32_t head) const {
    const auto surface = document_.surface(token(at));
    if (!is_quote(surface) || surface == "«" || surface == "„") return false;
    for (auto i = head; i < at; ++i)
      if (is_quote(document_.surface(token(i)))) return true;
    return false;
  }

  const AnalyzedDocument& document_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
  const BodyTypes& types_;
  const Ontology& ontology_;
  const Gazetteer* gazetteer_;
  DocumentNames& names_;
  const WordSet &pronouns_, &nominals_;
  std::vector<bool> covered_, is_adjective_site_;
  std::vector<Site> sites_;
};

}  // namespace

std::vector<Site> find_mentions(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const BodyTypes& types,
                                const Ontology& ontology, const Gazetteer* gazetteer, DocumentNames& names) {
  return Finder(document, syntax, lexicon, types, ontology, gazetteer, names).run();
}

}  // namespace citypact::extract
