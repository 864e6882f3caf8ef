#include "tagger_features.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

#include "characters.hpp"

namespace citypact {
namespace {

using neural::SlovnetNer;
using neural::TaggerInput;

constexpr std::size_t kept_forms = 20000;  // about 5 MB; the cache is emptied when it is full

// Where each group of flags begins.
constexpr std::size_t upos_flags = 0, case_flags = 17, number_flags = 25, gender_flags = 27, animacy_flags = 30,
                      mark_flags = 32, gazetteer_flags = TaggerFeatures::gazetteer_begin, place_flags = TaggerFeatures::gazetteer_end;
static_assert(place_flags + 2 == TaggerFeatures::flags);

constexpr std::array<std::string_view, 7> gazetteer_types{"City", "Region", "Country", "University", "Park", "Cluster", "District"};
constexpr std::size_t other_type = gazetteer_flags + gazetteer_types.size();
constexpr std::size_t large_place = other_type + 1, known_qid = other_type + 2;
static_assert(known_qid + 1 == place_flags);

std::u32string lower_letters(std::string_view utf8, bool& capitalised, bool& lower) {
  std::u32string out;
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, size, c);
    if (out.empty()) capitalised = u_isupper(c), lower = u_islower(c);
    out.push_back(static_cast<char32_t>(u_tolower(c)));
  }
  capitalised = capitalised && out.size() > 1;
  return out;
}

/// FNV-1a over a tag and the UTF-8 of some letters.
std::uint32_t affix_hash(char tag, std::u32string_view letters) {
  std::uint32_t hash = 0x811C9DC5u;
  const auto add = [&](std::uint8_t byte) { hash = (hash ^ byte) * 0x01000193u; };
  add(static_cast<std::uint8_t>(tag));
  for (const char32_t letter : letters) {
    std::array<char, 4> bytes{};
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(letter));
    for (std::int32_t i = 0; i < size; ++i) add(static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]));
  }
  return hash;
}

std::uint64_t stem_key(std::u32string_view word) {
  const std::size_t length = std::min(word.size(), std::max<std::size_t>(3, word.size() < 2 ? 0 : word.size() - 2));
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char32_t letter : word.substr(0, length)) hash = (hash ^ letter) * 0x100000001b3u;
  return hash;
}

void add_reading(const Reading& reading, TaggerFeatures::Form& form) {
  const auto set_feature = [&](std::size_t first, auto value, std::size_t count) {
    const auto index = static_cast<std::size_t>(value);
    if (index > 0 && index <= count) form.flag[first + index - 1] = 1;
  };
  form.flag[upos_flags + static_cast<std::size_t>(reading.upos)] = 1;
  set_feature(case_flags, reading.features.case_, 8);
  set_feature(number_flags, reading.features.number, 2);
  set_feature(gender_flags, reading.features.gender, 3);
  set_feature(animacy_flags, reading.features.animacy, 2);
  const std::array marks{reading.given_name, reading.surname, reading.patronymic, reading.place,
                         reading.organization, reading.abbreviation, reading.indeclinable, reading.known};
  for (std::size_t i = 0; i < marks.size(); ++i) form.flag[mark_flags + i] |= marks[i];
}

std::vector<std::string_view> noun_lemmas(const std::vector<Reading>& readings) {
  std::vector<std::string_view> lemmas;
  for (const Reading& reading : readings) {
    const bool noun = reading.upos == Upos::noun || reading.upos == Upos::propn;
    if (noun && std::find(lemmas.begin(), lemmas.end(), reading.lemma) == lemmas.end()) lemmas.push_back(reading.lemma);
  }
  return lemmas;
}

/// Probabilities of none, person, place, organization from Slovnet's emissions <pad>, O, B-PER, I-PER, B-LOC ...
std::array<float, 4> kinds(const float* emissions) {
  std::array<float, SlovnetNer::labels> p{};
  const float high = *std::max_element(emissions, emissions + p.size());
  float sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] = std::exp(emissions[i] - high);
  return {(p[0] + p[1]) / sum, (p[2] + p[3]) / sum, (p[4] + p[5]) / sum, (p[6] + p[7]) / sum};
}

/// Whether a line break stands between a token and the one before it, or none is before it in the text.
bool begins_line(const AnalyzedDocument& document, std::uint32_t token) {
  if (token == 0) return segmentation::follows_line_break(document.document.text, document.tokens[token].span.begin);
  const auto gap = document.surface(Span{document.tokens[token - 1].span.end, document.tokens[token].span.begin});
  return gap.find('\n') != std::string_view::npos;
}

}  // namespace

