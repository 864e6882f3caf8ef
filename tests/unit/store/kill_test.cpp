// Nothing is lost: processes that are killed, disks that are full, writers that meet.
#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <map>
#include <set>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "citypact/core/graph_check.hpp"
#include "documents.hpp"

namespace citypact {
namespace {

using namespace store_testing;

/// Puts what is missing and removes what is too much, two documents a transaction; goes on from whatever is there.
void bring_to(const std::filesystem::path& path, const std::vector<Extraction>& wanted, int patience = 10'000) {
  StoreOptions options = making();
  options.patience_milliseconds = patience;
  Store store(path, ontology(), options);
  std::set<std::string> ids;
  std::vector<Extraction> part;
  for (const Extraction& extraction : wanted) {
    ids.insert(extraction.document.id);
    if (store.has_unchanged(given(extraction))) continue;
    part.push_back(extraction);
    if (part.size() == 2) put(store, part), part.clear();
  }
  if (!part.empty()) put(store, part);
  part.clear();
  for (const StoredDocument& there : store.documents()) {
    if (ids.contains(there.document.id)) continue;
    part.emplace_back().document.id = there.document.id;
    if (part.size() == 2) remove(store, part), part.clear();
  }
  if (!part.empty()) remove(store, part);
  store.wipe_log();
}

void expect_sound(const Store& store) {
  for (const std::string& message : store.check()) ADD_FAILURE() << message;
  for (const Breach& breach : check_graph(store, ontology())) ADD_FAILURE() << breach.place << ": " << breach.message;
}

TEST(Store, IsThatOfItsLastTransactionWhenItsWriterIsKilled) {
  Folder folder;
  const auto path = folder / "a.citypact";
  const auto documents = random_documents(7000, 12);
  std::map<std::string, Extraction> by_id;
  for (const Extraction& extraction : documents) by_id[extraction.document.id] = extraction;
  std::mt19937 random(5);
  knowledge(), ontology();  // before there are children
  unsigned killed = 0, in_between = 0;
  for (unsigned round = 0; killed < 200 && round < 1000; ++round) {
    std::vector<Extraction> wanted;
    for (const Extraction& extraction : documents)
      if (random() % 2) wanted.push_back(extraction);
    const pid_t child = ::fork();
    if (child == 0) {
      bring_to(path, wanted);
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(random() % 40'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status);
    if (!Store::is_store(path) && !std::filesystem::exists(path.string() + "-wal")) continue;  // killed before there was one
    Store store(path, ontology(), making());
    expect_sound(store);
    std::vector<Extraction> there;
    std::set<std::string> ids;
    for (const StoredDocument& document : store.documents()) there.push_back(by_id.at(document.document.id)), ids.insert(document.document.id);
    if (round % 4 == 0) {
      EXPECT_EQ(exported(store), built(there));
    }
    std::set<std::string> aim;
    for (const Extraction& extraction : wanted) aim.insert(extraction.document.id);
    in_between += ids != aim;
    if (round % 20 == 0) {
      bring_to(path, wanted);
      EXPECT_EQ(exported(store), built(wanted)) << "resumed";
    }
    if (HasFailure()) return;
  }
  EXPECT_EQ(killed, 200U);
  EXPECT_GT(in_between, 100U) << "the kills came too late to prove anything";
}

TEST(Store, KeepsTheOldStateWhenTheDiskIsFull) {
  Folder folder;
  const auto path = folder / "a.citypact";
  const auto documents = random_documents(7100, 4), more = random_documents(7200, 120);
  bring_to(path, documents);
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{600'000, 600'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Store store(path, ontology(), making());
    try {
      put(store, more);
    } catch (const Error& error) {
      const bool says = std::string(error.what()).find("disk") != std::string::npos;
      ::_exit(says && exported(store) == built(documents) ? 0 : 2);
    }
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0) << "1: it fitted; 2: another message or another state";
  Store store(path, ontology(), making());
  expect_sound(store);
  EXPECT_EQ(exported(store), built(documents));
}

/// A process that waits for a word before it acts: SQLite's connections must not be carried into a child.
class Child {
 public:
  explicit Child(const std::function<int()>& act) {
    EXPECT_EQ(::pipe(pipe_), 0);
    id_ = ::fork();
    if (id_ != 0) return;
    char word = 0;
    ::_exit(::read(pipe_[0], &word, 1) == 1 ? act() : 99);
  }
  void begin() { EXPECT_EQ(::write(pipe_[1], "!", 1), 1); }
  int end() {
    int status = 0;
    ::waitpid(id_, &status, 0);
    return WEXITSTATUS(status);
  }

 private:
  int pipe_[2]{};
  pid_t id_ = 0;
};

TEST(Store, TellsWhoHoldsItWhenItWaitsInVain) {
  Folder folder;
  const auto path = folder / "a.citypact";
  const auto documents = random_documents(7300, 4);
  const std::vector<Extraction> before(documents.begin(), documents.begin() + 2), after(documents.begin() + 1, documents.end());
  bring_to(path, before);
  const std::string holder = "process " + std::to_string(::getpid()) + " is writing";
  const auto attempt = [&](int patience) {
    try {
      bring_to(path, after, patience);
      return 0;
    } catch (const Error& error) {
      return std::string(error.what()).find(holder) != std::string::npos ? 7 : 8;
    }
  };
  Child hasty([&] { return attempt(100); }), patient([&] { return attempt(60'000); });
  Diagnostics diagnostics;
  Store first(path, ontology(), making());
  const auto resolution = make_resolution(&knowledge(), ontology());
  auto writer = std::make_unique<StoreWriter>(first, *resolution, &knowledge(), diagnostics);
  writer->put(given(documents[2]), documents[2], run);
  hasty.begin();
  EXPECT_EQ(hasty.end(), 7) << "0: it wrote; 8: another message";

  const Store reader(path, ontology());  // reads what was committed, and does not wait
  EXPECT_EQ(exported(reader), built(before));

  patient.begin();
  ::usleep(100'000);
  writer->commit();
  writer.reset();
  EXPECT_EQ(patient.end(), 0) << "8: another message";
  EXPECT_EQ(exported(reader), built(after));
}

}  // namespace
}  // namespace citypact
