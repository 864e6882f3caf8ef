#pragma once
#include <cstddef>

namespace citypact {

/// Told about long work; called from any thread, must be quick. The library never prints: the program draws the bar.
class Progress {
 public:
  virtual ~Progress() = default;
  /// Whether it is worth some work to find out the total.
  virtual bool wants_total() const { return false; }
  virtual void documents(std::size_t done, std::size_t known) = 0;  // known: 0 while the total is unknown
};

}  // namespace citypact
