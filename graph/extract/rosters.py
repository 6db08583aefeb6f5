"""Minutes and agendas: lists of who was there under a heading or label, and columns of who is in charge."""

import re
from collections.abc import Iterator, Sequence

from graph.extract.attendance import Attendant
from graph.extract.clauses import Clause
from graph.extract.cues import cued
from graph.extract.findings import RELATIONS, Mention, Relation
from graph.extract.lists import Lineage, extend, mentions_at, original
from graph.extract.spans import inside
from graph.extract.tables import BODY, MESA, sounded

_CONFIDENCE, _IN_TABLE = 0.95, 0.9
_LEADS = re.compile(rf"\bque\s+\w+\s+(?:la\s+|el\s+)?[{MESA}]")
_INVITED = re.compile(
    r"\((?:en calidad de |como |en condision de )?(?:inbitad|obserbador|oyente|obs\b|inb\b)\w*[^)]*\)\W*$"
)
# What a line of a list of attendance adds: «(coordina la mesa)», «, asesoría técnica».
_ALSO = (
    (
        "leads",
        re.compile(
            r",\s+quien\s+(?:coordina|preside|conduce|modera|dirige)\b|\((?:que\s+|quien\s+)?(?:coordina|preside|conduce|modera|dirige|lidera)\b[^)]*\)"
        ),
    ),
    (
        "supports",
        re.compile(
            r"[(,]\s*(?:asesoria|asistensia|apoyo|acompanamiento|secretaria|relatoria)\s*(?:tecnica|tecnico)?\)?\W*$"
        ),
    ),
)
_PERSON = re.compile(r":\s*[a-z]")
_NAMES = r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*\.?\s+(?:(?:de|del|la|los|las)\s+)*)"
_ONLY_PEOPLE = re.compile(rf"[\s).]*(?:[,;]\s*(?:y\s+)?|y\s+|\s){_NAMES}{{1,6}}[\s(,–—-]*(?:(?:de|del|por|la|el)\s+)*")
_SHIFT = 24  # how much further left than its heading a cell that is centred or aligned right may begin
_COLUMN = cued(
    r"(?m)^(?=[^\n]*\b(?:hora|tema|actibidad|punto)\b)[^\n]*?"
    r"(?P<column>\b(?:responsables?|a cargo|encargad[oa]s?|expositor\w*))[^\n]*$"
)
_TABLE_END = re.compile(r"\n\s*\n\s*\n\s*\n|\bpagina \d|\n\S[^\n]{80,}\.\s*\n")


def attendance(rows: Sequence[Attendant], mentions: Sequence[Mention], mesa: str | None) -> Iterator[Relation]:
    """Who sent someone to the meeting, by the column «Institución» of a list of attendance without a heading."""
    for row in rows:
        predicate = row.role or ("" if row.label else "participatesIn")
        for mention in (
            inside(mentions, *row.institution) if mesa and row.institution and predicate in RELATIONS else ()
        ):
            yield Relation(mention.body, predicate, mesa or "", mention.start, mention.end, _IN_TABLE)
            if predicate == "leads":
                yield Relation(mention.body, "participatesIn", mesa or "", mention.start, mention.end, _IN_TABLE)


def positions(rows: Sequence[Attendant], mentions: Sequence[Mention]) -> set[int]:
    """Where mentions begin that only tell someone's position, beside a column that tells the institution."""
    return {
        mention.start
        for row in rows
        if row.position and row.institution and inside(mentions, *row.institution)
        for mention in inside(mentions, *row.position)
    }


def told_by_role(rows: Sequence[Attendant], mentions: Sequence[Mention]) -> set[int]:
    """Where mentions begin of which a column says the role, so that the heading above does not."""
    return {
        mention.start for row in rows if row.role and row.institution for mention in inside(mentions, *row.institution)
    }


def roster(text: str, clause: Clause, mesa: str | None, lineage: Lineage) -> Iterator[Relation]:
    """The relations that the label or heading above a clause gives to the bodies in it."""
    if mesa is None or clause.label not in RELATIONS:
        return
    if clause.label == "participatesIn" and _LEADS.search(clause.heard) and not _PERSON.search(clause.heard):
        return
    mentions = list(mentions_at(clause, _listed(text, clause, lineage)))
    marked = clause.label == "participatesIn" and len(mentions) == 1 and _INVITED.search(clause.heard)
    predicate = "invitedTo" if marked else clause.label
    also = [role for role, said in _ALSO if clause.label == "participatesIn" and said.search(clause.heard)]
    for mention in mentions:
        confidence = min(_CONFIDENCE, mention.confidence)
        for told in (predicate, *(also if len(mentions) == 1 else ())):
            yield Relation(mention.body, told, mesa, mention.start, mention.end, confidence)


def _listed(text: str, clause: Clause, lineage: Lineage) -> list[int]:
    """The places of a clause that its label is about: the first enumeration, and those after people's names only."""
    places, members = clause.places(BODY), list[int]()
    while places:
        run = extend(text, clause, places[0], 1, lineage, len(clause.heard))
        members += run
        last = max(places[0], *run)
        places = [place for place in places if place > last]
        if not places or not _ONLY_PEOPLE.fullmatch(original(text, clause, last + 1, places[0])):
            break
    return members


def agenda_table(text: str, mentions: Sequence[Mention], mesa: str | None, lineage: Lineage) -> Iterator[Relation]:
    """Who stands in the column «Responsable» of an agenda laid out in columns takes part in the session."""
    heard = sounded(text)
    header = _COLUMN.search(heard)
    if mesa is None or header is None:
        return
    stop = _TABLE_END.search(heard, header.end())
    end = stop.start() if stop else len(text)
    last: Mention | None = None
    for mention in mentions:
        if not header.end() <= mention.start < end or not _under(text, mention, header):
            continue
        gap = text[last.end : mention.start] if last else "\n"
        kin = last and set(lineage(last.body)) & set(lineage(mention.body))
        if "\n" in gap or not re.fullmatch(r"\s*[-–,(]?\s*" if not kin else r"\s*[-–/,(]?\s*", gap):
            yield Relation(mention.body, "participatesIn", mesa, mention.start, mention.end, _IN_TABLE)
        last = mention


def _under(text: str, mention: Mention, header: re.Match[str]) -> bool:
    """Whether a mention stands in the column of that header: by bars where there are some, else by white space."""
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    above = text[header.start() : header.start("column")]
    if "|" in above:
        return line.count("|") == above.count("|")
    return line.rfind("   ") + 3 >= len(above) - _SHIFT
