"""The collections as labels of pairs.

A pair gets a relation where the annotators put it: their two mentions are the two sites. Where the same two things stand
elsewhere in the document the relation is neither taught nor forbidden, unless a rule reads it there.
"""
import collections
import glob
import json
import lzma
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "texts"))
import marked

SYMMETRIC = {"signed-with", "cooperates-with", "twinned-with", "met-with"}
RELATIONS = ["heads", "works-for", "member-of", "chaired", "participated-in", "organized", "met-with", "founded", "owns", "acquired", "sold",
             "invested-in", "operates", "lent-to", "fined", "supplies", "initiated", "part-of-initiative", "part-of", "resident-of", "located-in",
             "signed-with", "cooperates-with", "twinned-with", "party-to", "signatory-of"]
STATUSES = ["asserted", "planned", "possible", "denied", "ended"]   # as Status of include/citypact/core/extraction.hpp


def outputs(relations):
    """(relation, backwards): whether the second of the pair is the subject."""
    return [(r, back) for r in relations for back in ((0,) if r in SYMMETRIC else (0, 1))]


OUTPUTS = outputs(RELATIONS)
GOLDEN = os.path.join(HERE, "..", "..", "tests", "golden", "domain")   # not its held-out half
OWN = os.path.join(HERE, "..", "texts", "*.marked")
WEIGHED = re.compile(r"(w[d-j]|x[a-d])\d\d")   # documents of OWN that confidence.py alone learns from
KEPT_APART = re.compile(r"(fr[abd]|w[abc])\d[02468]|" + WEIGHED.pattern)   # that the training of the pair model does not see
NEWS = os.path.join(HERE, "news.jsonl.xz")   # relations of unlabelled news, read by us: places in the texts, no text
CITYPACT = {"train": "citypact-ru/train.jsonl", "dev": "citypact-ru/dev.jsonl", "domain": "citypact-domain/domain.jsonl",
            "golden": os.path.join(GOLDEN, "domain.jsonl")}
TEXTS = {"train": "citypact-ru/train/texts", "dev": "citypact-ru/dev/texts", "domain": "citypact-domain/texts", "golden": os.path.join(GOLDEN, "texts")}
BRAT = {   # folder, relations that help, share of the pairs without a relation that is kept
    "rured2": ("rured2/train", ["WORKPLACE", "HEADQUARTERED_IN", "OWNERSHIP", "SELLS_TO", "EVENT_TAKES_PART_IN", "MEMBER", "TAKES_PLACE_IN",
                                "ORGANIZES", "FOUNDED_BY", "SELLS", "BUYS", "ORIGINS_FROM"], 0.4),
    "nerel": ("nerel/train", ["WORKPLACE", "HEADQUARTERED_IN", "MEMBER_OF", "OWNER_OF", "FOUNDED_BY", "PARTICIPANT_IN", "TAKES_PLACE_IN", "PART_OF",
                              "LOCATED_IN", "ORGANIZES", "AGENT", "KNOWS", "PLACE_RESIDES_IN", "PLACE_OF_BIRTH", "SUBEVENT_OF", "ORIGINS_FROM",
                              "PARENT_OF"], 0.2)}
EXCLUDED = {"38165_text"}   # overlaps a document that judges
KIND = {"PERSON": "Person", "CITY": "City", "COUNTRY": "Country", "STATE_OR_PROVINCE": "Region", "DISTRICT": "Region", "ORGANIZATION": "Organization",
        "EVENT": "Event", "LOCATION": "Region", "REGION": "Region", "GPE": "Country", "VILLAGE": "City", "BOROUGH": "Region", "WEBSITE": "Platform"}


def read_brat(path):
    spans, relations = {}, []
    for row in open(path, encoding="utf-8"):
        cells = row.rstrip("\n").split("\t")
        if row[0] == "T" and len(cells) > 2:
            numbers = [int(n) for n in re.findall(r"\d+", cells[1].split(" ", 1)[1])]
            spans[cells[0]] = (cells[1].split()[0], numbers[0], numbers[-1], cells[2])
        elif row[0] == "R":
            parts = cells[1].split()
            relations.append((parts[0], parts[1].split(":")[1], parts[2].split(":")[1]))
    return spans, relations


def brat_names(spans):
    """Names as the tagger would give them: outermost of a kind; lower-case single words of places are adjectives."""
    names = []
    for kind, begin, end, text in sorted(spans.values(), key=lambda s: (s[1], -s[2])):
        if kind not in KIND:
            continue
        capital = bool(re.search("[A-ZА-ЯЁ]", text))
        place = KIND[kind] in ("City", "Region", "Country")
        if not place and kind != "PERSON" and not capital:
            continue
        adjective = place and not text[0].isupper() and " " not in text
        if not any(n[0] <= begin and end <= n[1] and n[2] == KIND[kind] for n in names):
            names.append([begin, end, KIND[kind], adjective])
    return names


