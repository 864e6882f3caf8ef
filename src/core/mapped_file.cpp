#include "citypact/core/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <ostream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/files.hpp"

namespace citypact {
namespace {

constexpr std::size_t alignment = 64;
constexpr std::uint32_t format_version = 1;
constexpr std::array<std::uint64_t, 8> type_sizes{1, 1, 1, 4, 4, 4, 2, 8};  // by MappedFile::Type

struct Header {
  char magic[8];
  std::uint32_t version, sections;
  std::uint64_t size;
  std::uint32_t crc, zero;
  char kind[32], licence[64];
  std::uint32_t content_version;
  char reserved[60];
};
static_assert(sizeof(Header) == 192);

struct Entry {
  char name[56];
  std::uint32_t type, dimensions;
  std::uint64_t shape[4], offset, bytes;
  std::uint32_t crc, zero[3];
};
static_assert(sizeof(Entry) == 128);

std::uint32_t crc(const void* data, std::size_t bytes, std::uint32_t start = 0) {
  return static_cast<std::uint32_t>(::crc32_z(start, static_cast<const Bytef*>(data), bytes));
}

template <std::size_t N>
std::string_view fixed(const char (&text)[N]) {
  return {text, ::strnlen(text, N)};
}

template <std::size_t N>
void put(char (&into)[N], std::string_view text) {
  if (text.size() > N) throw Error("mapped file: '" + std::string(text) + "' is longer than its field");
  std::memcpy(into, text.data(), text.size());
}

std::uint32_t table_crc(Header header, const Entry* table) {
  header.crc = 0;
  return crc(table, header.sections * sizeof(Entry), crc(&header, sizeof header));
}

}  // namespace

struct MappedFile::State {
  std::filesystem::path path;
  std::string image;  // of a container that lies in memory; empty where a file is mapped
  const char* data = nullptr;
  std::size_t size = 0;

  ~State() {
    if (data && image.empty()) ::munmap(const_cast<char*>(data), size);
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(path.string() + ": " + what + "; scripts/fetch-models makes it again");
  }
  const Header& header() const { return *reinterpret_cast<const Header*>(data); }
  std::span<const Entry> table() const { return {reinterpret_cast<const Entry*>(data + sizeof(Header)), header().sections}; }

  const Entry* find(std::string_view section) const {
    const auto entries = table();
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return fixed(e.name) == section; });
    return found == entries.end() ? nullptr : &*found;
  }
  const Entry& at(std::string_view section) const {
    const Entry* entry = find(section);
    if (!entry) fail("has no section '" + std::string(section) + "'");
    return *entry;
  }
  template <typename T>
  std::span<const T> array(std::string_view section, Type type) const {
    const Entry& entry = at(section);
    if (entry.type != static_cast<std::uint32_t>(type)) fail("section '" + std::string(section) + "' has another type");
    return {reinterpret_cast<const T*>(data + entry.offset), entry.bytes / sizeof(T)};
  }

  void map() {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(errno == ENOENT ? "is missing" : std::string("cannot be read: ") + std::strerror(errno));
    struct stat status {};
    const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    size = regular ? static_cast<std::size_t>(status.st_size) : 0;
    void* memory = size >= sizeof(Header) ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    ::close(file);
    if (memory == MAP_FAILED) fail("is not a citypact data file");
    data = static_cast<const char*>(memory);
  }

  void check(std::string_view kind, std::uint32_t content_version) const {
    const Header& h = header();
    if (std::memcmp(h.magic, "CITYPACT", 8) != 0) fail("is not a citypact data file");
    if (h.version != format_version || h.content_version != content_version)
      fail("is of version " + std::to_string(h.version) + "." + std::to_string(h.content_version) + ", this program reads " +
           std::to_string(format_version) + "." + std::to_string(content_version));
    if (fixed(h.kind) != kind) fail("holds '" + std::string(fixed(h.kind)) + "', not '" + std::string(kind) + "'");
    if (h.size != size) fail("is cut: " + std::to_string(size) + " of " + std::to_string(h.size) + " bytes");
    if (h.sections > (size - sizeof(Header)) / sizeof(Entry) || table_crc(h, table().data()) != h.crc) fail("is damaged (table)");
    for (const Entry& entry : table()) {
      const bool known = entry.type < type_sizes.size() && entry.offset % alignment == 0;
      if (!known || entry.offset > size || entry.bytes > size - entry.offset || entry.bytes % type_sizes[entry.type] != 0)
        fail("is damaged (section '" + std::string(fixed(entry.name)) + "')");
    }
  }
};

