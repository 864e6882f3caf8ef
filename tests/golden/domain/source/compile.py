#!/usr/bin/env python3
"""Turn the marked-up texts of this folder into texts/DMnn.txt and domain-own.jsonl.

Mark-up: {id Type Canonical name|surface}; later mentions of an entity may be {id2|surface} (type and name inherited).
The entity is the id without its digits. Marks nest. After a line `---` come the relations:
    type subjects objects ; trigger ; t=EDTF ; st=planned ; r=role/role_text ; amount=… ; share=…
Lists a,b are crossed; status defaults to asserted. Run: compile.py (writes, and prints capitalised words outside every mark).
"""
import glob, json, os, re, sys
here = os.path.dirname(os.path.abspath(__file__)); out = os.path.dirname(here)
docs = re.split(r"^=== (\w+)\n", "".join(open(p, encoding="utf-8").read() for p in sorted(glob.glob(here + "/*.marked"))), flags=re.M)[1:]
rows = []
for ident, body in zip(docs[::2], docs[1::2]):
    marked, _, lines = body.partition("\n---\n")
    marked = marked.rstrip() + "\n"
    text, stack, mentions, known, i = "", [], [], {}, 0
    while i < len(marked):
        c = marked[i]
        if c == "{":
            j = marked.index("|", i); head = marked[i+1:j].split(" ", 2); stack.append((head, len(text))); i = j + 1; continue
        if c == "}":
            head, begin = stack.pop(); surface = text[begin:]; e = re.sub(r"\d+$", "", head[0])
            mentions.append([begin, head, e, surface]); i += 1; continue
        text += c; i += 1
    assert not stack, ident
    for begin, head, e, surface in sorted(mentions, key=lambda m: (m[0], -len(m[3]))):
        if len(head) > 1: known.setdefault(e, (head[1], head[2] if len(head) > 2 else surface))
    ms = []
    for begin, head, e, surface in sorted(mentions, key=lambda m: (m[0], -len(m[3]))):
        assert e in known, (ident, head)
        n, at = 0, -1
        while at < begin: at = text.find(surface, at + 1); n += 1
        assert at == begin, (ident, surface)
        ms.append(dict(id=head[0], type=known[e][0], text=surface, n=n, name=known[e][1], entity=e, begin=begin, end=begin+len(surface)))
    ids = [m["id"] for m in ms]; assert len(set(ids)) == len(ids), (ident, [x for x in ids if ids.count(x) > 1])
    rel = []
    for line in lines.splitlines():
        if not line.strip(): continue
        parts = [p.strip() for p in line.split(" ; ")]; ty, ss, oo = parts[0].split()
        trig = parts[1]; q = dict(p.split("=", 1) for p in parts[2:])
        assert trig in text, (ident, line)
        for s in ss.split(","):
            for o in oo.split(","):
                assert s in ids and o in ids, (ident, line)
                r = dict(type=ty, subject=s, object=o, status=q.get("st", "asserted"), trigger=trig, time=q.get("t"))
                if "r" in q:
                    a, _, b = q["r"].partition("/"); r["role"], r["role_text"] = a, b or a; assert (b or a) in text, (ident, line)
                for k in ("amount", "share"):
                    if k in q: r[k] = q[k]
                assert set(q) <= {"st", "t", "r", "amount", "share"}, (ident, line)
                rel.append(r)
    keys = [(r["type"], r["subject"], r["object"], r["status"]) for r in rel]; assert len(set(keys)) == len(keys), (ident, "relation twice", [k for k in keys if keys.count(k) > 1])
    open(f"{out}/texts/{ident}.txt", "w", encoding="utf-8").write(text)
    rows.append(dict(id=ident, mentions=ms, relations=rel))
    covered = set(); [covered.update(range(m["begin"], m["end"])) for m in ms]
    loose = [m.group() for m in re.finditer(r"[А-ЯЁA-Z][\w-]+", text) if m.start() not in covered and not re.search(r"(^|[.!?…:»\"—]\s*[«—\"]?\s*|\n\s*[«—]?\s*|^«|\s«)$", text[:m.start()])]
    used = {r["subject"] for r in rel} | {r["object"] for r in rel}
    idle = [m["text"] for m in ms if m["id"] not in used and not re.search(r"[А-ЯЁA-Z0-9]", m["text"])]
    words = len(text.split())
    print(ident, words, "words", len(rel), "relations", "" if 50 <= words <= 160 else "LENGTH", "loose:", loose, "idle nominal:", idle)
with open(f"{out}/domain-own.jsonl", "w", encoding="utf-8") as f:
    for r in rows: f.write(json.dumps(r, ensure_ascii=False) + "\n")
