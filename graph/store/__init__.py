"""The store: snapshots of the graph on disk, and the engines that answer questions over one of them.

This room alone knows pyoxigraph. What others use: `snapshot` (where a build writes and what is served), `loader` and
`rdf_files` (files into a store), `engine` and `pool` (questions in, rows or serialised answers out), `served` (the
snapshot of the moment with its engines).
"""
