"""On whose premises a meeting was held: «en la sede de…», «en el Ministerio de…», and the place of minutes."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.cues import Cued, Phrases, cued
from graph.extract.findings import Relation
from graph.extract.lists import mentions_at
from graph.extract.tables import BODY, DATE, EDGE, MESA, alternatives, any_of, sound, table

_AT_ONCE, _SOON = 4, 40  # characters before and after «en la sede de…»
_CONFIDENCE = 0.93
_LABEL = re.compile(r"^[^:]{1,50}:\s*")


@lru_cache(maxsize=1)
def meeting_verbs() -> Phrases:
    """How sentences say that a mesa met, meets or will meet."""
    return any_of(table("sessions")["verbs"])


@lru_cache(maxsize=1)
def met() -> Phrases:
    """How sentences say that a mesa met or meets, not that it will."""
    return any_of(table("sessions")["verbs"], told=True)


@lru_cache(maxsize=1)
def _alone() -> Cued:
    verbs = alternatives(table("sessions")["elided"]["phrases"])
    both = r"(?:ambas|ambos|(?:las|los)\s+dos)\s+(?:mesas\s+|espasios\s+)?"
    members = r"(?:los|las)\s+(?:integrantes|miembros|partisipantes|delegad\w+|asistentes|partes|institusiones)\s+"
    subject = rf"(?:{both}|{members})?"
    return cued(rf"{EDGE}{subject}(?:(?:el|este|ayer|luego|entonces|tambien)\s+)?(?:[{DATE}],?\s*)?(?P<verb>{verbs})")


def elided(heard: str) -> int | None:
    """Where the verb of a clause stands that it opens, its subject being the mesa told of before («Se reunió…»)."""
    match = _alone().match(heard)
    return match.start("verb") if match else None


@lru_cache(maxsize=1)
def _premises() -> Cued:
    rooms = alternatives(table("sessions")["premises"])
    not_ours = alternatives(table("sessions")["not_premises"]["names"])
    return cued(
        rf"(?:\ben\s+|(?:\ba\s+(?:el\s+|la\s+|las\s+|los\s+)?|\bal\s+|(?<=,\s))(?={rooms}))"
        r"(?:(?:el|la|los|las|un|una|su|sus|propia)\s+)*"
        rf"(?:(?:{rooms})(?:(?!{not_ours})[^.;:{BODY}{MESA}]){{0,60}}?\b(?:de|del)\s+(?:(?:la|el|los|las|propi\w+|mism\w+)\s+)*)?$"
    )


@lru_cache(maxsize=1)
def _only_a_place() -> Phrases:
    return any_of(table("sessions")["not_premises"]["names"])


def premises(clause: Clause) -> Iterator[tuple[int, int]]:
    """(where the place begins in heard, where its institution stands) for every «en (la sede de) ENTE»."""
    for place in clause.places(BODY):
        match = _premises().search(clause.heard, 0, place)
        if (
            match
            and not _FALLS.search(clause.heard, 0, match.start())
            and not _only_a_place().match(sound(clause.body(place).surface))
        ):
            yield match.start(), place


_FALLS = re.compile(r"\b(?:reca|deleg|confi|deposit)\w+\s+$")  # «la secretaría recae en la OPS»


def hosts(clause: Clause, mesa_at: Callable[[int], str | None]) -> Iterator[Relation]:
    """Who lent the premises, when the clause tells of a meeting or is the place of minutes. mesa_at: the mesa that is
    spoken of at heard[index]."""
    if clause.label == "place":
        places = [place for place in clause.places(BODY)[:1] if len(_LABEL.sub("", clause.heard[:place])) < 40]
        found = [(0, place) for place in places]
    else:
        found = [pair for pair in premises(clause) if clause.label == "next" or _tells_of_meeting(clause, pair)]
    for begin, place in found[:1]:
        for mention in mentions_at(clause, [place]):
            start, _ = clause.span(begin, begin + 1)
            mesa = mesa_at(begin)
            if mesa is None:
                continue
            yield Relation(mention.body, "hosts", mesa, start, mention.end, min(_CONFIDENCE, mention.confidence))


def _tells_of_meeting(clause: Clause, pair: tuple[int, int]) -> bool:
    """Whether the place belongs to a verb of meeting in the same clause, said of the mesa."""
    begin, place = pair
    if not clause.mesas:
        return (
            elided(clause.heard) is not None
            or begin < _AT_ONCE
            and bool(_attended().search(clause.heard, place, place + _SOON))
        )
    before = re.split(r"[;]", clause.heard[: begin + _AT_ONCE])[-1]
    after = re.split(r"[;]", clause.heard[place + 1 :])[0]
    return bool(meeting_verbs().search(before) or meeting_verbs().search(after[:80]))


@lru_cache(maxsize=1)
def _attended() -> Phrases:
    """«En la sede de… estuvieron, se reunieron»: who came is said of the meeting that the text tells of."""
    return any_of(table("sessions")["attended"]["phrases"])


@lru_cache(maxsize=1)
def _towns_and_hotels() -> Cued:
    return cued(rf"\ben\s+(?:(?:el|la|los|las)\s+)?(?={alternatives(table('sessions')['places']['phrases'])})")


_ARTICLE = re.compile(r"en\s+(?:(?:el|la|los|las)\s+)?", re.I)
_PLACE_NAME = re.compile(
    r"\w+(?:\s+[a-záéíóúñ]+){0,3}?(?:\s+(?:(?:de|del|la|las|los|el|y)\s+)*[A-ZÁÉÍÓÚÑ0-9][\w-]*)+|\w+"
)


def place_of(text: str, clause: Clause) -> str | None:
    """The place that the clause gives for a meeting, as written, white space collapsed; None if it gives none."""
    if clause.label == "place":
        value = text[clause.start : clause.end].partition(":")[2] or text[clause.start : clause.end]
        return " ".join(value.split()).rstrip(".") or None
    told = clause.label == "next" or (clause.mesas and meeting_verbs().search(clause.heard))
    if not told:
        return None
    for begin, place in premises(clause):
        start, _ = clause.span(begin, begin + 1)
        return " ".join(_ARTICLE.sub("", text[start : clause.body(place).end], count=1).split())
    other = _towns_and_hotels().search(clause.heard)
    if not other:
        return None
    start, _ = clause.span(other.end(), other.end() + 1)
    name = _PLACE_NAME.match(text, start, clause.end)
    return " ".join(name[0].split()) if name else None
