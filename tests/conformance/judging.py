"""What all judges share: where the files are, what they should hold."""
import json, os, pathlib, re, subprocess, unittest

FOLDER = pathlib.Path(os.environ["CITYPACT_GRAPHS"])  # what conformance_graphs wrote
BOOST = os.environ["CITYPACT_BOOST"]                  # Boost's own reader, compiled
JAVA = os.environ.get("CITYPACT_JAVA")                # a folder of jars; Java's judges are skipped without
HERE = pathlib.Path(__file__).resolve().parent
SCHEMAS = HERE.parents[1] / "schemas"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))
WHOLE = [name for name in NAMES if "-" not in name]  # no views
OWN = "https://citypact.org/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

needs_java = unittest.skipUnless(JAVA, "needs java and mvn, see scripts/judges.txt")


def expected(name):
    return json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))


def as_xml(text):
    """What XML 1.0 can hold of a string; the rest stands as U+FFFD."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def run_java(program, *arguments, only=None, without=None):
    """Compiles and runs a program of java/ with the jars whose names begin with `only` or do not begin with `without`."""
    jars = [jar for jar in sorted(pathlib.Path(JAVA).glob("*.jar"))
            if (only is None or jar.name.startswith(only)) and (without is None or not jar.name.startswith(without))]
    result = subprocess.run(["java", "-Xmx3g", "-Djava.awt.headless=true", "-cp", ":".join(map(str, jars)), HERE / "java" / f"{program}.java", *arguments],
                            capture_output=True, text=True)
    if result.returncode: raise AssertionError(f"{program}: {result.stderr[-3000:]}")
