"""What is said: records become findings, findings triples, triples a snapshot, and a snapshot answers.

The rooms follow the data, and imports point only forward:

    records/      files -> Record                      (text repaired, nothing dropped silently)
    extract/      Record -> Findings                   (each with its quote and offsets)
    reading.py    files -> (Record, Findings)          (the two above in one step; one fault never stops the others)
    resolve/      Findings of all records -> Identity  (what is one thing: spellings, sessions told several times)
    triples/      Findings -> one named graph a record (evidence, provenance)
    curation/     data/curated -> Decisions            (what people decided: stronger than extraction)
    fingerprint.py  what a build depends on, as one hash
    build.py      paths -> Snapshot                    (read, extract, triples, validate, publish, switch)
    store/        snapshots on disk, query engines
    network/      Snapshot -> network.json             (projection, measures, positions)
    publish/      Snapshot -> dumps, catalogue
    questions/    Snapshot -> what a page needs        (SPARQL in, dataclasses out)
    revision/     Findings, graph -> Pending           (what awaits a person, with the line that decides it)

`settings.py`, `errors.py` and `confinement.py` are open to every room.
"""
