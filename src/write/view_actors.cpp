// Agreements and events collapsed: whoever takes part in one is tied to the others by an edge of its name and date. An agreement
// with one party alone ties nobody and is lost; an event with n participants gives n(n-1)/2 edges.
#include "views.hpp"

namespace citypact::write {

std::unique_ptr<GraphSource> make_actors_view(const GraphSource& graph, const Ontology& ontology, std::string_view base) {
  const Hubs all(graph, ontology);
  Projection projection;
  projection.keeps = [&ontology](const Node& node) { return !is_hub(node, ontology); };
  for (const Hub& hub : all.hubs) {
    Hubs::for_each_pair(hub, [&](const Hub::Spoke& one, const Hub::Spoke& other) {
      const Status status = weaker(one.status, other.status);
      Tie tie(hub.agreement ? "through-agreement" : "through-event", all.nodes[one.node], all.nodes[other.node], status);
      tie.add(one.evidence), tie.add(other.evidence);
      tie.time(hub.time ? hub.time : one.time ? one.time : other.time);
      tie.confidence(std::min(one.confidence, other.confidence));
      tie.through(hub.label);
      if (hub.agreement) tie.instrument(hub.label);
      tie.count({});
      // A node may stand to a hub in two ways (a party once denied, once asserted): then two edges of one status differ by these.
      const std::string key = hub.iri + '\x1f' + std::string(to_string(one.status)) + '\x1f' + std::string(to_string(other.status));
      projection.edges.push_back(tie.take(base, key));
    });
  }
  return project(graph, std::move(projection));
}

}  // namespace citypact::write
