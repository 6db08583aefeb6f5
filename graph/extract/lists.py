"""Lists of institutions in a clause: which ones a verb has for its subject, and where an enumeration begins and ends."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.findings import Body, Mention
from graph.extract.tables import BODY, alternatives, any_of, sound, table

Lineage = Callable[[Body], tuple[str, ...]]

_FINITE = re.compile(r"\b[a-záéíóúñ]\w*(?:ó|aron|ieron|eron|rá|rán)\b")
_GENITIVE = re.compile(r"\)?\s*(?:del|de la|de los|de las|de)\s*")
_OWNERSHIP = re.compile(r"\s*,?\s*\(?\s*(?:del?|de la|de los|de las|en el|en la)?\s*(?:\bla\s|\bel\s)?\s*")
_PREPOSITION = re.compile(r"(?:^|\s)(?:en|para|segun|ante|hacia|desde|contra|mediante|sobre|entre|tras)\s+(?:\S+\s+){0,6}$")
_APPOSITION = re.compile(r"^[^,]{0,30}?[\s),]*(?:institucion|entidad|ente|instancia|cartera|dependencia|organismo|organizacion|quien)?"
                         r"\s*(?:que|quien)\b")
_UNITS = ("viceministerio", "direccion", "subdireccion", "unidad", "oficina", "departamento", "despacho", "programa", "delegacion")


@lru_cache(maxsize=1)
def _join() -> re.Pattern[str]:
    words = table("words")
    joins = alternatives(words["joins"])
    articles = alternatives(words["articles"])
    offices = alternatives(words["offices"])
    office = rf"(?:(?:\b(?:{offices})(?:y\s+)?)+)"
    return re.compile(rf"[\s,;/()–—\-→•&:]*(?:(?:{joins}|{articles}|{office})[\s,;/()–—-]*)*")


@lru_cache(maxsize=1)
def _loose() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A gap that holds another, unnamed member: «, autoridades ancestrales y la»."""
    articles = alternatives(table("words")["articles"])
    joins = alternatives(table("words")["joins"])
    return re.compile(rf"[\s)]*[,;:(]|[\s)]+(?:y|e)\s"), re.compile(rf"(?:[,;]\s*|[\s)](?:{joins})|[,;]\s*(?:{joins}))(?:{articles})*$")


@lru_cache(maxsize=1)
def _finite_words() -> frozenset[str]:
    return frozenset(map(sound, table("words")["finite"]))


def has_finite_verb(text: str) -> bool:
    """Whether original text (with its accents) holds a verb in personal form, as endings and a table tell."""
    return bool(_FINITE.search(text)) or any(word in _finite_words() for word in re.findall(r"\w+", sound(text)))


def _original(text: str, clause: Clause, start: int, end: int) -> str:
    if end <= start:
        return ""
    begin, stop = clause.span(start, end)
    return text[begin:stop]


def joined(text: str, clause: Clause, left: int, right: int, lineage: Lineage) -> str:
    """How the institutions at heard[left] and heard[right] (left < right, none between) stand to each other.

    same: one body under two names; part: the second is what the first belongs to; list: members of one enumeration;
    "": unrelated.
    """
    gap = clause.heard[left + 1:right]
    first, second = clause.body(left).body, clause.body(right).body
    if first == second and len(gap) < 12:
        return "same"
    if _GENITIVE.fullmatch(gap):
        return "part"
    if _OWNERSHIP.fullmatch(gap) and gap.strip() not in (",", "") and _belongs(first, second, lineage):
        return "part"
    if _join().fullmatch(gap):
        return "" if re.search(r"\b(?:con|por)\s+(?:el\s+|la\s+)?$", gap) and "," not in gap and " y " not in gap else "list"
    begins, ends = _loose()
    loose = len(gap) <= 130 and begins.match(gap) and ends.search(gap)
    return "list" if loose and not has_finite_verb(_original(text, clause, left + 1, right)) else ""


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
        relation = "" if beyond or _new_clause(text, clause, left, right) else joined(text, clause, left, right, lineage)
        if not relation:
            break
        index += step
        if relation == "part" and step < 0:
            members.remove(right)
        if relation == "list" or step < 0:
            members.append(places[index])
    return members