TaggerFeatures::Form TaggerFeatures::read_form(std::string_view surface, ReadingCache& readings) const {
  Form form;
  const std::u32string word = lower_letters(surface, form.capitalised, form.lower);
  const auto last = [&](std::size_t n) { return std::u32string_view(word).substr(word.size() - std::min(n, word.size())); };
  const std::array<std::uint32_t, TaggerInput::hashes> hashes{affix_hash('3', last(3)), affix_hash('2', last(2)), affix_hash('4', last(4)),
                                                              affix_hash('p', std::u32string_view(word).substr(0, 3))};
  std::transform(hashes.begin(), hashes.end(), form.hash.begin(), [](std::uint32_t h) { return static_cast<std::uint16_t>(h); });
  form.stem = stem_key(word);
  const std::vector<Reading>& all = readings.of(surface);
  for (const Reading& reading : all) add_reading(reading, form);
  if (gazetteer_ && form.capitalised) {
    add_gazetteer(surface, form);
    for (const std::string_view lemma : noun_lemmas(all)) add_gazetteer(lemma, form);
  }
  return form;
}

void TaggerFeatures::add_gazetteer(std::string_view name, Form& form) const {
  for (const GazetteerEntry& entry : gazetteer_->find(name)) {
    const auto type = std::find(gazetteer_types.begin(), gazetteer_types.end(), entry.type);
    form.flag[type == gazetteer_types.end() ? other_type : gazetteer_flags + static_cast<std::size_t>(type - gazetteer_types.begin())] = 1;
    if (entry.population >= 100000) form.flag[large_place] = 1;
    if (!entry.qid.empty()) form.flag[known_qid] = 1;
  }
}

void TaggerFeatures::compute(const AnalyzedDocument& document, TokenRange block, std::span<const neural::WordInput> words,
                             ReadingCache& readings, Buffers& buffers, TaggerInput& input) const {
  if (buffers.forms.size() > kept_forms) buffers.forms.clear();
  readings.trim();
  const auto here = words.subspan(block.begin, block.size());
  input.words.assign(here.begin(), here.end());
  input.hash.clear(), input.flags.clear(), buffers.of_token.clear();
  for (std::uint32_t t = block.begin; t < block.end; ++t) {
    const std::string_view surface = document.surface(document.tokens[t]);
    auto found = buffers.forms.find(surface);
    if (found == buffers.forms.end()) found = buffers.forms.emplace(surface, read_form(surface, readings)).first;
    const Form& form = found->second;
    buffers.of_token.push_back(&form);
    input.hash.insert(input.hash.end(), form.hash.begin(), form.hash.end());
    input.flags.insert(input.flags.end(), form.flag.begin(), form.flag.end());
    input.flags[(t - block.begin) * flags + place_flags + 1] = begins_line(document, t);
  }
  for (const Sentence& sentence : document.sentences) {
    if (block.contains(sentence.tokens.begin)) input.flags[(sentence.tokens.begin - block.begin) * flags + place_flags] = 1;
  }
  const TokenRange whole{0, block.size()};
  slovnet_.run(input.words, {&whole, 1}, buffers.slovnet, buffers.output);
  input.numbers.assign(block.size() * numbers, 0.f);
  for (std::size_t t = 0; t < block.size(); ++t) {
    float* row = std::copy_n(buffers.output.units.data() + t * SlovnetNer::units, SlovnetNer::units, input.numbers.data() + t * numbers);
    std::copy_n(buffers.output.emissions.data() + t * SlovnetNer::labels, SlovnetNer::labels, row);
  }
  add_document_numbers(buffers, input);
}

void TaggerFeatures::add_document_numbers(const Buffers& buffers, TaggerInput& input) const {
  struct Word {
    std::array<float, 4> sum{};
    std::uint32_t count = 0;
    bool in_lower_case = false;
  };
  std::unordered_map<std::uint64_t, Word> words;
  const std::size_t size = buffers.of_token.size();
  std::vector<std::array<float, 4>> probabilities(size);
  for (std::size_t t = 0; t < size; ++t) {
    const Form& form = *buffers.of_token[t];
    if (form.lower) words[form.stem].in_lower_case = true;
    if (!form.capitalised) continue;
    probabilities[t] = kinds(buffers.output.emissions.data() + t * SlovnetNer::labels);
    Word& word = words[form.stem];
    ++word.count;
    for (std::size_t i = 0; i < 4; ++i) word.sum[i] += probabilities[t][i];
  }
  for (std::size_t t = 0; t < size; ++t) {
    const Form& form = *buffers.of_token[t];
    if (!form.capitalised) continue;
    const Word& word = words[form.stem];
    float* row = input.numbers.data() + (t + 1) * numbers - document_numbers;
    if (word.count > 1) {
      for (std::size_t i = 0; i < 4; ++i) row[i] = (word.sum[i] - probabilities[t][i]) / static_cast<float>(word.count - 1);
      row[4] = 1;
    }
    row[5] = word.in_lower_case;
  }
}

}  // namespace citypact
