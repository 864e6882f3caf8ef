"""JSON Lines by their schema; CSV by Python's reader and by LibreOffice."""
import csv, json, pathlib, re, shutil, subprocess, tempfile, unittest

from judging import FOLDER, NAMES, SCHEMAS, expected


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
        knowledge = FOLDER / "knowledge.jsonl"
        if knowledge.exists():
            lines = [json.loads(line) for line in knowledge.read_text(encoding="utf-8").split("\n")[:-1]]
            for line in lines: validator.validate(line)
            self.assertTrue(any("knowledge" in line for line in lines))
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

    @unittest.skipUnless(shutil.which("soffice"), "needs soffice (libreoffice-calc-nogui)")
    def test_libreoffice_opens_them(self):
        """LibreOffice reads the tables as UTF-8 with commas and writes them again: the same cells, no formula among them."""
        csv.field_size_limit(1 << 30)
        names = [name for name in NAMES if name in ("sample", "nasty", "build", "build-cities")]
        with tempfile.TemporaryDirectory() as folder:
            files = [FOLDER / f"{name}.{part}.csv" for name in names for part in ("nodes", "edges")]
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=CSV:44,34,76,1", "--convert-to",
                            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", folder, *files],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
            def rows(path):
                with open(path, encoding="utf-8-sig", newline="") as file: return list(csv.reader(file))
            for file in files:
                with self.subTest(file.name): self.assertEqual(*(self.plain_cells(rows(path)) for path in (file, pathlib.Path(folder) / file.name)))

    def plain_cells(self, rows):
        """LibreOffice folds line ends and cuts a cell at 65,535 characters."""
        return [[re.sub(r"\s+", " ", cell)[:60_000] for cell in row] for row in rows]
