#include "citypact/pipeline/store_keeper.hpp"

#include <chrono>
#include <set>

#include "citypact/core/date.hpp"
#include "citypact/resolve/resolve.hpp"

namespace citypact {

namespace {

constexpr std::size_t most_documents = 400, most_bytes = std::size_t{64} << 20;  // of one commit
constexpr auto longest_wait = std::chrono::seconds(5);                           // between two of them

std::vector<Decision> parse(const std::vector<std::string>& lines, const std::string& place) {
  std::vector<Decision> decisions;
  for (const std::string& line : lines) decisions.push_back(parse_decision(line, place));
  return decisions;
}

}  // namespace

struct StoreKeeper::State {
  State(Pipeline& stages, const std::filesystem::path& path, const StoreOptions& options, std::string program, Diagnostics& told)
      : pipeline(stages), diagnostics(told), store(path, stages.ontology(), options), fingerprint(stages.fingerprint(program)), settings(std::move(program)) {
    decide(parse(store.decisions(), path.string()));
  }

  void decide(std::vector<Decision> decisions) {
    ResolveOptions options;
    options.base = store.base();
    options.decisions = std::move(decisions);
    options.diagnostics = &diagnostics;
    resolution = make_resolution(pipeline.gazetteer(), pipeline.ontology(), options);
  }
  StoreWriter writer() { return {store, *resolution, pipeline.gazetteer(), diagnostics}; }

  Pipeline& pipeline;
  Diagnostics& diagnostics;
  Store store;
  std::string fingerprint, settings;
  std::unique_ptr<Resolution> resolution;
};

namespace {

/// Collects extractions and commits them in parts.
class Batch {
 public:
  using Flush = std::function<void(std::vector<std::pair<Document, Extraction>>&)>;
  explicit Batch(Flush flush) : flush_(std::move(flush)) {}

  void add(Document given, Extraction extraction) {
    given.text = extraction.document.text;
    bytes_ += 2 * given.text.size();
    documents_.emplace_back(std::move(given), std::move(extraction));
    if (documents_.size() >= most_documents || bytes_ >= most_bytes || Clock::now() - last_ >= longest_wait) end();
  }
  void end() {
    if (!documents_.empty()) flush_(documents_);
    documents_.clear();
    bytes_ = 0;
    last_ = Clock::now();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Flush flush_;
  std::vector<std::pair<Document, Extraction>> documents_;
  std::size_t bytes_ = 0;
  Clock::time_point last_ = Clock::now();
};

}  // namespace

StoreKeeper::StoreKeeper(Pipeline& pipeline, std::filesystem::path path, const StoreOptions& options, std::string program, Diagnostics& diagnostics)
    : state_(std::make_unique<State>(pipeline, path, options, std::move(program), diagnostics)) {}
StoreKeeper::~StoreKeeper() = default;

Store& StoreKeeper::store() { return state_->store; }
const std::string& StoreKeeper::fingerprint() const { return state_->fingerprint; }

StoreChanges StoreKeeper::set_decisions(const std::vector<Decision>& decisions) {
  std::vector<std::string> lines;
  for (const Decision& decision : decisions) lines.push_back(to_line(decision));
  state_->decide(decisions);
  StoreWriter writer = state_->writer();
  writer.set_decisions(lines);
  return writer.commit();
}

KeeperSummary StoreKeeper::add(const std::vector<std::string>& inputs, Progress* progress) {
  State& s = *state_;
  KeeperSummary summary;
  const Store known(s.store.path(), s.pipeline.ontology());  // a connection of its own: asked on another thread
  Batch batch([&](auto& documents) {
    StoreWriter writer = s.writer();
    for (auto& [given, extraction] : documents) {
      if (const auto reason = unsound(extraction)) {
        s.diagnostics.error(given.id, *reason + "; skipped");
        ++summary.failed;
      } else {
        writer.put(given, std::move(extraction), {utc_now(), s.fingerprint, s.settings});
      }
    }
    summary.changes += writer.commit();
  });
  const ReadSummary read = s.pipeline.extract(
      inputs, s.diagnostics, progress, [&](const Document& given) { return !known.has_unchanged(given); },
      [&](const Document& given, Extraction extraction) { batch.add(given, std::move(extraction)); });
  batch.end();
  summary.unchanged = read.passed_over;
  summary.failed += read.failed;
  return summary;
}

KeeperSummary StoreKeeper::remove(const std::vector<std::string>& names) {
  State& s = *state_;
  std::set<std::string> ids;
  for (const std::string& name : names) {
    const auto found = s.store.find_documents(name);
    if (found.empty()) throw Error(s.store.path().string() + ": has no document with the id or source '" + name + "'; 'citypact list' shows them");
    ids.insert(found.begin(), found.end());
  }
  KeeperSummary summary;
  StoreWriter writer = s.writer();
  for (const std::string& id : ids) writer.remove(id);
  summary.changes = writer.commit();
  s.store.wipe_log();
  return summary;
}

KeeperSummary StoreKeeper::refresh(Progress* progress) {
  State& s = *state_;
  KeeperSummary summary;
  const std::vector<std::string> stale = s.store.stale(s.fingerprint);
  if (s.store.texts() == TextPolicy::evidence && !stale.empty()) {
    summary.without_text = stale.size();
    std::set<std::string> sources;
    for (const std::string& id : stale)
      if (const auto document = s.store.given(id)) sources.insert(document->source);
    summary.needed.assign(sources.begin(), sources.end());
    return summary;
  }
  const Store known(s.store.path(), s.pipeline.ontology());
  Batch batch([&](auto& documents) {
    StoreWriter writer = s.writer();
    for (auto& [given, extraction] : documents) writer.put(given, std::move(extraction), {utc_now(), s.fingerprint, s.settings});
    summary.changes += writer.commit();
  });
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<Document> {
    while (at < stale.size())
      if (auto document = known.given(stale[at++])) return document;  // else removed in the meantime
    return std::nullopt;
  };
  const ReadSummary read = s.pipeline.extract_again(stale.size(), next, s.diagnostics, progress,
                                                    [&](const Document& given, Extraction extraction) { batch.add(given, std::move(extraction)); });
  batch.end();
  summary.failed = read.failed;
  return summary;
}

}  // namespace citypact
