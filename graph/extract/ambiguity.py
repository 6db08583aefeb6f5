"""The rules that decide ambiguous surfaces: `ambiguous.csv` is read here, and a rule is asked in its place in the text.

The language is described, for who edits the file, in `data/register/README.md`:

    rule      = clause {";" clause}            tried left to right; the first whose conditions all hold decides
    clause    = [condition {" y " condition}] outcome
    condition = "siempre" | "exacto" | "cargo" | "lista" | "antes de" DAY | "desde" DAY
              | ("tras" | "ante" | "cerca" | "si") "«" phrase {"|" phrase} "»"
    outcome   = id | "nunca" | "antecedente" | "anáfora"
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from graph.errors import InputError
from graph.extract.names import Phrases, phrase
from graph.extract.tabular import read_rows

COLUMNS = ("surface", "candidates", "rule", "note")
NEVER, ANTECEDENT, ANAPHOR = "nunca", "antecedente", "anáfora"
_CONDITION = re.compile(
    r"(?P<plain>siempre|exacto|cargo|lista)\b"
    r"|(?P<when>antes de|desde) (?P<day>\d{4}-\d{2}-\d{2})"
    r"|(?P<where>tras|ante|cerca|si) «(?P<phrases>[^«»]+)»"
)
_OUTCOME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|nunca|antecedente|anáfora")


class Place(Protocol):
    """A surface where it stands in a text: what conditions ask it."""

    day: date | None

    def exact(self) -> bool: ...
    def office(self) -> bool: ...
    def listed(self) -> bool: ...
    def follows(self, phrases: Phrases) -> bool: ...
    def precedes(self, phrases: Phrases) -> bool: ...
    def near(self, phrases: Phrases) -> bool: ...
    def anywhere(self, phrases: Phrases) -> bool: ...
    def antecedent(self, candidates: Collection[str]) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Condition:
    """kind: siempre | exacto | cargo | lista | antes de | desde | tras | ante | cerca | si."""

    kind: str
    phrases: Phrases = ()
    day: date | None = None

    def holds(self, place: Place) -> bool:
        """Whether it is so at `place`. A condition on dates does not hold when the record's date is unknown."""
        if self.day:
            return place.day is not None and (place.day < self.day) == (self.kind == "antes de")
        if self.phrases:
            ask = {"tras": place.follows, "ante": place.precedes, "cerca": place.near, "si": place.anywhere}[self.kind]
            return ask(self.phrases)
        return {"exacto": place.exact, "cargo": place.office, "lista": place.listed}.get(self.kind, _always)()


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Clause:
    """Conditions that must all hold, and what then is decided: an id, NEVER, ANTECEDENT or ANAPHOR."""

    conditions: tuple[Condition, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `ambiguous.csv`. candidates: register ids only; others: what it may be besides, in words."""

    surface: str
    candidates: tuple[str, ...]
    others: tuple[str, ...]
    clauses: tuple[Clause, ...]
    note: str

    @property
    def is_anaphor(self) -> bool:
        """Whether the surface stands only for a body named before, and is not itself a mention."""
        return any(clause.outcome == ANAPHOR and not clause.conditions for clause in self.clauses)

    @property
    def is_pointer(self) -> bool:
        """Whether it can be nothing but an anaphor."""
        return self.is_anaphor and len(self.clauses) == 1

    @property
    def is_common(self) -> bool:
        """Whether the surface is first of all a common word or a place, and an institution only in some contexts."""
        return self.uses("lista") or (self.clauses[0].outcome == NEVER and not self.clauses[0].conditions)

    def uses(self, kind: str) -> bool:
        """Whether some clause has a condition of this kind."""
        return any(condition.kind == kind for clause in self.clauses for condition in clause.conditions)

    def decide(self, place: Place) -> str | None:
        """The id it stands for at `place`, NEVER, ANAPHOR, or None when no clause decides."""
        for clause in self.clauses:
            if not all(condition.holds(place) for condition in clause.conditions):
                continue
            if clause.outcome != ANTECEDENT:
                return clause.outcome
            found = place.antecedent(self.candidates)
            if found:
                return found
        return None


def read_rules(path: Path, ids: Collection[str]) -> dict[str, Rule]:
    """The rules of `ambiguous.csv` by surface. Raises InputError with the line of a row that cannot be used."""
    rules: dict[str, Rule] = {}
    for line, row in read_rows(path, COLUMNS):
        if not row["surface"] or row["surface"] in rules:
            reason = "falta la forma" if not row["surface"] else f"la forma «{row['surface']}» está dos veces"
            raise InputError(reason, str(path), line)
        try:
            rules[row["surface"]] = _rule(row, ids)
        except ValueError as error:
            raise InputError(str(error), str(path), line) from None
    return rules


def _rule(row: dict[str, str], ids: Collection[str]) -> Rule:
    """One row. Raises ValueError with a sentence for the user."""
    named = [cell for cell in row["candidates"].split("|") if cell]
    others = tuple(cell for cell in named if cell.startswith("("))
    candidates = tuple(cell for cell in named if not cell.startswith("("))
    if not named:
        raise ValueError("faltan los candidatos")
    clauses = parse(row["rule"])
    known = {clause.outcome for clause in clauses} - {NEVER, ANTECEDENT, ANAPHOR}
    for id in (*candidates, *sorted(known)):
        if id not in ids:
            raise ValueError(f"«{id}» no está en el registro")
    for id in sorted(known - set(candidates)):
        raise ValueError(f"la regla decide «{id}», que no está entre los candidatos")
    return Rule(row["surface"], candidates, others, clauses, row["note"])


def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of a rule. Raises ValueError with a sentence for the user."""
    if not text:
        raise ValueError("falta la regla")
    return tuple(_clause(part.strip()) for part in text.split(";"))


def _clause(text: str) -> Clause:
    conditions = []
    rest = text
    while match := _CONDITION.match(rest):
        conditions.append(_condition(match))
        rest = rest[match.end() :].strip()
        if not rest.startswith("y "):
            break
        rest = rest[2:].strip()
    if not _OUTCOME.fullmatch(rest):
        raise ValueError(f"no se entiende «{text}»; vea el lenguaje de las reglas en README.md")
    return Clause(tuple(conditions), rest)


def _condition(match: re.Match[str]) -> Condition:
    if match["plain"]:
        return Condition(match["plain"])
    if match["when"]:
        try:
            return Condition(match["when"], day=date.fromisoformat(match["day"]))
        except ValueError:
            raise ValueError(f"la fecha «{match['day']}» no existe") from None
    return Condition(match["where"], tuple(map(phrase, match["phrases"].split("|"))))
