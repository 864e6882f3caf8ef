#include "document_stream.hpp"

namespace citypact {

DocumentStream::DocumentStream(std::vector<std::string> inputs, std::string format, ReadOptions options, std::size_t ahead)
    : inputs_(std::move(inputs)), format_(std::move(format)), channel_(ahead), reader_([this, options] { run(inputs_, format_, options); }) {}

DocumentStream::~DocumentStream() {
  channel_.close();
  if (reader_.joinable()) reader_.join();
}

void DocumentStream::run(const std::vector<std::string>& inputs, const std::string& format, const ReadOptions& options) {
  try {
    Diagnostics diagnostics;
    summary_ = read_documents(inputs, format, options, diagnostics,
                              [&](Document document) { return channel_.push({std::move(document), diagnostics.take()}); });
    rest_ = diagnostics.take();
  } catch (...) {
    failure_ = std::current_exception();
  }
  channel_.finish();
}

ReadSummary DocumentStream::finish(std::vector<Diagnostic>& rest) {
  reader_.join();
  if (failure_) std::rethrow_exception(failure_);
  rest = std::move(rest_);
  return summary_;
}

}  // namespace citypact
