"""The annotated collections as documents with character spans by kind.

Each reader yields Document values. A head (a tagging layer) is named "convention:Kind"; every collection feeds the
heads of its own convention. Spans are half-open ranges of Unicode code points, without quotes at their edges.
"""
import collections
import dataclasses
import glob
import itertools
import json
import os
import re
import zlib

QUOTES = "«»\"'“”„’‘ "


@dataclasses.dataclass
class Document:
    """`spans[head]` are sure; `inside[head]` belong to spans of unknown bounds; `unsure[head]` may be anything.

    `heads` are the heads that the document teaches: beyond those stretches their tokens are O.
    """
    id: str
    collection: str
    path: str
    text: str
    heads: tuple
    fold: int = -1       # of SlavicNER's documents: which of FOLDS runs of the cross-validation keeps it out
    spans: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))
    inside: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))
    unsure: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))


CITYPACT = ("Person", "City", "Region", "Country", "Organization", "University", "Park", "Cluster",
            "Agreement", "Event", "Program", "Platform", "Position")
NEREL = ("Person", "City", "Region", "Country", "Organization", "OrganizationInner", "Place", "Event", "Law",
         "Facility", "Position", "Product")
RURED = ("Person", "City", "Region", "Country", "Organization", "Event", "Position")
FACTRU = ("Person", "Place", "PlaceInner", "Organization", "OrganizationInner")
SLAVIC = ("Person", "Place", "Organization", "Event", "Product")
HEADS = tuple(f"{convention}:{kind}" for convention, kinds in
              (("citypact", CITYPACT), ("nerel", NEREL), ("rured", RURED), ("factru", FACTRU), ("slavic", SLAVIC))
              for kind in kinds)
BODIES = {"Organization", "University", "Park", "Cluster"}
OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "golden", "domain")
TEXTS = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "texts", "out"))   # made by ../texts/marked.py
LICENSED = ("domain", "own", "texts", "factrueval")    # parts with a stated licence or texts of our own


def heads_of(convention):
    return tuple(h for h in HEADS if h.startswith(convention + ":"))


def trim(text, begin, end):
    """The span without quotes and spaces at its edges."""
    while end - begin > 1 and text[begin] in QUOTES:
        begin += 1
    while end - begin > 1 and text[end - 1] in QUOTES:
        end -= 1
    return begin, end


def outermost(spans):
    return [s for s in set(spans) if not any(s != t and t[0] <= s[0] and s[1] <= t[1] for t in spans)]


def innermost(spans):
    return [s for s in set(spans) if not any(s != t and s[0] <= t[0] and t[1] <= s[1] for t in spans)]


