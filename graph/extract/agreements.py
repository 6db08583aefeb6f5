"""What was agreed: the items of a list of agreements, and the sentences of prose that tell of one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from graph.extract.clauses import Clause, make_clause
from graph.extract.cues import Cued, Phrases, cued
from graph.extract.findings import Agreement, Body, Session
from graph.extract.grammar import has_future
from graph.extract.grids import Row, header, is_rule, row
from graph.extract.narrative import Narrative
from graph.extract.parts import parts
from graph.extract.pledges import Found, denies, nothing, pattern, said
from graph.extract.responsibility import due_date, opening_bodies, responsible
from graph.extract.sentences import Block
from graph.extract.spans import inside
from graph.extract.tables import BODY, EDGE, MESA, alternatives, any_of, sound, table
from graph.extract.triggers import is_outside

_SURE, _LIKELY, _UNSURE = 0.95, 0.85, 0.6
_CONTINUES = re.compile(r"^\W*(?:responsables?|fecha|vence|plazo|encargad[oa]s?|entrega)[^:]{0,25}:")
_ABOUT = re.compile(
    r",?\s(?:que|con el (?:objetivo|objeto|proposito|fin)|a traves de|mediante|el cual|la cual|lo que|y)\s"
)
_IMPERSONAL = re.compile(r"se |qued|de comun")
_ARTICLE = re.compile(r"\b(?:el|la|los|las)\s$")
_SUBJECT = re.compile(rf"(?:^|[.,;:]\s)(?P<np>(?:(?:los|las|el|la)\s[^.,;:]{{1,60}}|[{MESA}]\s*))$")
_TRAILING = " \n\t.;,"


def find_agreements(story: Narrative, sessions: Sequence[Session]) -> tuple[Agreement, ...]:
    """The agreements of a record, each once, in the order of the text; none when the record says there were none."""
    day = min((session.date for session in sessions if session.date), default=None)
    listed = list(_listed(story, day))
    if _says_none(story) and not listed:
        return ()
    told = [
        each
        for block in story.blocks
        if block.label != "agreements" and block.kind != "heading" and block.section != "title"
        for each in _from_prose(story, block, day)
    ]
    return _once(story.text, [*listed, *sorted(told, key=lambda each: (not each.responsible, each.start))])


def _listed(story: Narrative, day: date | None) -> Iterator[Agreement]:
    """The agreements under «Acuerdos», from lists and from tables."""
    columns: dict[str, int] | None = None
    for block in story.blocks:
        start, end = block.start, block.end
        heading = header(story.text, start, end) if block.section != "title" else None
        if heading:
            columns = heading
        elif columns and (found := row(story.text, start, end, columns)):
            yield from _from_row(story, found, day)
        elif block.label == "agreements" and not (columns and is_rule(story.text[start:end])):
            columns = None
            yield from _from_list(story, block, day)


def _from_row(story: Narrative, found: Row, day: date | None) -> Iterator[Agreement]:
    if is_rule(story.text[found.what[0] : found.what[1]]):
        return
    who = _clause(story, *found.who).bodies if found.who else ()
    due = due_date(story, _clause(story, *found.when), 0, day)[0] if found.when else None
    bodies = tuple(dict.fromkeys(mention.body for mention in who))
    start, end = found.what
    yield Agreement(_mesa(story, _clause(story, start, end)), bodies, due, "compromiso", start, end, _SURE)


def _says_none(story: Narrative) -> bool:
    for clause in story.clauses:
        listed = clause.label == "agreements"
        if pattern("none").search(clause.heard) or (listed and nothing().fullmatch(clause.heard)):
            return True
    return False


def _from_list(story: Narrative, block: Block, day: date | None) -> Iterator[Agreement]:
    """The agreements of one block under «Acuerdos»: an item is one, free text is one for each sentence."""
    if block.kind == "heading":
        return
    spans = [(block.value, block.end)] if block.kind == "item" else _sentences(story, block)
    for start, end in spans:
        whole = _clause(story, start, end)
        if not whole.heard.strip() or nothing().fullmatch(whole.heard) or pattern("none").match(whole.heard):
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


def _from_prose(story: Narrative, block: Block, day: date | None) -> Iterator[Agreement]:
    """Agreements told in a paragraph. After one, what a body will do belongs to what was agreed."""
    going_on = not story.mesas and bool(_signed(story))
    for start, end in _sentences(story, block):
        whole = _clause(story, start, end)
        if is_outside(whole.heard) or denies(whole.heard) or pattern("not_in_prose").search(whole.heard):
            going_on = False
            continue
        found = said(whole.heard)
        if found and _counts(story, whole, found, day, going_on):
            going_on = True
            yield from _told(story, whole, found, day)
        elif _is_pledge(story, whole, day, going_on) or _is_content(whole):
            yield from _split(story, whole, day, _LIKELY)
        elif promise := _promised(story, whole):
            yield from _split(story, promise, day, _UNSURE)
        else:
            going_on = going_on and not whole.bodies


def _counts(story: Narrative, clause: Clause, found: Found, day: date | None, going_on: bool) -> bool:
    """Whether the phrase tells of an agreement here: without a mesa only a convenio and what is pledged with it, and
    no pledge without an actor."""
    if found.kind == "convenio":
        return True
    if not story.mesas and not (going_on and found.kind == "compromiso"):
        return False
    if found.kind == "compromiso":
        due, _ = due_date(story, clause, found.end, day)
        actor = bool(responsible(story, clause, (found.start, found.end), "compromiso"))
        return actor and (
            going_on or due is not None or not re.match(r"(?:debera|tendra)", clause.heard[found.start :])
        )
    return True


def _told(story: Narrative, clause: Clause, found: Found, day: date | None) -> Iterator[Agreement]:
    """The agreements of a sentence with such a phrase: from its subject, or from the phrase when it has none."""
    if _announces(clause, found):
        return
    end = _end_of_convenio(clause, found) if found.kind == "convenio" else clause.end
    yield from _split(story, _clause(story, _beginning(clause, found), end), day, _LIKELY)


def _end_of_convenio(clause: Clause, found: Found) -> int:
    """Where the quote of a convenio ends: before what is said about it («que promete…», «con el objetivo de…»)."""
    about = _ABOUT.search(clause.heard, found.end)
    return clause.ends[about.start() - 1] if about else clause.end


def _split(story: Narrative, whole: Clause, day: date | None, confidence: float) -> Iterator[Agreement]:
    """The agreements of one sentence or item; those after the first are of the same kind."""
    first = said(whole.heard)
    for begin, stop in parts(story, whole):
        yield _agreement(story, _clause(story, begin, stop), day, confidence, whole, first)


def _promised(story: Narrative, clause: Clause) -> Clause | None:
    """The part of a sentence that says that something will be ready by a date («que serán presentados en octubre»)."""
    match = pattern("promised").search(clause.heard) if story.mesas else None
    if not match or re.search(rf"[{MESA}]", clause.heard[: match.start()][-20:]):
        return None
    start = max(clause.heard.rfind(mark, 0, match.start()) for mark in ",;:") + 1
    lead = re.match(r"\s*(?:.*\b(?:proposito|objetivo|fin|objeto)\s+(?:de\s+)?)?", clause.heard[start : match.start()])
    start += lead.end() if lead else 0
    return _clause(story, clause.at[start], clause.ends[len(clause.heard[: match.end()].rstrip()) - 1])


def _announces(clause: Clause, found: Found) -> bool:
    """Whether the sentence only announces what follows («fijaron dos metas.», «se acordó lo siguiente:»)."""
    rest = clause.heard[found.end :].strip(" .:")
    return len(rest.split()) < 3 or (rest.startswith("lo siguiente") and clause.heard.rstrip().endswith(":"))


def _beginning(clause: Clause, found: Found) -> int:
    """Where the quote begins: at the subject (with its article) when there is one before the phrase."""
    before = [place for place in clause.places(BODY) if place < found.start]
    personal = found.kind != "acuerdo" or not _IMPERSONAL.match(clause.heard, found.start)
    subject = _SUBJECT.search(clause.heard[: found.start])
    index = before[0] if before and personal else subject.start("np") if subject else found.start
    article = _ARTICLE.search(clause.heard[:index])
    return clause.at[article.start() if article else index]


def _signed(story: Narrative) -> frozenset[Body]:
    """Who signed a convenio that the record tells of."""
    bodies: set[Body] = set()
    for clause in story.clauses:
        for match in pattern("signed").finditer(clause.heard):
            bodies.update(responsible(story, clause, (match.start(), match.end()), "convenio"))
    return frozenset(bodies)


def _is_pledge(story: Narrative, clause: Clause, day: date | None, going_on: bool) -> bool:
    """Whether a sentence says what a body will do, as part of what was agreed or with a deadline."""
    if not clause.bodies or not has_future(story.text[clause.start : clause.end]):
        return False
    actors = opening_bodies(story, clause)
    if not actors or not (story.mesas or set(actors) <= _signed(story)):
        return False
    if pattern("reported").search(clause.heard):
        return False
    return going_on or due_date(story, clause, 0, day)[1] and _has_deadline(clause)


def _has_deadline(clause: Clause) -> bool:
    return bool(_deadline().search(clause.heard))


@lru_cache(maxsize=1)
def _deadline() -> Phrases:
    return any_of(table("sessions")["deadline"]["phrases"])


def _is_content(clause: Clause) -> bool:
    return bool(pattern("contents").search(clause.heard))


def _agreement(
    story: Narrative, clause: Clause, day: date | None, confidence: float, whole: Clause, first: Found | None
) -> Agreement:
    found = said(clause.heard)
    trigger = (found.start, found.end) if found else None
    bodies = responsible(story, clause, trigger, found.kind if found else "compromiso")
    due, _ = due_date(story, clause, found.end if found else 0, day)
    told = found or first
    kind = told.kind if told else "compromiso" if bodies or _is_content(clause) else "acuerdo"
    start, end = _without_opener(clause), clause.end
    while end > start + 1 and story.text[end - 1] in _TRAILING:
        end -= 1
    return Agreement(_mesa(story, whole), bodies, due, kind, start, end, confidence)


@lru_cache(maxsize=1)
def _openers() -> Cued:
    return cued(rf"{EDGE}{alternatives(table('words')['openers'])},\s*")


def _without_opener(clause: Clause) -> int:
    """Where the clause begins once «Además,» and its like are left out."""
    match = _openers().match(clause.heard)
    return clause.at[match.end()] if match and match.end() < len(clause.at) else clause.start


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


def _once(text: str, agreements: list[Agreement]) -> tuple[Agreement, ...]:
    """Each agreement once: told again with mostly the same words, the first (from a list) stays."""
    kept: list[tuple[set[str], Agreement]] = []
    for each in agreements:
        if each.kind == "convenio" and any(
            each.responsible and set(each.responsible) == set(other.responsible) and other.kind == "convenio"
            for _, other in kept
        ):
            continue
        words = {word for word in re.findall(r"\w+", sound(text[each.start : each.end])) if len(word) > 3}
        if not any(_alike(words, other) for other, _ in kept):
            kept.append((words, each))
    return tuple(sorted((each for _, each in kept), key=lambda each: each.start))


def _alike(one: set[str], other: set[str]) -> bool:
    shared, short = len(one & other), min(len(one), len(other))
    return 2 * shared >= 1.4 * (len(one) + len(other)) / 2 or (short > 2 and shared == short)
