#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace citypact::neural {

/// A word form as the models see it.
struct WordInput {
  std::uint32_t word = 0;   // number in the embeddings, 0 when unknown
  std::uint32_t shape = 0;  // number of the letter shape ("Russian, capitalised"; "a comma")
  friend bool operator==(const WordInput&, const WordInput&) = default;
};

/// How a word with ё is looked up: also without its dots where the embeddings do not know it with them, or as natasha does.
enum class Dots { may_lack, as_written };

/// Word vectors of news, 250,000 forms, 300 dimensions in 100 bytes (product quantisation: Navec,
/// https://github.com/natasha/navec, MIT), and the shapes that Slovnet adds to them. Mapped from navec.bin, nothing is built
/// at start. Thread safety: const and shared. Cost: a look-up about 0.1 microseconds once the pages are in memory.
class Embeddings {
 public:
  static constexpr std::size_t dimensions = 300;

  /// Throws Error when the file is absent, cut or of another version.
  explicit Embeddings(const std::filesystem::path& path, Dots dots = Dots::may_lack);
  ~Embeddings();
  Embeddings(Embeddings&&) noexcept;

  /// `form` is one token of valid UTF-8 in any letter case.
  WordInput read(std::string_view form) const;
  /// Number of words; WordInput::word lies below it.
  std::size_t size() const;
  /// Number of shapes; WordInput::shape lies below it.
  std::size_t shapes() const;
  /// Writes the 300 numbers of a word.
  void vector(std::uint32_t word, float* out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact::neural
