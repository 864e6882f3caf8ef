// Makes a store of any size through the same StoreWriter as `citypact add`, from statements made by chance: names of syllables,
// every tie with a sentence of its own. The same store for the same numbers.
//
//   bench_store_generate STORE [NODES EDGES DOCUMENTS [BATCH]]      default 200000 1000000 300000 100000
//
// One city has as many edges as a quarter of all nodes (the hub), one exactly 50; the others take part by chance. An agreement has one
// edge, since an agreement without a name of its own is another one in every document. Names are printed, for bench/store/run.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <unordered_set>
#include <vector>

#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/resolve/resolve.hpp"
#include "citypact/store/store_writer.hpp"

namespace {

using namespace citypact;

constexpr std::uint32_t hub = 0, fifty = 1;
constexpr std::uint32_t degree_of_fifty = 50;

struct Tie {
  std::uint32_t from, to;
  const char* relation;
  std::optional<Date> time;
};

/// A word of four or more syllables, another for every number.
std::string name_of(std::uint32_t number) {
  static constexpr const char* syllables[] = {"ба", "ве", "ги", "до", "жу", "за", "ки", "ло", "му", "на", "пе", "ри", "со", "ту", "фа", "хо"};
  static constexpr const char* first[] = {"Ба", "Ве", "Ги", "До", "Жу", "За", "Ки", "Ло", "Му", "На", "Пе", "Ри", "Со", "Ту", "Фа", "Хо"};
  const std::uint32_t mixed = (number * 0x9E3779B1u) & 0xFFFFFu;  // neighbours differ in every letter; one to one below 2^20
  return std::string(first[mixed & 15]) + syllables[mixed >> 4 & 15] + syllables[mixed >> 8 & 15] + syllables[mixed >> 12 & 15] + syllables[mixed >> 16 & 15];
}

class World {
 public:
  World(std::uint32_t nodes, std::uint32_t edges) : nodes_(nodes), random_(20201231) {
    const auto fill = [&](std::uint32_t centre, std::uint32_t degree, std::uint32_t step) {
      for (std::uint32_t i = 0, other = 2; i < degree; other = 2 + (other - 2 + step) % (nodes - 2)) {
        if (!is_agreement(other)) add(other, centre), ++i;
      }
    };
    fill(hub, nodes / 4, 1);
    fill(fifty, degree_of_fifty, 37);
    for (std::uint32_t i = 2; i < nodes; ++i) add(i, other_than(i));  // no node stays alone
    while (ties_.size() < edges) {
      const std::uint32_t from = any();
      if (!is_agreement(from)) add(from, other_than(from));
    }
    std::shuffle(ties_.begin(), ties_.end(), random_);
  }
  const std::vector<Tie>& ties() const { return ties_; }
  // One node in ten is a city, one in ten an agreement, the rest are organizations.
  const char* type(std::uint32_t node) const { return node < 2 || node % 10 == 0 ? "City" : node % 10 == 1 ? "Agreement" : "Organization"; }
  std::string name(std::uint32_t node) const { return (type(node)[0] == 'A' ? "меморандум «" : "") + name_of(node) + (type(node)[0] == 'A' ? "»" : ""); }

 private:
  std::uint32_t any() { return 2 + static_cast<std::uint32_t>(random_() % (nodes_ - 2)); }
  std::uint32_t other_than(std::uint32_t node) {
    for (;;) {
      const std::uint32_t other = any();
      if (other != node && !is_agreement(other)) return other;
    }
  }
  bool is_agreement(std::uint32_t node) const { return type(node)[0] == 'A'; }
  void add(std::uint32_t from, std::uint32_t to) {
    if (is_agreement(from)) std::swap(from, to);
    if (from == to || is_agreement(from)) return;
    Tie tie{from, to, is_agreement(to) ? "party-to" : random_() % 2 ? "cooperates-with" : "signed-with", std::nullopt};
    if (random_() % 3) tie.time = Date::day(2000 + static_cast<int>(random_() % 25), 1 + static_cast<int>(random_() % 12), 1 + static_cast<int>(random_() % 28));
    const bool symmetric = !is_agreement(to);
    const std::uint64_t low = symmetric ? std::min(from, to) : from, high = symmetric ? std::max(from, to) : to;
    if (taken_.insert(low << 32 | high).second) ties_.push_back(tie);
  }

