#pragma once
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "channel.hpp"
#include "citypact/read/read.hpp"

namespace citypact {

/// A document with what was wrong before it, so that reports keep the order of the inputs.
struct ReadItem {
  Document document;
  std::vector<Diagnostic> before;
};

/// Where a run gets its documents from, on one thread.
class DocumentSource {
 public:
  virtual ~DocumentSource() = default;
  virtual std::optional<ReadItem> next() = 0;
  /// After the last one. Rethrows what reading threw; `rest` is what was wrong behind the last document.
  virtual ReadSummary finish(std::vector<Diagnostic>& rest) = 0;
  /// Number of documents, 0 where it is not known.
  virtual std::size_t known() const { return 0; }
};

/// Documents that somebody has already.
class KnownDocuments : public DocumentSource {
 public:
  KnownDocuments(std::size_t known, std::function<std::optional<Document>()> next) : known_(known), next_(std::move(next)) {}
  std::optional<ReadItem> next() override {
    auto document = next_();
    if (!document) return std::nullopt;
    ++read_;
    return ReadItem{std::move(*document), {}};
  }
  ReadSummary finish(std::vector<Diagnostic>&) override { return {read_, 0, 0, 0}; }
  std::size_t known() const override { return known_; }

 private:
  std::size_t known_, read_ = 0;
  std::function<std::optional<Document>()> next_;
};

/// Turns read_documents, which pushes, into a stream to pull from: reading goes on in a thread of its own, at most
/// `ahead` documents in front of the taker.
class DocumentStream : public DocumentSource {
 public:
  DocumentStream(std::vector<std::string> inputs, std::string format, ReadOptions options, std::size_t ahead);
  /// Stops reading.
  ~DocumentStream() override;

  std::optional<ReadItem> next() override { return channel_.pop(); }
  std::size_t known() const override { return estimate_documents(inputs_, format_); }
  /// Waits for the reader's end.
  ReadSummary finish(std::vector<Diagnostic>& rest) override;

 private:
  void run(const std::vector<std::string>& inputs, const std::string& format, const ReadOptions& options);

  const std::vector<std::string> inputs_;
  const std::string format_;
  Channel<ReadItem> channel_;
  ReadSummary summary_;
  std::vector<Diagnostic> rest_;
  std::exception_ptr failure_;
  std::thread reader_;
};

}  // namespace citypact
