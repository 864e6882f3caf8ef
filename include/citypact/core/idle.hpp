#pragma once
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace citypact {

/// What threads work with, taken and given back: as many as there were threads at once, the one given back last first.
/// Must outlive its leases. Thread safety: safe.
template <class Work>
class Idle {
 public:
  struct GiveBack {
    Idle* owner = nullptr;
    void operator()(Work* work) const { owner->give_back(work); }
  };
  using Lease = std::unique_ptr<Work, GiveBack>;

  /// `arguments` make a new one when none is idle.
  template <class... Arguments>
  Lease take(Arguments&&... arguments) {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return {new Work(std::forward<Arguments>(arguments)...), {this}};
    Lease lease(idle_.back().release(), {this});
    idle_.pop_back();
    return lease;
  }

 private:
  void give_back(Work* work) {
    const std::lock_guard lock(mutex_);
    idle_.emplace_back(work);
  }
  std::mutex mutex_;
  std::vector<std::unique_ptr<Work>> idle_;
};

}  // namespace citypact
