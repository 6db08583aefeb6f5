"""The columns of a list: which words of a header stand for which column, and which row of a table is its header.

The words are in `data/reading/columns.toml`; officials find them in `docs/lists.md`.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.errors import InputError
from graph.settings import shipped_data
from ontology.slugs import fold

OTHER = "other"
COLUMNS = (
    "mesa", "submesa", "institution", "role", "date", "session", "place", "host", "agreement", "responsible", "due",
    "person", "position", "status", "topic", "link", "leads", "supports", "invitedTo", "convenes", OTHER,
)  # fmt: skip
"""What a cell of a list can be; `other` is kept in the text, but nothing is concluded from it."""

SEVERAL = frozenset(
    ("mesa", "institution", "responsible", "person", "host", "leads", "supports", "invitedTo", "convenes")
)
"""Columns whose cells may name several: what stands on lines of its own in a cell is one of them."""

_TWICE = SEVERAL - {"mesa", "host"} | {"agreement"}
_TELLING = frozenset(("mesa", "submesa", "institution", "agreement", "leads", "supports", "invitedTo", "convenes"))
_WHERE_A_HEADER_IS = 15  # filled rows among which the header is looked for
_PARENTHESIS = re.compile(r"\([^()]*\)")
_HUMP = re.compile(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])")
_NUMBERED = re.compile(r"(?<=\w)\s(?:no )?\d{1,2}$")
_ALTERNATIVE = re.compile(r"\s*[/|,]\s*|\s+(?:o|u|y|e|or|and)\s+")
_LONGEST = 80  # characters of a header
_MOST = 0.6  # of a row's cells


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a list: the row (counted from 0) that it is in, and for each cell its column and its words."""

    at: int
    columns: tuple[str, ...]
    labels: tuple[str, ...]

    def has(self, column: str) -> bool:
        """Whether some cell is of this column."""
        return column in self.columns


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The tables of `data/reading/columns.toml`. Raises InputError when the file is missing or broken."""
    path = shipped_data() / "reading" / "columns.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"no se puede leer la tabla ({error})", str(path)) from None


def plain(header: str) -> str:
    """A header cell as the table has it: «Fecha_límite (dd/mm)», «fechaLimite» and «FECHA LÍMITE:» are one."""
    spaced = _HUMP.sub(" ", _PARENTHESIS.sub(" ", header[:_LONGEST]))
    return " ".join(re.sub(r"[^\w/|,]|_", " ", fold(spaced)).split())


@lru_cache(maxsize=4)
def _known(table: str) -> dict[str, str]:
    return {plain(name): column for column, names in words()[table].items() for name in names}


@lru_cache(maxsize=4096)
def column_of(header: str) -> str:
    """The column that a header cell names; `mail`, `phone` or `personal` for what is not published; else `other`."""
    said = plain(header)
    found = _column(said)
    if found == OTHER and _NUMBERED.search(said):
        numbered = _column(_NUMBERED.sub("", said))
        return numbered if numbered in _TWICE else OTHER
    return found


def _column(said: str) -> str:
    found = _known("columns").get(said) or _known("contacts").get(said)
    if found or not _ALTERNATIVE.search(said):
        return found or OTHER
    parts = {_column(part) for part in _ALTERNATIVE.split(said) if part}
    return parts.pop() if len(parts) == 1 else OTHER


def header_of(labels: Sequence[str], at: int) -> Header:
    """The header that row `at` makes. What may come once only and comes twice is `other` the second time."""
    columns = [column_of(label) for label in labels]
    beside = _known("beside_institutions")
    said = [plain(label) for label in labels]
    firm = any(column == "institution" and word not in beside for column, word in zip(columns, said, strict=True))
    if firm or "position" in columns:
        columns = [beside.get(word, column) for column, word in zip(columns, said, strict=True)]
    seen: set[str] = set()
    for index, column in enumerate(columns):
        if column in seen and column not in _TWICE and column in COLUMNS:
            columns[index] = OTHER
        seen.add(column)
    return Header(at, tuple(columns), tuple(map(label_of, labels)))


def label_of(cell: str) -> str:
    """A header cell as the lines of a record's text show it: «fecha_limite» as «Fecha limite»."""
    said = " ".join(cell.replace("_", " ").split()).rstrip(" :")
    return said[:1].upper() + said[1:]


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header of a table: of its first rows, the first most of whose cells name columns, else the one that names
    most. None when no row is one."""
    filled = [(at, row) for at, row in enumerate(rows) if any(cell.strip() for cell in row)][:_WHERE_A_HEADER_IS]
    judged = [(header, *_judged(row, header)) for at, row in filled for header in [header_of(row, at)]]
    found = [(header, named) for header, named, share in judged if named > 1 and share >= _MOST]
    best = max(((header, named) for header, named, _ in judged if named), key=lambda pair: pair[1], default=None)
    chosen = found[0] if found else best
    return chosen[0] if chosen else None


def _judged(row: Sequence[str], header: Header) -> tuple[int, float]:
    """How many columns a row names as a header, 0 when it is none; and what share of its cells do."""
    filled = [index for index, cell in enumerate(row) if cell.strip()]
    named = [index for index in filled if header.columns[index] != OTHER]
    telling = any(header.columns[index] in _TELLING for index in named)
    whole = len(named) == len(filled)
    labels = any(row[index].rstrip().endswith(":") for index in filled)  # «Mesa: | Agua | Fecha: | 2 de mayo»
    if not telling or (len(named) < 2 and not whole) or (labels and not whole):
        return 0, 0
    return len({header.columns[index] for index in named}), len(named) / len(filled)


def begins_another(row: Sequence[str], at: int) -> Header | None:
    """The header that a row below the first one makes, when another table begins there."""
    header = header_of(row, at)
    named, share = _judged(row, header)
    return header if named > 1 and share >= _MOST else None
