"""What was agreed: the items of a list of agreements, and the sentences of prose that tell of one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from graph.extract.agreed import counts, is_content, is_pledge, signers
from graph.extract.clauses import Clause, make_clause
from graph.extract.cues import Phrases
from graph.extract.findings import Agreement, Body, Session
from graph.extract.grammar import has_future
from graph.extract.grids import Row, header, is_rule, row
from graph.extract.narrative import Narrative
from graph.extract.parts import parts
from graph.extract.pledges import Found, denies, has_words, is_elsewhere, nothing, pattern, said
from graph.extract.repeats import once
from graph.extract.responsibility import due_date, responsible
from graph.extract.sentences import Block
from graph.extract.spans import inside
from graph.extract.tables import MESA, any_of, sound, table
from graph.extract.wording import announces, beginning, end_of_convenio, without_opener

_SURE, _LIKELY, _UNSURE = 0.95, 0.85, 0.6
_CONTINUES = re.compile(r"^\W*(?:responsables?|fecha|vence|plazo|encargad[oa]s?|entrega)[^:]{0,25}:")
_TRAILING = " \n\t.;,"
_FIRST = re.compile(r"\(?[1a]\)\s")  # «a) la SAT publicará…; b) …»


def find_agreements(story: Narrative, sessions: Sequence[Session]) -> tuple[Agreement, ...]:
    """The agreements of a record, each once, in the order of the text; none when the record says there were none."""
    days = _Days(sessions, story.reference)
    listed = list(_listed(story, days))
    signed = frozenset() if story.mesas else signers(story)
    told = [
        each
        for block in story.blocks
        if block.label != "agreements" and block.kind != "heading" and block.section != "title"
        for each in _from_prose(story, block, days.at(block.start), signed)
    ]
    if not listed:  # «none» may be said of another mesa, or of what it goes on to tell
        empty = _without_any(story)
        told = [
            each
            for each in told
            if not any(start <= each.start < end for start, end in empty)
            or said(_clause(story, each.start, each.end).heard)
        ]
    return once(story.text, [*listed, *sorted(told, key=lambda each: (not each.responsible, each.start))])


class _Days:
    """From which day terms count («en 30 días»): that of the meeting told of last, else of the first."""

    def __init__(self, sessions: Sequence[Session], today: date | None):
        told = [(session.start, session.date) for session in sessions if session.date]
        self._told = [(start, day) for start, day in told if not today or day <= today]

    def at(self, place: int) -> date | None:
        """The day for what stands at text[place]."""
        before = [day for start, day in self._told if start <= place]
        return before[-1] if before else min((day for _, day in self._told), default=None)


def _listed(story: Narrative, days: "_Days") -> Iterator[Agreement]:
    """The agreements under «Acuerdos», from lists and from tables."""
    columns: dict[str, int] | None = None
    announced = False
    for block in story.blocks:
        start, end = block.start, block.end
        heading = header(story.text, start, end) if block.section != "title" else None
        if heading:
            columns = heading
        elif columns and (found := row(story.text, start, end, columns)):
            yield from _from_row(story, found, days.at(start))
        elif block.label == "agreements" and not (columns and is_rule(story.text[start:end])):
            columns = None
            if _is_told(story.text, block):
                yield from _from_prose(story, block, days.at(start), frozenset(), going_on=True)
            else:
                yield from _from_list(story, block, days.at(start))
        elif announced and block.kind == "item":
            yield from _from_list(story, block, days.at(start))
            continue
        announced = _announces_list(story, block)


def _is_told(text: str, block: Block) -> bool:
    """Whether a block below «Acuerdos» is a paragraph of several sentences, and no item of a list."""
    marked = text[text.rfind("\n", 0, block.start) + 1 : block.start].strip()
    return block.section != "agreements" and block.kind == "item" and not marked and len(block.sentences) > 1


def _announces_list(story: Narrative, block: Block) -> bool:
    """Whether a paragraph ends in «la Mesa resolvió:», so that the items below it are what was agreed."""
    start, end = block.sentences[-1] if block.sentences else (block.start, block.end)
    if block.section == "title" or not story.text[start:end].rstrip(" *_").endswith(":"):
        return False
    heard = _clause(story, start, end).heard
    return bool((said(heard) or pattern("announcing").search(heard)) and not denies(heard))


def _from_row(story: Narrative, found: Row, day: date | None) -> Iterator[Agreement]:
    if is_rule(story.text[found.what[0] : found.what[1]]):
        return
    who = _clause(story, *found.who).bodies if found.who else ()
    due = due_date(story, _clause(story, *found.when), 0, day)[0] if found.when else None
    bodies = tuple(dict.fromkeys(mention.body for mention in who))
    start, end = found.what
    yield Agreement(_mesa(story, _clause(story, start, end)), bodies, due, "compromiso", start, end, _SURE)


def _without_any(story: Narrative) -> list[tuple[int, int]]:
    """Stretches of the text for which it says that there were no agreements: all of it when it tells of one mesa."""
    silent = [
        clause
        for clause in story.clauses
        if pattern("none").search(clause.heard) or (clause.label == "agreements" and nothing().fullmatch(clause.heard))
    ]
    if silent and len(story.mesas) < 2:
        return [(0, len(story.text))]
    return [
        (block.start, block.end) for block in story.blocks for each in silent if block.start <= each.start < block.end
    ]


def _from_list(story: Narrative, block: Block, day: date | None) -> Iterator[Agreement]:
    """The agreements of one block under «Acuerdos»: an item is one, free text is one for each sentence."""
    if block.kind == "heading":
        return
    spans = [(block.value, block.end)] if block.kind == "item" else _sentences(story, block)
    for start, end in spans:
        whole = _clause(story, start, end)
        if not whole.heard.strip() or nothing().fullmatch(whole.heard) or pattern("none").search(whole.heard):
            continue
        if pattern("not_agreements").search(whole.heard) and not said(whole.heard):
            continue
        yield from _split(story, whole, day, _SURE)


def _sentences(story: Narrative, block: Block) -> list[tuple[int, int]]:
    """Sentences of a block, «Responsable: …» and «Fecha: …» kept with the one before."""
    found: list[tuple[int, int]] = []
    for start, end in block.sentences:
        start = max(start, block.value)
        if found and story.text.find(":", start, end) >= 0 and _CONTINUES.match(sound(story.text[start:end])):
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
    return found


def _clause(story: Narrative, start: int, end: int) -> Clause:
    known = story.by_span.get((start, end))
    if known:
        return known
    marks = inside(story.bodies, start, end), inside(story.refs, start, end), inside(story.dates, start, end)
    return make_clause(story.text, start, end, *marks, "agreements")


def _from_prose(
    story: Narrative, block: Block, day: date | None, signed: frozenset[Body], going_on: bool = False
) -> Iterator[Agreement]:
    """Agreements told in a paragraph. After one, what a body will do belongs to what was agreed.

    signed: who signed the convenio that a record without a mesa tells of. going_on: a heading announced agreements.
    """
    going_on = going_on or bool(signed)
    for start, end in _sentences(story, block):
        whole = _clause(story, start, end)
        tells = has_words(whole.heard)
        if tells and is_elsewhere(whole.heard):
            going_on = False
            continue
        found = said(whole.heard) if tells and not pattern("as_agreed").search(whole.heard) else None
        if found and counts(story, whole, found, day, going_on):
            going_on = True
            yield from _told(story, whole, found, day)
        elif is_pledge(story, whole, day, going_on, signed) or (tells and is_content(whole)):
            yield from _split(story, whole, day, _LIKELY)
        elif promise := (_promised(story, whole) if tells else None) or _after_colon(story, whole, day, signed, tells):
            yield from _split(story, promise, day, _UNSURE)
        else:
            going_on = (going_on and not whole.bodies) or bool(pattern("announcing").search(whole.heard))


def _told(story: Narrative, clause: Clause, found: Found, day: date | None) -> Iterator[Agreement]:
    """The agreements of a sentence with such a phrase: from its subject, or from the phrase when it has none."""
    if announces(clause, found):
        return
    end = end_of_convenio(clause, found) if found.kind == "convenio" else clause.end
    yield from _split(story, _clause(story, beginning(clause, found), end), day, _LIKELY)


def _split(story: Narrative, whole: Clause, day: date | None, confidence: float) -> Iterator[Agreement]:
    """The agreements of one sentence or item; those after the first are of the same kind."""
    first = said(whole.heard)
    pieces = parts(story, whole)
    for begin, stop in pieces:
        if len(pieces) > 1 and pattern("postponed").search(_clause(story, begin, stop).heard):
            continue
        yield _agreement(story, _clause(story, begin, stop), day, confidence, whole, first)


def _after_colon(
    story: Narrative, clause: Clause, day: date | None, signed: frozenset[Body], tells: bool
) -> Clause | None:
    """What a body will do by a day, or as was announced, told after a colon («quedó escrito: el ICTA llevará…»).

    tells: the sentence has some word of the tables.
    """
    place = clause.heard.rfind(": ") + 2
    if place < 2 or place >= len(clause.heard):
        return None
    rest = _clause(story, clause.at[place], clause.end)
    announced = tells and bool(pattern("announcing").search(clause.heard[:place]))
    if announced and _FIRST.match(rest.heard) and has_future(story.text[rest.start : rest.end]):
        return rest
    return rest if is_pledge(story, rest, day, announced, signed) else None


def _promised(story: Narrative, clause: Clause) -> Clause | None:
    """The part of a sentence that says that something will be ready by a date («que serán presentados en octubre»)."""
    match = pattern("promised").search(clause.heard) if story.mesas else None
    if not match or re.search(rf"[{MESA}]", clause.heard[: match.start()][-20:]):
        return None
    start = max(clause.heard.rfind(mark, 0, match.start()) for mark in ",;:") + 1
    lead = re.match(r"\s*(?:.*\b(?:proposito|objetivo|fin|objeto)\s+(?:de\s+)?)?", clause.heard[start : match.start()])
    start += lead.end() if lead else 0
    return _clause(story, clause.at[start], clause.ends[len(clause.heard[: match.end()].rstrip()) - 1])


def _agreement(
    story: Narrative, clause: Clause, day: date | None, confidence: float, whole: Clause, first: Found | None
) -> Agreement:
    found = said(clause.heard)
    trigger = (found.start, found.end) if found else None
    bodies = responsible(story, clause, trigger, found.kind if found else "compromiso")
    due, _ = due_date(story, clause, found.end if found else 0, day)
    told = found or first
    kind = told.kind if told else "compromiso" if bodies or is_content(clause) else "acuerdo"
    start, end = without_opener(clause), clause.end
    while end > start + 1 and story.text[end - 1] in _TRAILING:
        end -= 1
    return Agreement(_mesa(story, whole), bodies, due, kind, start, end, confidence)


def _mesa(story: Narrative, clause: Clause) -> str | None:
    """The mesa that agreed: the one in focus where the agreement stands; none when it was several («en ambas»)."""
    index = bisect_right(story.clauses, clause.start, key=lambda each: each.start) - 1
    home = story.clauses[index]
    found = said(clause.heard)
    limit = clause.at[found.start] if found else clause.start
    if _several().search(sound(story.text[home.start : limit])):
        return None
    before = [ref.name for ref in home.mesas if ref.start <= limit and ref.name]
    name = before[-1] if before else story.opening.get((home.start, home.end)) or story.mesa_at(home, 0)
    return None if name in story.background else name


@lru_cache(maxsize=1)
def _several() -> Phrases:
    return any_of(table("mesas")["anaphora"]["several"])
