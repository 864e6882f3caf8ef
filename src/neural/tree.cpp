#include "citypact/neural/tree.hpp"

#include <algorithm>
#include <limits>

namespace citypact::neural {
namespace {

using Node = std::uint32_t;

struct Arc {
  Node dependent = 0, head = 0;
};

/// A cycle that became one node, and what is needed to open it again.
struct Contraction {
  Node node;                  // the member that stands for all
  std::vector<Node> members;
  std::vector<Arc> arcs;      // the arc into each member inside the cycle, as original words
  std::vector<Node> owner;    // by word: the node that held it before
};

class Edmonds {
 public:
  Edmonds(std::span<const float> scores, std::size_t size, std::size_t stride)
      : nodes_(size + 1), scores_(nodes_ * nodes_, -std::numeric_limits<double>::infinity()), arcs_(nodes_ * nodes_), head_(nodes_), owner_(nodes_), active_(nodes_, true) {
    const double penalty = root_penalty(scores, size, stride);
    for (Node d = 0; d < nodes_; ++d) {
      owner_[d] = d;
      for (Node h = 0; h < nodes_; ++h) {
        arcs_[at(d, h)] = {d, h};
        if (d > 0 && h != d) scores_[at(d, h)] = double{scores[(d - 1) * stride + h]} - (h == 0 ? penalty : 0);
      }
    }
    for (Node d = 1; d < nodes_; ++d) choose_head(d);
  }

  void solve(std::uint32_t* heads) {
    for (std::vector<Node> cycle = find_cycle(); !cycle.empty(); cycle = find_cycle()) contract(std::move(cycle));
    std::vector<Arc> chosen(nodes_);
    for (Node d = 1; d < nodes_; ++d) {
      if (active_[d]) chosen[d] = arcs_[at(d, head_[d])];
    }
    for (auto done = contractions_.rbegin(); done != contractions_.rend(); ++done) expand(*done, chosen);
    for (Node d = 1; d < nodes_; ++d) heads[d - 1] = chosen[d].head;
  }

 private:
  std::size_t at(Node dependent, Node head) const { return dependent * nodes_ + head; }

  /// Greater than what a second arc from the root could ever gain, so the best tree has one.
  static double root_penalty(std::span<const float> scores, std::size_t size, std::size_t stride) {
    double gain = 1;
    for (std::size_t d = 0; d < size; ++d) {
      const auto row = scores.subspan(d * stride, size + 1);
      const auto [low, high] = std::minmax_element(row.begin(), row.end());
      gain += double{*high} - double{*low};
    }
    return gain;
  }

  void choose_head(Node dependent) {
    Node best = 0;
    for (Node h = 1; h < nodes_; ++h) {
      if (active_[h] && h != dependent && scores_[at(dependent, h)] > scores_[at(dependent, best)]) best = h;
    }
    head_[dependent] = best;
  }

  std::vector<Node> find_cycle() const {
    std::vector<Node> seen(nodes_, 0);
    for (Node start = 1; start < nodes_; ++start) {
      Node node = start;
      while (node != 0 && active_[node] && seen[node] == 0) seen[node] = start, node = head_[node];
      if (node == 0 || !active_[node] || seen[node] != start) continue;
      std::vector<Node> cycle{node};
      for (Node next = head_[node]; next != node; next = head_[next]) cycle.push_back(next);
      return cycle;
    }
    return {};
  }

  void contract(std::vector<Node> cycle) {
    const Node node = *std::min_element(cycle.begin(), cycle.end());
    Contraction done{node, cycle, {}, owner_};
    for (const Node member : cycle) {
      done.arcs.push_back(arcs_[at(member, head_[member])]);
      active_[member] = false;
    }
    for (Node other = 0; other < nodes_; ++other) {
      if (active_[other]) join(cycle, node, other);
    }
    for (Node& owner : owner_) {
      if (std::find(cycle.begin(), cycle.end(), owner) != cycle.end()) owner = node;
    }
    active_[node] = true;
    for (Node d = 1; d < nodes_; ++d) {
      if (active_[d] && !active_[head_[d]]) head_[d] = node;
    }
    choose_head(node);
    contractions_.push_back(std::move(done));
  }

  /// The best arcs between a contracted cycle and another node.
  void join(const std::vector<Node>& cycle, Node node, Node other) {
    double in = -std::numeric_limits<double>::infinity(), out = in;
    Arc in_arc, out_arc;
    for (const Node member : cycle) {
      const double gain = scores_[at(member, other)] - scores_[at(member, head_[member])];
      if (gain > in) in = gain, in_arc = arcs_[at(member, other)];
      if (other != 0 && scores_[at(other, member)] > out) out = scores_[at(other, member)], out_arc = arcs_[at(other, member)];
    }
    scores_[at(node, other)] = in, arcs_[at(node, other)] = in_arc;
    scores_[at(other, node)] = out, arcs_[at(other, node)] = out_arc;
  }

  static void expand(const Contraction& done, std::vector<Arc>& chosen) {
    const Arc entering = chosen[done.node];
    const Node entered = done.owner[entering.dependent];
    for (std::size_t i = 0; i < done.members.size(); ++i) {
      chosen[done.members[i]] = done.members[i] == entered ? entering : done.arcs[i];
    }
  }

  std::size_t nodes_;
  std::vector<double> scores_;  // [dependent][head]
  std::vector<Arc> arcs_;       // the original arc behind each score
  std::vector<Node> head_, owner_;
  std::vector<bool> active_;
  std::vector<Contraction> contractions_;
};

}  // namespace

bool is_single_rooted_tree(std::span<const std::uint32_t> heads) {
  std::size_t roots = 0;
  std::vector<std::uint32_t> seen(heads.size() + 1, 0);
  for (std::uint32_t start = 1; start <= heads.size(); ++start) {
    roots += heads[start - 1] == 0;
    std::uint32_t node = start;
    while (node != 0 && seen[node] == 0) {
      seen[node] = start;
      node = heads[node - 1];
      if (node > heads.size()) return false;
    }
    if (node != 0 && seen[node] == start) return false;
  }
  return roots == 1;
}

void best_tree(std::span<const float> scores, std::size_t size, std::size_t stride, std::uint32_t* heads) {
  for (std::size_t d = 0; d < size; ++d) {
    const float* row = scores.data() + d * stride;
    std::size_t best = 0;
    for (std::size_t h = 1; h <= size; ++h) {
      if (h != d + 1 && row[h] > row[best]) best = h;
    }
    heads[d] = static_cast<std::uint32_t>(best);
  }
  if (size > 0 && !is_single_rooted_tree({heads, size})) Edmonds(scores, size, stride).solve(heads);
}

}  // namespace citypact::neural
