"""Which institutions a verb has for its subject: those before it, past asides and offices, or those after it."""

import re
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.cues import Phrases
from graph.extract.grammar import has_finite_verb
from graph.extract.lists import Lineage, extend, original
from graph.extract.tables import BODY, DATE, MESA, alternatives, any_of, table

_PREPOSITION = re.compile(
    rf"(?:^|\s)(?:en(?!\s+tanto)|para(?!\s+l[aoe]s?\s+cual)|segun|ante|hacia|desde|contra|mediante|sobre|entre|tras|salbo|exsepto|menos"
    rf"|(?:con|a) exsepsion)\s+(?:(?!y\s)[^\s{DATE}]+\s+){{0,6}}$"
)
_APPOSITION = re.compile(
    r"^[^,]{0,30}?[\s),]*(?:institucion|entidad|ente|instancia|cartera|dependencia|organismo|quien)?"
    r"\s*(?:que|quien)\b"
)
_STOP = re.compile(r"[.;:?!](?!\w)")
_PASSIVE = re.compile(rf"\b\w+[ai]d[oa]s?\s+(?:\w+\s+)?por\s|(?<!en)(?<!a)(?<!de)(?<!al)(?<!del)(?<!con)\s[{MESA}]")
_BEFORE_VERB, _AFTER_VERB = 200, 110  # how far, in characters with signs, a subject may stand from its verb
_NEW_SUBJECT = re.compile(r"\s*(?:y|mientras que|pero|en tanto)\s+(?:(?:el|la|los|las)\s*)?$")
_MESA_DOES = re.compile(
    rf"\)?,\s+(?:(?:la|el)\s+)?[{MESA}]\s*(?:se\s+)?$"
)  # «bajo la conducción de A, la mesa se reunió»
_WHERE = re.compile(r"\ben\s+(?:el\s+|la\s+|los\s+|las\s+)?$")  # «reunió a 74 personas en el…»
_GERUND = re.compile(r"\b[a-záéíóúñ]\w{2,}ndo\b")  # in small letters: «Fernando» is none
_FREE_WORDS = 6
_COORDINATED = re.compile(
    rf"^[^,{BODY}]*\s(?:y|e)\s+(?:tambien\s+|ademas\s+|luego\s+|[{DATE}]\s+|desde\s+\S+\s+)?$"
)  # «abrió la reunión y presidió…»
_PREDICATE_WORDS = 14


def subjects_before(
    text: str, clause: Clause, verb: int, lineage: Lineage, aside: bool = False, across: bool = False
) -> list[int]:
    """Places of the institutions that are the subject of the verb at heard[verb], when they stand before it.

    aside: the institution counts even inside an aside («en la sede del MAGA, que coordina la mesa»); across: the
    enumeration may have semicolons.
    """
    for place in reversed([place for place in clause.places(BODY) if place < verb]):
        if not _leads_to(text, clause, place, verb):
            continue
        stop = 0 if across else clause.heard.rfind(";", 0, place) + 1
        members = extend(text, clause, place, -1, lineage, stop)
        if members and (aside or not _is_aside(clause.heard[: min(members)])):
            return members
    return []


def _leads_to(text: str, clause: Clause, place: int, verb: int) -> bool:
    """Whether a subject at `place` reaches the verb: only asides in commas and a few words without a verb between."""
    gap = clause.heard[place + 1 : verb]
    if gap.count('"') % 2 or gap.count("»") > gap.count("«") or gap.count("”") > gap.count("“"):
        return False  # what is said is over; who says it comes after
    if _STOP.search(gap.replace("...", "")) or len(gap) > _BEFORE_VERB or _MESA_DOES.search(gap):
        return False
    if _COORDINATED.search(gap) and " que " not in gap and len(gap.split()) <= _PREDICATE_WORDS:
        return True
    words = [word for word in _outside_commas(gap).split() if word[0] < BODY[0]]
    if len(words) > _FREE_WORDS or ("que" in words and not _APPOSITION.search(gap)):
        return False
    return not has_finite_verb(_outside_commas(original(text, clause, place + 1, verb)))


def _outside_commas(gap: str) -> str:
    """A gap without what commas, dashes or brackets set apart in it."""
    parts = re.split(r"[,–—]", re.sub(r"\([^)]*\)", "", gap))
    return f"{parts[0]} {parts[-1]}" if len(parts) > 2 else " ".join(parts)


def _is_aside(before: str) -> bool:
    """Whether what stands before a body makes it an aside («en la sede de», «según datos de»), not a subject.

    What follows a person's office («directora de Estadísticas del», «director en la») is never one.
    """
    opening = re.split(r"[.;:,(]\s|\s[–—-]\s", before)[-1]
    preposition = _PREPOSITION.search(opening)
    if _office().search(opening):
        return bool(preposition and preposition.start() == 0)
    return bool(preposition or _thing().search(opening))


@lru_cache(maxsize=1)
def _office() -> Phrases:
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
    if _NEW_SUBJECT.match(gap):
        return []
    if tight and not re.fullmatch(r"\s*(?:el\s|la\s|los\s|las\s)?\s*", gap):
        return []
    if re.search(r"[.;?!](?!\w)|\bque\b|\bquien", gap) or len(gap) > _AFTER_VERB or _PASSIVE.search(gap):
        return []
    if _WHERE.search(gap) and not _WHERE.search(clause.heard, 0, verb_end):
        return []
    said = original(text, clause, verb_end, place)
    if _GERUND.search(said) or has_finite_verb(said):
        return []
    return extend(text, clause, place, 1, lineage, len(clause.heard))
