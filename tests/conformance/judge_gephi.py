"""Gephi's own toolkit imports GraphML, GEXF and the pair of tables without a warning and keeps everything in them."""
import calendar, json, re, tempfile, pathlib, unittest

from judging import FOLDER, NAMES, SCHEMAS, as_xml, expected, needs_java, run_java


def colours():
    """Colours of types and relations as the ontology has them."""
    import rdflib
    graph = rdflib.Graph().parse(SCHEMAS / "ontology.ttl")
    color = rdflib.URIRef("https://citypact.org/ontology#color")
    return {str(term).split("#")[1]: str(value) for term, value in graph.subject_objects(color)}


def spell(time):
    """The first and last day of an EDTF date in milliseconds of 1970, as Gephi keeps a spell of its timeline."""
    ends = time.split("/") if "/" in time else [time, time]
    def day(text, last):
        if text in ("", ".."): return float("inf") if last else float("-inf")
        year, month, day = (list(map(int, text.split("-"))) + [0, 0])[:3]
        month = month or (12 if last else 1)
        return calendar.timegm((year, month, day or (calendar.monthrange(year, month)[1] if last else 1), 0, 0, 0)) * 1000.0
    return [day(ends[0], False), day(ends[1], True)]


def same(value):
    return value


def as_gexf(value):
    """Gephi changes INF within strings (known of it, DESIGN 5); GEXF holds 500,000 bytes of a string, as Gephi's reader refuses more."""
    text = as_xml(value)
    if len(text.encode()) > 500_000: text = text.encode()[:500_000].decode(errors="ignore") + "…"
    return text.replace("INF", "Infinity")


def as_graphml(value):
    """In GraphML it takes white space alone for nothing, too."""
    text = as_xml(value).replace("INF", "Infinity")
    return text if text.strip() else ""


@needs_java
class Gephi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.files = [f"{name}.{suffix}" for name in NAMES for suffix in ("graphml", "gexf", "nodes.csv")
                     if not (suffix == "nodes.csv" and name.startswith(("nasty", "heavy")))]  # Gephi guesses types of columns of noise
        run_java("GephiReads", cls.folder.name, *[FOLDER / file for file in cls.files], only="gephi")
        cls.colours = colours()

    def read(self, file):
        return json.loads((pathlib.Path(self.folder.name) / f"{file}.gephi.json").read_text(encoding="utf-8", errors="surrogatepass"))

    def each(self, suffix, check):
        for file in self.files:
            if not file.endswith("." + suffix): continue
            with self.subTest(file):
                want, got = expected(file.removesuffix("." + suffix)), self.read(file)
                self.assertEqual([], got["issues"])
                self.assertEqual((len(want["nodes"]), len(want["edges"])), (len(got["nodes"]), len(got["edges"])))
                check(want, got)

    def check_edges(self, want, got, column, iri, shown):
        """Ends, kinds (parallel edges apart), labels, status, dates and sentences of all edges."""
        edges = {edge["id"]: edge for edge in got["edges"]}
        places = set()
        for edge in want["edges"]:
            mine = edges[edge["id"]]
            self.assertTrue(mine["directed"])
            self.assertEqual((edge["source"], edge["target"]), (iri[mine["source"]], iri[mine["target"]]))
            self.assertRegex(mine["kind"], f"^{re.escape(edge['relation'])}( [(][0-9]+[)])?$")
            places.add((mine["source"], mine["target"], mine["kind"]))
            self.assertEqual(edge["weight"], mine["weight"])
            for field in ("status", "role", "instrument", "through"):
                self.assertEqual(shown(edge[field]), mine.get(column(field)) or "", field)
            self.assertEqual(edge["time"], mine.get(column("time")) or "")
            self.assertEqual(shown(edge["evidence"][0]["sentence"]), mine.get(column("sentence")) or "")
            self.assertAlmostEqual(edge["confidence"], float(mine[column("confidence")]))
        self.assertEqual(len(want["edges"]), len(places))

    def check_look(self, want, got, iri):
        """Colours by type and family, sizes 4 to 100."""
        nodes = {iri[node["id"]]: node for node in got["nodes"]}
        for node in want["nodes"]:
            label = as_xml(node["label"])[:500_000]
            self.assertIn(nodes[node["iri"]].get("label"), [label] if label.strip() else [label, nodes[node["iri"]]["id"]])  # its id for want of one
            self.assertEqual(self.colours[node["subtype"] or node["type"]], nodes[node["iri"]]["color"])
        edges = {edge["id"]: edge for edge in got["edges"]}
        for edge in want["edges"]: self.assertEqual(self.colours[edge["relation"]], edges[edge["id"]]["color"])
        sizes = [node["size"] for node in got["nodes"]]
        degrees = [node["degree"] for node in want["nodes"]]
        self.assertEqual([4, 100 if min(degrees) < max(degrees) else 4], [min(sizes), max(sizes)])

    def test_graphml(self):
        def check(want, got):
            iri = {node["id"]: node["n_iri"] for node in got["nodes"]}
            self.check_edges(want, got, lambda field: "e_" + field, iri, as_graphml)
            self.check_look(want, got, iri)
        self.each("graphml", check)

    def test_gexf(self):
        def check(want, got):
            iri = {node["id"]: node["iri"] for node in got["nodes"]}
            self.check_edges(want, got, lambda field: "date" if field == "time" else field, iri, as_gexf)
            self.check_look(want, got, iri)
            self.assertEqual(len(got["nodes"]), len({(node["x"], node["y"]) for node in got["nodes"]}))
        self.each("gexf", check)

    def test_gexf_has_the_timeline(self):
        def check(want, got):
            timed = {item["iri"]: spell(item["time"]) for item in want["nodes"] + want["edges"] if item["time"]}
            spells = {item["iri"]: [float(day) for day in item["timeset"].strip("<[]>").split(",")] for item in got["nodes"] + got["edges"] if item.get("timeset")}
            self.assertEqual(timed, spells)
            self.assertEqual(bool(timed), got["timed"])
        self.each("gexf", check)

    def test_tables(self):
        def check(want, got):
            self.check_edges(want, got, lambda field: field, {node["id"]: node["id"] for node in got["nodes"]}, same)
            self.assertEqual({node["iri"]: node["label"] for node in want["nodes"]}, {node["id"]: node["label"] for node in got["nodes"]})
        self.each("nodes.csv", check)
