"""What awaits a person: what a build could not decide, or is not sure of, and the lines that decide it.

items.py        what awaits: Pending, with its example sentences and candidates, and how report.json holds it
collect.py      records with their findings -> unresolved forms, unsure readings, bodies outside of the register
statements.py   the built graph -> statements of low confidence
closest.py      the register's bodies whose names come closest to a form (owner of rapidfuzz)
lines.py        what a person may answer, and the line of `data/curated/` that says so
pending.py      all of it in one list, the most frequent first: `pending_of`, for the build; `awaiting`, for readers
"""

from graph.revision.items import KINDS, Candidate, Example, Pending, Source, Thing
from graph.revision.lines import Line, lines_of
from graph.revision.pending import Awaiting, awaiting, pending_of

__all__ = [
    "KINDS", "Awaiting", "Candidate", "Example", "Line", "Pending", "Source", "Thing", "awaiting", "lines_of",
    "pending_of",
]  # fmt: skip
