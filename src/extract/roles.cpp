#include "roles.hpp"

#include <algorithm>

#include "citypact/knowledge/fold.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

/// Class of a post by its head and the word before it («финансовый директор» is not «директор»).
struct HeadClass {
  const std::string* name = nullptr;
  std::optional<Status> status;  // of a prefix
  std::size_t prefix = 0;        // bytes of the prefix in the lemma
};

class Chunker {
 public:
  Chunker(const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& names, const std::vector<std::vector<std::uint32_t>>& sites_at,
          const std::vector<Site>& sites)
      : document_(document), lexicon_(lexicon), names_(names), sites_at_(sites_at), sites_(sites) {}

  std::vector<RoleSite> run() {
    std::vector<RoleSite> roles;
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const TokenRange range = document_.sentences[s].tokens;
      for (std::uint32_t i = range.begin; i < range.end;) {
        if (auto role = chunk(i, range, s)) {
          i = role->tokens.end;
          roles.push_back(std::move(*role));
        } else {
          ++i;
        }
      }
    }
    return roles;
  }

 private:
  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }

  HeadClass head_class(std::uint32_t i) const {
    const Upos u = token(i).upos;
    if (u == Upos::punct || u == Upos::adp || u == Upos::cconj || u == Upos::sconj || u == Upos::num) return {};
    const std::string_view lemma = token(i).lemma;
    if (const auto* found = lexicon_.position(lemma)) return {found, {}, 0};
    for (const auto& [prefix, status] : lexicon_.role_prefixes) {
      if (!lemma.starts_with(prefix) || lemma.size() == prefix.size()) continue;
      if (const auto* found = lexicon_.position(lemma.substr(prefix.size()))) return {found, status, prefix.size()};
    }
    return {};
  }

  bool in_name(std::uint32_t i) const {
    return std::any_of(sites_at_[i].begin(), sites_at_[i].end(), [&](auto s) {
      return sites_[s].mention.form == Form::name && !lexicon_.mention_head(token(sites_[s].head).lemma);  // an event's phrase may hold a post
    });
  }

  bool is_role_noun(std::uint32_t i, TokenRange sentence) const {
    return i < sentence.end && !in_name(i) && head_class(i).name && (token(i).upos != Upos::verb || used_as_noun(i, sentence));
  }

  /// «управляющий парком W», but «банк, управляющий активами»: a participle in the present that no noun stands before.
  bool used_as_noun(std::uint32_t i, TokenRange sentence) const {
    const Features& f = token(i).features;
    if (f.verb_form != VerbForm::part || f.tense != Tense::pres || f.voice == Voice::pass || f.number == Number::plur) return false;
    if (i + 1 < sentence.end && head_class(i + 1).name) return false;  // «управляющий директор»
    if (i == sentence.begin) return true;
    const auto before = i - 1;
    if (document_.surface(token(before)) == ",") return before > sentence.begin && ends_person(before - 1);
    return token(before).upos != Upos::noun && token(before).upos != Upos::propn && token(before).upos != Upos::pron && token(before).upos != Upos::det && token(before).upos != Upos::adv;
  }
  bool ends_person(std::uint32_t i) const {
    return std::any_of(sites_at_[i].begin(), sites_at_[i].end(), [&](auto s) { return sites_[s].mention.type == "Person"; });
  }

  std::optional<RoleSite> chunk(std::uint32_t head, TokenRange sentence, std::uint32_t sentence_index) const {
    if (!is_role_noun(head, sentence)) return std::nullopt;
    const HeadClass found = head_class(head);
    if (of_a_body(head, sentence)) return std::nullopt;
    RoleSite role;
    role.head = head;
    role.sentence = sentence_index;
    role.role_class = *found.name;
    role.status = found.status;
    role.tokens = {start_of(head, sentence), end_of(head, sentence)};
    if (role.tokens.begin < head)
      if (auto compound = lexicon_.positions.find(std::string(token(head - 1).lemma) + ' ' + std::string(token(head).lemma));
          compound != lexicon_.positions.end())
        role.role_class = compound->second;
    if (functional(role) || of_a_unit(role)) role.role_class = "post";
    for (auto i = role.tokens.begin; i-- > sentence.begin && role.tokens.begin - i <= 3;) {
      const bool loose = token(i).upos == Upos::adv && !(i > sentence.begin && document_.surface(token(i - 1)) == ",");  // «Тогда министр сказал»
      if (auto word = lexicon_.role_status.find(token(i).lemma); word != lexicon_.role_status.end() && !loose) {
        role.status = word->second;
        break;
      }
      if (token(i).features.verb_form == VerbForm::part && token(i).features.variant != Variant::brev)
        for (const auto& row : lexicon_.language().table("role_participles"))
          if (row.size() > 1 && row[0] == token(i).lemma) role.status = row[1] == "ended" ? Status::ended : Status::planned;
      if (token(i).upos == Upos::adp && lexicon_.list("role_past_prepositions").contains(token(i).lemma)) role.status = Status::ended;
      if (token(i).upos != Upos::adj) break;
    }
    if (runs_for(role.tokens.begin, sentence.begin)) role.status = Status::possible;
    if (!role.status) role.status = status_of_time(time_before(document_, lexicon_, role.tokens.begin, sentence.begin));
    name(role, found.prefix);
    return role;
  }

  /// «кандидат в президенты W», «экс-кандидат на пост президента W».
  bool runs_for(std::uint32_t post, std::uint32_t first) const {
    for (auto i = post; i-- > first && post - i <= 3 && token(i).upos != Upos::punct;) {
      const auto noun = token(i).lemma.substr(token(i).lemma.rfind('-') + 1);  // no hyphen: npos + 1 is 0
      if (lexicon_.list("candidate_nouns").contains(noun)) return token(i + 1).upos == Upos::adp && i + 1 < post;
    }
    return false;
  }
  /// «ещё недавно», «до этого», «в прошлом» against «в настоящее время».
  std::optional<Status> status_of_time(TokenRange time) const {
    std::optional<Status> told;
    for (auto i = time.begin; i < time.end; ++i) {
      if (lexicon_.list("until_prepositions").contains(token(i).lemma)) return Status::ended;
      if (const auto word = lexicon_.role_status.find(token(i).lemma); word != lexicon_.role_status.end()) return word->second;
      if (lexicon_.list("role_past_nouns").contains(token(i).lemma)) told = Status::ended;
    }
    return told;
  }

  /// «директор по развитию» heads no body.
  bool functional(const RoleSite& role) const {
    if (role.tokens.end < role.head + 3 || !lexicon_.list("functional_posts").contains(token(role.head).lemma)) return false;
    return token(role.head + 1).upos == Upos::adp && lexicon_.list("role_topic_prepositions").contains(token(role.head + 1).lemma);
  }

  /// «начальник штаба полка», «начальник пресс-центра группировки»: who leads a part of a body does not lead the body.
  bool of_a_unit(const RoleSite& role) const {
    const auto next = role.head + 1;
    return role.role_class == "top" && next < role.tokens.end && lexicon_.list("unit_nouns").contains(token(next).lemma);
  }

  /// «совет директоров», «союз журналистов»: the plural belongs to the body's name.
  bool of_a_body(std::uint32_t head, TokenRange sentence) const {
    const Features& f = token(head).features;
    return head > sentence.begin && f.number == Number::plur && f.case_ == Case::gen && lexicon_.body_heads.contains(token(head - 1).lemma);
  }

  /// «генеральный», «врио» and «исполняющий обязанности» before the head.
  std::uint32_t start_of(std::uint32_t head, TokenRange sentence) const {
    auto begin = head;
    while (begin > sentence.begin && !in_name(begin - 1) &&
           (lexicon_.role_adjectives.contains(token(begin - 1).lemma) || acting(begin - 1) ||
            (conjunction(begin - 1) && begin - 1 > sentence.begin && lexicon_.role_adjectives.contains(token(begin - 2).lemma) && begin < head)))
      --begin;
    return begin;
  }

  bool acting(std::uint32_t i) const { return lexicon_.list("role_acting").contains(token(i).lemma); }
  bool conjunction(std::uint32_t i) const { return token(i).upos == Upos::cconj; }

  /// The complement that belongs to the post: a further post in the genitive, «иностранных дел», «по развитию».
  std::uint32_t end_of(std::uint32_t head, TokenRange sentence) const {
    auto end = head + 1;
    if (end + 1 < sentence.end && lexicon_.list("role_units").contains(token(end).lemma) && token(end).features.case_ == Case::gen && !in_name(end)) ++end;
    const bool takes = lexicon_.role_complements.contains(token(head).lemma) || lexicon_.role_complements.contains(token(head).lemma.substr(head_class(head).prefix));
    if (takes) {
      auto next = end;
      while (next < sentence.end && !is_role_noun(next, sentence) && (lexicon_.role_adjectives.contains(token(next).lemma) || acting(next) || place_adjective(next))) ++next;
      const bool one = token(head).features.number != Number::plur, looks_plural = one && token(next < sentence.end ? next : head).features.number == Number::plur;
      if (is_role_noun(next, sentence) && (genitive(next) || looks_plural)) return end_of(next, sentence);  // «директора» may read as a plural
      end = noun_phrase_end(end, sentence);
    }
    if (end + 1 < sentence.end && token(end).upos == Upos::adp && lexicon_.list("role_topic_prepositions").contains(token(end).lemma) &&
        !any_site(end + 1))
      if (const auto tail = noun_phrase_end(end + 1, sentence, false); tail > end + 1) end = tail;
    return end;
  }

  bool place_adjective(std::uint32_t i) const {
    return std::any_of(sites_at_[i].begin(), sites_at_[i].end(), [&](auto s) { return sites_[s].mention.form == Form::adjective; });
  }
  bool any_site(std::uint32_t i) const { return !sites_at_[i].empty(); }
  bool genitive(std::uint32_t i) const {
    const Case c = token(i).features.case_;
    return c == Case::gen || c == Case::acc || c == Case::none;
  }

  /// End of a run of lower-case adjectives and nouns («иностранных дел», «промышленности и торговли»).
  std::uint32_t noun_phrase_end(std::uint32_t i, TokenRange sentence, bool genitive_only = true) const {
    auto end = i;
    bool noun = false;
    for (auto at = i; at < sentence.end; ++at) {
      if (any_site(at) || is_capitalized(document_.surface(token(at)))) break;
      const bool fits = !genitive_only || genitive(at);
      if (token(at).upos == Upos::noun && fits && !lexicon_.body_heads.contains(token(at).lemma) && !head_class(at).name &&
          !lexicon_.title_nouns.contains(token(at).lemma)) {
        end = at + 1, noun = true;
      } else if ((token(at).upos == Upos::adj || token(at).features.verb_form == VerbForm::part) && (fits || genitive_only)) {
        continue;  // «окружающей среды»
      } else if (token(at).upos == Upos::cconj && at > i && token(at - 1).upos == Upos::adj && at + 1 < sentence.end && token(at + 1).upos == Upos::adj) {
        continue;  // «международных и внешних связей»
      } else if (!(noun && token(at).upos == Upos::cconj && at + 1 < sentence.end && !any_site(at + 1) && end == at)) {
        break;
      }
    }
    return end;
  }

  void name(RoleSite& role, std::size_t prefix) const {
    const Span span = document_.span(role.tokens);
    role.role_text = std::string(document_.surface(span));
    role.role = fold_case(names_.canonical(role.tokens, "Position"));
    if (role.tokens.size() == 1 && token(role.head).features.number == Number::plur) role.role = std::string(token(role.head).lemma);  // «мэры A и B»
    if (role.tokens.size() == 1 && token(role.head).upos == Upos::adj && token(role.head).features.verb_form == VerbForm::none) role.role = std::string(token(role.head).lemma);  // «ведущего»: of a person, no thing
    if (prefix > 0 && role.role.size() > prefix && role.tokens.begin == role.head) role.role.erase(0, prefix);
  }

  const AnalyzedDocument& document_;
  const Lexicon& lexicon_;
  DocumentNames& names_;
  const std::vector<std::vector<std::uint32_t>>& sites_at_;
  const std::vector<Site>& sites_;
};

}  // namespace

