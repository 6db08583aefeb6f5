"""Enumerations of institutions in a clause: which belong together, and where one begins and ends."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.cues import Phrases
from graph.extract.findings import Body, Mention
from graph.extract.grammar import has_finite_verb
from graph.extract.tables import BODY, alternatives, any_of, sound, table

Lineage = Callable[[Body], tuple[str, ...]]

_GENITIVE = re.compile(
    r"\)?\s*(?:,\s*(?:dependensia|adscrit[oa]|unidad|ente|oficina|organo|parte|entidad|instansia|institusion|brazo)\s+)?"
    r"(?:del|de la|de los|de las|de)\s*"
)
_APPOSED = re.compile(r"\)?(?:\s*\([^)]*\))?,\s+(?:del|de la)\s+")
_NEXT_TOO = re.compile(r"(?:\s*\([^)]*\))?[\s)]*(?:,\s*(?:del?|y)|y)\s+(?:del?|la|el)\s")
_DASH = re.compile(r"\)?\s*[–—\-/,]\s*")
_OWNERSHIP = re.compile(r"\s*,?\s*\(?\s*(?:del?|de la|de los|de las|en el|en la)?\s*(?:\bla\s|\bel\s)?\s*")
_RELATIVE = re.compile(r",\s*(?:que|quien|la cual|el cual)\b[^,;]{1,60}(?=[,;])")
_AND_NOW = re.compile(r"^[\s)]*,\s+(?:y|e)\s+(?:la|el|los|las)?\s*$")
_NOT_TOGETHER = r"\b(?<!junto )(?<!conjunto )(?<!mente )(?<!mano )"  # «en conjunto con» links as «y» does
_ONLY_WITH = re.compile(_NOT_TOGETHER + r"(?:con|por)\s+(?:el\s+|la\s+)?$")
_WITH = re.compile(_NOT_TOGETHER + r"con\s+(?:el\s+|la\s+|los\s+|las\s+)?$")
# «…, y Mercy Corps costea la logística»: the present of a verb, with what it acts upon
_ACTS = re.compile(r"[\s)]*(?:se\s+|lo\s+|la\s+)?[a-z]+(?:a|e|an|en)\s+(?:la|el|los|las|un|una|al|sus?|que|como)\b")
_UNITS = (
    "viceministerio",
    "direccion",
    "subdireccion",
    "unidad",
    "oficina",
    "departamento",
    "despacho",
    "programa",
    "delegacion",
    "intendencia",
    "gerencia",
)
_OF_ONE = re.compile(
    r"\b(?:que|quien|cuy[oa])\b[^,;]*[,;]|\([^)]*\)|[\"“«][^\"”»]*[\"”»]"
)  # what is said of one member
_US = re.compile(r"\bnosotr[oa]s\b")
_LOOSE_LENGTH = 130  # an unnamed member between two named ones is a phrase, not a sentence


@lru_cache(maxsize=1)
def _join() -> re.Pattern[str]:
    """A gap that only links: commas, «y», «así como», articles, «delegados de la»."""
    words = table("words")
    links = alternatives([*words["joins"], *words["articles"]])
    offices = alternatives(words["offices"])
    return re.compile(rf"[\s,;/()–—\-→•&:]*(?:(?:{links}|(?:\b{offices}(?:y\s+)?)+)[\s,;/()–—-]*)*")


@lru_cache(maxsize=1)
def _other_role() -> Phrases:
    return any_of(table("words")["role_words"])


@lru_cache(maxsize=1)
def _loose() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a gap begins and ends that holds another, unnamed member: «, autoridades ancestrales y la»."""
    words = table("words")
    joins, articles, offices = (alternatives(words[name]) for name in ("joins", "articles", "offices"))
    begins = re.compile(r"[\s)]*[,;:(]|[\s)]+(?:y|e)[\s,]")
    return begins, re.compile(rf"(?:[,;]\s*(?:{joins})?|[\s)](?:{joins}))(?:{articles}|\b{offices})*$")


def original(text: str, clause: Clause, start: int, end: int) -> str:
    """The record's text of heard[start:end]."""
    if end <= start:
        return ""
    begin, stop = clause.span(start, end)
    return text[begin:stop]


def joined(text: str, clause: Clause, left: int, right: int, lineage: Lineage) -> str:
    """How the institutions at heard[left] and heard[right] (left < right, none between) stand to each other.

    same: one body under two names; part: the second is what the first belongs to; whole: the first is what the second
    belongs to; list: members of one enumeration; "": unrelated.
    """
    gap = clause.heard[left + 1 : right]
    first, second = clause.body(left).body, clause.body(right).body
    if first == second and len(gap) < 12:
        return "same"
    owned = _OWNERSHIP.fullmatch(gap) and gap.strip() not in (",", "") and _belongs(first, second, lineage)
    if owned or _GENITIVE.fullmatch(gap) or _is_apposed(clause.heard, left, right):
        return "part"
    if _DASH.fullmatch(gap) and _belongs(second, first, lineage):
        return "whole"
    if _join().fullmatch(gap):
        return "list" if _is_list(clause.heard, left, gap) else ""
    return "list" if _loosely(text, clause, left, right) else ""