  std::uint32_t nodes_;
  std::mt19937 random_;
  std::vector<Tie> ties_;
  std::unordered_set<std::uint64_t> taken_;
};

Extraction document_of(const World& world, std::uint32_t number, const Tie* begin, const Tie* end) {
  Extraction e;
  const std::string id = "news/" + std::to_string(number) + ".txt";
  e.document = {id, "https://example.org/" + id, "Новость " + std::to_string(number), Date::day(2001 + static_cast<int>(number % 25), 1 + static_cast<int>(number / 25 % 12), 1 + static_cast<int>(number % 28)), "ru", {}};
  std::string& text = e.document.text;
  for (const Tie* tie = begin; tie != end; ++tie) {
    const auto start = static_cast<std::uint32_t>(text.size());
    const auto mention = [&](std::uint32_t node) {
      Mention m;
      m.type = world.type(node), m.name = world.name(node), m.entity = node;
      m.span.begin = static_cast<std::uint32_t>(text.size());
      text += m.name;
      m.span.end = static_cast<std::uint32_t>(text.size());
      e.mentions.push_back(m);
      return static_cast<std::uint32_t>(e.mentions.size() - 1);
    };
    Relation relation;
    relation.type = tie->relation, relation.time = tie->time;
    relation.subject = mention(tie->from);
    text += " и ";
    const auto trigger = static_cast<std::uint32_t>(text.size()) - 3;
    relation.object = mention(tie->to);
    text += " договорились работать вместе над новым проектом.";
    relation.evidence = {{start, static_cast<std::uint32_t>(text.size())}, {trigger, trigger + 2}, {}, "bench", static_cast<float>(60 + (tie->from + tie->to) % 41) / 100};
    text += "\n";
    e.relations.push_back(relation);
  }
  return e;
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int at, std::uint32_t otherwise) { return argc > at ? static_cast<std::uint32_t>(std::strtoul(argv[at], nullptr, 10)) : otherwise; };
  if (argc < 2) return std::cerr << "usage: bench_store_generate STORE [NODES EDGES DOCUMENTS [BATCH]]\n", 2;
  const std::uint32_t nodes = number(2, 200'000), edges = number(3, 1'000'000), documents = number(4, 300'000);
  const World world(nodes, edges);
  const std::filesystem::path share = CITYPACT_SHARE;
  const Ontology ontology = read_ontology(share / "schemas" / "ontology.ttl");
  const Gazetteer gazetteer(share / "knowledge.bin");
  StoreOptions options;
  options.access = StoreOptions::Access::create, options.texts = TextPolicy::evidence;
  Store store(argv[1], ontology, options);
  const auto resolution = make_resolution(&gazetteer, ontology, {});
  Diagnostics diagnostics;
  const std::uint32_t batch = std::max(1U, number(5, 100'000));  // documents a transaction: the fewer, the less often nodes are made anew
  for (std::uint32_t first = 0; first < documents; first += batch) {
    StoreWriter writer(store, *resolution, &gazetteer, diagnostics);
    for (std::uint32_t i = first; i < std::min(first + batch, documents); ++i) {
      const auto place = [&](std::uint64_t n) { return world.ties().data() + n * world.ties().size() / documents; };
      const Extraction extraction = document_of(world, i, place(i), place(i + 1));
      const Document given = extraction.document;
      writer.put(given, extraction, {"2026-01-01T00:00:00Z", "bench", ""});
    }
    writer.commit();
    std::cerr << std::min(first + batch, documents) << " documents, " << store.node_count() << " nodes, " << store.edge_count() << " edges\r" << std::flush;
  }
  store.wipe_log();
  std::cerr << '\n';
  std::cout << "hub\t" << world.name(hub) << "\nfifty\t" << world.name(fifty) << '\n';
  for (std::uint32_t i = 0; i < 20; ++i) std::cout << "some\t" << world.name(2 + (i * 7919 + 11) * 10 % (nodes - 12) / 10 * 10 + 8) << '\n';
}
