#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <optional>

#include "arc_prior.hpp"
#include "blocks.hpp"
#include "citypact/analyze/analyze.hpp"
#include "citypact/core/idle.hpp"
#include "citypact/language/reading_cache.hpp"
#include "gazetteer_names.hpp"
#include "lemmas.hpp"
#include "models.hpp"
#include "places.hpp"
#include "segment_stream.hpp"
#include "slovnet_names.hpp"

namespace citypact {
namespace {

/// What one thread works with.
struct Workspace {
  ModelBuffers models;
  std::vector<WordContext::Name> name_of;  // by token
};

bool is_capitalized(std::string_view form) {
  UChar32 c = 0;
  std::int32_t at = 0;
  if (!form.empty()) U8_NEXT_OR_FFFD(form.data(), at, static_cast<std::int32_t>(form.size()), c);
  return u_hasBinaryProperty(c, UCHAR_UPPERCASE);
}

bool is_place(std::string_view kind) { return kind == "City" || kind == "Country" || kind == "Region"; }

WordContext::Name context_name(std::string_view kind) {
  if (kind == "Person") return WordContext::Name::person;
  return is_place(kind) ? WordContext::Name::place : WordContext::Name::other;
}

/// Kinds of Slovnet's types; which sort of place is looked up once there are lemmas.
std::string_view kind_of(std::string_view type) { return type == "PER" ? "Person" : type == "ORG" ? "Organization" : "City"; }

/// Makes room for `more` items; `done` of `all` bytes of text are reached with them, which tells how much room is needed in the end.
template <class Item>
void add_room(std::vector<Item>& items, std::size_t more, std::size_t done, std::size_t all) {
  if (items.capacity() - items.size() >= more) return;
  items.reserve(static_cast<std::size_t>(1.02 * static_cast<double>(items.size() + more) * static_cast<double>(all) / static_cast<double>(done)) + more);
}

/// Puts a part behind those before it. Both use one pool.
void append(const AnalyzedDocument& part, AnalyzedDocument& whole) {
  if (part.tokens.empty()) return;
  const auto shift = static_cast<std::uint32_t>(whole.tokens.size());
  const std::size_t done = part.tokens.back().span.end, all = part.document.text.size();
  add_room(whole.tokens, part.tokens.size(), done, all);
  add_room(whole.sentences, part.sentences.size(), done, all);
  add_room(whole.names, part.names.size(), done, all);
  for (Token token : part.tokens) {
    if (token.head != no_head) token.head += shift;
    whole.tokens.push_back(token);
  }
  for (Sentence sentence : part.sentences) sentence.tokens.begin += shift, sentence.tokens.end += shift, whole.sentences.push_back(sentence);
  for (NameSpan name : part.names) name.tokens.begin += shift, name.tokens.end += shift, whole.names.push_back(name);
}

/// The steps of the analysis of one part, in order; each fills what its name says.
class Run {
 public:
  Run(AnalyzedDocument& document, const Models& models, const Gazetteer* gazetteer, const AnalysisOptions& options, Workspace& work, ReadingCache& readings)
      : document_(document), models_(models), gazetteer_(gazetteer), options_(options), work_(work), readings_(readings), size_(static_cast<std::uint32_t>(document.tokens.size())) {}

  void read_words() {
    work_.models.words.clear();
    if (!models_.embeddings) return;
    for (const Token& token : document_.tokens) work_.models.words.push_back(models_.embeddings->read(document_.surface(token)));
  }

  void tag_names() {
    if (models_.tagger) models_.tagger->tag(document_, work_.models.words, readings_, work_.models.tagger);
    else if (models_.names) tag_names_with_slovnet();
    if (!gazetteer_) return;
    if (!models_.names) add_gazetteer_names(document_, *gazetteer_, Believed::all, readings_);
    else if (gazetteer_->has_own()) add_gazetteer_names(document_, *gazetteer_, Believed::own, readings_);
  }

