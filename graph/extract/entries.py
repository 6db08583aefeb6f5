"""The rows of the institutions register: what a row holds, and what makes one unusable."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.extract.tabular import read_rows

COLUMNS = (
    "id",
    "name",
    "acronym",
    "type",
    "parent_id",
    "aliases",
    "website",
    "wikidata",
    "valid_from",
    "valid_to",
    "source",
)
KINDS = frozenset(
    (
        "ministerio",
        "secretaria",
        "superintendencia",
        "comision",
        "comite",
        "consejo",
        "gabinete",
        "instituto",
        "procuraduria",
        "oficina",
        "direccion",
        "autoridad",
        "municipalidad",
        "universidad",
        "empresa-publica",
        "organismo",
        "corte",
        "congreso",
        "ministerio-publico",
        "contraloria",
        "sociedad-civil",
        "sector-privado",
        "cooperacion",
    )
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_QID = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One institution. kind: one of KINDS; parent: id or None; valid_from, valid_to: YYYY[-MM[-DD]] or "" (unknown)."""

    id: str
    name: str
    acronym: str
    kind: str
    parent: str | None
    aliases: tuple[str, ...]
    website: str
    wikidata: str
    valid_from: str
    valid_to: str
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Name, acronym and aliases, without blanks, in that order."""
        return tuple(name for name in (self.name, self.acronym, *self.aliases) if name)

    @property
    def is_mesa(self) -> bool:
        """Whether the row is a roundtable: extraction finds those as mesas, never as institutions."""
        return self.id.startswith("mesa-")

    def alive(self, day: date | None) -> bool:
        """Whether the body existed on `day`; a bound that the register does not know excludes nothing.

        On an unknown day, a body is taken as alive unless the register says that it ended.
        """
        if day is None:
            return not self.valid_to
        text = day.isoformat()
        begun = not self.valid_from or self.valid_from <= text
        return begun and (not self.valid_to or text[: len(self.valid_to)] <= self.valid_to)


def read_entries(path: Path) -> dict[str, Entry]:
    """The rows of `institutions.csv` by id, in the file's order. Raises InputError with the line of a bad row."""
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    for line, row in read_rows(path, COLUMNS):
        reason = _fault(row)
        if not reason and row["id"] in lines:
            reason = f"el id «{row['id']}» ya está en la línea {lines[row['id']]}"
        if reason:
            raise InputError(reason, str(path), line)
        lines[row["id"]] = line
        entries[row["id"]] = _entry(row)
    for entry in entries.values():
        reason = _parent_fault(entry, entries)
        if reason:
            raise InputError(reason, str(path), lines[entry.id])
    return entries


def _entry(row: dict[str, str]) -> Entry:
    aliases = tuple(row["aliases"].split("|")) if row["aliases"] else ()
    return Entry(
        row["id"],
        row["name"],
        row["acronym"],
        row["type"],
        row["parent_id"] or None,
        aliases,
        row["website"],
        row["wikidata"],
        row["valid_from"],
        row["valid_to"],
        row["source"],
    )


def _fault(row: dict[str, str]) -> str | None:
    """What is wrong with a row by itself, as a sentence, or None."""
    if not _ID.fullmatch(row["id"]):
        return f"el id «{row['id']}» sólo puede llevar minúsculas sin tilde, cifras y guiones"
    if not row["name"]:
        return "falta el nombre"
    if row["type"] not in KINDS:
        return f"el tipo «{row['type']}» no existe; los tipos son {', '.join(sorted(KINDS))}"
    aliases = row["aliases"].split("|") if row["aliases"] else []
    if any(" ".join(cell.split()) != cell for cell in (*row.values(), *aliases)) or "" in aliases:
        return "hay una celda o un alias con espacios de más, o un alias vacío"
    return _form_fault(row)


def _form_fault(row: dict[str, str]) -> str | None:
    """A date, a Wikidata id or a website that is not written as it should, as a sentence, or None."""
    for column in ("valid_from", "valid_to"):
        if row[column] and not _DAY.fullmatch(row[column]):
            return f"la fecha «{row[column]}» debe escribirse AAAA, AAAA-MM o AAAA-MM-DD"
    if row["wikidata"] and not _QID.fullmatch(row["wikidata"]):
        return f"«{row['wikidata']}» no es un identificador de Wikidata (Q y un número)"
    if row["website"] and not row["website"].startswith(("http://", "https://")):
        return f"el sitio «{row['website']}» debe empezar con http:// o https://"
    return None


def _parent_fault(entry: Entry, entries: dict[str, Entry]) -> str | None:
    """What is wrong with the parents above `entry`, as a sentence, or None."""
    seen = {entry.id}
    current = entry
    while current.parent:
        if current.parent not in entries:
            return f"la entidad superior «{current.parent}» no está en el registro"
        if current.parent in seen:
            return f"«{entry.id}» depende de sí misma a través de «{current.id}»"
        seen.add(current.parent)
        current = entries[current.parent]
    return None
