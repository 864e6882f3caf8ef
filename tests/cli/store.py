#!/usr/bin/env python3
"""The store as a user has it, with the whole analysis behind: order, threads, halves, refresh, decisions, messages.

  tests/cli/store.py --program build/release/citypact
"""
import argparse
import csv
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIP = 77  # what ctest takes for "skipped"
FORMATS = ["graph.graphml", "graph.nq", "graph.jsonl", "graph.csv", "graph.gexf"]


class Work:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *arguments, code=0):
        result = subprocess.run([self.program, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=300)
        assert result.returncode == code, f"{arguments}: exit {result.returncode}\n{result.stderr}"
        return result

    def files(self, command, *arguments):
        """What `build` or `export` writes, all formats."""
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        self.run(command, *arguments, *(part for name in FORMATS for part in ("-o", out / name)), "--quiet")
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}

    def built(self, names, *options):
        return self.files("build", *names, *options)

    def exported(self, store):
        return self.files("export", store)


def same(a, b, what):
    assert a.keys() == b.keys(), what
    for name in a:
        assert a[name] == b[name], f"{what}: {name} differs"


def any_order_and_threads(work, names):
    expected = work.built(names)
    for seed, threads in ((1, 1), (2, 2)):
        shuffled = random.Random(seed).sample(names, len(names))
        store = f"order{seed}.citypact"
        for at in range(0, len(shuffled), 4):
            work.run("add", store, *shuffled[at:at + 4], "--threads", threads)
        same(work.exported(store), expected, f"order {seed}")
        work.run("validate", store)
    return "order1.citypact", expected


def halves(work, names):
    shuffled = random.Random(7).sample(names, len(names))
    gone, stay = shuffled[:len(names) // 2], shuffled[len(names) // 2:]
    work.run("add", "half.citypact", *names)
    result = work.run("remove", "half.citypact", *gone)
    assert f"documents: {len(gone)} removed" in result.stderr, result.stderr
    same(work.exported("half.citypact"), work.built(stay), "half removed")


def again_and_replaced(work, names, store, expected):
    result = work.run("add", store, *names)
    assert f"0 new, 0 replaced, {len(names)} unchanged, 0 failed" in result.stderr, result.stderr
    same(work.exported(store), expected, "added again")
    first = work.folder / names[0]
    text = first.read_text()
    first.write_text(text + "\nМэр Казани Ильсур Метшин встретился с мэром Минска Владимиром Кухаревым.\n")
    (work.folder / "bad.txt").write_bytes(b"\xff\xfe\x00\x01 no text")
    result = work.run("add", store, *names, "bad.txt", code=1)
    assert "1 replaced" in result.stderr and "1 failed" in result.stderr and "bad.txt" in result.stderr, result.stderr
    same(work.exported(store), work.built(names), "replaced")
    first.write_text(text)
    work.run("add", store, names[0])
    same(work.exported(store), expected, "put back")


def fits_schema(answer, name):
    try:
        import jsonschema
    except ImportError:
        return
    schema = json.loads((ROOT / "schemas/answers.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(answer, {**schema, "$ref": f"#/$defs/{name}"})


def listed(work, names, store):
    documents = json.loads(work.run("list", store, "--json").stdout)
    assert [one["id"] for one in documents] == sorted(names)
    assert set(documents[0]) == {"id", "source", "title", "published", "language", "nodes", "edges", "added", "stale"}
    assert all(one["nodes"] > 0 and not one["stale"] for one in documents)
    fits_schema(documents, "list")
    fits_schema(json.loads(work.run("validate", store, "--json").stdout), "validate")
    rows = list(csv.DictReader(work.run("list", store, "--csv").stdout.splitlines()))
    assert [row["id"] for row in rows] == sorted(names) and rows[0]["stale"] == "no", rows[0]


def questions(work, names, store):
    """A store answers as the files that were built of the same documents."""
    work.run("build", *names, "-o", "asked.graphml", "-o", "asked.jsonl", "--quiet")
    for arguments in (("same", "Казань"), ("same", "Казань", "Минск", "--json"), ("same", "Казани", "Пекин")):
        command, *rest = arguments
        assert work.run(command, store, *rest).stdout == work.run(command, "asked.jsonl", *rest).stdout, arguments
    for arguments in (("neighbors", "Казань", "--as-of", "2021", "--held"), ("neighbors", "Казань", "--as-of", "2021", "--known", "--held", "--json"), ("stats", "--as-of", "2021")):
        command, *rest = arguments
        both = [subprocess.run([work.program, command, graph, *rest], cwd=work.folder, capture_output=True, text=True, timeout=300) for graph in (store, "asked.graphml")]
        assert both[0].stdout == both[1].stdout and both[0].returncode == both[1].returncode, (arguments, both)


def refreshed(work, names, store):
    """Other options are another fingerprint; the end is that of a rebuild, in a store of sentences after adding again."""
    other = ("--min-confidence", "0.8")
    assert len(work.run("refresh", store, *other, "--dry-run").stdout) > 0
    assert work.run("validate", store, *other).stderr.count("stale") == 1
    work.run("refresh", store, *other)
    same(work.exported(store), work.built(names, *other), "refreshed")
    work.run("add", "small.citypact", *names, "--texts", "evidence")
    same(work.exported("small.citypact"), work.built(names), "sentences only")
    needed = work.run("refresh", "small.citypact", *other, code=1).stdout.split("\n")[:-1]
    assert needed == sorted(names), needed
    work.run("export", "small.citypact", "-o", "-", "-f", "jsonl", "--with-text", code=1)


def messages(work, names, store):
    for arguments, words in (
        (("remove", store, "nothing"), "no document with the id or source 'nothing'"),
        (("list", names[0]), "no citypact store"),
        (("list", "absent.citypact"), "no such file"),
        (("add", names[0], names[1]), "no citypact store"),
        (("add", "no/such/folder.citypact", names[1]), "folder does not exist"),
        (("add", store, names[0], "--texts", "evidence"), "keeps its texts the other way"),
    ):
        result = work.run(*arguments, code=1)
        assert words in result.stderr and result.stderr.count("\n") == 1, result.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    program = parser.parse_args().program.resolve()
    if not (program.parent / "share/citypact/models/opencorpora.bin").exists():
        print("skipped: the models are absent; scripts/demo fetches them")
        return SKIP
    with tempfile.TemporaryDirectory() as folder:
        work = Work(program, pathlib.Path(folder))
        for path in (ROOT / "examples").glob("*.txt"):
            shutil.copy(path, folder)
        names = sorted(os.listdir(folder))
        store, expected = any_order_and_threads(work, names)
        halves(work, names)
        again_and_replaced(work, names, store, expected)
        listed(work, names, store)
        questions(work, names, store)
        messages(work, names, store)
        refreshed(work, names, store)
    print("the store keeps its promises")
    return 0


if __name__ == "__main__":
    sys.exit(main())
