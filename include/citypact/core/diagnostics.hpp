#pragma once
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace citypact {

/// The run cannot go on (a model is missing, an output cannot be written): one line, says where, what and what to do.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Something about one document or one place in a file; the run goes on.
struct Diagnostic {
  enum class Severity { note, warning, error };
  Severity severity = Severity::error;
  std::string place;    // "news/42.txt", "rules/roles.yaml:18:5"
  std::string message;  // what is wrong and what was or should be done
};

/// Collects diagnostics. Thread safety: add() may be called from several threads.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void error(std::string place, std::string message) { add({Diagnostic::Severity::error, std::move(place), std::move(message)}); }
  void warning(std::string place, std::string message) { add({Diagnostic::Severity::warning, std::move(place), std::move(message)}); }
  /// Takes all that was collected, in order of adding.
  std::vector<Diagnostic> take();

 private:
  std::mutex mutex_;
  std::vector<Diagnostic> items_;
};

}  // namespace citypact
