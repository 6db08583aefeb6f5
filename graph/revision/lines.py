"""What a person may answer to what awaits, and the line of `data/curated/` (or of the register) that says so.

The columns are those that `graph.curation` reads; their last three are who decided, when and why.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date

from graph.extract.names import collapse
from graph.revision.items import Candidate, Pending
from ontology.slugs import slug

NOBODY = "su nombre"  # what stands for the author until someone writes theirs
REGISTER = "institutions.csv"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer. verdict: is | never | right | wrong | nothing | new. file: of `data/curated/`, but for `new` of
    `data/register/`. cells: without author and date, which the reader gives; reason: the last cell.

    target: the candidate that `is` names.
    """

    verdict: str
    file: str
    cells: tuple[str, ...]
    reason: str = ""
    target: Candidate | None = None

    def text(self, author: str, day: date) -> str:
        """The line as it is pasted, without its end. author: who decides; day: when."""
        told = () if self.file == REGISTER else (author, day.isoformat(), self.reason)
        return row((*self.cells, *told))

    def as_json(self, author: str, day: date) -> dict[str, str]:
        """As commands and pages give it to programs: what is answered, and which line goes into which file."""
        return {"verdict": self.verdict, "file": self.file, "line": self.text(author, day)}


def row(cells: tuple[str, ...]) -> str:
    """Cells as one line of CSV (RFC 4180), quoted only where needed; white space is collapsed, as names have it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([collapse(cell) for cell in cells])
    return text.getvalue()


def lines_of(one: Pending) -> list[Line]:
    """The answers, the likeliest first."""
    return _statement(one) if one.kind == "statement" else [*_bodies(one), *_others(one)]


def _bodies(one: Pending) -> list[Line]:
    """That the form is one of the candidates; first of all, what it is taken for now, where the register has it."""
    current = one.reading.ref.partition("/")[2] if one.reading and not one.type else None
    ranked = sorted(one.candidates, key=lambda candidate: candidate.id != current)
    return [_is(one, candidate) for candidate in ranked]


def _is(one: Pending, candidate: Candidate) -> Line:
    """A form becomes one more name of the body; a body that is there under a name of its own is merged into it."""
    reason = f"Es {candidate.name}"
    if one.kind == "provisional" and one.reading:
        return Line("is", "same-as.csv", (f"institution/{candidate.id}", one.reading.ref), reason, candidate)
    return Line("is", "alias.csv", (one.surface, candidate.id, ""), reason, candidate)


def _others(one: Pending) -> list[Line]:
    """That it is none of them."""
    if not one.reading:
        return []
    never = Line(
        "never", "not-same.csv", (f"«{one.surface}»", one.reading.ref), f"Aquí no se nombra a {one.reading.label}"
    )
    if not one.type:
        return [never]
    new = (slug(one.surface), one.surface, "", one.type, "", "", "", "", "", "", one.records[0].name)
    nothing = Line("nothing", "deny.csv", (one.reading.ref, "type", "*", ""), "No es una institución")
    return [Line("new", REGISTER, new), nothing]


def _statement(one: Pending) -> list[Line]:
    """That it is so, or that it is not: there, where one record alone says it, else everywhere."""
    assert one.subject
    assert one.reading
    said = (one.subject.ref, one.predicate, one.reading.ref)
    where = one.records[0].name if one.count == 1 else ""
    denied = (one.reading.ref, "type", "*") if one.predicate == "mentions" else said
    return [
        Line("right", "assert.csv", said, "La frase lo dice"),
        Line("wrong", "deny.csv", (*denied, where), "La frase no lo dice"),
    ]
