#!/usr/bin/env python3
"""Annotated texts in one file: texts with marks, and below them the relations.

    marked.py FILE.marked... --out FOLDER      FOLDER/texts/ID.txt and FOLDER/annotations.jsonl, as GUIDELINES.md of citypact-ru has it

    === ID
    {t1 City Тула|Тулу} посетил {m1 Person|Ма Лян}.      mark: {id Kind Canonical name|as written}; without a name, as written
    Приём дала мэр {t2|Тулы} {z1 Person|Инна Зуева}.     later: {id|as written}; the letters of an id name the entity; marks nest
    ---
    met-with m1 t1 ; посетил ; t=2023-05-18              subject,... object,... ; trigger ; t=EDTF st=status r=role/as written amount= share=
    heads z1 t2 ; мэр ; r=мэр

Exit 1 names every document with a fault.
"""
import argparse
import json
import pathlib
import re
import sys

QUALIFIERS = {"t", "st", "r", "amount", "share"}


class Fault(Exception):
    pass


def need(condition, *words):
    if not condition:
        raise Fault(" ".join(str(w) for w in words))


def split(text):
    """(id, marked text, lines of relations) of each document."""
    parts = re.split(r"^=== (\w+)\n", text, flags=re.M)[1:]
    for ident, body in zip(parts[::2], parts[1::2]):
        marked, _, lines = body.partition("\n---\n")
        yield ident, marked.rstrip() + "\n", [line for line in lines.splitlines() if line.strip()]


def unmark(marked):
    """The plain text, and (begin, words of the mark, as written) in the order of the text, outer before inner."""
    text, stack, marks, i = "", [], [], 0
    while i < len(marked):
        if marked[i] == "{":
            bar = marked.index("|", i)
            stack.append((marked[i + 1:bar].split(" ", 2), len(text)))
            i = bar
        elif marked[i] == "}":
            need(stack, "a } without its {")
            head, begin = stack.pop()
            marks.append((begin, head, text[begin:]))
        else:
            text += marked[i]
        i += 1
    need(not stack, "a { is not closed")
    return text, sorted(marks, key=lambda m: (m[0], -len(m[2])))


def mentions_of(text, marks):
    known, mentions = {}, []
    for _, head, surface in marks:
        entity = re.sub(r"\d+$", "", head[0])
        if len(head) > 1:
            need(entity not in known, head[0], "is defined twice")
            known[entity] = (head[1], head[2] if len(head) > 2 else surface)
    for begin, head, surface in marks:
        entity = re.sub(r"\d+$", "", head[0])
        need(entity in known, head[0], "has no kind")
        kind, name = known[entity]
        mentions.append(dict(id=head[0], type=kind, text=surface, n=occurrence(text, surface, begin), name=name, entity=entity, begin=begin,
                             end=begin + len(surface)))
    need(len({m["id"] for m in mentions}) == len(mentions), "an id is used twice")
    return mentions


def occurrence(text, surface, begin):
    """Which occurrence of the string begins there, counting from 1, overlapping ones too."""
    return sum(text.startswith(surface, at) for at in range(begin + 1))


def relations_of(text, lines, ids):
    for line in lines:
        parts = [p.strip() for p in line.split(" ; ")]
        need(len(parts) >= 2 and len(parts[0].split()) == 3, "not «relation subject object ; trigger»:", line)
        kind, subjects, objects = parts[0].split()
        qualifiers = dict(p.split("=", 1) for p in parts[2:])
        need(parts[1] in text, "trigger not in the text:", line)
        need(set(qualifiers) <= QUALIFIERS, "unknown qualifier:", line)
        for subject in subjects.split(","):
            for object_ in objects.split(","):
                need(subject in ids and object_ in ids, "unknown mention:", line)
                yield relation(text, line, kind, subject, object_, parts[1], qualifiers)


def relation(text, line, kind, subject, object_, trigger, qualifiers):
    row = dict(type=kind, subject=subject, object=object_, status=qualifiers.get("st", "asserted"), trigger=trigger, time=qualifiers.get("t"))
    if "r" in qualifiers:
        role, _, written = qualifiers["r"].partition("/")
        need((written or role) in text, "role not in the text:", line)
        row["role"], row["role_text"] = role, written or role
    return row | {k: qualifiers[k] for k in ("amount", "share") if k in qualifiers}


def document(ident, marked, lines):
    """(text, annotation) as the collections have it."""
    text, marks = unmark(marked)
    mentions = mentions_of(text, marks)
    relations = list(relations_of(text, lines, {m["id"] for m in mentions}))
    keys = [(r["type"], r["subject"], r["object"], r["status"]) for r in relations]
    need(len(set(keys)) == len(keys), "a relation twice:", [k for k in keys if keys.count(k) > 1])
    return text, dict(id=ident, mentions=mentions, relations=relations)


def read(paths):
    """(text, annotation) of all documents of these files; throws Fault with every fault, a line each."""
    documents, faults = [], []
    for path in sorted(map(pathlib.Path, paths)):
        for ident, marked, lines in split(path.read_text(encoding="utf-8")):
            try:
                documents.append(document(ident, marked, lines))
            except (Fault, ValueError) as fault:
                faults.append(f"{path}: {ident}: {fault}")
    need(not faults, "\n".join(faults))
    return documents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--out", required=True, type=pathlib.Path)
    args = parser.parse_args()
    (args.out / "texts").mkdir(parents=True, exist_ok=True)
    try:
        rows = read(args.files)
    except Fault as fault:
        sys.exit(str(fault))
    for text, row in rows:
        (args.out / "texts" / (row["id"] + ".txt")).write_text(text, encoding="utf-8")
    (args.out / "annotations.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for _, row in rows), encoding="utf-8")
    print(f"{len(rows)} texts, {sum(len(r['mentions']) for _, r in rows)} mentions, {sum(len(r['relations']) for _, r in rows)} relations")


if __name__ == "__main__":
    main()