def read_text(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return file.read()


def proper(text):
    return any(c.isupper() or c.isdigit() for c in text)


def citypact(annotations, folder, collection="citypact"):
    """JSON Lines of our own convention. Lower-case mentions of named kinds are annotated only where a relation needs
    them, so they are unsure; positions are known only in the neighbourhood of a relation that names one."""
    for row in open(annotations, encoding="utf-8"):
        data = json.loads(row)
        path = os.path.join(folder, data["id"] + ".txt")
        doc = Document(data["id"], collection, path, read_text(path), heads_of("citypact"))
        found = collections.defaultdict(list)
        for m in data["mentions"]:
            span = trim(doc.text, m["begin"], m["end"])
            if m["type"] in ("Event", "Agreement", "Program", "Platform"):
                found[m["type"]].append(span)
                continue
            kinds = {m["type"], "Organization"} if m["type"] in BODIES else {m["type"]}
            for kind in kinds:
                (found[kind] if proper(m["text"]) else doc.unsure["citypact:" + kind]).append(span)
        for kind, spans in found.items():
            doc.spans["citypact:" + kind] = outermost(spans)
        add_positions(doc, data)
        yield doc


def add_positions(doc, data, reach=160):
    """Positions stand in relations as strings: the occurrence nearest to the person is taken."""
    mentions = {m["id"]: m for m in data["mentions"]}
    found = []
    for relation in data["relations"]:
        words = relation.get("role_text")
        if not words:
            continue
        subject = mentions[relation["subject"]]
        places = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", doc.text)]
        places = [(abs(p - subject["begin"]), p) for p in places if abs(p - subject["begin"]) < reach]
        if places:
            begin = min(places)[1]
            found.append(trim(doc.text, begin, begin + len(words)))
    head = "citypact:Position"
    doc.spans[head] = outermost(found)
    known = [False] * len(doc.text)
    for begin, end in found:
        for i in range(max(0, begin - 60), min(len(doc.text), end + 60)):
            known[i] = True
    begin = 0
    for i in range(len(doc.text) + 1):
        if i == len(doc.text) or known[i]:
            if i > begin:
                doc.unsure[head].append((begin, i))
            begin = i + 1


NEREL_KIND = {
    "PERSON": ("Person",), "CITY": ("City", "Place"), "VILLAGE": ("City", "Place"), "COUNTRY": ("Country", "Place"),
    "STATE_OR_PROVINCE": ("Region", "Place"), "DISTRICT": ("Region", "Place"), "LOCATION": ("Place",),
    "ORGANIZATION": ("Organization",), "EVENT": ("Event",), "LAW": ("Law",), "FACILITY": ("Facility",),
    "PROFESSION": ("Position",), "PRODUCT": ("Product",)}
RURED_KIND = {
    "PERSON": ("Person",), "CITY": ("City",), "VILLAGE": ("City",), "COUNTRY": ("Country",), "GPE": ("Country",),
    "REGION": ("Region",), "ORGANIZATION": ("Organization",), "EVENT": ("Event",), "PROFESSION": ("Position",)}


def brat(folder, collection, convention, kind_of):
    for path in sorted(glob.glob(os.path.join(folder, "*.ann"))):
        source = path[:-4] + ".txt"
        doc = Document(os.path.basename(path)[:-4], collection, source, read_text(source), heads_of(convention))
        found = collections.defaultdict(list)
        for row in open(path, encoding="utf-8"):
            cells = row.rstrip("\n").split("\t")
            if not row.startswith("T") or len(cells) < 3:
                continue
            label, _, offsets = cells[1].partition(" ")
            numbers = [int(n) for n in re.findall(r"\d+", offsets)]
            for kind in kind_of.get(label, ()):
                found[kind].append(trim(doc.text, numbers[0], numbers[-1]))
        for kind, spans in found.items():
            doc.spans[f"{convention}:{kind}"] = outermost(spans)
        if f"{convention}:OrganizationInner" in HEADS:
            doc.spans[f"{convention}:OrganizationInner"] = innermost(found["Organization"])
        yield doc


FACTRU_KIND = {"Person": "Person", "Org": "Organization", "Organization": "Organization"}


def factrueval(folder):
    for path in sorted(glob.glob(os.path.join(folder, "book_*.txt"))):
        base = path[:-4]
        doc = Document(os.path.basename(base), "factrueval", path, read_text(path), heads_of("factru"))
        parts = {}
        for row in open(base + ".spans", encoding="utf-8-sig"):
            p = row.partition("#")[0].split()
            if len(p) >= 6:
                parts[p[0]] = (p[1], int(p[2]), int(p[2]) + int(p[3]))
        found = collections.defaultdict(list)
        for row in open(base + ".objects", encoding="utf-8-sig"):
            p = row.partition("#")[0].split()
            of = [parts[s] for s in p[2:] if s in parts]
            if any(s[0].endswith("name") or s[0] in ("surname", "nickname") for s in of):
                kind = FACTRU_KIND.get(p[1], "Place")
                found[kind].append(trim(doc.text, min(s[1] for s in of), max(s[2] for s in of)))
        for kind, spans in found.items():
            doc.spans["factru:" + kind] = outermost(spans)
        for kind in ("Place", "Organization"):
            doc.spans[f"factru:{kind}Inner"] = innermost(found[kind])
        yield doc


FOLDS = 3
SLAVIC_KIND = {"PER": "Person", "LOC": "Place", "ORG": "Organization", "EVT": "Event", "PRO": "Product"}


def slavicner(folder):
    documents = list(slavicner_documents(folder))
    for group in near_copies([d.text for d in documents]):
        fold = zlib.crc32(min(documents[i].id for i in group).encode()) % FOLDS
        for i in group:
            documents[i].fold = fold
    return documents


def near_copies(texts, words=8, share=0.1):
    """Groups of positions of texts that have runs of words in common, a tenth of the shorter one's: what agencies send goes round."""
    runs, holders = [], collections.defaultdict(list)
    for position, text in enumerate(texts):
        found = re.findall(r"\w+", text.lower())
        runs.append({tuple(found[i:i + words]) for i in range(len(found) - words + 1)})
        for run in runs[-1]:
            holders[run].append(position)
    common = collections.Counter(pair for some in holders.values() for pair in itertools.combinations(some, 2))
    group = list(range(len(texts)))
    for (a, b), count in common.items():
        if count > share * min(len(runs[a]), len(runs[b])) and group[a] != group[b]:
            old = group[b]
            group = [group[a] if g == old else g for g in group]
    groups = collections.defaultdict(list)
    for position, g in enumerate(group):
        groups[g].append(position)
    return groups.values()


def slavicner_documents(folder):
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.tsv"), recursive=True)):
        source = path[:-4] + ".txt"
        topic = os.path.relpath(path, folder).split(os.sep)[0]
        doc = Document(os.path.basename(path)[:-4], "slavicner/" + topic, source, read_text(source), heads_of("slavic"))
        for row in open(path, encoding="utf-8"):
            cells = row.rstrip("\n").split("\t")
            if len(cells) > 4 and cells[4] in SLAVIC_KIND:
                doc.spans["slavic:" + SLAVIC_KIND[cells[4]]].append(trim(doc.text, int(cells[0]), int(cells[1])))
        for head in list(doc.spans):
            doc.spans[head] = outermost(doc.spans[head])
        yield doc


PLACES = ("City", "Region", "Country")
ADJECTIVE = re.compile(r"(?:ск|цк|н)(?:ий|ый|ой|ая|ое|ие|ого|ему|ому|им|ом|ую|их|ыми|ими)$")
DESCRIPTOR = re.compile(r"(?:[а-яё-]+\s+){1,3}[«\"“]?$")


def adopt(doc):
    """Teaches the citypact heads what another convention says where the two agree.

    Persons and plain names of places are taken over. A body's tokens belong to a body, but its bounds are left open
    (descriptors), and so are lower-case bodies, adjectives, places inside bodies and places of a kind not told."""
    convention = doc.heads[0].split(":")[0]
    get = lambda kind: doc.spans.get(f"{convention}:{kind}", [])
    doc.heads += tuple("citypact:" + k for k in ("Person", "Organization") + PLACES)
    doc.spans["citypact:Person"] = [s for s in get("Person") if proper(doc.text[slice(*s)])]
    doc.unsure["citypact:Person"] = [s for s in get("Person") if not proper(doc.text[slice(*s)])]
    bodies = get("Organization")
    for begin, end in bodies:
        whole = "inside" if proper(doc.text[begin:end]) else "unsure"
        getattr(doc, whole)["citypact:Organization"].append((begin, end))
        before = DESCRIPTOR.search(doc.text, max(0, begin - 80), begin)
        if before:
            doc.unsure["citypact:Organization"].append((before.start(), begin))
    plain = {k: [s for s in get(k) if doc.text[s[0]].isupper() and not ADJECTIVE.search(doc.text[slice(*s)])
                 and not any(b[0] <= s[0] and s[1] <= b[1] for b in bodies)] for k in PLACES}
    every = [s for k in PLACES + ("Place", "PlaceInner") for s in get(k)]
    for kind in PLACES:
        doc.spans["citypact:" + kind] = plain[kind]
        sure = {s for k in PLACES for s in plain[k]}
        doc.unsure["citypact:" + kind] = [s for s in every if s not in sure]
    return doc


def read(name, root):
    """Documents of one collection part below `root`, the folder that holds the collections."""
    at = lambda *parts: os.path.join(root, *parts)
    readers = {
        "citypact": lambda: citypact(at("citypact-ru", "train.jsonl"), at("citypact-ru", "train", "texts")),
        "citypact-dev": lambda: citypact(at("citypact-ru", "dev.jsonl"), at("citypact-ru", "dev", "texts"), "citypact-dev"),
        "domain": lambda: citypact(at("citypact-domain", "domain.jsonl"), at("citypact-domain", "texts"), "citypact-domain"),
        "own": lambda: citypact(os.path.join(OWN, "domain.jsonl"), os.path.join(OWN, "texts"), "own"),
        "texts": lambda: citypact(os.path.join(TEXTS, "annotations.jsonl"), os.path.join(TEXTS, "texts"), "texts"),
        "nerel": lambda: brat(at("nerel", "train"), "nerel", "nerel", NEREL_KIND),
        "nerel-dev": lambda: brat(at("nerel", "dev"), "nerel-dev", "nerel", NEREL_KIND),
        "rured": lambda: brat(at("rured2", "train"), "rured", "rured", RURED_KIND),
        "factrueval": lambda: factrueval(at("factrueval-2016", "devset")),
        "slavicner": lambda: slavicner(at("slavicner-ru")),
    }
    return list(readers[name]())


def held(doc, kept_out):
    """Whether a document is kept out of training while measuring: the dev parts, every fifth text of our own, half of
    FactRuEval (odd numbers); of SlavicNER one fold of its documents or one of its topics, as `kept_out` says."""
    number = int("".join(c for c in doc.id if c.isdigit()) or 0)
    if doc.collection == "factrueval":
        return number % 2 == 1
    if doc.collection == "citypact-domain":
        return number % 5 == 0
    if doc.collection.startswith("slavicner"):
        return kept_out in (str(doc.fold), doc.collection.split("/")[1])
    return doc.collection.endswith("-dev")


PARTS = ("citypact", "citypact-dev", "domain", "own", "texts", "nerel", "nerel-dev", "rured", "factrueval", "slavicner")
