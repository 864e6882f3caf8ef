#include "coreference.hpp"

#include <map>

#include "citypact/language/names.hpp"

namespace citypact::extract {
namespace {

std::string last_word(const std::string& key) { return key.substr(key.rfind(' ') + 1); }

}  // namespace

void join_entities(std::vector<Site>& sites, const AnalyzedDocument&, const Lexicon&) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> by_name;
  std::map<std::string, std::uint32_t> by_surname;
  for (std::uint32_t i = 0; i < sites.size(); ++i) {
    Mention& mention = sites[i].mention;
    mention.entity = i;
    if (mention.form == Form::nominal || mention.form == Form::pronoun) continue;
    const std::string key = name_key(mention.name);
    if (auto found = by_name.find({mention.type, key}); found != by_name.end()) {
      mention.entity = found->second;
    } else if (mention.type == "Person") {
      auto full = by_surname.find(last_word(key));
      if (full != by_surname.end() && key == last_word(key)) mention.entity = full->second;
      by_surname.try_emplace(last_word(key), mention.entity);
    }
    by_name.try_emplace({mention.type, key}, mention.entity);
  }
}

}  // namespace citypact::extract
