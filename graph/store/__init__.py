"""The store: snapshots of the graph on disk, and the engines that answer questions over one of them.

    folder.py snapshot.py writer.py            the folder, what is in it, how a build adds to it
    bulk.py loader.py files.py serialise.py    N-Quads and RDF files into a store, and out of it
    question.py formats.py binding.py          what is asked
    lexer.py gate.py hints.py dataset.py names.py     SPARQL read as text: tokens, SERVICE, mistakes, FROM
    answers.py xml.py                          one question answered over one Oxigraph store
    engine.py counting.py text_table.py        in this process, for the build and the command line
    pool.py engines.py line.py process.py             in child processes, for the web: who waits, who runs
    worker.py work.py shifts.py                       one such process
    spool.py wire.py answer.py                        what it hands over
    follow.py                                  the snapshot of the moment with its engines

This room alone knows pyoxigraph.
"""
