"""pySHACL accepts our graphs and refuses broken ones; the ontology is labelled and linked."""
import unittest

from judging import FOLDER, NAMES, OWN, SCHEMAS


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

    def test_what_the_knowledge_base_says_conforms(self):
        import rdflib
        if not (FOLDER / "knowledge.nq").exists(): self.skipTest("no models, no graph of the examples")
        cp, rdf = rdflib.Namespace(OWN), rdflib.RDF
        data = self.flat("knowledge")
        records = set(data.subjects(rdf.type, cp.KnowledgeRecord))
        self.assertTrue(records)
        conforms, _, report = self.validate(data)
        self.assertTrue(conforms, report[:3000])
        edge = data.value(None, cp.evidence, sorted(records)[0])
        data.add((edge, cp.evidence, sorted(data.subjects(rdf.type, cp.Evidence))[0]))
        self.assertFalse(self.validate(data)[0], "what a text and what a data set say may not be one statement")

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
