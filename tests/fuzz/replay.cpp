// Drives a target without libFuzzer: replays a corpus and mutations of it, the same ones every time.
//   fuzz_NAME CORPUS [SECONDS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "target.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;
using Clock = std::chrono::steady_clock;

constexpr std::size_t longest = 1 << 14;

std::vector<Bytes> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Bytes> corpus;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return corpus;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<Bytes>& corpus) : corpus_(corpus) {}

  Bytes next() {
    Bytes bytes = corpus_[below(corpus_.size())];
    for (std::size_t steps = 1 + below(8); steps > 0; --steps) mutate(bytes);
    if (bytes.size() > longest) bytes.resize(longest);
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void mutate(Bytes& bytes) {
    static constexpr std::uint8_t interesting[]{0, '\n', '"', '\\', '{', '[', '<', '&', '.', ' ', 0x7F, 0x80, 0xC2, 0xED, 0xF4, 0xFF};
    const std::size_t at = below(bytes.size() + 1);
    const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(6)) {
      case 0:
        if (at < bytes.size()) bytes[at] ^= static_cast<std::uint8_t>(1u << below(8));
        break;
      case 1: bytes.insert(here, interesting[below(sizeof interesting)]); break;
      case 2: bytes.erase(here, here + static_cast<std::ptrdiff_t>(std::min(below(16), bytes.size() - at))); break;
      case 3: {  // a piece of another one
        const Bytes& other = corpus_[below(corpus_.size())];
        const std::size_t begin = below(other.size() + 1), size = std::min(below(64), other.size() - begin);
        bytes.insert(here, other.begin() + static_cast<std::ptrdiff_t>(begin), other.begin() + static_cast<std::ptrdiff_t>(begin + size));
        break;
      }
      case 4: {  // a piece many times
        const std::size_t size = std::min(below(8), bytes.size() - at);
        const Bytes piece(here, here + static_cast<std::ptrdiff_t>(size));
        for (std::size_t times = below(64); times > 0 && bytes.size() < longest; --times)
          bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
        break;
      }
      default: bytes.resize(at); break;
    }
  }

  const std::vector<Bytes>& corpus_;
  std::minstd_rand random_{20200918};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: %s CORPUS [SECONDS]\n", argv[0]), 2;
  const auto corpus = read_corpus(argv[1]);
  const auto end = Clock::now() + std::chrono::duration<double>(argc > 2 ? std::atof(argv[2]) : 1.0);
  std::size_t runs = 0;
  for (const auto& bytes : corpus) LLVMFuzzerTestOneInput(bytes.data(), bytes.size()), ++runs;
  for (Mutator mutator(corpus); Clock::now() < end; ++runs) {
    const auto bytes = mutator.next();
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
  std::printf("%zu runs\n", runs);
  return 0;
}
