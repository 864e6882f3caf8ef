#include "reader.hpp"

namespace citypact::read {

void read_text(ByteSource& bytes, const Origin& origin, const ReadOptions& options, Delivery& delivery) {
  const auto too_large = [&](const std::string& size) {
    throw Unreadable{size + " bytes, more than the limit of " + grouped(options.max_bytes) + "; split it or raise --max-size"};
  };
  if (bytes.known_size() > options.max_bytes) too_large(grouped(bytes.known_size()));
  std::string_view text = bytes.peek(options.max_bytes + 1);
  if (text.size() > options.max_bytes) too_large("more than " + grouped(options.max_bytes));
  const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  text.remove_prefix(mark);
  if (text.empty()) throw Unreadable{"is empty; nothing to read"};
  require_text(text);
  if (text.find_first_not_of(" \t\r\n") == text.npos) throw Unreadable{"holds only white space; nothing to read"};
  Document document;
  document.id = origin.id;
  document.source = origin.source;
  bytes.take(mark);
  document.text = bytes.take_all();
  delivery.document(std::move(document), origin.source);
}

}  // namespace citypact::read
