"""Who was there though no phrase says so: three or more in one enumeration, or each with the person who came for it.

«Se sentaron a conversar la Municipalidad, el INTECAP y la Cámara de Industria»: there are more ways to say so than a
table can hold, while what else is said of so many at once (they pay, they are asked, they stayed away) is said in few.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.extract.acting import CAPITAL
from graph.extract.clauses import Clause
from graph.extract.cues import Cued, cued
from graph.extract.findings import Body, Mention
from graph.extract.lists import extend, mentions_at
from graph.extract.narrative import Narrative
from graph.extract.tables import BODY, alternatives, table
from graph.extract.triggers import is_denied, is_outside

_ENOUGH = 3
_A_PAIR = 2  # is enough after a verb that opens the sentence («Oyeron la propuesta…»), or where there is none
_OPENED = re.compile(
    r"^[^\w]*(?:(?:se|nos|lo|la|los|las|les|le)\s+)?\w+(?:aron|ieron|eron|aban|ian|an|en)\b[^,;.]{0,40}$"
)
_SIDE = re.compile(r"^[^\w]*(?:por|de parte de|del lado de)\s[^,;.:]{2,50},\s+(?:la|el|los|las)\s+$")
# «un informe de…», «aprobado por…», «dirigido a…»: what they are the complement of is not known here
_COMPLEMENT = re.compile(
    r"\b(?:del?|por|segun|para|sobre|contra|ante|en|con|entre|hacia)\s+(?:(?:el|la|los|las)\s+)?(?:\w+\s+de\s+)?$"
)
_FOR = re.compile(rf"\bpor\s+(?:(?:el|la|los|las)\s+)?(?P<body>[{BODY}])(?:\s*\([^)]*\))?,\s+")
_NAME = rf"{CAPITAL}\s+(?:(?:de|del|la)\s+)*{CAPITAL}"
_PERSON = re.compile(rf"(?:[A-Z][a-z]+\.\s+|(?:(?!que\b|quien\b)[a-záéíóúñ.]+\s+){{1,2}})?{_NAME}")
_SENT = re.compile(rf",\s+por\s+(?:(?:el|la|los|las)\s+)?(?P<body>[{BODY}])")  # «Silvia Portillo, por el INFOM; …»
_NAME_ENDS = re.compile(rf"{_NAME}$")
_ANOTHER_MESA = re.compile(r"\bmesas?\b")  # no sign for a mesa: furniture, a head table, one that is asked for


def company(story: Narrative, clause: Clause, explained: set[Body]) -> Iterator[tuple[Mention, str]]:
    """(institution, mesa) of each member of the clause's unexplained enumerations; of none that may mean otherwise.

    explained: the bodies of which some phrase of the clause says something.
    """
    if clause.label or is_outside(clause.heard) or len(clause.bodies) < _A_PAIR or _ANOTHER_MESA.search(clause.heard):
        return
    stop = 0
    for place in clause.places(BODY):
        if place < stop:
            continue
        places = extend(story.text, clause, place, 1, story.lineage, len(clause.heard))
        stop = max(places) + 1
        members = list(mentions_at(clause, places))
        if (
            len(members) < (_A_PAIR if _opens(clause, place) else _ENOUGH)
            or any(each.body in explained for each in members)
            or _is_complement(clause.heard[:place])
            or is_denied(clause.heard, place)
        ):
            continue
        mesa = story.mesa_at(clause, place)
        if mesa is not None:
            yield from ((member, mesa) for member in members)


def represented(story: Narrative, clause: Clause) -> Iterator[tuple[Mention, str]]:
    """(institution, mesa) of each of several that are named with their delegate («por el INAB, Juan Ceto; por…», «Juan
    Ceto, por el INAB; …»)."""
    found = [match.start("body") for match in _FOR.finditer(clause.heard) if _names(story.text, clause, match.end())]
    found = found or [
        match.start("body") for match in _SENT.finditer(clause.heard) if _named(story.text, clause, match.start())
    ]
    if clause.label or len(found) < _A_PAIR or is_outside(clause.heard) or is_denied(clause.heard, found[0]):
        return
    mesa = story.mesa_at(clause, found[0])
    if mesa is not None:
        yield from ((clause.body(place), mesa) for place in found)


def _named(text: str, clause: Clause, place: int) -> bool:
    """Whether a person's name ends before heard[place]."""
    return bool(_NAME_ENDS.search(text, clause.start, clause.at[place]))


def _names(text: str, clause: Clause, place: int) -> bool:
    """Whether a person's name begins at heard[place]."""
    return place < len(clause.heard) and bool(_PERSON.match(text, clause.at[place]))


def _opens(clause: Clause, place: int) -> bool:
    """Whether the enumeration at heard[place] is the subject of the sentence's first verb, or of one left out."""
    before = clause.heard[:place]
    return bool(_OPENED.match(before) or _SIDE.match(before))


def _is_complement(before: str) -> bool:
    """Whether an enumeration after these words is what a noun or a participle is about («un informe de…»)."""
    heads, delegates = _leads_in()
    if delegates.search(before):
        return False
    head = heads.search(before)  # «los ministerios de …»: the words before the head of several names count
    return bool(_COMPLEMENT.search(before, 0, head.start() if head else len(before)))


@lru_cache(maxsize=1)
def _leads_in() -> tuple[Cued, Cued]:
    """What ends right before an enumeration and belongs to it: «los ministerios de», «delegados de la»."""
    words = table("words")
    heads = alternatives(each for each in words["articles"] if each.endswith(" de"))
    return cued(rf"{heads}(?:la\s+|el\s+)?$"), cued(rf"\b{alternatives(words['offices'])}(?:del?\s+)?(?:la\s+|el\s+)?$")