def _new_clause(text: str, clause: Clause, left: int, right: int) -> bool:
    """Whether after a semicolon the body at `right` begins another statement («…; la CGC declinó»)."""
    if ";" not in clause.heard[left:right]:
        return False
    following = re.match(r"[\s,)]*\S+", clause.heard[right + 1:])
    return bool(following) and has_finite_verb(_original(text, clause, right + 1, right + 1 + following.end()))


def subjects_before(text: str, clause: Clause, verb: int, lineage: Lineage, aside: bool = False) -> list[int]:
    """Places of the institutions that are the subject of the verb at heard[verb], when they stand before it.

    aside: the institution counts even inside an aside («en la sede del MAGA, que coordina la mesa»).
    """
    for place in reversed([place for place in clause.places(BODY) if place < verb]):
        if not _leads_to(text, clause, place, verb):
            continue
        members = extend(text, clause, place, -1, lineage, clause.heard.rfind(";", 0, place) + 1)
        if aside or not _is_aside(clause.heard[:min(members)]):
            return members
    return []


def _leads_to(text: str, clause: Clause, place: int, verb: int) -> bool:
    """Whether a subject at `place` reaches the verb: only asides in commas and a few words without a verb between."""
    gap = clause.heard[place + 1:verb]
    if re.search(r"[.;:?!](?!\w)", gap.replace("...", "")) or len(gap) > 200:
        return False
    bare = re.sub(r"\([^)]*\)", "", gap)
    inner = [part for part in re.split(r"[,–—]", bare)]
    outside = (inner[0] + " " + inner[-1]) if len(inner) > 2 else inner[-1] if len(inner) == 1 else " ".join(inner)
    words = [word for word in outside.split() if word[0] < BODY[0]]
    if len(words) > 6 or ("que" in words and not _APPOSITION.search(gap)):
        return False
    return not has_finite_verb(_outer_original(text, clause, place, verb))


def _outer_original(text: str, clause: Clause, place: int, verb: int) -> str:
    """The original words between subject and verb, without what commas or brackets set apart."""
    original = re.sub(r"\([^)]*\)", "", _original(text, clause, place + 1, verb))
    parts = re.split(r"[,–—]", original)
    return f"{parts[0]} {parts[-1]}" if len(parts) > 2 else original


def _is_aside(before: str) -> bool:
    """Whether what stands before a body makes it an aside («en la sede de», «según datos de»), not a subject.

    What follows a person's office («directora de Estadísticas del», «director en la») is never one.
    """
    opening = re.split(r"[.;:,(]\s|\s[–—-]\s", before)[-1]
    preposition = _PREPOSITION.search(opening)
    if _office().search(opening):
        return bool(preposition and _PREPOSITION.match(opening[:preposition.end()]) and preposition.start() == 0)
    return bool(preposition or _thing().search(opening))


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    return any_of(table("words")["offices"])


@lru_cache(maxsize=1)
def _thing() -> re.Pattern[str]:
    things = alternatives(table("words")["things"])
    return re.compile(rf"\b(?:{things})(?:\w+\s+){{0,2}}(?:de|del|en|con)\s+(?:la\s+|el\s+|los\s+|las\s+)?$")


def subjects_after(text: str, clause: Clause, verb_end: int, lineage: Lineage, tight: bool = False) -> list[int]:
    """Places of the institutions that follow a verb or «por», «de» that ends at heard[verb_end].

    tight: nothing but an article may stand between.
    """
    place = next((place for place in clause.places(BODY) if place >= verb_end), None)
    if place is None:
        return []
    gap = clause.heard[verb_end:place]
    original = _original(text, clause, verb_end, place)
    if tight and not re.fullmatch(r"\s*(?:el\s|la\s|los\s|las\s)?\s*", gap):
        return []
    if re.search(r"[.;?!](?!\w)|\bque\b|\bquien", gap) or len(gap) > 110 or has_finite_verb(original):
        return []
    return extend(text, clause, place, 1, lineage, len(clause.heard))


def mentions_at(clause: Clause, places: list[int]) -> Iterator[Mention]:
    """The mentions at those places, each body once."""
    seen = set()
    for place in sorted(places):
        mention = clause.body(place)
        if mention.body not in seen:
            seen.add(mention.body)
            yield mention
