// What one document says, as rows: mentions, statements, attributes, and of its text what is to be kept.
#include <algorithm>

#include "citypact/core/diagnostics.hpp"
#include "citypact/store/store_writer.hpp"
#include "rows.hpp"

namespace citypact::store {

namespace {

class ContentsWriter {
 public:
  ContentsWriter(Database& database, std::int64_t document, const Extraction& extraction)
      : database_(database), document_(document), extraction_(extraction), text_(extraction.document.text), index_(text_) {}

  void write(TextPolicy policy) {
    mentions();
    statements();
    attributes();
    keep_text(policy);
  }

 private:
  void mentions();
  void statements();
  void attributes();
  void keep_text(TextPolicy policy);
  void bind_evidence(Query& row, int at, const TextEvidence& evidence);

  Database& database_;
  std::int64_t document_;
  const Extraction& extraction_;
  const std::string& text_;
  CodePointIndex index_;
  std::vector<Span> proofs_;  // bytes
};

void ContentsWriter::mentions() {
  for (std::uint32_t number = 0; number < extraction_.mentions.size(); ++number) {
    const Mention& m = extraction_.mentions[number];
    const Span place = index_.code_points(m.span);
    database_.query("INSERT INTO mention(document, number, entity, type, subtype, form, begin, end, name, own_name) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(document_, number, m.entity, m.type, m.subtype, to_string(m.form), place.begin, place.end, m.name, m.own_name)
        .run();
    proofs_.push_back(m.span);
  }
}

void ContentsWriter::bind_evidence(Query& row, int at, const TextEvidence& evidence) {
  const Span sentence = index_.code_points(evidence.sentence), trigger = index_.code_points(evidence.trigger);
  for (std::uint32_t place : {sentence.begin, sentence.end, trigger.begin, trigger.end}) row.bind(at++, place);
  std::vector<Span> also;
  for (Span span : evidence.also) also.push_back(index_.code_points(span));
  if (also.empty()) row.bind_null(at++);
  else row.bind(at++, pack_spans(also));
  row.bind(at++, evidence.rule);
  row.bind(at++, static_cast<double>(evidence.confidence));
  proofs_.push_back(evidence.sentence), proofs_.push_back(evidence.trigger);
  proofs_.insert(proofs_.end(), evidence.also.begin(), evidence.also.end());
}

void ContentsWriter::statements() {
  static const std::string sql =
      "INSERT INTO statement(document, number, relation, subject, object, speaker, status, time, role, role_text, instrument, topic, amount, share, deal, " +
      std::string(evidence_columns) + ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  for (std::uint32_t number = 0; number < extraction_.relations.size(); ++number) {
    const Relation& r = extraction_.relations[number];
    const Qualifiers& q = r.qualifiers;
    Query& row = database_.query(sql).with(document_, number, r.type, r.subject, r.object, q.speaker, to_string(r.status), date_text(r.time), q.role, q.role_text,
                                           q.instrument, q.topic, q.amount, q.share, q.deal);
    bind_evidence(row, 16, r.evidence);
    row.run();
  }
}

void ContentsWriter::attributes() {
  static const std::string sql = "INSERT INTO attribute(document, number, mention, speaker, property, value, unit, bound, time, " + std::string(evidence_columns) +
                                 ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  for (std::uint32_t number = 0; number < extraction_.attributes.size(); ++number) {
    const Attribute& a = extraction_.attributes[number];
    Query& row = database_.query(sql).with(document_, number, a.mention, a.speaker, a.property, a.value, a.unit, to_string(a.bound), date_text(a.time));
    bind_evidence(row, 10, a.evidence);
    row.run();
  }
}

void ContentsWriter::keep_text(TextPolicy policy) {
  const auto keep = [&](Span span) {
    database_.query("INSERT INTO text(id, body) VALUES(?, ?)").with(text_id(document_, index_.code_point(span.begin)), surface(text_, span)).run();
  };
  if (policy == TextPolicy::full) return keep({0, static_cast<std::uint32_t>(text_.size())});
  std::ranges::sort(proofs_);
  Span open{};
  for (Span span : proofs_) {
    if (span.empty()) continue;
    if (!open.empty() && span.begin <= open.end) {
      open.end = std::max(open.end, span.end);
      continue;
    }
    if (!open.empty()) keep(open);
    open = span;
  }
  if (!open.empty()) keep(open);
}

/// Code points to bytes of one text.
class ByteIndex {
 public:
  explicit ByteIndex(std::string_view text) {
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts_.push_back(at);
    }
    starts_.push_back(static_cast<std::uint32_t>(text.size()));
  }
  Span bytes(std::uint32_t begin, std::uint32_t end) const { return {byte(begin), byte(end)}; }

 private:
  std::uint32_t byte(std::uint32_t code_point) const { return starts_[std::min<std::size_t>(code_point, starts_.size() - 1)]; }
  std::vector<std::uint32_t> starts_;
};

TextEvidence evidence_of(const Query& row, int first, const ByteIndex& index) {
  const EdgeEvidence e = read_evidence(row, first);
  TextEvidence evidence{index.bytes(e.begin, e.end), index.bytes(e.trigger_begin, e.trigger_end), {}, e.rule, e.confidence};
  for (const Passage& passage : e.also) evidence.also.push_back(index.bytes(passage.begin, passage.end));
  return evidence;
}

std::optional<std::uint32_t> mention_of(const Query& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.number(column));
}

void read_relations(Database& database, std::int64_t document, const ByteIndex& index, std::vector<Relation>& relations) {
  static const std::string sql =
      "SELECT relation, subject, object, speaker, status, time, role, role_text, instrument, topic, amount, share, deal, " + std::string(evidence_columns) +
      " FROM statement WHERE document = ? ORDER BY number";
  Query& row = database.query(sql).bind(1, document);
  while (row.step()) {
    Relation r{row.text(0), row.number(1), row.number(2), status_of(row, 4), date_of(row, 5), evidence_of(row, 13, index), {}};
    r.qualifiers = {row.text(6), row.text(7), row.text(8), row.text(9), row.text(10), row.text(11), row.text(12), mention_of(row, 3)};
    relations.push_back(std::move(r));
  }
  row.reset();
}

void read_attributes(Database& database, std::int64_t document, const ByteIndex& index, std::vector<Attribute>& attributes) {
  static const std::string sql = "SELECT mention, speaker, property, value, unit, bound, time, " + std::string(evidence_columns) +
                                 " FROM attribute WHERE document = ? ORDER BY number";
  Query& row = database.query(sql).bind(1, document);
  while (row.step()) {
    attributes.push_back({row.number(0), row.text(2), row.text(3), row.text(4), parse_bound(row.view(5)).value_or(Bound::eq), date_of(row, 6), mention_of(row, 1),
                          evidence_of(row, 7, index)});
  }
  row.reset();
}

/// Whether all of an extraction lies in its document.
class Soundness {
 public:
  explicit Soundness(const Extraction& extraction) : extraction_(extraction), text_(extraction.document.text) {}

