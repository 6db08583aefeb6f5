"""For whom a named person acts: the institution that the words around the name, or the position, say."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.cues import Cued, cued
from graph.extract.findings import Body, Mention
from graph.extract.narrative import Narrative
from graph.extract.tables import EDGE, sound, table
from graph.extract.verbs import telling_forms

# a word of a person's name («Ana», «Ortiz-Paz»)
CAPITAL = r"[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+(?:-[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+)?"
_BY = re.compile(r"\bpor\s+(?:el\s+|la\s+|l\s+|los\s+|las\s+)?$")
_OFFICE_OF = re.compile(  # «Elder Manzanero, hidrólogo de la»: an office that no table has
    r"\s*,\s*(?!que\b|quien\b|cuy|en\b|por\b|con\b|la\b|el\b)(?:[a-z]+\s+){1,3}?(?:del|de)\s+(?:la\s+|el\s+)?"
)
_WINDOW = 240  # characters before and after a name that can say who it is


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of capital words that may be a person: text[start:end], inside `clause`."""

    name: str
    start: int
    end: int
    clause: Clause


@lru_cache(maxsize=4)
def words_of(name: str) -> str:
    """The words of one list of `people.toml`, as alternatives of a pattern for text as it sounds."""
    return "|".join(sorted((re.escape(sound(word)) for word in table("people")[name]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _of_body() -> Cued:
    return cued(r"[\s*_]*[,(/–-]?\s*(?:(?:de|del|por|en representasion de|representante de)\s+)?(?:la\s+|el\s+)?$")


def body_of_position(candidate: Candidate, held: tuple[int, int]) -> Body | None:
    """The institution that is named in the position («directora de la SAT»)."""
    start, end = held
    stop = candidate.start if start < candidate.start else end + 1
    return next((each.body for each in candidate.clause.bodies if start <= each.start < stop), None)


def body_beside(story: Narrative, candidate: Candidate) -> Body | None:
    """The institution that the name is «de» («Luis Paz, de la SAT»), or listed under («SAT: Luis Paz»)."""
    following = next((each for each in candidate.clause.bodies if each.start >= candidate.end), None)
    near = following and following.start - candidate.end < _WINDOW
    gap = sound(story.text[candidate.end : following.start]) if near and following else ""
    if near and following and (_of_body().fullmatch(gap) or _OFFICE_OF.fullmatch(gap)):
        return following.body
    return listed_under(story, candidate)


@lru_cache(maxsize=1)
def _through() -> re.Pattern[str]:
    """What stands between a body and the person by whom it acts: «, por medio de la abogada», «, que preside el»."""
    links, verbs = (
        words_of("links"),
        "|".join(sound(form) for verb in table("people")["heads_by"] for form in telling_forms(verb)),
    )
    offices = f"(?:{words_of('titles')}|{words_of('positions')})"
    article = r"(?:el\s+|la\s+|los\s+|las\s+|l\s+|su\s+)?"
    return re.compile(
        rf"\)?\s*(?:[:–—-]|,?\s*(?:{links})|,?\s*que\s+(?:{verbs}))\s*{article}(?:{offices}\.?(?:\s+\w+)?\s+)?"
    )


@lru_cache(maxsize=1)
def _apart() -> re.Pattern[str]:
    """What stands between «por el MARN» and who came for it: «, el señor»."""
    offices = f"(?:{words_of('titles')}|{words_of('positions')})"
    return re.compile(rf"\)?\s*,\s*(?:el\s+|la\s+|l\s+|su\s+)?(?:{offices}\.?(?:\s+\w+)?,?\s+)?")


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    """What stands between a body that opens a line of a list and who came for it: «, Lic.», « ......... »."""
    offices = f"(?:{words_of('titles')}|{words_of('positions')})"
    return re.compile(rf"\)?\s*[,;|–—-]\s*(?:{offices}\.?\s+)?")


def _opens_line(text: str, body: Mention) -> bool:
    """Whether nothing but a bullet or a label («Observadora: ») comes before a body on its line."""
    return bool(_OPENING.fullmatch(text, text.rfind("\n", 0, body.start) + 1, body.start))


_DOTS = re.compile(r"[.…·_]{3,}|\t+")
_OPENING = re.compile(r"[\s*•·▪\-–—\d.)]*(?:[^\W\d_]+:\s*)?")


def of_whom(story: Narrative, candidate: Candidate, held: tuple[int, int]) -> Body | None:
    """«…, dijo su jefa de prensa, Ana Gil»: of the body that was spoken of last; «cuya presidenta, Ana Gil»."""
    clause = candidate.clause
    before = sound(story.text[max(clause.start, held[0] - 10) : held[0]])
    if not re.search(r"\b(?:su|sus|cuy[oa])\s+$", before):
        return None
    told = [each for each in clause.bodies if each.end <= held[0]]
    if told:
        return told[-1].body
    earlier = [each for each in story.bodies if each.end <= clause.start]
    near = earlier and "\n" not in story.text[earlier[-1].end : clause.start]
    return earlier[-1].body if near else None


def listed_under(story: Narrative, candidate: Candidate) -> Body | None:
    """«Registro (RIC): Mynor Paiz» in a list of participants; «la SAT, por medio de Ana Gil»."""
    clause = candidate.clause
    previous: Mention | None = next((each for each in reversed(clause.bodies) if each.end <= candidate.start), None)
    if previous is None:
        return None
    gap = story.text[previous.end : candidate.start]
    if _through().fullmatch(sound(gap)):
        return previous.body
    first = next((each for each in clause.bodies if each.body == previous.body), previous)  # «por el INAB (INAB), …»
    if clause.label and _opens_line(story.text, first) and _beside().fullmatch(sound(_DOTS.sub(",", gap))):
        return previous.body
    before = sound(story.text[max(clause.start, first.start - 8) : first.start])
    return previous.body if _BY.search(before) and _apart().fullmatch(sound(gap)) else None


def sent_by(story: Narrative, candidate: Candidate, held: tuple[int, int] | None) -> Body | None:
    """«Ingrid Palala, por la SEGEPLAN», «Edwin Solórzano, subdirector, Dirección Técnica del Presupuesto»."""
    after = held[1] if held and held[0] > candidate.end else candidate.end
    following = next((each for each in candidate.clause.bodies if each.start >= after), None)
    if following is None:
        return None
    gap = sound(story.text[after : following.start])
    named = re.fullmatch(r"\s*,\s*(?:de\s+)?(?:la\s+|el\s+|l\s+)?", gap) if held else None
    return following.body if named or re.fullmatch(r"\s*,\s*por\s+(?:la\s+|el\s+)?", gap) else None


def on_behalf(clause: Clause, candidate: Candidate) -> Body | None:
    """«Por parte de la GAE, el Ing. …»."""
    match = re.match(
        EDGE + r"(?:por parte de|en representasion de|en nombre de|por)\s+(?:la\s+|el\s+|l\s+)?([\ue000-\ue7ff])",
        clause.heard,
    )
    return clause.body(match.start(1)).body if match and clause.at[match.start(1)] < candidate.start else None