def _is_apposed(heard: str, left: int, right: int) -> bool:
    """«la Dirección de A, del Ministerio de B»: what the first belongs to, unless each has a «de» of its own."""
    own = _APPOSED.fullmatch(heard, left + 1, right)
    alone = own and not re.search(r"\b(?:del?|al?)\s+(?:(?:el|la|los|las)\s+)?$", heard[:left])
    return bool(alone) and not _NEXT_TOO.match(heard, right + 1)


def _is_list(heard: str, left: int, gap: str) -> bool:
    """Whether words that can link two members do so here, and begin no other role («y con la … en la relatoría»)."""
    if _other_role().search(gap) or (_ONLY_WITH.search(gap) and "," not in gap and " y " not in gap):
        return False
    return not _WITH.search(gap) or bool(_WITH.search(heard, 0, left)) or heard[:left].rstrip().endswith((",", ";"))


def _loosely(text: str, clause: Clause, left: int, right: int) -> bool:
    gap = clause.heard[left + 1 : right]
    begins, ends = _loose()
    if len(gap) > _LOOSE_LENGTH or _US.search(gap) or _other_role().search(re.sub(r"\([^)]*\)", "", gap)):
        return False
    said = _RELATIVE.sub("", original(text, clause, left + 1, right))
    return bool(begins.match(gap) and ends.search(gap)) and not has_finite_verb(said)


def _belongs(first: Body, second: Body, lineage: Lineage) -> bool:
    if first.id and second.id:
        return second.id in lineage(first)
    return sound(first.name).startswith(_UNITS) and not sound(second.name).startswith(_UNITS)


def extend(text: str, clause: Clause, place: int, step: int, lineage: Lineage, stop: int) -> list[int]:
    """Places of the enumeration that holds heard[place], going right (step 1) or left (-1), no further than `stop`.

    Second names and the bodies that a member belongs to are left out.
    """
    places = clause.places(BODY)
    index = places.index(place)
    members = [place]
    while 0 <= index + step < len(places):
        left, right = sorted((places[index], places[index + step]))
        beyond = right > stop if step > 0 else left < stop
        if beyond or _new_clause(text, clause, left, right, step) or _another_subject(text, clause, left, right, step):
            break
        relation = joined(text, clause, left, right, lineage)
        if not relation:
            break
        index += step
        dropped = {"part": right, "whole": left}.get(relation)
        if dropped in members:
            members.remove(dropped)
        if places[index] != dropped and (relation != "same" or step < 0):
            members.append(places[index])
    return members


def _new_clause(text: str, clause: Clause, left: int, right: int, step: int) -> bool:
    """Whether after a semicolon the body at `right` begins another statement («…; la CGC declinó»)."""
    if ";" not in clause.heard[left:right]:
        return False
    if step > 0:
        rest = _OF_ONE.sub("", re.split(r"[;.]", original(text, clause, right, len(clause.heard)))[0] + ",")
        return has_finite_verb(rest)
    following = re.match(
        r"[\s,)]*(?:(?:no|si|ya|tampoco|solo|tambien|ni|se|la|lo|le)\s+)*\S+", clause.heard[right + 1 :]
    )
    end = right + 1 + (following.end() if following else 0)
    return has_finite_verb(original(text, clause, right + 1, end))


def _another_subject(text: str, clause: Clause, left: int, right: int, step: int) -> bool:
    """Whether after «, y» the body at `right` is the subject of a verb of its own («la coordina X, y Y se sumó»)."""
    if not _AND_NOW.search(clause.heard[left + 1 : right]):
        return False
    if step > 0:
        if _ACTS.match(clause.heard, right + 1):
            return True
        following = re.match(r"[\s)]*(?:\S+\s+){0,1}\S+", clause.heard[right + 1 :])
        end = right + 1 + (following.end() if following else 0)
        return has_finite_verb(original(text, clause, right + 1, end))
    if _ACTS.match(clause.heard, right + 1):
        return True
    before = re.search(r"(?:\S+\s+){1,5}$", clause.heard[:left])
    return bool(before) and has_finite_verb(original(text, clause, before.start() if before else 0, left).lower())


def mentions_at(clause: Clause, places: list[int]) -> Iterator[Mention]:
    """The mentions at those places, each body once."""
    seen = set()
    for place in sorted(places):
        mention = clause.body(place)
        if mention.body not in seen:
            seen.add(mention.body)
            yield mention