  bool mentions() const {
    return std::ranges::all_of(extraction_.mentions, [this](const Mention& mention) { return lies(mention.span); });
  }
  bool relations() const {
    return std::ranges::all_of(extraction_.relations, [this](const Relation& r) {
      return proves(r.evidence) && is_mention(r.subject) && is_mention(r.object) && (!r.qualifiers.speaker || is_mention(*r.qualifiers.speaker));
    });
  }
  bool attributes() const {
    return std::ranges::all_of(extraction_.attributes, [this](const Attribute& a) {
      return proves(a.evidence) && is_mention(a.mention) && (!a.speaker || is_mention(*a.speaker));
    });
  }

 private:
  bool on_boundary(std::uint32_t at) const { return at == text_.size() || (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80; }
  bool lies(Span span) const { return span.begin <= span.end && span.end <= text_.size() && on_boundary(span.begin) && on_boundary(span.end); }
  bool proves(const TextEvidence& evidence) const {
    return !evidence.sentence.empty() && lies(evidence.sentence) && lies(evidence.trigger) &&
           std::ranges::all_of(evidence.also, [this](Span span) { return lies(span); });
  }
  bool is_mention(std::uint32_t mention) const { return mention < extraction_.mentions.size(); }

  const Extraction& extraction_;
  const std::string& text_;
};

}  // namespace

void insert_contents(Database& database, std::int64_t document, const Extraction& extraction, TextPolicy texts) {
  ContentsWriter(database, document, extraction).write(texts);
}

Extraction read_extraction(Database& database, std::int64_t document) {
  Extraction extraction;
  Query& row = database.query("SELECT name, source, title, published, language FROM document WHERE id = ?").bind(1, document);
  if (row.step()) extraction.document = {row.text(0), row.text(1), row.text(2), date_of(row, 3), row.text(4), {}};
  row.reset();
  extraction.document.text = whole_text(database, document);
  const ByteIndex index(extraction.document.text);
  Query& mention = database.query("SELECT type, subtype, form, begin, end, name, coalesce(parted, entity), own_name FROM mention WHERE document = ? ORDER BY number").bind(1, document);
  while (mention.step()) {
    extraction.mentions.push_back({mention.text(0), mention.text(1), parse_form(mention.view(2)).value_or(Form::name),
                                   index.bytes(mention.number(3), mention.number(4)), mention.text(5), mention.text(7), mention.number(6), {}, {}});
  }
  mention.reset();
  read_relations(database, document, index, extraction.relations);
  read_attributes(database, document, index, extraction.attributes);
  return extraction;
}

}  // namespace citypact::store

namespace citypact {

std::optional<std::string> unsound(const Extraction& extraction) {
  constexpr std::size_t largest = 900'000'000;  // SQLite's limit for one value is 1,000,000,000 bytes
  if (extraction.document.text.size() > largest) return "larger than a store can hold (900 MB)";
  const store::Soundness sound(extraction);
  if (!sound.mentions()) return "a mention lies outside of the text";
  if (!sound.relations()) return "a relation lies outside of the text or its mentions";
  if (!sound.attributes()) return "an attribute lies outside of the text or its mentions";
  return std::nullopt;
}

}  // namespace citypact
