"""The rules of `relations.toml`, ready to run: where a phrase of a rule occurs, and what forbids it there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.extract.clauses import Clause
from graph.extract.cues import Choice, Cued, Phrases, cued, remembered, said
from graph.extract.tables import BODY, DATE, EDGE, MESA, alternatives, any_of, phrase, table


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table; see there for the fields."""

    predicate: str
    subject: str
    confidence: float
    needs_mesa: bool
    tight: bool
    speaker: bool
    aside: bool
    across: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase of `rule` at heard[start:end]. mesa, body: where its MESA and ENTES stand, None if it has none."""

    rule: Rule
    start: int
    end: int
    mesa: int | None
    body: int | None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    return tuple(_rule(row) for row in table("relations")["rule"])


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        row["predicate"],
        row["subject"],
        row["confidence"],
        row.get("needs_mesa", False),
        row.get("tight", False),
        row.get("speaker", False),
        row.get("aside", False),
        row.get("across", False),
        row.get("last", False),
    )


@lru_cache(maxsize=1)
def _phrases() -> Choice[Rule]:
    """The phrases of all rules, each with its rule, in the order of the table."""
    rows = zip(rules(), table("relations")["rule"], strict=True)
    return Choice((phrase(each, row.get("told", False)), rule) for rule, row in rows for each in row["phrases"])


def triggers(clause: Clause) -> list[Trigger]:
    """Every place where a rule's phrase occurs in the clause and nothing denies, wishes away or shifts it.

    To take part inside a longer phrase of another role («asistió como observadora») is no role of its own.
    """
    found = list(_all(clause))
    longer = [each for each in found if each.rule.predicate in _ROLES]
    return [
        each
        for each in found
        if each.rule.predicate != "participatesIn"
        or not any(other.start <= each.start and each.end < other.end for other in longer)
    ]


_ROLES = ("supports", "invitedTo")


def _all(clause: Clause) -> Iterator[Trigger]:
    for pattern, rule in _phrases().possible(clause.heard):
        if clause.bodies or rule.subject == "discourse":
            for match in pattern.finditer(clause.heard):
                trigger = _trigger(rule, match)
                if not _forbidden(clause.heard, trigger) and (not rule.needs_mesa or _says_mesa(clause.heard, trigger)):
                    yield trigger


def _trigger(rule: Rule, match: re.Match[str]) -> Trigger:
    groups = match.groupdict()
    mesa = match.start("m") if groups.get("m") else None
    body = match.start("b") if groups.get("b") else None
    return Trigger(rule, match.start(), match.end(), mesa, body)


@lru_cache(maxsize=8)
def _before(name: str) -> Cued:
    row = table("relations")[name]
    return cued(rf"{alternatives(row['before'])}(?:[^\s.;:,{BODY}]+\s+){{0,2}}$")


@lru_cache(maxsize=1)
def _allowed() -> Cued:
    return cued(alternatives(table("relations")["negation"]["allowed"]) + r"(?:\S+\s+){0,2}$")


@lru_cache(maxsize=1)
def _former_after() -> Phrases:
    return any_of(table("relations")["former"]["after"])


def _forbidden(heard: str, trigger: Trigger) -> bool:
    before = heard[max(0, trigger.start - 60) : trigger.start]
    if _ASKED_FOR.search(heard, 0, trigger.start):
        return True
    if _before("negation").search(before) and not _allowed().search(before):
        return True
    if _before("wished").search(before) or (
        trigger.rule.last and trigger.rule.subject == "before" and body_next(heard, trigger.end)
    ):
        return True
    if trigger.rule.predicate != "leads":
        return False
    if _OF_A_TASK.search(before):
        return True
    said = heard[trigger.start : trigger.end]
    if _WAS.match(said) and before.endswith("que ") and _IS_NOW.search(heard, trigger.end):
        return True
    if _before("former").search(before) or (_IN_A_YEAR.search(before) and _PAST.match(said)):
        return True
    return bool(_former_after().match(heard, trigger.end)) and not _PRESENT.match(said)


def is_denied(heard: str, place: int) -> bool:
    """Whether before heard[place] the sentence denies or wishes something, or says who stayed away."""
    before = heard[:place]
    if _ASKED_FOR.search(before) or next(absences(before), None):
        return True
    return any(_anywhere(name).search(before) for name in ("negation", "wished"))


@lru_cache(maxsize=2)
def _anywhere(name: str) -> Phrases:
    return any_of(table("relations")[name]["before"])


# «exigen que el MAGA encabece una mesa ganadera, en la que participen…»: nothing of such a mesa is so yet.
_ASKED_FOR = re.compile(
    r"\b(?:exig|pid|solisit|demand|propon|propus|reclam|sugier|sugir|plante|quier)\w+\s+(?:\S+\s+){0,4}?que\s[^.;]*\buna\s+mesa\b(?!\s+direct)"
)


_IN_A_YEAR = re.compile(
    rf"\ben\s+(?:el\s+)?(?:ano\s+)?(?:19|20)\d\d,?\s+(?:(?:est[ea]|dich[oa]|la|el|es[ea])\s+(?:mism[oa]\s+)?[{MESA}],?\s+)?$"
)
_WAS = re.compile(r"(?:estub|estab)\w+\s")  # «la coordinación, que estuvo en manos de A, recae ahora en B»
_IS_NOW = re.compile(r"\b(?:ahora|hoy|actualmente|en adelante)\b")
_PAST = re.compile(rf"(?:[{MESA}],?\s*)?(?:(?:que|la|lo)\s+)*(?:\w+ubo|fue|era|\w+aba|\w+ia|\w+(?<!ad)(?<!id)o)\b")
_PRESENT = re.compile(r"(?:(?:que|la|lo)\s+)*(?!\w+(?:[ai]da|aba|ia)\b)\w+[ae]n?\b")


# «la organización del encuentro estuvo a cargo de…»: not the mesa
_OF_A_TASK = re.compile(
    r"\b(?:organisasion|conbocatoria|inbitasion|relatoria|logistica|secretaria tecnica|fasilitasion|sistematisasion"
    r"|traducsion|redacsion|asesoria|asistensia|apoyo|acompanamiento)\b[^,;.]{0,30}$"
)


def body_next(heard: str, place: int) -> bool:
    """Whether an institution follows heard[place] at once."""
    return bool(_BODY_NEXT.match(heard, place))


_BODY_NEXT = re.compile(
    rf"[\s,:]*(?:(?:estub|asist|partisip|asud|concurr|lleg|figur)\w+\s+)?(?:(?:de|del|a|al|el|la|los|las)\s+)*[{BODY}]"
)
_ADJACENT = re.compile(
    rf"(?:[{MESA}{DATE}{BODY}]|[,)(–—-]|\b(?:que|y|e|es|era|fue|esta|estara|estubo|sera|ha sido|habia sido|queda|quedo"
    r"|siendo|estan|espasio|instansia|foro|grupo|plataforma|mecanismo|(?:extra)?ordinari[ao]|birtual|presensial|tecnica)\b"
    rf"|\w+mente\b)[\s)]*$"
)
_DROPPED = re.compile(rf"{EDGE}(?:asimismo|ademas|tambien)?[\s,]*(?:fue|estubo|es|esta|sera)\s+\w+[ai]d[oa]\b")
_MEETING_BEFORE = re.compile(rf"[{MESA}][^.;]*$")


def _says_mesa(heard: str, trigger: Trigger) -> bool:
    """Whether the phrase is said of a mesa: right after one, or after a comma or «fue» in a clause that has one."""
    before = heard[: trigger.start]
    if not before.strip() or _DROPPED.match(heard):
        return bool(_DROPPED.match(heard) or re.search(rf"[{MESA}]", heard))
    return bool(_ADJACENT.search(before) and _MEETING_BEFORE.search(before))


@lru_cache(maxsize=4)
def _outside(level: str) -> Phrases:
    return any_of(table("relations")["outside"][level])


def is_outside(heard: str, surely: bool = False) -> bool:
    """Whether a sentence tells of something other than the mesa. surely: beyond doubt («por aparte»)."""
    if surely:
        return bool(_outside("hard").search(heard))
    return bool(outside_bits() & said(heard)) and _is_outside(heard)  # the bits first: patterns may yet be added


@lru_cache(maxsize=1)
def outside_bits() -> int:
    """Of which patterns (`cues.said`) `is_outside` needs one."""
    return _outside("hard").bits | _outside("soft").bits


@remembered
def _is_outside(heard: str) -> bool:
    if _outside("hard").search(heard):
        return True
    return bool(_outside("soft").search(heard)) and not re.search(rf"[{MESA}]", heard)


@lru_cache(maxsize=1)
def _absences() -> Choice[None]:
    return Choice((phrase(each), None) for each in table("relations")["absent"]["phrases"])


@lru_cache(maxsize=1)
def _exceptions() -> Phrases:
    return any_of(table("relations")["absent"]["except"])


def exceptions(heard: str) -> Iterator[re.Match[str]]:
    """Where a clause excepts whoever comes next («todos, salvo el …»)."""
    return _exceptions().finditer(heard)


def absences(heard: str) -> Iterator[re.Match[str]]:
    """Where a clause says that someone was not there."""
    for pattern, _ in _absences().possible(heard):
        yield from pattern.finditer(heard)