std::vector<RoleSite> find_roles(const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& names,
                                 const std::vector<std::vector<std::uint32_t>>& sites_at, const std::vector<Site>& sites) {
  return Chunker(document, lexicon, names, sites_at, sites).run();
}

TokenRange time_before(const AnalyzedDocument& document, const Lexicon& lexicon, std::uint32_t post, std::uint32_t sentence_begin) {
  constexpr std::uint32_t longest = 6;
  bool told = false;
  for (auto i = post; i-- > sentence_begin && post - i <= longest;) {
    const Token& token = document.tokens[i];
    const auto surface = document.surface(token);
    if (surface == "," || surface == "—" || surface == "–" || surface == "(") return told ? TokenRange{i + 1, post} : TokenRange{post, post};
    const bool noun = lexicon.list("role_time_nouns").contains(token.lemma) || lexicon.list("months").contains(token.lemma);
    const bool number = token.upos == Upos::num || (!surface.empty() && surface.front() >= '0' && surface.front() <= '9');
    if (noun || lexicon.role_status.contains(token.lemma)) told = true;
    else if (!number && token.upos != Upos::adv && token.upos != Upos::part && token.upos != Upos::adp && token.upos != Upos::adj && token.upos != Upos::det) break;
  }
  return {post, post};
}

std::uint32_t own_genitive(const Scene& scene, const RoleSite& role) {
  const auto end = scene.document.sentences[role.sentence].tokens.end;
  for (auto i = role.tokens.end; i < end && i < role.tokens.end + 4; ++i) {
    const Token& token = scene.token(i);
    if (token.upos == Upos::num) continue;  // «обладатель двух премий»
    if (token.features.case_ != Case::gen || is_capitalized(scene.surface(i))) break;
    if (is_noun(token)) return scene.lexicon.title_nouns.contains(token.lemma) || scene.role_at[i] != no_site ? no_head : i;
    if (token.upos != Upos::adj) break;
  }
  return no_head;
}

