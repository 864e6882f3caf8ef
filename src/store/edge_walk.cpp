#include "edge_walk.hpp"

#include <algorithm>
#include <limits>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph_builder.hpp"
#include "citypact/core/graph_law.hpp"

namespace citypact::store {

KeyedTexts::KeyedTexts(Query& rows, std::string prefix, std::int64_t greatest, const std::string& file) : prefix_(std::move(prefix)) {
  while (rows.step()) {
    const std::int64_t id = rows.integer(0);
    if (id < 0 || id > greatest) throw Error(file + ": a row has the id " + std::to_string(id) + ", which citypact never gives; build the store again from its documents");
    if (!ids_.empty() && id <= ids_.back()) throw Error(file + ": is damaged: rows in no order; 'citypact validate' says more");
    std::string_view text = rows.view(1);
    if (!text.starts_with(prefix_)) throw Error(file + ": a node whose IRI does not begin with " + prefix_ + "; 'citypact validate' says more");
    if (texts_.size() + text.size() > std::numeric_limits<std::uint32_t>::max()) throw Error(file + ": has more names than a walk over everything can hold (4 GB)");
    ids_.push_back(id);
    begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
    texts_ += text.substr(prefix_.size());
  }
  begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
  index_by_id();
}

void KeyedTexts::index_by_id() {
  constexpr std::size_t most_gaps = 3;  // from there on four bytes for every id are more than twelve for every text
  if (ids_.empty() || static_cast<std::size_t>(ids_.back()) / most_gaps >= ids_.size()) return;
  std::vector<std::uint32_t> begins(static_cast<std::size_t>(ids_.back()) + 2, begins_.back());
  std::size_t at = 0;
  for (std::size_t id = 0; at < ids_.size(); ++id) {
    begins[id] = begins_[at];
    if (static_cast<std::int64_t>(id) == ids_[at]) ++at;
  }
  begins_ = std::move(begins);
  ids_ = {};
}

std::size_t KeyedTexts::place_of(std::int64_t id) const {
  const std::size_t none = begins_.size() - 1;
  if (ids_.empty()) return id < 0 ? none : std::min(static_cast<std::size_t>(id), none);
  const auto found = std::ranges::lower_bound(ids_, id);
  return found != ids_.end() && *found == id ? static_cast<std::size_t>(found - ids_.begin()) : none;
}

void KeyedTexts::assign(std::int64_t id, std::string& into) const {
  into.clear();
  const std::size_t place = place_of(id);
  if (place + 1 < begins_.size() && begins_[place] < begins_[place + 1]) into.append(prefix_).append(texts_, begins_[place], begins_[place + 1] - begins_[place]);
}

void KeyedTexts::prefetch_place(std::int64_t id) const {
  if (ids_.empty()) __builtin_prefetch(begins_.data() + place_of(id));
}

void KeyedTexts::prefetch(std::int64_t id) const {
  if (ids_.empty()) __builtin_prefetch(texts_.data() + begins_[place_of(id)]);
}

EvidenceWalk::EvidenceWalk(Store::State& state)
    : state_(state),
      documents_(*state.database.own_query("SELECT id, name FROM document ORDER BY id"), "", greatest_document, state.database.path().string()),
      rows_(state.database.own_query(std::string(evidence_of_edges) + "IS NOT NULL ORDER BY edge")),
      more_(rows_->step()),
      texts_by_place_(state.database, "SELECT id, body FROM text", text_id(4, 0)),
      elsewhere_(state.database) {}

std::optional<std::int64_t> EvidenceWalk::edge() {
  if (at_ == block_.size()) read_block();
  return at_ < block_.size() ? std::optional(block_[at_].edge) : std::nullopt;
}

void EvidenceWalk::read(EdgeEvidence& into) {
  constexpr std::size_t ahead = 8, line = 64;
  if (at_ + 2 * ahead < block_.size()) documents_.prefetch_place(document_of(block_[at_ + 2 * ahead].text));
  if (at_ + ahead < block_.size()) {  // texts lie in another order
    const Piece& soon = block_[at_ + ahead];
    documents_.prefetch(document_of(soon.text));
    for (std::size_t byte = 0; byte < soon.sentence_size; byte += line) __builtin_prefetch(soon.texts + byte);
  }
  const Piece& piece = block_[at_++];
  const std::int64_t document = document_of(piece.text);
  documents_.assign(document, into.document);
  into.begin = static_cast<std::uint32_t>(piece.text), into.end = piece.end;
  into.trigger_begin = piece.trigger_begin, into.trigger_end = piece.trigger_end;
  into.sentence.assign(piece.texts, piece.sentence_size);
  into.trigger.assign(piece.texts + piece.sentence_size, piece.trigger_size);
  into.rule = rules_[piece.rule];
  into.confidence = piece.confidence;
  into.speaker = piece.speaker ? node_of_mention(state_.database, document, *piece.speaker) : std::string();
  if (piece.also > 0) into.also = also_[piece.also - 1];
  else into.also.clear();
}

void EvidenceWalk::read_block() {
  constexpr std::size_t most_pieces = 1 << 18, most_points = 16'000'000;
  block_.reserve(most_pieces), places_.reserve(most_pieces);
  block_.clear(), places_.clear(), texts_.clear(), also_.clear(), rules_.clear(), rule_numbers_.clear();
  at_ = 0;
  for (std::size_t points = 0; more_ && block_.size() < most_pieces && points < most_points; more_ = rows_->step()) {
    gather(*rows_);
    const Piece& piece = block_.back();
    points += piece.end - static_cast<std::uint32_t>(piece.text);
  }
  find_texts();
}

std::uint32_t EvidenceWalk::rule_number(std::string_view rule) {
  if (!rules_.empty() && rules_.back() == rule) return static_cast<std::uint32_t>(rules_.size() - 1);
  const auto known = rule_numbers_.find(rule);
  if (known != rule_numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(rules_.size());
  rule_numbers_.emplace(rules_.emplace_back(rule), number);
  return number;
}

void EvidenceWalk::gather(const Query& row) {
  Piece piece{row.integer(0), text_id(row.integer(1), row.number(2)), row.number(3), row.number(4), row.number(5), static_cast<float>(row.real(8)), {}, rule_number(row.view(7)), 0, 0, 0, nullptr};
  if (!row.is_null(9)) piece.speaker = row.number(9);
  if (const auto also = unpack_spans(row.view(6)); !also.empty()) {
    std::vector<Passage>& passages = also_.emplace_back();
    for (const Span span : also) passages.push_back({span.begin, span.end, {}});
    piece.also = static_cast<std::uint32_t>(also_.size());
  }
  places_.push_back({piece.text, static_cast<std::uint32_t>(block_.size())});
  block_.push_back(piece);
}

void EvidenceWalk::find_texts() {
  constexpr std::size_t ahead = 8;
  std::ranges::sort(places_);
  for (std::size_t end = places_.size(), begin = 0; end > 0; end = begin) {
    const std::int64_t last = places_[end - 1].text, document = document_of(last);
    const Query* row = texts_by_place_.at_most(last);
    if (row != nullptr && document_of(texts_by_place_.id()) != document) row = nullptr;
    const std::int64_t first = row != nullptr ? texts_by_place_.id() : text_id(document, 0);
    TextPiece text = row != nullptr ? TextPiece(static_cast<std::uint32_t>(first), row->view(1)) : TextPiece();
    for (begin = end - 1; begin > 0 && places_[begin - 1].text >= first;) --begin;
    for (std::size_t i = std::max(begin, ahead); i < end; ++i) __builtin_prefetch(&block_[places_[i - ahead].piece], 1);
    for (std::size_t i = begin; i < end; ++i) keep(text, block_[places_[i].piece]);
  }
}

void EvidenceWalk::keep(TextPiece& text, Piece& piece) {
  const std::int64_t document = document_of(piece.text);
  const std::string_view sentence = find(text, document, static_cast<std::uint32_t>(piece.text), piece.end, sentence_);
  const std::string_view trigger = find(text, document, piece.trigger_begin, piece.trigger_end, trigger_);
  piece.texts = texts_.add(sentence, trigger);
  piece.sentence_size = static_cast<std::uint32_t>(sentence.size()), piece.trigger_size = static_cast<std::uint32_t>(trigger.size());
  if (piece.also == 0) return;
  for (Passage& passage : also_[piece.also - 1]) elsewhere_.assign(document, passage.begin, passage.end, passage.text);
}

std::string_view EvidenceWalk::find(TextPiece& text, std::int64_t document, std::uint32_t begin, std::uint32_t end, std::string& scratch) {
  if (begin >= end) return {};
  if (const auto found = text.find(begin, end)) return *found;
  elsewhere_.assign(document, begin, end, scratch);
  return scratch;
}

EdgeWalk::EdgeWalk(Store::State& state)
    : state_(state),
      iri_begin_(edge_iri(state.base, {})),
      nodes_(*state.database.own_query("SELECT id, iri FROM node ORDER BY id"), state.base + "/id/", std::numeric_limits<std::int64_t>::max(), state.database.path().string()),
      rows_(state.database.own_query("SELECT " + std::string(EdgeReader::columns) + " FROM edge ORDER BY id")),
      more_(rows_->step()),
      evidence_(state) {}

const Edge* EdgeWalk::next() {
  if (at_ == numbers_.size()) read_block();
  return at_ < numbers_.size() ? &block_[at_++] : nullptr;
}

void EdgeWalk::read_block() {
  constexpr std::size_t most = 64;  // enough for the names of their ends to come near, few enough to stay near
  block_.resize(most);
  numbers_.clear(), at_ = 0;
  for (; more_ && numbers_.size() < most; more_ = rows_->step()) {
    const Numbers numbers{rows_->integer(0), rows_->integer(4), rows_->integer(5)};
    assign_row(*rows_, iri_begin_, block_[numbers_.size()]);
    numbers_.push_back(numbers);
    nodes_.prefetch_place(numbers.source), nodes_.prefetch_place(numbers.target);
  }
  for (const Numbers& numbers : numbers_) nodes_.prefetch(numbers.source), nodes_.prefetch(numbers.target);
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    nodes_.assign(numbers_[i].source, block_[i].source);
    nodes_.assign(numbers_[i].target, block_[i].target);
    read_evidence(numbers_[i].edge, block_[i].evidence);
  }
}

void EdgeWalk::read_evidence(std::int64_t id, std::vector<EdgeEvidence>& evidence) {
  std::size_t count = 0;
  for (auto edge = evidence_.edge(); edge && *edge <= id; edge = evidence_.edge()) {
    if (*edge < id) {  // of no edge: a store that was meddled with
      evidence_.skip();
      continue;
    }
    if (evidence.size() == count) evidence.emplace_back();
    evidence_.read(evidence[count++]);
  }
  if (count == 0) fail_without_evidence(state_);
  evidence.resize(count);
  law::put_in_order(evidence);
}

}  // namespace citypact::store
