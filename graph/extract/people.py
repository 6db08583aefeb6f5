"""People who act for a body: name, position, institution. Only what the sentence itself says; no contact details."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from graph.extract.acting import (
    CAPITAL,
    Candidate,
    body_beside,
    body_of_position,
    listed_under,
    of_whom,
    on_behalf,
    sent_by,
    words_of,
)
from graph.extract.attendance import Attendant
from graph.extract.clauses import Clause
from graph.extract.cues import Cued, cued
from graph.extract.findings import Person
from graph.extract.narrative import Narrative
from graph.extract.spans import inside
from graph.extract.tables import sound, table
from graph.extract.verbs import telling_forms

_NAME = re.compile(
    # the capital comes first, and what may not stand before it after: so the search goes from capital to capital
    rf"(?P<name>[A-ZÁÉÍÓÚÑÜ](?<![\w/@#].){CAPITAL.partition(']')[2]}"
    rf"(?:[ \t\n]+(?:(?:de|del|de[ ]la|de[ ]los)[ ]+)?{CAPITAL}|[ ]+[A-Z]\.){{1,4}})(?!\w)"
)
_IN_CELL = re.compile(
    rf"[ *_]*(?:{CAPITAL}\.?|[A-Z]\.)(?:[ ]+(?:(?:de|del|de la|de los|y)[ ]+)?(?:{CAPITAL}|[A-Z])\.?){{1,7}}[ *_]*"
)
_BELOW = re.compile(r"[ ,.*_]*\n+[ *_]*(?P<position>[^\n]{3,90})(?:\n[ *_]*(?P<body>[^\n]{3,110}))?")
_WINDOW = 240  # characters before and after a name that can say who it is
_TOKEN = re.compile(r"\S+")
_SMALL = ("de", "del", "la", "los", "y")
_SPACES = re.compile(r"\s+")


def find_people(story: Narrative) -> tuple[Person, ...]:
    """The people of a record, each once, with the position and body that some sentence gives them."""
    people: dict[str, Person] = {}
    for person in map(partial(_attendant, story), story.attendants):
        if person:
            people.setdefault(_key(person.name, people), person)
    for clause in story.clauses:
        last: Person | None = None
        for candidate in _candidates(story, clause):
            person = _person(story, candidate) or _one_more(story.text, last, candidate)
            last = person
            if person:
                key = _key(person.name, people)
                people[key] = _merge(people[key], person) if key in people else person
    return tuple(sorted(people.values(), key=lambda person: person.start))


def _attendant(story: Narrative, row: Attendant) -> Person | None:
    """A row of a list of attendance as a person; None when its cell holds no name."""
    match = _IN_CELL.match(story.text, *row.name) if row.name != row.institution else None
    start, end = _trimmed(story.text, match, match.end()) if match else (0, 0)
    rest = story.text[match.end() : row.name[1]].strip(" *_") if match else ""
    if " " not in story.text[start:end] or rest[:1].isalnum():
        return None
    bodies = [body for cell in (row.institution, row.position) if cell for body in inside(story.bodies, *cell)]
    said = story.text[slice(*row.position)] if row.position else rest.strip(",;/–—-() ")
    position = " ".join(said.split()) or None
    name = _SPACES.sub(" ", story.text[start:end])
    return Person(name, position, bodies[0].body if bodies else None, start, end)


def _one_more(text: str, last: Person | None, candidate: Candidate) -> Person | None:
    """«los expositores Ana Paz y Luis Cano»: the second name of an enumeration of people."""
    if last is None or not re.fullmatch(r"[\s*_]*(?:,|,?\s+y|,?\s+e)?[\s*_\[\]]*", text[last.end : candidate.start]):
        return None
    return replace(last, name=candidate.name, start=candidate.start, end=candidate.end) if last.body is None else None


def _key(name: str, people: dict[str, Person]) -> str:
    folded = sound(name)
    return next((key for key in people if key.startswith(folded) or folded.startswith(key)), folded)


def _merge(one: Person, other: Person) -> Person:
    return replace(one, position=one.position or other.position, body=one.body or other.body)


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return frozenset(map(sound, table("people")["not_names"]))


@lru_cache(maxsize=4096)
def _is_no_name(word: str) -> bool:
    """Whether a word with a capital shows that the run is no person's name; remembered, as words recur."""
    return word not in _SMALL and sound(word) in _not_names()


_sounding = lru_cache(maxsize=4096)(sound)  # of single words, which recur


def _candidates(story: Narrative, clause: Clause) -> Iterator[Candidate]:
    text = story.text
    if not _NAME.search(text, clause.start, clause.end):
        return
    marks = [(body.start, body.end) for body in clause.bodies] + [(mesa.start, mesa.end) for mesa in clause.mesas]
    for match in _NAME.finditer(text, clause.start, clause.end):
        first, last = match.span()
        near = [(left, right) for left, right in marks if left < last and first < right]
        if any(left <= first and last <= right for left, right in near):
            continue
        start, end = _trimmed(text, match, min((left for left, _ in near if first < left), default=last))
        name = _SPACES.sub(" ", text[start:end])
        free = all(end <= left or start >= right for left, right in near)
        if free and " " in name and not any(map(_is_no_name, name.split())) and not _place_before(text, start):
            yield Candidate(name, start, end, clause)


@lru_cache(maxsize=1)
def _place_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of('named_places')})\s+(?:(?:de|del|la|el)\s+)*$")


def _place_before(text: str, start: int) -> bool:
    """Whether a room, a street or the like is named («salón Kaminal Juyú»)."""
    return bool(_place_words().search(sound(text[max(0, start - 40) : start])))


