#include "citypact/core/ontology.hpp"

#include <algorithm>

namespace citypact {

namespace {

template <class Named>
const Named* find_named(const std::vector<Named>& items, std::string_view name) {
  const auto found = std::ranges::find(items, name, &Named::name);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const NodeType* Ontology::type(std::string_view name) const { return find_named(types, name); }

const RelationType* Ontology::relation(std::string_view name) const {
  const RelationType* found = find_named(relations, name);
  return found != nullptr ? found : find_named(derived, name);
}

bool Ontology::is_a(std::string_view name, std::string_view ancestor) const {
  // A chain longer than the number of types is a cycle that somebody built by hand; the reader refuses such files.
  for (std::size_t step = 0; step <= types.size() && !name.empty(); ++step) {
    if (name == ancestor) return true;
    const NodeType* found = type(name);
    if (found == nullptr) return false;
    name = found->parent;
  }
  return false;
}

bool Ontology::allows(std::string_view relation_name, std::string_view subject_type, std::string_view object_type) const {
  const RelationType* found = relation(relation_name);
  if (found == nullptr) return false;
  const auto fits = [this](std::string_view type_name, const std::vector<std::string>& allowed) {
    return std::ranges::any_of(allowed, [&](const std::string& ancestor) { return is_a(type_name, ancestor); });
  };
  return fits(subject_type, found->domain) && fits(object_type, found->range);
}

}  // namespace citypact