std::vector<std::uint32_t> holders_of(const Scene& scene, std::uint32_t index) {
  const RoleSite& role = scene.roles[index];
  const auto children = scene.syntax.children(role.head);
  const bool counted = std::any_of(children.begin(), children.end(), [&](auto child) { return scene.syntax.is(child, "nummod"); });  // «44 лидера»
  if (!role.holders.empty() || counted || scene.token(role.head).features.number == Number::plur) return role.holders;
  const auto entity = [&](std::uint32_t site) { return scene.sites[site].mention.entity; };
  const RoleSite* best = nullptr;
  for (const RoleSite& other : scene.roles) {
    if (other.tokens.begin >= role.tokens.begin || other.holders.size() != 1 || other.status == Status::ended) continue;
    if (scene.token(other.head).lemma != scene.token(role.head).lemma || !scene.is_a(other.holders.front(), "Person")) continue;
    if (!role.bodies.empty() && (other.bodies.empty() || entity(other.bodies.front()) != entity(role.bodies.front()))) continue;
    if (!best || other.tokens.begin > best->tokens.begin) best = &other;
  }
  return best ? best->holders : std::vector<std::uint32_t>{};
}

/// «спикер думы» heads it, «спикер штаба» speaks for it: words/post_bodies.tsv.
static bool heads_others_only(const Scene& scene, const RoleSite& role, std::uint32_t body) {
  for (const auto& row : scene.lexicon.language().table("post_bodies")) {
    if (row[0] != scene.token(role.head).lemma) continue;
    const std::string name = fold_name(scene.sites[body].mention.name);
    return std::none_of(row.begin() + 1, row.end(), [&](const std::string& word) { return name.find(word) != std::string::npos; });
  }
  return false;
}

