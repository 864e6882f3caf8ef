#!/usr/bin/env python3
"""Runs the golden cases: what the program prints, how it ends, and what files it leaves.

A case is a folder:
  arguments         the command line, in shell quoting; {share} and {work} are put in
  input/            copied to an empty folder, where the program runs
  input-from        optional; a folder beside the case, copied there first
  schema            optional; FILE#/$defs/NAME of schemas/, which the JSON on stdout must follow
  stdin             optional; fed to the program
  setup.py          optional; run in that folder before, with SHARE and WORK in the environment
  environment       optional; NAME=VALUE a line, the same words put in
  needs             optional; words: models (converted models), user (an account without root's rights), seed
  expected.stdout   what comes out; absent: nothing (expected.stdout.any: not looked at)
  expected.stderr   what is reported; absent: nothing
  expected.exit     exit status; absent: 0
  expected.left     files that are new afterwards, one a line, sorted; absent: none
Folders of the machine are replaced by {share} and {work} in what is compared.

  tests/golden/run.py --program build/release/citypact [--rewrite] [CASE ...]
"""
import argparse
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NOBODY = 65534
SKIP = 77  # what ctest takes for "skipped"


def read(path):
    return path.read_bytes() if path.exists() else b""


class Case:
    def __init__(self, folder, program):
        self.folder, self.program = folder, program
        self.name = str(folder.relative_to(HERE))
        self.needs = read(folder / "needs").decode().split()
        self.share = program.parent / "share" / "citypact"

    def why_skipped(self):
        if "models" in self.needs and not (self.share / "models" / "opencorpora.bin").exists():
            return "the models are absent; scripts/demo fetches them"
        return None

    def fill(self, text, work):
        return text.replace("{share}", str(self.share)).replace("{work}", str(work))

    def run(self, work):
        """(stdout, stderr, exit, left)"""
        if (self.folder / "input-from").exists():
            shutil.copytree(self.folder.parent / read(self.folder / "input-from").decode().strip(), work, dirs_exist_ok=True)
        if (self.folder / "input").exists():
            shutil.copytree(self.folder / "input", work, dirs_exist_ok=True)
        environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "HOME": str(work)}
        for line in read(self.folder / "environment").decode().splitlines():
            name, _, value = line.partition("=")
            environment[name] = self.fill(value, work)
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        if (self.folder / "setup.py").exists():
            subprocess.run([sys.executable, "-B", self.folder / "setup.py"], cwd=work, check=True,
                           env={**environment, "SHARE": str(self.share), "WORK": str(work)})
        before = files(work)
        arguments = shlex.split(self.fill(read(self.folder / "arguments").decode(), work))
        extra = {}
        if "user" in self.needs and os.geteuid() == 0:
            extra = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        result = subprocess.run([self.program, *arguments], cwd=work, env=environment, input=read(self.folder / "stdin"),
                                capture_output=True, timeout=300, **extra)
        left = "".join(name + "\n" for name in sorted(files(work) - before)).encode()
        plain = lambda text: text.replace(os.fsencode(work), b"{work}").replace(os.fsencode(self.share), b"{share}")
        return plain(result.stdout), plain(result.stderr), result.returncode, left


def files(folder):
    found = set()
    for root, _, names in os.walk(folder):
        found.update(os.path.relpath(os.path.join(root, name), folder) for name in names)
    return found


def compare(case, outcome):
    stdout, stderr, code, left = outcome
    faults = []
    any_output = (case.folder / "expected.stdout.any").exists()
    for name, got in (("stdout", stdout), ("stderr", stderr), ("left", left)):
        if name == "stdout" and any_output:
            continue
        expected = read(case.folder / f"expected.{name}")
        if got != expected:
            faults.append(f"{name}: expected {shorten(expected)}\n{' ' * 10}got      {shorten(got)}")
    expected_code = int(read(case.folder / "expected.exit") or b"0")
    if code != expected_code:
        faults.append(f"exit: expected {expected_code}, got {code}")
    if (case.folder / "schema").exists():
        faults += schema_faults(read(case.folder / "schema").decode().strip(), stdout)
    return faults


def schema_faults(reference, stdout):
    import jsonschema
    name, _, place = reference.partition("#")
    schema = json.loads(read(HERE.parents[1] / "schemas" / name))
    # The definition as a schema of its own, which still sees the others.
    validator = jsonschema.Draft202012Validator({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#" + place})
    try:
        return [f"schema: {error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(stdout))]
    except ValueError as error:
        return [f"schema: no JSON ({error})"]


def shorten(data, limit=1500):
    text = data.decode("utf-8", "replace")
    return repr(text if len(text) <= limit else text[:limit] + "…")


def rewrite(case, outcome):
    stdout, stderr, code, left = outcome
    any_output = (case.folder / "expected.stdout.any").exists()
    for name, data in (("stdout", b"" if any_output else stdout), ("stderr", stderr), ("left", left),
                       ("exit", b"" if code == 0 else f"{code}\n".encode())):
        path = case.folder / f"expected.{name}"
        if data:
            path.write_bytes(data)
        elif path.exists():
            path.unlink()


def main():
    parser = argparse.ArgumentParser(description="Runs the golden cases.")
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--rewrite", action="store_true", help="take what comes out as what is expected; read the diff afterwards")
    parser.add_argument("cases", nargs="*", help="names of folders; default: all")
    options = parser.parse_args()
    program = options.program.resolve()
    folders = sorted(path.parent for path in HERE.rglob("arguments"))
    wanted = [pathlib.Path(name).name for name in options.cases]
    failed, skipped, passed = [], [], 0
    for folder in folders:
        if wanted and folder.name not in wanted:
            continue
        case = Case(folder, program)
        reason = case.why_skipped()
        if reason:
            skipped.append(f"{case.name}: {reason}")
            continue
        with tempfile.TemporaryDirectory(prefix="citypact-golden-") as work:
            os.chmod(work, 0o755)
            try:
                outcome = case.run(pathlib.Path(work).resolve())
            except PermissionError:
                skipped.append(f"{case.name}: an account without rights cannot start the program here")
                continue
        if options.rewrite:
            rewrite(case, outcome)
        faults = compare(case, outcome)
        if faults:
            failed.append(case.name)
            print(f"FAILED  {case.name}")
            for fault in faults:
                print(f"          {fault}")
        else:
            passed += 1
    for line in skipped:
        print(f"skipped {line}")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed else SKIP if passed == 0 and skipped else 0


if __name__ == "__main__":
    sys.exit(main())