MappedFile::MappedFile(const std::filesystem::path& path, std::string_view kind, std::uint32_t content_version)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->map();
  state_->check(kind, content_version);
}
MappedFile::MappedFile(std::string image, const std::filesystem::path& name, std::string_view kind, std::uint32_t content_version)
    : state_(std::make_unique<State>()) {
  state_->path = name;
  state_->image = std::move(image);
  if (state_->image.size() < sizeof(Header)) state_->fail("is not a citypact data file");
  state_->data = state_->image.data();
  state_->size = state_->image.size();
  state_->check(kind, content_version);
}
MappedFile::~MappedFile() = default;
MappedFile::MappedFile(MappedFile&&) noexcept = default;
MappedFile& MappedFile::operator=(MappedFile&&) noexcept = default;

bool MappedFile::has(std::string_view section) const { return state_->find(section) != nullptr; }
std::vector<std::uint64_t> MappedFile::shape(std::string_view section) const {
  const Entry& entry = state_->at(section);
  return {entry.shape, entry.shape + std::min<std::uint32_t>(entry.dimensions, 4)};
}
std::span<const float> MappedFile::floats(std::string_view s) const { return state_->array<float>(s, Type::f32); }
std::span<const std::int8_t> MappedFile::int8s(std::string_view s) const { return state_->array<std::int8_t>(s, Type::i8); }
std::span<const std::uint8_t> MappedFile::uint8s(std::string_view s) const { return state_->array<std::uint8_t>(s, Type::u8); }
std::span<const std::uint16_t> MappedFile::uint16s(std::string_view s) const { return state_->array<std::uint16_t>(s, Type::u16); }
std::span<const std::int32_t> MappedFile::int32s(std::string_view s) const { return state_->array<std::int32_t>(s, Type::i32); }
std::span<const std::uint32_t> MappedFile::uint32s(std::string_view s) const { return state_->array<std::uint32_t>(s, Type::u32); }
std::span<const std::uint64_t> MappedFile::uint64s(std::string_view s) const { return state_->array<std::uint64_t>(s, Type::u64); }
std::string_view MappedFile::bytes(std::string_view s) const {
  const auto data = state_->array<char>(s, Type::bytes);
  return {data.data(), data.size()};
}
std::uint64_t MappedFile::offset(std::string_view section) const { return state_->at(section).offset; }
std::string_view MappedFile::licence() const { return fixed(state_->header().licence); }

void MappedFile::verify() const {
  for (const Entry& entry : state_->table())
    if (crc(state_->data + entry.offset, entry.bytes) != entry.crc)
      state_->fail("is damaged (section '" + std::string(fixed(entry.name)) + "')");
}

void MappedFile::verify(const std::filesystem::path& path) {
  State state;
  state.path = path;
  state.map();
  const std::string kind(fixed(state.header().kind));
  const auto content_version = state.header().content_version;
  MappedFile(path, kind, content_version).verify();
}

struct MappedFileWriter::State {
  Header header{};
  std::vector<Entry> table;
  std::vector<std::string> blobs;
};

MappedFileWriter::MappedFileWriter(std::string kind, std::string licence, std::uint32_t content_version)
    : state_(std::make_unique<State>()) {
  std::memcpy(state_->header.magic, "CITYPACT", 8);
  state_->header.version = format_version;
  state_->header.content_version = content_version;
  put(state_->header.kind, kind);
  put(state_->header.licence, licence);
}
MappedFileWriter::~MappedFileWriter() = default;
MappedFileWriter::MappedFileWriter(MappedFileWriter&&) noexcept = default;

void MappedFileWriter::add(std::string name, MappedFile::Type type, std::vector<std::uint64_t> shape, std::string_view data) {
  Entry entry{};
  put(entry.name, name);
  entry.type = static_cast<std::uint32_t>(type);
  entry.dimensions = static_cast<std::uint32_t>(shape.size());
  std::copy_n(shape.begin(), std::min<std::size_t>(shape.size(), 4), entry.shape);
  entry.bytes = data.size();
  entry.crc = crc(data.data(), data.size());
  state_->table.push_back(entry);
  state_->blobs.emplace_back(data);
}

void MappedFileWriter::write(std::ostream& out) const {
  Header header = state_->header;
  std::vector<Entry> table = state_->table;
  const auto align = [](std::uint64_t offset) { return (offset + alignment - 1) / alignment * alignment; };
  std::uint64_t offset = sizeof(Header) + table.size() * sizeof(Entry);
  for (Entry& entry : table) {
    entry.offset = align(offset);
    offset = entry.offset + entry.bytes;
  }
  header.sections = static_cast<std::uint32_t>(table.size());
  header.size = offset;
  header.crc = table_crc(header, table.data());
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(reinterpret_cast<const char*>(table.data()), static_cast<std::streamsize>(table.size() * sizeof(Entry)));
  std::uint64_t at = sizeof(Header) + table.size() * sizeof(Entry);
  for (std::size_t i = 0; i < table.size(); ++i) {
    out << std::string(table[i].offset - at, '\0') << state_->blobs[i];
    at = table[i].offset + table[i].bytes;
  }
}

void MappedFileWriter::write(const std::filesystem::path& path) const {
  write_whole_file(path, true, [&](std::ostream& out) { write(out); });
}

}  // namespace citypact
