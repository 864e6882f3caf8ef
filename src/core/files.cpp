#include "citypact/core/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ostream>
#include <system_error>

#include "citypact/core/diagnostics.hpp"
#include "file_sink.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, int error, const char* advice) {
  throw Error(path.string() + ": cannot be written: " + std::strerror(error) + advice);
}

struct Closing {
  int file;
  ~Closing() { ::close(file); }
};

void write_stream(const fs::path& shown, const fs::path& path, const std::function<void(std::ostream&)>& write) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail(shown, errno, "; choose another folder");
  int error = 0;
  {
    const Closing closing{file};
    FileSink sink(file);
    std::ostream out(&sink);
    write(out);
    error = sink.finish();
  }
  if (error != 0) fail(shown, error, "; free some space or choose another folder");
}

void sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

/// Removes the temporary file unless it was renamed.
struct Temporary {
  fs::path path;
  ~Temporary() {
    std::error_code ignored;
    if (!path.empty()) fs::remove(path, ignored);
  }
};

}  // namespace

void write_whole_file(const fs::path& path, bool overwrite, const std::function<void(std::ostream&)>& write) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (fs::is_directory(status)) throw Error(path.string() + ": is a folder; name a file in it");
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_stream(path, path, write);
  if (fs::exists(status) && !overwrite) throw Error(path.string() + " exists; use --force to replace it");
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) throw Error(folder.string() + ": no such folder; make it first");

  Temporary temporary{path.string() + ".tmp-" + std::to_string(::getpid())};
  write_stream(path, temporary.path, write);
  sync(temporary.path);
  fs::rename(temporary.path, path, error);
  if (error) fail(path, error.value(), "");
  temporary.path.clear();
  sync(folder);
}

fs::path find_share() {
  if (const char* named = std::getenv("CITYPACT_SHARE"); named && *named) return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path folder = program.parent_path();
  for (const fs::path& candidate : {folder / "share" / "citypact", folder.parent_path() / "share" / "citypact"})
    if (fs::is_directory(candidate / "schemas", error)) return candidate;
  throw Error("data files not found in " + (folder / "share" / "citypact").string() + " or " +
              (folder.parent_path() / "share" / "citypact").string() + "; set CITYPACT_SHARE");
}

}  // namespace citypact
