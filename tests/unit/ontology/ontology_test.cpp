#include "citypact/core/ontology.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <unistd.h>

#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/ontology_reader.hpp"

namespace citypact {
namespace {

using Names = std::set<std::string>;

const Ontology& shipped() {
  static const Ontology ontology = read_ontology(CITYPACT_SHARE "/schemas/ontology.ttl");
  return ontology;
}

Names join(std::initializer_list<Names> parts) {
  Names all;
  for (const Names& part : parts) all.insert(part.begin(), part.end());
  return all;
}

// The convention by which the collections are annotated (ends of each relation).
std::map<std::string, std::pair<Names, Names>> annotated_ends() {
  const Names place{"City", "Region", "Country"}, body{"Organization", "University", "Park", "Cluster"};
  const Names party = join({place, body}), agent = join({party, {"Person"}});
  const Names post = join({party, {"Program", "Event", "Platform"}});
  return {{"signed-with", {party, party}},
          {"party-to", {party, {"Agreement"}}},
          {"signatory-of", {{"Person"}, {"Agreement"}}},
          {"cooperates-with", {party, party}},
          {"twinned-with", {{"City", "Region"}, {"City", "Region"}}},
          {"met-with", {agent, agent}},
          {"chaired", {agent, join({{"Event"}, body})}},
          {"participated-in", {agent, {"Event"}}},
          {"organized", {agent, {"Event"}}},
          {"heads", {{"Person"}, post}},
          {"works-for", {{"Person"}, post}},
          {"member-of", {agent, party}},
          {"founded", {agent, join({body, {"Platform", "Program", "Event", "City"}})}},
          {"owns", {agent, join({body, {"Platform", "Program"}})}},
          {"acquired", {agent, join({body, {"Platform"}})}},
          {"sold", {agent, join({body, {"Platform"}})}},
          {"invested-in", {agent, join({party, {"Program", "Platform", "Event"}})}},
          {"lent-to", {agent, agent}},
          {"fined", {agent, agent}},
          {"supplies", {agent, agent}},
          {"operates", {agent, join({body, {"Platform", "Program"}})}},
          {"resident-of", {agent, {"Park", "Cluster"}}},
          {"initiated", {agent, {"Program", "Event", "Organization", "Agreement", "Platform", "Park", "Cluster", "University"}}},
          {"part-of-initiative", {join({{"Agreement", "Event", "Program", "Platform"}, body}), {"Program"}}},
          {"part-of", {join({body, {"Event", "Program", "Agreement", "Platform"}}), join({body, {"Event", "Program", "Agreement"}})}},
          {"located-in", {join({party, {"Event", "Platform", "Program"}}), join({place, {"Park"}})}}};
}

TEST(Ontology, HasTheTypesOfTheDesign) {
  Names names;
  for (const NodeType& type : shipped().types) names.insert(type.name);
  EXPECT_EQ(names, (Names{"City", "Region", "Country", "Location", "Cluster", "Park", "University", "Organization", "Company", "Foundation",
                          "Government", "Party", "Institute", "Person", "Program", "Agreement", "Event", "Platform", "Document"}));
  for (const char* finer : {"Company", "Foundation", "Government", "Party", "Institute"}) {
    EXPECT_TRUE(shipped().is_a(finer, "Organization")) << finer;
  }
  EXPECT_FALSE(shipped().is_a("University", "Organization"));
  EXPECT_FALSE(shipped().is_a("Organization", "Company"));
  EXPECT_FALSE(shipped().is_a("Nothing", "Organization"));
}

TEST(Ontology, RelationsJoinWhatTheAnnotatedCollectionsJoin) {
  const auto expected = annotated_ends();
  EXPECT_EQ(shipped().relations.size(), expected.size());
  for (const auto& [name, ends] : expected) {
    const RelationType* relation = shipped().relation(name);
    ASSERT_NE(relation, nullptr) << name;
    EXPECT_EQ(Names(relation->domain.begin(), relation->domain.end()), ends.first) << name;
    EXPECT_EQ(Names(relation->range.begin(), relation->range.end()), ends.second) << name;
  }
}

TEST(Ontology, FourRelationsAreSymmetric) {
  Names symmetric;
  for (const RelationType& relation : shipped().relations) {
    if (relation.symmetric) symmetric.insert(relation.name);
  }
  EXPECT_EQ(symmetric, (Names{"cooperates-with", "met-with", "signed-with", "twinned-with"}));
}

TEST(Ontology, EverythingIsLabelledInThreeLanguagesAndLinkedToOtherVocabularies) {
  const auto check = [](const auto& item) {
    for (const char* language : {"ru", "en", "zh"}) {
      EXPECT_TRUE(item.labels.contains(language)) << item.name << ' ' << language;
      EXPECT_TRUE(item.comments.contains(language)) << item.name << ' ' << language;
    }
    EXPECT_FALSE(item.mappings.empty()) << item.name;
  };
  std::ranges::for_each(shipped().types, check);
  std::ranges::for_each(shipped().relations, check);
}

TEST(Ontology, ASubclassFitsWhereItsSuperclassDoes) {
  EXPECT_TRUE(shipped().allows("signed-with", "Foundation", "Park"));
  EXPECT_TRUE(shipped().allows("resident-of", "Company", "Cluster"));
  EXPECT_FALSE(shipped().allows("signed-with", "Person", "City"));
  EXPECT_FALSE(shipped().allows("heads", "City", "Person"));
  EXPECT_FALSE(shipped().allows("admires", "Person", "City"));
}

testing::AssertionResult holds(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is not in '" << text << "'";
}

class OntologyFile : public ::testing::Test {
 protected:
  std::string error_of(const std::string& body) {
    std::ofstream(path_) << "@prefix : <https://citypact.org/ontology#> .\n@prefix schema: <http://schema.org/> .\n"
                         << "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" << body;
    try {
      read_ontology(path_);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::filesystem::path path_ = std::filesystem::temp_directory_path() / ("citypact-ontology-" + std::to_string(getpid()) + ".ttl");
};

TEST_F(OntologyFile, AMistakeIsShownWithLineAndColumn) {
  const std::string city = ":City a :NodeType ; :color \"#000000\" ; rdfs:label \"city\"@en .\n";
  EXPECT_EQ(error_of(city), "");
  EXPECT_TRUE(holds(error_of(city + ":lies-in a :RelationType ; :color \"#000000\" ; rdfs:label \"lies in\"@en ;\n"
                              "  schema:domainIncludes :City ;\n  schema:rangeIncludes :City, :Citty .\n"),
              ".ttl:7:31: unknown type 'Citty'; did you mean 'City'?"));
  EXPECT_TRUE(holds(error_of(city + ":lies-in a :RelationType ; :color \"#000000\" ; rdfs:label \"lies in\"@en .\n"),
              ".ttl:5:12: relation 'lies-in' needs schema:domainIncludes"));
  EXPECT_TRUE(holds(error_of(":City a :NodeType ; :color \"blue\" ; rdfs:label \"city\"@en .\n"), ".ttl:4:28: 'City' needs a :color"));
  EXPECT_TRUE(holds(error_of(":City a :NodeType ; :color \"#000000\" .\n"), "'City' needs an rdfs:label in English"));
  EXPECT_TRUE(holds(error_of(":City a :NodeType ; ;; [ .\n"), ".ttl:4:"));
  EXPECT_TRUE(holds(error_of(":City a :NodeType ; :color \"#000000"), "not Turtle"));
  EXPECT_TRUE(holds(error_of(""), "no :NodeType in it"));
  EXPECT_TRUE(holds(error_of(":A a :NodeType ; rdfs:subClassOf :B ; :color \"#000000\" ; rdfs:label \"a\"@en .\n"
                       ":B a :NodeType ; rdfs:subClassOf :A ; :color \"#000000\" ; rdfs:label \"b\"@en .\n"),
              "'A' is above itself"));
}

TEST_F(OntologyFile, AnAbsentFileSaysWhereItBelongs) {
  EXPECT_THROW(read_ontology("/nowhere/ontology.ttl"), Error);
  std::ofstream(path_) << "\xff\xfe";
  EXPECT_THROW(read_ontology(path_), Error);
}

}  // namespace
}  // namespace citypact