  void tag_names_with_slovnet() {
    std::vector<std::uint8_t> tags(size_);
    auto& output = work_.models.name_output;
    for_blocks(size_, [&](TokenRange core, TokenRange around) {
      const TokenRange all{0, around.size()};
      models_.names->run(words(around), {&all, 1}, work_.models.names, output);
      std::copy_n(output.tags.begin() + (core.begin - around.begin), core.size(), tags.begin() + core.begin);
    });
    for (const TaggedSpan& span : read_bio(document_, tags, models_.names->label_names())) {
      document_.names.push_back({document_.span(span.tokens), span.tokens, document_.pool.intern(kind_of(span.type)), 1.f, false});
    }
  }

  void tag_morphology() {
    if (!models_.morphology) return;
    auto& output = work_.models.morphology_output;
    for_blocks(size_, [&](TokenRange core, TokenRange around) {
      clip_sentences(document_.sentences, around, work_.models.sequences);
      models_.morphology->run(words(around), work_.models.sequences, work_.models.morphology, output);
      for (std::uint32_t i = core.begin; i < core.end; ++i) {
        const auto& label = models_.morphology->labels()[output.tags[i - around.begin]];
        document_.tokens[i].upos = label.upos;
        document_.tokens[i].features = label.features;
      }
    });
  }

  void choose_lemmas() {
    work_.name_of.assign(size_, WordContext::Name::none);
    for (const NameSpan& name : document_.names) {
      if (name.kind == "Position") continue;  // common nouns
      std::fill(work_.name_of.begin() + name.tokens.begin, work_.name_of.begin() + name.tokens.end, context_name(name.kind));
    }
    for_blocks(size_, [&](TokenRange core, TokenRange) {
      readings_.trim();
      for (std::uint32_t i = core.begin; i < core.end; ++i) choose_lemma(i);
    });
  }

  /// Slovnet knows places, not which sort; our own tagger does.
  void tell_places_apart() {
    if (models_.tagger || !models_.names) return;
    for (NameSpan& name : document_.names) {
      if (is_place(name.kind)) name.kind = document_.pool.intern(place_kind(document_, name.tokens, gazetteer_));
    }
  }

  void parse() {
    if (!models_.syntax) return;
    wanted_.assign(document_.sentences.size(), !options_.parse_named_only);
    if (options_.parse_named_only) find_named_sentences();
    std::vector<std::string_view> relations;
    for (const auto& name : models_.syntax->relation_names()) relations.push_back(document_.pool.intern(name));
    std::optional<ArcPrior> prior;
    if (options_.guided) prior.emplace(document_);
    for (std::size_t first = 0; first < document_.sentences.size();) first = parse_some(first, relations, prior ? &*prior : nullptr);
  }

 private:
  void find_named_sentences() {
    std::size_t sentence = 0;
    for (const NameSpan& name : document_.names) {
      while (document_.sentences[sentence].tokens.end <= name.tokens.begin) ++sentence;
      wanted_[sentence] = true;
    }
  }

  std::span<const neural::WordInput> words(TokenRange range) const {
    return std::span<const neural::WordInput>(work_.models.words).subspan(range.begin, range.size());
  }

  void choose_lemma(std::uint32_t index) {
    Token& token = document_.tokens[index];
    const std::string_view form = document_.surface(token);
    const auto& readings = readings_.of(form);
    const Reading* reading = choose_reading(readings, {token.upos, token.features, is_capitalized(form), work_.name_of[index]});
    token.in_dictionary = std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.known; });
    token.lemma = document_.pool.intern(reading ? reading->lemma : fold_form(form));
    const bool wrong = options_.guided && reading && work_.name_of[index] == WordContext::Name::none && is_impossible(token.upos, token.features, readings);
    if (reading && (!models_.morphology || wrong)) token.upos = reading->upos, token.features = reading->features;
  }

