#include "scene.hpp"

namespace citypact::extract {

const std::vector<std::string_view>& ClassFacts::lineage(const std::string& type) {
  const auto [at, fresh] = lineages_.try_emplace(type);
  if (fresh) {
    at->second.push_back(at->first);  // keys stay where they are
    for (const NodeType& other : ontology_.types)
      if (other.name != type && ontology_.is_a(type, other.name)) at->second.push_back(other.name);
  }
  return at->second;
}

bool ClassFacts::related(const std::string& a, const std::string& b) {
  const auto [at, fresh] = related_.try_emplace(a + '\n' + b, false);
  if (fresh)
    at->second = std::any_of(ontology_.relations.begin(), ontology_.relations.end(), [&](const RelationType& r) {
      return ontology_.allows(r.name, a, b) || ontology_.allows(r.name, b, a);
    });
  return at->second;
}

}  // namespace citypact::extract
