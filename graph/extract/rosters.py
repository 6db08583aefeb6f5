"""Minutes and agendas: lists of who was there under a heading or label, and columns of who is in charge."""

import re
from collections.abc import Iterator, Sequence

from graph.extract.clauses import Clause
from graph.extract.cues import cued
from graph.extract.findings import RELATIONS, Mention, Relation
from graph.extract.lists import Lineage, extend, mentions_at
from graph.extract.tables import BODY, MESA, sounded

_CONFIDENCE, _IN_TABLE = 0.95, 0.9
_LEADS = re.compile(rf"\bque\s+\w+\s+(?:la\s+|el\s+)?[{MESA}]")
_PERSON = re.compile(r":\s*[a-z]")
_COLUMN = cued(
    r"(?m)^(?=[^\n]*\b(?:hora|tema|actibidad|punto)\b)[^\n]*?"
    r"(?P<column>\b(?:responsables?|a cargo|encargad[oa]s?|expositor\w*))[^\n]*$"
)
_TABLE_END = re.compile(r"\n\s*\n\s*\n\s*\n|\bpagina \d|\n\S[^\n]{80,}\.\s*\n")


def roster(text: str, clause: Clause, mesa: str | None, lineage: Lineage) -> Iterator[Relation]:
    """The relations that the label or heading above a clause gives to the bodies in it."""
    if mesa is None or clause.label not in RELATIONS:
        return
    if clause.label == "participatesIn" and _LEADS.search(clause.heard) and not _PERSON.search(clause.heard):
        return
    for mention in mentions_at(clause, _listed(text, clause, lineage)):
        confidence = min(_CONFIDENCE, mention.confidence)
        yield Relation(mention.body, clause.label, mesa, mention.start, mention.end, confidence)


def _listed(text: str, clause: Clause, lineage: Lineage) -> list[int]:
    places = clause.places(BODY)
    return extend(text, clause, places[0], 1, lineage, len(clause.heard)) if places else []


def agenda_table(text: str, mentions: Sequence[Mention], mesa: str | None) -> Iterator[Relation]:
    """Who stands in the column «Responsable» of an agenda laid out in columns takes part in the session."""
    heard = sounded(text)
    header = _COLUMN.search(heard)
    if mesa is None or header is None:
        return
    column = header.start("column") - header.start()
    stop = _TABLE_END.search(heard, header.end())
    end = stop.start() if stop else len(text)
    last: Mention | None = None
    for mention in mentions:
        if not header.end() <= mention.start < end or _column(text, mention) < column - 24:
            continue
        if (
            last is None
            or not re.fullmatch(r"\s*[-–/,(]?\s*", text[last.end : mention.start])
            or "\n" in text[last.end : mention.start]
        ):
            yield Relation(mention.body, "participatesIn", mesa, mention.start, mention.end, _IN_TABLE)
        last = mention


def _column(text: str, mention: Mention) -> int:
    """Where the cell that ends with this mention begins."""
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    gap = line.rfind("   ")
    return gap + 3 if gap >= 0 else 0