def _trimmed(text: str, match: re.Match[str], stop: int) -> tuple[int, int]:
    """The run without a title or position written with a capital («Ingeniero Carmelo Durán», «… Director de»)."""
    words = [(m.start(), m.end(), _sounding(m[0])) for m in _TOKEN.finditer(text, match.start(), stop)]
    known = _titles_and_positions()
    while words and (words[0][2] in known or words[0][2] in _SMALL):
        words.pop(0)
    cut = next((i for i, word in enumerate(words) if word[2] in known), len(words))
    words = words[:cut]
    while words and words[-1][2] in ("de", "del", "la", "los"):
        words.pop()
    return (words[0][0], words[-1][1]) if words else (match.end(), match.end())


@lru_cache(maxsize=1)
def _titles_and_positions() -> frozenset[str]:
    words = [sound(word) for name in ("titles", "positions") for word in table("people")[name]]
    return frozenset((*words, *(f"{word}." for word in words)))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Cued]:
    titles, positions = words_of("titles"), words_of("positions")
    verbs = "|".join(sound(form) for verb in table("people")["verbs"] for form in telling_forms(verb))
    position = rf"(?P<position>\b(?:{positions})\b(?:(?!\s+(?:que|quien|y el|y la)\b)[^,;:.()\n]){{0,90}})"
    return {
        "title": cued(rf"\b(?:{titles})\.?\s+$"),
        "position_before": cued(rf"{position}\s*(?:\([^)]*\))?\s*,\s*(?:(?:{titles})\.?\s+)?$"),
        "position_close": cued(
            rf"(?P<position>\b(?:{positions})\b(?:\s+(?:general|ejecutiv[oa]|nasional|departamental|municipal))?)\s+(?:(?:{titles})\.?\s+)?$"
        ),
        "position_after": cued(
            rf"[\s*_]*[,(–-]?\s*(?:(?:el|la|actual|experto en el tema y|experta en el tema y)\s+)*{position}"
        ),
        "office": cued(rf"\b(?:{positions})\s+(?:de|del|de la)\s+$"),
        "verb": cued(rf"[\s*_]*(?:,[^,;.]{{3,60}},\s*)?(?:quien\s+|nos\s+)?(?:{verbs})\b"),
        "verb_before": cued(rf"\b(?:{verbs})\s+(?:(?:{titles})\.?\s+)?$"),
        "by": cued(rf"\b(?:{words_of('before_names')})\s*(?:el\s+|la\s+|l\s+)?[*_\s]*$"),
        "plural": cued(rf"\b(?:{words_of('plurals')})\s*[*_\[\]:]*\s*$"),
    }


def _person(story: Narrative, candidate: Candidate) -> Person | None:
    """The candidate as a person, when its surroundings show one."""
    text, clause, patterns = story.text, candidate.clause, _patterns()
    before = sound(text[max(clause.start, candidate.start - _WINDOW) : candidate.start])
    after = sound(text[candidate.end : min(clause.end, candidate.end + _WINDOW)])
    if patterns["office"].search(before):
        return None  # «la jefa de Desechos Sólidos»
    held = _position_span(candidate, before, after)
    body = body_of_position(candidate, held) if held else None
    before_name = held and held[0] < candidate.start
    body = body or (listed_under(story, candidate) if before_name else None) or body_beside(story, candidate)
    body = body or sent_by(story, candidate, held) or (of_whom(story, candidate, held) if held else None)
    position = _position_text(text, candidate, held) if held else None
    shown = (
        position
        or body
        or patterns["title"].search(before)
        or patterns["verb"].match(after)
        or any(patterns[name].search(before) for name in ("verb_before", "by", "plural"))
    )
    signed = None if body else _signature(story, candidate)
    if signed:
        return signed
    if not shown:
        return None
    return Person(candidate.name, position, body or on_behalf(clause, candidate), candidate.start, candidate.end)


def _signature(story: Narrative, candidate: Candidate) -> Person | None:
    """A name alone on its line, with the position and institution on the lines below: who signs or is written to."""
    text = story.text
    below = _BELOW.match(text, candidate.end)
    alone = text[text.rfind("\n", 0, candidate.start) + 1 : candidate.start].strip(" .*_()f")
    if not below or (alone and not re.fullmatch(words_of("titles"), sound(alone))):
        return None
    if not re.match(rf"(?:{words_of('positions')})\b", sound(below["position"])):
        return None
    bodies = inside(story.bodies, below.start("position"), below.end())
    position = _SPACES.sub(" ", below["position"]).strip(" .,")
    return Person(candidate.name, position, bodies[0].body if bodies else None, candidate.start, candidate.end)


def _position_span(candidate: Candidate, before: str, after: str) -> tuple[int, int] | None:
    """Where the text says the candidate's position: before the name («la directora de la SAT, Ana Gil») or after it."""
    patterns = _patterns()
    match = patterns["position_before"].search(before) or patterns["position_close"].search(before)
    if match:
        offset = candidate.start - len(before)
        return offset + match.start("position"), offset + match.end("position")
    match = patterns["position_after"].match(after)
    return (candidate.end + match.start("position"), candidate.end + match.end("position")) if match else None


def _position_text(text: str, candidate: Candidate, held: tuple[int, int]) -> str | None:
    start, end = held
    bodies = [body.start for body in candidate.clause.bodies if start < body.start < end]
    said = " ".join(text[start : min(bodies, default=end)].split())
    if bodies:
        said = re.sub(r"\s+(?:(?:de|del|en|la|el|los|las|para|ante)\s*)+$", "", said + " ")
    return said.strip(" ,") or None
