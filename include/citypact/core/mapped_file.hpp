#pragma once
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace citypact {

/// A read-only container of named arrays, mapped from disk: models, dictionaries, the compiled gazetteer.
///
/// Layout (little endian; written by scripts/pack.py and by MappedFileWriter):
///   0   char[8]  "CITYPACT"      8  u32 format version (1)   12 u32 number of sections
///   16  u64 size of the file     24 u32 CRC-32 of header (this field 0) and table   28 u32 0
///   32  char[32] kind ("slovnet-ner")   64 char[64] licence ("MIT")   128 u32 version of the kind's content, 132..191 zero
///   192 the table, 128 bytes a section: char[56] name, u32 type, u32 dimensions, u64[4] shape, u64 offset, u64 bytes,
///       u32 CRC-32 of the data, u32[3] 0; section data begin at multiples of 64.
/// Opening maps the file and checks magic, versions, size and the table; `verify` also checks every section's CRC.
/// Thread safety: const use from several threads.
class MappedFile {
 public:
  enum class Type : std::uint32_t { bytes = 0, i8 = 1, u8 = 2, i32 = 3, u32 = 4, f32 = 5, u16 = 6, u64 = 7 };

  /// Throws Error naming the file, what is wrong and how to make it again.
  MappedFile(const std::filesystem::path& path, std::string_view kind, std::uint32_t content_version);
  /// The same container in memory, as MappedFileWriter wrote it to a stream; `name` is for messages.
  MappedFile(std::string image, const std::filesystem::path& name, std::string_view kind, std::uint32_t content_version);
  ~MappedFile();
  MappedFile(MappedFile&&) noexcept;
  MappedFile& operator=(MappedFile&&) noexcept;

  bool has(std::string_view section) const;
  /// The shape of a section; throws Error when it is absent.
  std::vector<std::uint64_t> shape(std::string_view section) const;
  std::span<const float> floats(std::string_view section) const;
  std::span<const std::int8_t> int8s(std::string_view section) const;
  std::span<const std::uint8_t> uint8s(std::string_view section) const;
  std::span<const std::uint16_t> uint16s(std::string_view section) const;
  std::span<const std::int32_t> int32s(std::string_view section) const;
  std::span<const std::uint32_t> uint32s(std::string_view section) const;
  std::span<const std::uint64_t> uint64s(std::string_view section) const;
  std::string_view bytes(std::string_view section) const;
  /// Where a section's data begin in the file, for who reads seldom needed parts with pread instead of mapping them.
  std::uint64_t offset(std::string_view section) const;
  std::string_view licence() const;
  /// Compares every section with its checksum; throws Error naming the first that differs. Cost: some 0.3 ms a megabyte, and the
  /// whole file is read.
  void verify() const;
  /// Opens a file of whatever kind and verifies it.
  static void verify(const std::filesystem::path& path);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes such a container: sections in the order of adding; a file whole or not at all.
class MappedFileWriter {
 public:
  MappedFileWriter(std::string kind, std::string licence, std::uint32_t content_version);
  ~MappedFileWriter();
  MappedFileWriter(MappedFileWriter&&) noexcept;
  void add(std::string name, MappedFile::Type type, std::vector<std::uint64_t> shape, std::string_view data);
  void write(const std::filesystem::path& path) const;  // throws Error
  void write(std::ostream& out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
