"""peers.py FOLDER EDGES: NetworkX and Oxigraph write what bench_export left in FOLDER; rows as bench_export's."""
import os, sys, time

folder, edges = sys.argv[1], int(sys.argv[2])


def report(what, seconds, count, path):
    print(what, f"{seconds:.3f}", count, os.path.getsize(path), 0, sep="\t", flush=True)


import networkx
graph = networkx.read_graphml(f"{folder}/citypact.graphml", force_multigraph=True)
start = time.process_time()
networkx.write_graphml_xml(graph, f"{folder}/networkx.graphml")
report("NetworkX write_graphml", time.process_time() - start, edges, f"{folder}/networkx.graphml")
del graph

import pyoxigraph
store = pyoxigraph.Store()
store.bulk_load(path=f"{folder}/citypact.nquads", format=pyoxigraph.RdfFormat.N_QUADS)
count = len(store)
start = time.process_time()
store.dump(f"{folder}/oxigraph.nq", format=pyoxigraph.RdfFormat.N_QUADS)
report("Oxigraph dump (not sorted)", time.process_time() - start, count, f"{folder}/oxigraph.nq")