def documents(data, name):
    """Rows for citypact-pairs."""
    if name in ("own", "weighed"):
        for text, row in marked.read(glob.glob(OWN)):
            if WEIGHED.fullmatch(row["id"]) if name == "weighed" else not KEPT_APART.fullmatch(row["id"]):
                yield {"id": row["id"], "text": text}
        return
    if name == "news":
        wanted = {row["id"] for row in annotations(data, name)}
        with lzma.open(os.path.join(data, "rbc", "news.jsonl.xz"), "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                if row["id"] in wanted:
                    yield {"id": row["id"], "text": row["text"]}
        return
    if name in TEXTS:
        for path in sorted(glob.glob(os.path.join(data, TEXTS[name], "*.txt"))):
            yield {"id": os.path.basename(path)[:-4], "text": open(path, encoding="utf-8", newline="").read().lstrip("\ufeff")}
        return
    for path in sorted(glob.glob(os.path.join(data, BRAT[name][0], "*.ann"))):
        stem = os.path.basename(path)[:-4]
        if stem not in EXCLUDED:
            text = open(path[:-4] + ".txt", encoding="utf-8", newline="").read().lstrip("\ufeff")
            yield {"id": stem, "text": text, "names": brat_names(read_brat(path)[0])}


def over(mentions, begin, end):
    """Annotated mentions that a site lies over, and of these the ones that it stands for: those of its very span, else all."""
    found = [m for m in mentions if m["begin"] < end and begin < m["end"]]
    return found, [m for m in found if (m["begin"], m["end"]) == (begin, end)] or found


class Gold:
    """One document's annotation laid over its sites."""

    def __init__(self, mentions, relations, sites):
        self.entities, self.mentions = [], []
        best = {}
        for i, site in enumerate(sites):
            found, meant = over(mentions, site[0], site[1])
            self.entities.append({m["entity"] for m in meant})
            self.mentions.append({m["id"] for m in meant})
            for m in found:
                share = (min(m["end"], site[1]) - max(m["begin"], site[0])) / (max(m["end"], site[1]) - min(m["begin"], site[0]))
                best[m["id"]] = max(best.get(m["id"], (0, 0)), (share, -i))
        for i, ids in enumerate(self.mentions):
            self.mentions[i] = {m for m in ids if -best[m][1] == i}
        entity = {m["id"]: m["entity"] for m in mentions}
        self.relations = [(r["type"], r["subject"], r["object"], r["status"], entity[r["subject"]], entity[r["object"]]) for r in relations]


def annotations(data, name):
    """What the annotators say of the documents of a collection in our convention."""
    if name == "own":
        return [row for _, row in marked.read(glob.glob(OWN))]
    if name != "news":
        return list(map(json.loads, open(os.path.join(data, CITYPACT[name]), encoding="utf-8")))
    others = {row["id"] for part in ("train", "dev") for row in annotations(data, part)}
    with lzma.open(NEWS, "rt", encoding="utf-8") as rows:
        return [row for row in map(json.loads, rows) if row["id"] not in others]


def label_citypact(data, name, docs, pairs):
    """For each pair: [(output, status)], [outputs that are not known]; and the documents' Gold."""
    index = {o: i for i, o in enumerate(OUTPUTS)}
    annotated = {row["id"]: row for row in annotations(data, name)}
    gold = [Gold(annotated[d["id"]]["mentions"], annotated[d["id"]]["relations"], d["sites"]) for d in docs]
    said = [{(p[0], p[1], p[2]) for p in d["proposals"]} for d in docs]
    labels, unknown = [], []
    for pair in pairs:
        g, yes, maybe = gold[pair.document], {}, set()
        for kind, subject, object_, status, es, eo in g.relations:
            for back, (x, y) in enumerate(((pair.first, pair.second), (pair.second, pair.first))):
                output = index[kind, 0 if kind in SYMMETRIC else back]
                if subject in g.mentions[x] and object_ in g.mentions[y]:
                    yes[output] = STATUSES.index(status)
                elif es in g.entities[x] and eo in g.entities[y]:
                    if {(kind, x, y), (kind, y, x) if kind in SYMMETRIC else None} & said[pair.document]:
                        yes.setdefault(output, -1)
                    else:
                        maybe.add(output)
        labels.append(sorted(yes.items()))
        unknown.append(sorted(maybe - yes.keys()))
    return labels, unknown, gold


def label_brat(data, name, docs, pairs):
    folder, relations, _ = BRAT[name]
    outs = [(r, back) for r in relations for back in (0, 1)]
    index = {o: i for i, o in enumerate(outs)}
    gold = []
    for d in docs:
        spans, ties = read_brat(os.path.join(data, folder, d["id"] + ".ann"))
        at = collections.defaultdict(set)
        for key, (_, begin, end, _) in spans.items():
            at[begin, end].add(key)
        gold.append(([at[s[0], s[1]] for s in d["sites"]], [t for t in ties if t[0] in relations]))
    labels = []
    for pair in pairs:
        ids, ties = gold[pair.document]
        yes = {index[kind, back] for kind, a, b in ties for back, (x, y) in enumerate(((pair.first, pair.second), (pair.second, pair.first)))
               if a in ids[x] and b in ids[y]}
        labels.append([(o, -1) for o in sorted(yes)])
    return labels, [[] for _ in pairs], len(outs)


if __name__ == "__main__":
    for row in documents(sys.argv[1], sys.argv[2]):
        print(json.dumps(row, ensure_ascii=False))