  /// Parses sentences from `first` on until a block is full; returns the next one.
  std::size_t parse_some(std::size_t first, const std::vector<std::string_view>& relations, ArcPrior* prior) {
    auto& sequences = work_.models.sequences;
    sequences.clear();
    const std::uint32_t begin = document_.sentences[first].tokens.begin;
    std::size_t last = first;
    for (; last < document_.sentences.size() && (last == first || document_.sentences[last].tokens.end - begin <= block_tokens); ++last) {
      const Sentence& sentence = document_.sentences[last];
      const bool wanted = wanted_[last] && (sentence.kind == Sentence::Kind::prose || sentence.kind == Sentence::Kind::title);
      if (!wanted || sentence.tokens.size() == 0 || sentence.tokens.size() > neural::SlovnetSyntax::longest) continue;
      sequences.push_back({sentence.tokens.begin - begin, sentence.tokens.end - begin});
    }
    if (sequences.empty()) return last;
    auto& output = work_.models.syntax_output;
    neural::SlovnetSyntax::Prior guide;
    if (prior)
      guide = [&](TokenRange sentence, std::span<float> scores, std::size_t stride) { prior->apply({sentence.begin + begin, sentence.end + begin}, scores, stride); };
    models_.syntax->run(words({begin, begin + sequences.back().end}), sequences, work_.models.syntax, output, neural::SlovnetSyntax::Decoder::tree, guide);
    for (std::size_t s = first; s < last; ++s) take_tree(document_.sentences[s], begin, output, relations);
    return last;
  }

  void take_tree(Sentence& sentence, std::uint32_t begin, const neural::SlovnetSyntax::Output& output, const std::vector<std::string_view>& relations) {
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      if (i - begin >= output.heads.size() || output.heads[i - begin] == no_head) return;
      const std::uint32_t head = output.heads[i - begin];
      document_.tokens[i].head = head == 0 ? no_head : sentence.tokens.begin + head - 1;
      document_.tokens[i].relation = relations[output.relations[i - begin]];
      sentence.parsed = true;
    }
  }

  AnalyzedDocument& document_;
  const Models& models_;
  const Gazetteer* gazetteer_;
  const AnalysisOptions& options_;
  Workspace& work_;
  ReadingCache& readings_;
  std::uint32_t size_;
  std::vector<bool> wanted_;  // by sentence: whether a tree is asked for
};

}  // namespace

struct Analyzer::State {
  const Language& language;
  const Gazetteer* gazetteer;
  Segmenter segmenter;
  Models models;
  Idle<Workspace> workspaces;

  State(const Language& of, const Gazetteer* places, const std::filesystem::path& share)
      : language(of), gazetteer(places), segmenter(of), models(of, places, share) {}

  /// Fills `part` with one part after the other of its document.
  template <class Visit>
  void for_parts(AnalyzedDocument& part, const AnalysisOptions& options, Visit visit) {
    const auto work = workspaces.take();
    const auto readings = language.lease_readings();
    SegmentStream stream = segmenter.stream(part.document.text);
    std::size_t before = 0;
    do {
      stream.next(part_tokens, part);
      part.names.clear();
      analyze_part(part, options, *work, *readings);
      const std::size_t sentences = part.sentences.size();
      visit(AnalyzedPart{part, before, stream.touches_next(), stream.ended()});
      before += sentences;
    } while (!stream.ended());
  }

  void analyze_part(AnalyzedDocument& part, const AnalysisOptions& options, Workspace& work, ReadingCache& readings) const {
    Run run(part, models, gazetteer, options, work, readings);
    run.read_words();
    run.tag_names();
    run.tag_morphology();
    run.choose_lemmas();
    run.tell_places_apart();
    if (options.parse && !options.names_only) run.parse();
  }
};

Analyzer::Analyzer(const Language& language, const Gazetteer* gazetteer, const std::filesystem::path& share)
    : state_(std::make_unique<State>(language, gazetteer, share)) {}
Analyzer::~Analyzer() = default;

AnalyzedDocument Analyzer::analyze(Document document, const AnalysisOptions& options) const {
  AnalyzedDocument part, whole;
  part.document = std::move(document);
  bool single = false;
  state_->for_parts(part, options, [&](const AnalyzedPart& place) {
    single = place.last && place.sentences_before == 0;
    if (!single) append(part, whole);
  });
  if (single) return part;
  whole.document = std::move(part.document);
  whole.pool = std::move(part.pool);
  return whole;
}

void Analyzer::analyze_parts(Document document, const AnalysisOptions& options, const std::function<void(const AnalyzedPart&)>& accept) const {
  AnalyzedDocument part;
  part.document = std::move(document);
  state_->for_parts(part, options, [&](const AnalyzedPart& place) {
    accept(place);
    part.names.clear();  // they point into the pool
    part.tokens.clear();
    part.pool = StringPool();
  });
}

}  // namespace citypact
