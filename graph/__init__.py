"""What is said: records become findings, findings triples, triples a snapshot, and a snapshot answers.

The rooms follow the data, and imports point only forward:

    records/      files -> Record                      (text repaired, nothing dropped silently)
    extract/      Record -> Findings                   (each with its quote and offsets)
    reading.py    files -> (Record, Findings)          (the two above in one step; one fault never stops the others)
    resolve.py    short names of mesas -> full names   (only where a record equates them)
    triples/      Findings -> one named graph a record (evidence, provenance)
    build.py      paths -> Snapshot                    (read, extract, triples, validate, publish, switch)
    store/        snapshots on disk, query engines
    network.py    Snapshot -> network.json             (projection, measures, positions)
    publish/      Snapshot -> dumps, catalogue
    questions/    Snapshot -> what a page needs        (SPARQL in, dataclasses out)

`settings.py` and `errors.py` are open to every room.
"""
