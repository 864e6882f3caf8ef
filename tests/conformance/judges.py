"""Independent programs read what citypact writes: equal counts, equal values.

    judges.py GRAPHS_FOLDER BOOST_READER [GEPHI_TOOLKIT_JAR]

Each test reads files that conformance_graphs wrote and compares them with NAME.expected.json beside them.
"""
import csv, json, pathlib, re, subprocess, sys, unittest, warnings

FOLDER, BOOST, GEPHI = pathlib.Path(sys.argv[1]), sys.argv[2], (sys.argv[3:] or [None])[0]
SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"
NAMES = ["sample", "nasty", "wide"] + (["build"] if (FOLDER / "build.expected.json").exists() else [])
OWN = "https://citypact.org/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def expected(name):
    return json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))


def as_xml(text):
    """What XML 1.0 can hold of a string; the rest stands as U+FFFD."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


class Graphml(unittest.TestCase):
    NODE = ["iri", "type", "subtype", "qid", "label", "time"]
    EDGE = ["iri", "status", "time", "role", "role_text", "instrument", "topic", "amount", "share", "deal"]

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
        evidence = json.loads(got["evidence"])
        self.assertEqual([e["sentence"] for e in want["evidence"]], [e.get("sentence", "") for e in evidence])
        self.assertEqual([e["document"] for e in want["evidence"]], [e["document"] for e in evidence])

    def test_networkx(self):
        import networkx
        for name in NAMES:
            for suffix in (".graphml", ".strict.graphml"):
                if not (FOLDER / (name + suffix)).exists(): continue
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
                nodes, edges, degrees, named = map(int, subprocess.check_output([BOOST, FOLDER / f"{name}.graphml"], text=True).split())
                self.assertEqual((len(want["nodes"]), len(want["edges"])), (nodes, edges))
                self.assertEqual(sum(node["degree"] for node in want["nodes"]), degrees)
                self.assertEqual(nodes + edges, named)


    @unittest.skipUnless(GEPHI, "no Gephi toolkit (java and mvn fetch it)")
    def test_gephi(self):
        here = pathlib.Path(__file__).parent
        files = [FOLDER / f"{name}.{suffix}" for name in NAMES for suffix in ("graphml", "gexf")]
        output = subprocess.run(["java", "-cp", GEPHI, here / "GephiReads.java", *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
        self.assertFalse([line for line in output.splitlines() if line.startswith("#")])
        for file, line in zip(files, output.splitlines(), strict=True):
            with self.subTest(file.name):
                want = expected(file.stem)
                _, nodes, edges, _, issues, coloured, smallest, largest, labelled, undirected, timed = line.split("\t")
                self.assertEqual([len(want["nodes"]), len(want["edges"]), 0, 0], [int(nodes), int(edges), int(issues), int(undirected)])
                self.assertEqual([len(want["nodes"])] * 2, [int(coloured), int(labelled)])
                self.assertEqual([4, 100], [float(smallest), float(largest)])
                if file.suffix == ".gexf": self.assertEqual(sum(bool(item["time"]) for item in want["nodes"] + want["edges"]), int(timed))


class NQuads(unittest.TestCase):
    def test_lines_are_sorted_and_unique(self):
        for name in NAMES:
            lines = (FOLDER / f"{name}.nq").read_bytes().split(b"\n")[:-1]
            self.assertEqual(sorted(set(lines)), lines, name)

    def quads(self, name):
        import pyoxigraph
        return list(pyoxigraph.parse(path=str(FOLDER / f"{name}.nq"), format=pyoxigraph.RdfFormat.N_QUADS))

    def test_oxigraph_reads_each_line_as_a_quad(self):
        for name in NAMES:
            with self.subTest(name):
                quads = self.quads(name)
                self.assertEqual((FOLDER / f"{name}.nq").read_bytes().count(b"\n"), len(quads))
                self.assertEqual(len(quads), len(set(quads)))
                self.assertFalse([q for q in quads if type(q.subject).__name__ == "BlankNode" or type(q.object).__name__ == "BlankNode"])

    def test_values_are_those_of_the_graph(self):
        import pyoxigraph as ox
        for name in NAMES:
            with self.subTest(name):
                want = expected(name)
                store = ox.Store()
                store.bulk_extend(self.quads(name))
                def values(subject, predicate):
                    return {q.object.value for q in store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)}
                statements = {q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(OWN + "Statement"))}
                self.assertEqual({edge["iri"] for edge in want["edges"]}, statements)
                for node in want["nodes"]:
                    labels = {(q.object.language, q.object.value) for q in store.quads_for_pattern(ox.NamedNode(node["iri"]), ox.NamedNode(RDFS_LABEL), None)}
                    for language, label in node["labels"].items(): self.assertIn((language.lower(), label), labels)
                documents = {d["id"]: d["iri"] for d in want["documents"]}
                asserted = set()
                for edge in want["edges"]:
                    for field, term in [("status", "status"), ("time", "time"), ("role", "role"), ("role_text", "roleText"), ("topic", "topic"), ("amount", "amount"),
                                        ("share", "share"), ("deal", "deal"), ("instrument", "instrument")]:
                        self.assertEqual({edge[field]} - {""}, values(edge["iri"], OWN + term))
                    if edge["status"] == "asserted":
                        asserted |= {(edge["source"], edge["relation"], edge["target"], documents[e["document"]]) for e in edge["evidence"]}
                relations = {edge["relation"] for edge in want["edges"]}
                direct = {(q.subject.value, relation, q.object.value, q.graph_name.value) for relation in relations
                          for q in store.quads_for_pattern(None, ox.NamedNode(OWN + relation), None)}
                self.assertEqual(asserted, direct)
                sentences = {e["sentence"] for edge in want["edges"] for e in edge["evidence"]} - {""}
                exact = {q.object.value for q in store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/oa#exact"), None)}
                self.assertLessEqual(sentences, exact)

    def test_all_rdf_formats_say_the_same(self):
        import pyoxigraph as ox
        for name in NAMES:
            quads = set(self.quads(name))
            triples = {ox.Quad(q.subject, q.predicate, q.object) for q in quads}
            for suffix, form, want in [("trig", ox.RdfFormat.TRIG, quads), ("jsonld", ox.RdfFormat.JSON_LD, quads), ("ttl", ox.RdfFormat.TURTLE, triples),
                                       ("nt", ox.RdfFormat.N_TRIPLES, triples)]:
                with self.subTest(f"{name}.{suffix}"):
                    got = set(ox.parse(path=str(FOLDER / f"{name}.{suffix}"), format=form))
                    self.assertEqual(len(want), len(got))
                    self.assertEqual([], sorted(map(str, want ^ got))[:4])
        lines = (FOLDER / "sample.nt").read_bytes().split(b"\n")[:-1]
        self.assertEqual(sorted(set(lines)), lines)

    def test_rdflib_reads_turtle_trig_and_json_ld(self):
        import rdflib
        quads = self.quads("sample")
        for suffix in ("trig", "jsonld", "ttl"):
            data = rdflib.Dataset()
            data.parse(FOLDER / f"sample.{suffix}")
            self.assertEqual(len({(str(q.subject), str(q.predicate), str(q.object)) for q in quads}), len({(s, p, o) for s, p, o, _ in data.quads()}), suffix)

    def test_the_published_context_is_the_one_in_the_files(self):
        published = json.loads((SCHEMAS / "context.jsonld").read_text(encoding="utf-8"))
        self.assertEqual(published["@context"], json.loads((FOLDER / "sample.jsonld").read_text(encoding="utf-8"))["@context"])

    def test_rdflib_reads_the_same_quads(self):
        import rdflib
        for name in [n for n in NAMES if n != "wide"]:  # rdflib takes minutes over the wide one
            with self.subTest(name):
                data = rdflib.Dataset()
                data.parse(data=(FOLDER / f"{name}.nq").read_bytes(), format="nquads")
                theirs = {(str(s), str(p), str(o), getattr(o, "language", None), str(g) if g and g != rdflib.graph.DATASET_DEFAULT_GRAPH_ID else "")
                          for s, p, o, g in data.quads()}
                ours = {(q.subject.value, q.predicate.value, q.object.value, getattr(q.object, "language", None) or None,
                         getattr(q.graph_name, "value", "") or "") for q in self.quads(name)}
                self.assertEqual(ours, theirs)


class Shapes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import rdflib
        cls.ontology = rdflib.Graph().parse(SCHEMAS / "ontology.ttl")
        cls.shapes = rdflib.Graph().parse(SCHEMAS / "shapes.ttl")

    def flat(self, name):
        import rdflib
        data, flat = rdflib.Dataset(), rdflib.Graph()
        data.parse(FOLDER / f"{name}.nq", format="nquads")
        for s, p, o, _ in data.quads(): flat.add((s, p, o))
        return flat

    def validate(self, data):
        import pyshacl
        return pyshacl.validate(data + self.ontology, shacl_graph=self.shapes, advanced=True)

    def test_our_graphs_conform(self):
        for name in [n for n in NAMES if n in ("sample", "build")]:
            conforms, _, report = self.validate(self.flat(name))
            self.assertTrue(conforms, f"{name}: {report[:3000]}")

    def test_broken_graphs_are_refused(self):
        import rdflib
        cp, rdf = rdflib.Namespace(OWN), rdflib.RDF
        def first(data, status="asserted"):
            return sorted(data.subjects(cp.status, rdflib.Literal(status)))[0]
        def no_evidence(data): data.remove((first(data), cp.evidence, None))
        def no_status(data): data.remove((first(data), cp.status, None))
        def odd_status(data): data.set((first(data), cp.status, rdflib.Literal("sure")))
        def no_direct(data):
            s = first(data)
            data.remove((data.value(s, rdf.subject), data.value(s, rdf.predicate), data.value(s, rdf.object)))
        def denied_as_fact(data):
            s = first(data, "denied")
            data.add((data.value(s, rdf.subject), data.value(s, rdf.predicate), data.value(s, rdf.object)))
        def odd_end(data):
            s = [s for s in data.subjects(rdf.predicate, cp.heads)][0]
            data.set((s, rdf.subject, data.value(s, rdf.object)))
        def no_label(data): data.remove((next(data.subjects(rdf.type, cp.City)), rdflib.RDFS.label, None))
        def too_sure(data): data.add((first(data), cp.confidence, rdflib.Literal("1.5", datatype=rdflib.XSD.decimal)))
        def backwards(data):
            oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
            data.set((next(data.subjects(rdf.type, oa.TextPositionSelector)), oa.end, rdflib.Literal("-1", datatype=rdflib.XSD.nonNegativeInteger)))
        for broken in (no_evidence, no_status, odd_status, no_direct, denied_as_fact, odd_end, no_label, too_sure, backwards):
            with self.subTest(broken.__name__):
                data = self.flat("sample")
                broken(data)
                self.assertFalse(self.validate(data)[0])

    def test_the_ontology_is_labelled_and_linked(self):
        import rdflib
        cp = rdflib.Namespace(OWN)
        for kind in (cp.NodeType, cp.RelationType):
            for term in self.ontology.subjects(rdflib.RDF.type, kind):
                self.assertEqual({"ru", "en", "zh"}, {label.language for label in self.ontology.objects(term, rdflib.RDFS.label)}, term)
        objects = {str(o) for o in self.ontology.objects()}
        for vocabulary in ("http://www.w3.org/ns/org#", "http://www.wikidata.org/", "http://www.w3.org/ns/prov#", "http://schema.org/",
                           "http://xmlns.com/foaf/", "http://semanticweb.cs.vu.nl/", "http://www.w3.org/2006/time#"):
            self.assertTrue(any(o.startswith(vocabulary) for o in objects), vocabulary)


class JsonLines(unittest.TestCase):
    def test_lines_follow_the_schema(self):
        import jsonschema
        schema = json.loads((SCHEMAS / "json-lines.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        validator.check_schema(schema)
        for name in NAMES:
            path = FOLDER / f"{name}.jsonl"
            if not path.exists(): continue
            for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
                document = json.loads(line)
                validator.validate(document)
                ids = {m["id"] for m in document["mentions"]}
                for relation in document["relations"]:
                    self.assertLessEqual({relation["subject"], relation["object"]}, ids)
                    evidence = relation["evidence"]
                    self.assertIn(evidence["trigger"], evidence["text"] + "".join(a["text"] for a in evidence.get("also", [])))
        with self.assertRaises(jsonschema.ValidationError):
            validator.validate({"document": {"id": "x"}, "mentions": []})


class Csv(unittest.TestCase):
    def test_tables_hold_the_graph(self):
        csv.field_size_limit(1 << 30)
        for name in NAMES:
            want = expected(name)
            rows = {}
            for part, key in (("nodes", "Id"), ("edges", "Id")):
                with open(FOLDER / f"{name}.{part}.csv", encoding="utf-8", newline="") as file:
                    rows[part] = {row[key]: row for row in csv.DictReader(file, strict=True)}
                self.assertEqual(len(want[part]), len(rows[part]))
            plain = lambda cell: cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" and len(cell) > 1 else cell
            for node in want["nodes"]: self.assertEqual(node["label"], plain(rows["nodes"][node["iri"]]["Label"]))
            for edge in want["edges"]:
                row = rows["edges"][edge["id"]]
                self.assertEqual((edge["source"], edge["target"], edge["relation"], edge["role"]), (row["Source"], row["Target"], row["Label"], plain(row["role"])))
            for part in rows.values():
                for row in part.values(): self.assertFalse([cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")])


if __name__ == "__main__":
    warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
    unittest.main(argv=sys.argv[:1], verbosity=1, warnings="ignore")
