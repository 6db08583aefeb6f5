"""Snapshot -> what a page needs: each question is SPARQL text and the dataclass of its answer.

Every function takes an engine (`rows`) and IRIs; values are bound, never pasted into the text. A question about one
entity answers None when the snapshot does not know it. Today's date is always an argument.

    shape.py          what answers are made of: Ref, Due, days
    overview.py       counts, latest sessions, most active mesas
    institutions.py   mesas.py   agreements.py   sessions.py   records.py   others.py (people, topics, norms)
    participation.py  who sits where, in which role, since when
    evidence.py       the sentences behind a statement
    search.py         one box over all names

Stored questions (`data/queries/*.rq`) are asked in four steps:

    stored.py         header and text of a file   parameters.py  what it can be asked about
    names.py          which thing a person means  asking.py      values -> the query to run
"""
