#pragma once
#include <exception>
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

/// Turns read_documents, which pushes, into a stream to pull from: reading goes on in a thread of its own, at most
/// `ahead` documents in front of the taker.
class DocumentStream {
 public:
  DocumentStream(std::vector<std::string> inputs, std::string format, ReadOptions options, std::size_t ahead);
  /// Stops reading.
  ~DocumentStream();

  std::optional<ReadItem> next() { return channel_.pop(); }
  /// Waits for the reader's end. Rethrows what it threw; `rest` is what was wrong behind the last document.
  ReadSummary finish(std::vector<Diagnostic>& rest);

 private:
  void run(const std::vector<std::string>& inputs, const std::string& format, const ReadOptions& options);

  Channel<ReadItem> channel_;
  ReadSummary summary_;
  std::vector<Diagnostic> rest_;
  std::exception_ptr failure_;
  std::thread reader_;
};

}  // namespace citypact