const std::string& role_relation(const Scene& scene, const RoleSite& role, std::uint32_t body) {
  const auto& classes = scene.lexicon.role_classes;
  const auto& found = classes.at(role.role_class);
  for (const auto kind : *scene.lineages[body])  // «участник программы» is no participant of an event
    if (const auto own = classes.find(role.role_class + '.' + std::string(kind)); own != classes.end()) return own->second.relation;
  const bool whole = scene.lexicon.list("cabinets").contains(scene.token(scene.sites[body].head).lemma);
  const bool no_ministry = role.role_class == "minister" && (whole || !scene.is_a(body, "Organization"));
  if (no_ministry || heads_others_only(scene, role, body))
    if (auto other = classes.find("post"); other != classes.end()) return other->second.relation;
  return found.relation;
}

void propose_roles(const Scene& scene, std::vector<Proposal>& proposals) {
  for (const RoleSite& role : scene.roles)
    for (std::size_t h = 0; h < role.holders.size(); ++h)
      for (std::size_t b = 0; b < role.bodies.size(); ++b) {
        const auto holder = role.holders[h], body = role.bodies[b];
        if (role.pairwise && (h != b || role.holders.size() != role.bodies.size())) continue;
        if (scene.sites[holder].mention.entity == scene.sites[body].mention.entity) continue;
        Proposal p;
        p.relation = role_relation(scene, role, body);
        p.subject = holder, p.object = body;
        p.sentence = role.sentence;
        p.trigger = role.tokens;
        if (role.clause_head != no_head && !role.status) p.status = status_of(scene, role.clause_head, true);
        else if (role.predicate && role.status.value_or(Status::asserted) == Status::asserted) p.trigger = {role.head, role.head + 1};
        else p.status = role.status.value_or(Status::asserted);
        if (scene.lexicon.role_classes.at(role.role_class).state) {
          p.qualifiers.role = role.role;
          p.qualifiers.role_text = role.role_text;
        }
        p.rule = "role." + role.role_class + (role.inferred && role.told ? ".described" : role.inferred ? ".inferred" : role.told ? ".told" : "");
        if (role.inferred) p.score = 0.6f;
        if (role.told) p.score = 0.45f;
        proposals.push_back(std::move(p));
      }
}

}  // namespace citypact::extract
