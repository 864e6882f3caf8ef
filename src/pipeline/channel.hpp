#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace citypact {

/// A queue of limited length between one thread that fills and one that empties it.
template <class Item>
class Channel {
 public:
  explicit Channel(std::size_t limit) : limit_(limit) {}

  /// Waits for room; false when the taker has closed the channel.
  bool push(Item item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.size() < limit_ || closed_; });
    if (closed_) return false;
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }
  /// Waits for an item; nothing when the filler has finished and all is taken.
  std::optional<Item> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !items_.empty() || finished_ || closed_; });
    if (items_.empty() || closed_) return std::nullopt;
    std::optional<Item> item(std::move(items_.front()));
    items_.pop_front();
    changed_.notify_all();
    return item;
  }
  /// The filler has no more.
  void finish() { set(finished_); }
  /// The taker wants no more.
  void close() { set(closed_); }

 private:
  void set(bool& flag) {
    const std::lock_guard lock(mutex_);
    flag = true;
    changed_.notify_all();
  }

  const std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> items_;
  bool finished_ = false, closed_ = false;
};

}  // namespace citypact
