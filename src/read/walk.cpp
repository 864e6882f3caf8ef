#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include <sys/stat.h>

#include "reader.hpp"

namespace citypact::read {
namespace {

namespace fs = std::filesystem;

/// A folder is known by device and inode, so that links in a circle end.
using FolderKey = std::pair<dev_t, ino_t>;

class Walker {
 public:
  Walker(const std::string& root, Delivery& delivery) : root_(root), delivery_(delivery) {}

  std::vector<Found> run() {
    folder(root_, "");
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.relative < b.relative; });
    return std::move(found_);
  }

 private:
  // Folders wait in a list of their own: no recursion, however deep the tree.
  void folder(const fs::path& path, const std::string& relative) {
    waiting_.emplace_back(path, relative);
    while (!waiting_.empty()) {
      auto [next, below] = std::move(waiting_.back());
      waiting_.pop_back();
      enter(next, below);
    }
  }

  void enter(const fs::path& path, const std::string& relative) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 || !seen_.insert({status.st_dev, status.st_ino}).second) return;
    std::error_code error;
    fs::directory_iterator entries(path, error);
    if (error) return delivery_.fail(path.generic_string(), "may not be entered (" + error.message() + "); change its permissions");
    for (; entries != fs::directory_iterator(); entries.increment(error)) {
      if (error) return delivery_.fail(path.generic_string(), "cannot be read to its end (" + error.message() + ")");
      entry(*entries, relative);
    }
  }

  void entry(const fs::directory_entry& entry, const std::string& below) {
    const std::string name = entry.path().filename().generic_string();
    const std::string relative = below.empty() ? name : below + "/" + name;
    std::error_code error;
    const auto status = entry.status(error);
    const bool hidden = name.starts_with('.');
    if (hidden) {
      if (!fs::is_directory(status)) delivery_.ignore();
    } else if (fs::is_directory(status)) {
      waiting_.emplace_back(entry.path(), relative);
    } else if (!find_reader_by_suffix(name)) {
      delivery_.ignore();
    } else if (fs::is_regular_file(status)) {
      found_.push_back({entry.path().generic_string(), relative});
    } else if (entry.is_symlink(error)) {
      delivery_.fail(entry.path().generic_string(), "is a link that leads nowhere; remove it or mend it");
    } else {
      delivery_.ignore();
    }
  }

  fs::path root_;
  Delivery& delivery_;
  std::vector<Found> found_;
  std::vector<std::pair<fs::path, std::string>> waiting_;
  std::set<FolderKey> seen_;
};

}  // namespace

std::vector<Found> walk(const std::string& folder, Delivery& delivery) { return Walker(folder, delivery).run(); }

}  // namespace citypact::read
