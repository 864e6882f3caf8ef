#include "quantities.hpp"

#include <algorithm>
#include <cstdlib>

namespace citypact::extract {
namespace {

bool digits(std::string_view text) { return !text.empty() && text.front() >= '0' && text.front() <= '9'; }

/// Number of a token: "17", "2,5", "1 000" is two tokens. Empty when it is none.
std::string decimal(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c >= '0' && c <= '9') out.push_back(c);
    else if ((c == ',' || c == '.') && out.find('.') == std::string::npos) out.push_back('.');
    else if (c == '%') break;
    else return {};
  }
  if (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

/// Decimal text times a power of ten, without binary rounding: ("2.5", 6) -> "2500000".
std::string scaled(std::string value, int power) {
  auto point = value.find('.');
  std::string fraction = point == std::string::npos ? std::string() : value.substr(point + 1);
  std::string whole = value.substr(0, point);
  for (int i = 0; i < power; ++i) {
    whole.push_back(fraction.empty() ? '0' : fraction.front());
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  const auto first = whole.find_first_not_of('0');
  whole = first == std::string::npos ? "0" : whole.substr(first);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? whole : whole + '.' + fraction;
}

class Reader {
 public:
  Reader(const Scene& scene, TokenRange sentence) : scene_(scene), language_(scene.lexicon.language()), sentence_(sentence) {}

  std::vector<Quantity> run() {
    std::vector<Quantity> found;
    for (auto i = sentence_.begin; i < sentence_.end;) {
      if (auto q = read(i)) {
        i = q->tokens.end;
        found.push_back(std::move(*q));
      } else {
        ++i;
      }
    }
    return found;
  }

 private:
  const std::string* cell(std::string_view list, std::uint32_t i) const {
    if (i >= sentence_.end) return nullptr;
    const auto lemma = scene_.token(i).lemma, surface = scene_.surface(i);
    for (const auto& row : language_.table(list))
      if (row.size() > 1 && (row[0] == lemma || row[0] == surface)) return &row[1];
    return nullptr;
  }

  std::optional<Quantity> read(std::uint32_t at) const {
    Quantity q;
    q.tokens.begin = at;
    if (at + 1 < sentence_.end && digits(scene_.surface(at + 1)))
      if (const auto* sign = cell("currencies", at)) {
        q.money = true, q.unit = *sign;
        ++at;
      }
    if (!digits(scene_.surface(at))) return std::nullopt;
    q.value = decimal(scene_.surface(at));
    if (q.value.empty()) return std::nullopt;
    if (scene_.surface(at).ends_with('%')) q.percent = true, q.unit = "%";
    ++at;
    while (at < sentence_.end && scene_.surface(at).size() == 3 && digits(scene_.surface(at)) && q.value.find('.') == std::string::npos &&
           decimal(scene_.surface(at)).size() == 3)
      q.value += decimal(scene_.surface(at++));
    if (at + 1 < sentence_.end && (scene_.surface(at) == "," || scene_.surface(at) == ".") && digits(scene_.surface(at + 1)) &&
        scene_.token(at).span.begin == scene_.token(at - 1).span.end && scene_.token(at + 1).span.begin == scene_.token(at).span.end) {
      q.value += '.' + decimal(scene_.surface(at + 1));
      at += 2;
    }
    int power = 0;
    if (const auto* multiplier = cell("multipliers", at)) {
      power = std::atoi(multiplier->c_str());
      ++at;
      if (at < sentence_.end && scene_.surface(at) == ".") ++at;
    }
    q.value = scaled(q.value, power);
    unit(q, at);
    q.tokens.end = at;
    bound(q);
    return q;
  }

  void unit(Quantity& q, std::uint32_t& at) const {
    if (q.money || q.percent) return;
    if (const auto* currency = cell("currencies", at)) {
      q.money = true, q.unit = *currency;
      ++at;
      if (at < sentence_.end && scene_.surface(at) == "." && at + 1 < sentence_.end) ++at;
    } else if (at < sentence_.end && (scene_.surface(at) == "%" || cell("percents", at))) {
      q.percent = true, q.unit = "%";
      ++at;
    }
    for (auto i = at; i < sentence_.end && i < at + 4; ++i) {
      const Token& token = scene_.token(i);
      if (token.upos == Upos::noun && (token.features.case_ == Case::gen || q.percent)) {
        q.counted = i;
        break;
      }
      if (token.upos != Upos::adj) break;
    }
  }

  /// «более», «свыше», «до» and the like, one or two words before the number.
  void bound(Quantity& q) const {
    if (q.tokens.begin == sentence_.begin) return;
    const auto before = q.tokens.begin - 1;
    if (const auto* word = cell("bounds", before)) {
      const bool negated = before > sentence_.begin && scene_.token(before - 1).features.polarity == Polarity::neg;
      const auto parsed = parse_bound(*word);
      if (!parsed) return;
      q.bound = !negated ? *parsed : *parsed == Bound::min ? Bound::max : Bound::min;
      q.tokens.begin = negated ? before - 1 : before;
    }
  }

  const Scene& scene_;
  const Language& language_;
  TokenRange sentence_;
};

std::string nearest(const Scene& scene, std::uint32_t token, bool Quantity::*kind) {
  const auto quantities = find_quantities(scene, scene.syntax.sentence_of(token));
  const Quantity* best = nullptr;
  for (const auto& q : quantities) {
    if (!(q.*kind)) continue;
    if (!best || (best->tokens.begin < token && q.tokens.begin > token)) best = &q;
  }
  return best ? std::string(scene.document.surface(scene.document.span(best->tokens))) : std::string();
}

}  // namespace

std::vector<Quantity> find_quantities(const Scene& scene, std::uint32_t sentence) {
  return Reader(scene, scene.document.sentences[sentence].tokens).run();
}

std::string amount_near(const Scene& scene, std::uint32_t token) { return nearest(scene, token, &Quantity::money); }
std::string share_near(const Scene& scene, std::uint32_t token) { return nearest(scene, token, &Quantity::percent); }

}  // namespace citypact::extract
