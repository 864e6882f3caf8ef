#pragma once
#include "citypact/store/store.hpp"
#include "database.hpp"

namespace citypact {

struct Store::State {
  State(const std::filesystem::path& path, const Ontology& known, store::Database::Mode mode, int patience)
      : ontology(known), database(path, mode, patience) {}

  const Ontology& ontology;
  mutable store::Database database;
  std::string base;
  TextPolicy texts = TextPolicy::full;
  std::optional<store::Transaction> held;
};

}  // namespace citypact
