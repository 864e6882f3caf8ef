"""The annotated texts to learn from are whole, and those of the golden set are what their marked sources say."""
import json
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "training/texts"))
import marked


class Marked(unittest.TestCase):
    def test_golden_texts_are_their_sources(self):
        golden = ROOT / "tests/golden/domain"
        tracked = {row["id"]: row for row in map(json.loads, (golden / "domain.jsonl").read_text(encoding="utf-8").splitlines())}
        read = marked.read((golden / "source").glob("*.marked"))
        self.assertEqual(len(read), len(tracked))
        for text, row in read:
            self.assertEqual(row, tracked[row["id"]])
            self.assertEqual(text, (golden / "texts" / (row["id"] + ".txt")).read_text(encoding="utf-8"))

    def test_mentions_stand_where_they_say(self):
        rows = marked.read((ROOT / "training/texts").glob("*.marked"))
        self.assertEqual(len({row["id"] for _, row in rows}), len(rows))
        for text, row in rows:
            for m in row["mentions"]:
                self.assertEqual(text[m["begin"]:m["end"]], m["text"], row["id"])

    def test_faults_are_named(self):
        for body, fault in (("{a1 City Омск|Омск}\n---\nheads a1 b1 ; Омск", "unknown mention"), ("{a1|Омск}\n---\n", "has no kind"),
                            ("{a1 City Омск|Омск\n---\n", "not closed"), ("{a1 City|Омск}\n---\nheads a1 a1 ; мэр", "trigger not in the text")):
            with self.assertRaisesRegex(marked.Fault, fault):
                marked.document("X", *next(iter(marked.split(f"=== X\n{body}\n")))[1:])


if __name__ == "__main__":
    unittest.main()
