"""GraphML: NetworkX, igraph, Boost's own reader and the published XSD."""
import json, os, re, shutil, subprocess, tempfile, unittest

from judging import BOOST, FOLDER, NAMES, as_xml, expected

XSD = os.environ.get("CITYPACT_GRAPHML_XSD")


def folded(value):
    """Boost's reader makes one space of white space and drops it at the ends."""
    return " ".join(re.split("[ \\t\\r\\n]+", as_xml(str(value)))).strip(" ")


class Graphml(unittest.TestCase):
    NODE = ["iri", "type", "subtype", "qid", "label", "time"]
    EDGE = ["iri", "status", "time", "role", "role_text", "instrument", "topic", "amount", "share", "deal", "through"]

    def compare_node(self, want, got):
        for field in self.NODE:
            self.assertEqual(as_xml(want[field]), got.get(field) or "", field)
        for language, label in want["labels"].items():
            self.assertEqual(as_xml(label), got.get(f"label_{language}") or "")
        self.assertEqual(want["degree"], int(got["degree"]))
        self.assertEqual(want["mentions"], int(got["mentions"]))
        self.assertEqual(want["aliases"], json.loads(got.get("aliases") or "[]"))
        self.assertEqual(len(want["attributes"]), len(json.loads(got.get("attributes") or "[]")))

    def compare_edge(self, want, got):
        for field in self.EDGE:
            self.assertEqual(as_xml(want[field]), got.get(field) or "", field)
        self.assertEqual(want["relation"], got["edgelabel"])
        self.assertAlmostEqual(want["confidence"], got["confidence"])
        self.assertEqual(want["weight"], got["weight"])
        if want["count"]: self.assertEqual(want["count"], int(got["count"]))
        evidence = json.loads(got["evidence"])
        self.assertEqual([e["sentence"] for e in want["evidence"]], [e.get("sentence", "") for e in evidence])
        self.assertEqual([e["document"] for e in want["evidence"]], [e["document"] for e in evidence])

    def test_networkx(self):
        import networkx
        for name in NAMES:
            for suffix in (".graphml", ".strict.graphml"):
                with self.subTest(name + suffix):
                    want = expected(name)
                    graph = networkx.read_graphml(FOLDER / (name + suffix), force_multigraph=True)
                    self.assertTrue(graph.is_directed() and graph.is_multigraph())
                    nodes = {data["iri"]: data for _, data in graph.nodes(data=True)}
                    iri = {node: data["iri"] for node, data in graph.nodes(data=True)}
                    self.assertEqual(len(want["nodes"]), graph.number_of_nodes())
                    self.assertEqual(len(want["edges"]), graph.number_of_edges())
                    for node in want["nodes"]: self.compare_node(node, nodes[node["iri"]])
                    edges = {key: (iri[s], iri[t], data) for s, t, key, data in graph.edges(keys=True, data=True)}
                    for edge in want["edges"]:
                        source, target, data = edges[edge["id"]]
                        self.assertEqual((edge["source"], edge["target"]), (source, target))
                        self.compare_edge(edge, data)
                    sizes = [data["size"] for data in nodes.values()]
                    self.assertEqual(4, min(sizes))
                    if len({node["degree"] for node in want["nodes"]}) > 1: self.assertEqual(100, max(sizes))

    def test_igraph(self):
        import igraph
        for name in NAMES:
            with self.subTest(name):
                want = expected(name)
                graph = igraph.Graph.Read_GraphML(str(FOLDER / f"{name}.graphml"))
                self.assertTrue(graph.is_directed())
                self.assertEqual((len(want["nodes"]), len(want["edges"])), (graph.vcount(), graph.ecount()))
                for node, got in zip(want["nodes"], graph.vs): self.compare_node(node, got.attributes())
                for edge, got in zip(want["edges"], graph.es):
                    self.compare_edge(edge, got.attributes())
                    self.assertEqual((edge["source"], edge["target"]), (graph.vs[got.source]["iri"], graph.vs[got.target]["iri"]))

    def test_boost(self):
        for name in NAMES:
            with self.subTest(name):
                want = expected(name)
                lines = subprocess.check_output([BOOST, FOLDER / f"{name}.graphml"], text=True, encoding="utf-8").split("\x1e")[:-1]
                nodes = {row[1]: row for row in (line.split("\x1f") for line in lines) if row[0] == "node"}
                edges = {row[1]: row for row in (line.split("\x1f") for line in lines) if row[0] == "edge"}
                self.assertEqual((len(want["nodes"]), len(want["edges"])), (len(nodes), len(edges)))
                for node in want["nodes"]:
                    self.assertEqual([folded(node[f]) for f in ("iri", "label", "type", "degree")], [folded(value) for value in nodes[node["iri"]][1:]])
                for edge in want["edges"]:
                    _, iri, relation, status, sentence, confidence, source, target = edges[edge["iri"]]
                    self.assertEqual((edge["relation"], edge["status"], edge["source"], edge["target"]), (relation, status, source, target))
                    self.assertEqual(folded(edge["evidence"][0]["sentence"]), folded(sentence))
                    self.assertAlmostEqual(edge["confidence"], float(confidence))


@unittest.skipUnless(shutil.which("xmllint") and XSD, "needs xmllint (libxml2-utils) and the schema")
class Schema(unittest.TestCase):
    """The published XSD, as JGraphT ships it."""

    def complaints(self, path):
        result = subprocess.run(["xmllint", "--huge", "--noout", "--nonet", "--schema", XSD, path], capture_output=True, text=True, encoding="utf-8", errors="replace")
        return [line for line in result.stderr.splitlines() if not line.endswith(" validates")][:-1] if result.returncode else []

    def test_strict_files_are_valid(self):
        for name in NAMES:
            with self.subTest(name): self.assertEqual([], self.complaints(FOLDER / f"{name}.strict.graphml"))

    def test_others_differ_by_the_label_of_edges_alone(self):
        for name in ("sample", "nasty"):
            complaints = self.complaints(FOLDER / f"{name}.graphml")
            self.assertEqual(len(expected(name)["edges"]), len(complaints))
            for line in complaints: self.assertIn("attribute 'label': The attribute 'label' is not allowed.", line)

    def test_the_schema_refuses_a_broken_file(self):
        text = (FOLDER / "sample.strict.graphml").read_text(encoding="utf-8")
        for broken in (text.replace(' source="', ' from="', 1), text.replace('attr.type="int"', 'attr.type="integer"', 1), text.replace('id="City.', 'id="City/', 1)):
            self.assertNotEqual(text, broken)
            with tempfile.NamedTemporaryFile("w", suffix=".graphml", encoding="utf-8") as file:
                file.write(broken)
                file.flush()
                self.assertNotEqual([], self.complaints(file.name))
