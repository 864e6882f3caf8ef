// Resolves generated collections: names fall off as in Zipf's law, a few hubs stand everywhere, surnames stand alone in
// two documents of five. Processor time, one thread.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/resolve/resolve.hpp"

namespace {

using namespace citypact;

const std::vector<std::string> syllables{"ba", "vo", "gri", "da", "zhe", "zo", "ki", "la", "me", "no", "po", "ro", "sa", "tu", "fi", "ha", "chi", "sha", "yu", "k"};
const std::vector<std::string> given{"Ivan", "Pyotr", "Anna", "Maria", "Sergey", "Oleg", "Roman", "Dmitry", "Elena", "Olga"};
const std::vector<std::string> cities{"Moscow", "Kazan", "Beijing", "Omsk", "Perm", "Sochi", "Tver", "Shanghai", "Tomsk", "Samara"};

/// The name of rank `rank`: always the same.
std::string word(std::uint32_t rank) {
  std::mt19937 random(rank);
  std::string text;
  for (auto count = 2 + random() % 3; count; --count) text += syllables[random() % syllables.size()];
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::vector<Extraction> collection(std::size_t mentions) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> uniform;
  const auto zipf = [&](double size) { return static_cast<std::uint32_t>(std::pow(size, uniform(random))); };
  std::vector<Extraction> documents(mentions / 5);
  for (std::size_t d = 0; d < documents.size(); ++d) {
    Extraction& extraction = documents[d];
    extraction.document.id = "d" + std::to_string(d);
    extraction.document.language = "en";
    for (std::uint32_t entity = 0; entity < 5; ++entity) {
      const std::uint32_t rank = zipf(static_cast<double>(mentions) / 4);
      const double kind = uniform(random);
      Mention mention;
      mention.entity = entity;
      if (kind < 0.45) {
        mention.type = "Person";
        mention.name = (uniform(random) < 0.6 ? given[rank % given.size()] + " " : "") + word(rank);
      } else if (kind < 0.8) {
        mention.type = "Organization";
        mention.name = word(rank + 1) + " " + word(rank + 2) + (uniform(random) < 0.3 ? " Ltd" : "");
      } else {
        mention.type = "City";
        mention.name = cities[random() % cities.size()];
      }
      mention.span = {static_cast<std::uint32_t>(extraction.document.text.size()), 0};
      extraction.document.text += mention.name + "\n";
      mention.span.end = static_cast<std::uint32_t>(extraction.document.text.size()) - 1;
      extraction.mentions.push_back(std::move(mention));
    }
  }
  return documents;
}

}  // namespace

int main(int count, char** arguments) {
  const Gazetteer gazetteer(std::filesystem::path(CITYPACT_SHARE) / "knowledge.bin");
  const Ontology ontology = read_ontology(std::filesystem::path(CITYPACT_SHARE) / "schemas" / "ontology.ttl");
  std::vector<std::size_t> sizes;
  for (int i = 1; i < count; ++i)
    if (const auto size = std::strtoul(arguments[i], nullptr, 10)) sizes.push_back(size);
  if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};
  std::printf("%12s %12s %10s %14s\n", "mentions", "nodes", "seconds", "us a mention");
  for (const std::size_t size : sizes) {
    auto documents = collection(size);
    const std::clock_t begin = std::clock();
    const auto nodes = resolve(documents, &gazetteer, ontology);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::printf("%12zu %12zu %10.2f %14.1f\n", size, nodes.size(), seconds, seconds * 1e6 / static_cast<double>(size));
  }
}
