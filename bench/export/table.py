"""table.py FOLDER NODES: the rows of bench_export and peers.py as a table, and the bars of the exports."""
import csv, sys

folder, nodes = sys.argv[1], int(sys.argv[2])


def rows(name):
    with open(f"{folder}/{name}.tsv", encoding="utf-8", newline="") as file:
        return {row[0]: (float(row[1]), int(row[2]), float(row[3]), float(row[4])) for row in csv.reader(file, delimiter="\t")}


large, small, peers = rows("large"), rows("small"), rows("peers")
edges = large["graphml"][1]
print(f"| {nodes:,} nodes, {edges:,} edges | CPU s | thousand edges/s | MB/s | peak memory above the graph, MiB | bytes a node or edge |")
print("|---|--:|--:|--:|--:|--:|")
for name, (seconds, count, size, peak) in large.items():
    if name.startswith(("(", "serd")): continue
    print(f"| {name} | {seconds:.1f} | {count / seconds / 1000:.0f} | {size / seconds / 1e6:.0f} | {peak:.0f} | {peak * 2**20 / (nodes + edges):.0f} |")
making = large["(making the graph, no writer)"][0]
print(f"\nMaking the graph is in each figure of ours ({making:.1f} s); Boost has it in memory.\n")

dumped, statements = peers["Oxigraph dump (not sorted)"][:2]
triples = large["serd writing Turtle"][1]
print("| bar | ours | theirs | ratio | wanted | |")
print("|---|--:|--:|--:|--:|---|")


def bar(what, ours, theirs, ratio, wanted, holds):
    print(f"| {what} | {ours} | {theirs} | {ratio} | {wanted} | {'holds' if holds else 'FALLS SHORT'} |")


def rate(what, ours, theirs, wanted, unit):
    bar(what, f"{ours / 1000:,.0f} thousand {unit}/s", f"{theirs / 1000:,.0f}", f"{ours / theirs:.2f}", wanted, ours / theirs >= wanted)


def per_second(row): return row[1] / row[0]


rate("GraphML and Boost 1.74", per_second(large["graphml"]), per_second(large["Boost write_graphml"]), 2, "edges")
rate("GraphML and NetworkX (small)", per_second(small["graphml"]), per_second(peers["NetworkX write_graphml"]), 15, "edges")
rate("sorted N-Quads and an Oxigraph dump (small)", statements / small["nquads"][0], statements / dumped, 1.5, "statements")
rate("GEXF and GraphML", per_second(large["gexf"]), per_second(large["graphml"]), 1, "edges")
rate("Turtle and serd's writer alone", triples / large["turtle"][0], per_second(large["serd writing Turtle"]), 0.67, "statements")
rate("Turtle and serdi", triples / large["turtle"][0], per_second(large["serdi (reading and writing)"]), 0.67, "statements")
ours = {name: row for name, row in large.items() if not name.startswith(("(", "serd", "Boost"))}
peak = ours["graphml"][3] * 2**20 / 1e6
bar("GraphML: memory above the graph", f"{peak:.0f} MB", "", "", "at most 64 MB", peak <= 64)
most = max(ours, key=lambda name: ours[name][3])
each = ours[most][3] * 2**20 / (nodes + edges)
bar(f"every writer: memory a node or edge (most: {most})", f"{each:.0f} bytes", "", "", "at most 64", each <= 64)
