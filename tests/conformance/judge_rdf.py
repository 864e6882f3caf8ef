"""RDF: Oxigraph, Jena and rdflib read the same quads from every format."""
import functools, json, tempfile, pathlib, unittest

from judging import FOLDER, NAMES, OWN, RDF, RDFS_LABEL, SCHEMAS, WHOLE, expected, needs_java, run_java


STRING = "http://www.w3.org/2001/XMLSchema#string"


def row(quad):
    import pyoxigraph as ox
    o = quad.object
    kind = (o.language or o.datatype.value) if isinstance(o, ox.Literal) else ""
    return (quad.subject.value, quad.predicate.value, o.value, kind, "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value)


@functools.cache
def quads(name):
    import pyoxigraph
    return list(pyoxigraph.parse(path=str(FOLDER / f"{name}.nq"), format=pyoxigraph.RdfFormat.N_QUADS))


class Rdf(unittest.TestCase):
    def test_lines_are_sorted_and_unique(self):
        for name in NAMES:
            lines = (FOLDER / f"{name}.nq").read_bytes().split(b"\n")[:-1]
            self.assertEqual(sorted(set(lines)), lines, name)

    def quads(self, name):
        return quads(name)

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
                if (name, suffix) == ("heavy", "jsonld"): continue  # Oxigraph's reader of JSON takes no token of more than 8 MB
                with self.subTest(f"{name}.{suffix}"):
                    got = set(ox.parse(path=str(FOLDER / f"{name}.{suffix}"), format=form))
                    self.assertEqual(len(want), len(got))
                    self.assertEqual([], sorted(map(str, want ^ got))[:4])
        lines = (FOLDER / "sample.nt").read_bytes().split(b"\n")[:-1]
        self.assertEqual(sorted(set(lines)), lines)

    def test_the_published_context_is_the_one_in_the_files(self):
        published = json.loads((SCHEMAS / "context.jsonld").read_text(encoding="utf-8"))
        self.assertEqual(published["@context"], json.loads((FOLDER / "sample.jsonld").read_text(encoding="utf-8"))["@context"])

    def compare(self, name, suffix, theirs):
        """`theirs` is a set of (subject, predicate, object, language or datatype, graph) as strings."""
        ours = self.plain(name)
        if suffix in ("ttl", "nt"): ours = {row[:4] + ("",) for row in ours}
        self.assertEqual(len(ours), len(theirs))
        self.assertEqual([], sorted(str(row)[:300] for row in ours ^ theirs)[:4])

    def plain(self, name):
        return {row(q) for q in self.quads(name)}

    def test_rdflib_reads_the_same_from_every_format(self):
        import rdflib
        forms = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld", "ttl": "turtle", "nt": "nt"}
        for name in WHOLE:
            for suffix, form in forms.items():
                # It takes minutes over the wide graph and over ten megabytes but for the plainest format.
                if name == "wide" or name == "heavy" and suffix != "nt": continue
                with self.subTest(f"{name}.{suffix}"):
                    data = rdflib.Dataset()
                    data.parse(data=(FOLDER / f"{name}.{suffix}").read_bytes(), format=form)
                    theirs = set()
                    for s, p, o, g in data.quads():
                        kind = (o.language or str(o.datatype or STRING)) if isinstance(o, rdflib.Literal) else ""
                        graph = "" if g is None or g == rdflib.graph.DATASET_DEFAULT_GRAPH_ID or suffix in ("ttl", "nt") else str(g)
                        theirs.add((str(s), str(p), str(o), kind, graph))
                    self.compare(name, suffix, theirs)

    @needs_java
    def test_jena_reads_the_same_from_every_format(self):
        import pyoxigraph as ox
        files = [(name, suffix) for name in NAMES for suffix in ("nq", "trig", "jsonld", "ttl", "nt")]
        with tempfile.TemporaryDirectory() as folder:
            run_java("JenaReads", folder, *[FOLDER / f"{name}.{suffix}" for name, suffix in files], without="gephi")
            for name, suffix in files:
                with self.subTest(f"{name}.{suffix}"):
                    path = pathlib.Path(folder) / f"{name}.{suffix}.jena.nq"
                    self.compare(name, suffix, {row(q) for q in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)})
