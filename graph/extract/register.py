"""The institutions register: reads `institutions.csv`, checks it, and answers by id, name, acronym or alias."""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.extract.findings import Body
from graph.extract.names import fold

COLUMNS = ("id", "name", "acronym", "type", "parent_id", "aliases", "website", "wikidata",
           "valid_from", "valid_to", "source")
KINDS = frozenset((
    "ministerio", "secretaria", "superintendencia", "comision", "comite", "consejo", "gabinete", "instituto",
    "procuraduria", "oficina", "direccion", "autoridad", "municipalidad", "universidad", "empresa-publica",
    "organismo", "corte", "congreso", "ministerio-publico", "contraloria", "sociedad-civil", "sector-privado",
    "cooperacion",
))
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
        """Whether the body existed on `day`; an unknown day, or a missing end of the interval, does not exclude it."""
        if day is None:
            return True
        text = day.isoformat()
        begun = not self.valid_from or self.valid_from <= text
        return begun and (not self.valid_to or text[:len(self.valid_to)] <= self.valid_to)


class Register:
    """The institutions, by id and by name. `entries` keeps the order of the file."""

    def __init__(self, entries: dict[str, Entry]):
        self.entries = entries
        self._by_name: dict[str, list[str]] = {}
        for entry in entries.values():
            for key in dict.fromkeys(fold(name) for name in entry.names):
                self._by_name.setdefault(key, []).append(entry.id)
        self._bodies = {entry.id: Body(entry.id, entry.name, entry.kind) for entry in entries.values()}

    def body(self, id: str) -> Body:
        """The institution `id` as extraction hands it on. Raises KeyError for an id that the register lacks."""
        return self._bodies[id]

    def find(self, name: str) -> tuple[str, ...]:
        """Ids of the bodies that bear `name` (case, accents and spaces aside) as name, acronym or alias."""
        return tuple(self._by_name.get(fold(name), ()))

    def lineage(self, id: str) -> tuple[str, ...]:
        """`id` and the bodies above it, nearest first."""
        chain = []
        current: str | None = id
        while current:
            chain.append(current)
            current = self.entries[current].parent
        return tuple(chain)


def load_register(folder: Path) -> Register:
    """The register in `folder`. Raises InputError with file and line for a row that cannot be used."""
    return Register(read_entries(folder / "institutions.csv"))


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of a CSV file whose header is exactly `columns`. Raises InputError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != columns:
                raise InputError(f"la primera línea debe ser {','.join(columns)}", str(path), 1)
            for cells in reader:
                if len(cells) != len(columns):
                    reason = f"la fila tiene {len(cells)} columnas y deben ser {len(columns)}"
                    raise InputError(reason, str(path), reader.line_num)
                yield reader.line_num, dict(zip(columns, cells, strict=True))
    except OSError as error:
        raise InputError(f"no se puede leer ({error.strerror})", str(path)) from None
    except UnicodeDecodeError:
        raise InputError("no está en UTF-8; guárdelo con esa codificación", str(path)) from None
    except csv.Error as error:
        raise InputError(f"no es un CSV válido ({error})", str(path)) from None


def read_entries(path: Path) -> dict[str, Entry]:
    """The rows of `institutions.csv` by id. Raises InputError for a bad row."""
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    for line, row in read_rows(path, COLUMNS):
        reason = _fault(row) or (f"el id «{row['id']}» ya está en la línea {lines[row['id']]}"
                                 if row["id"] in lines else None)
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
    return Entry(row["id"], row["name"], row["acronym"], row["type"], row["parent_id"] or None, aliases,
                 row["website"], row["wikidata"], row["valid_from"], row["valid_to"], row["source"])


def _fault(row: dict[str, str]) -> str | None:
    """What is wrong with a row by itself, as a sentence, or None."""
    if not _ID.fullmatch(row["id"]):
        return f"el id «{row['id']}» sólo puede llevar minúsculas sin tilde, cifras y guiones"
    if not row["name"]:
        return "falta el nombre"
    if row["type"] not in KINDS:
        return f"el tipo «{row['type']}» no existe; los tipos son {', '.join(sorted(KINDS))}"
    cells = [*row.values(), *(row["aliases"].split("|") if row["aliases"] else ())]
    if any(" ".join(cell.split()) != cell for cell in cells) or "" in cells[len(row):]:
        return "hay una celda o un alias con espacios de más, o un alias vacío"
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


def tidy(path: Path) -> None:
    """Rewrite a register file in canonical form: rows sorted by the first column, minimal quotes, LF."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *sorted(rows, key=lambda row: (fold(row[0]), row[0]))])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        tidy(Path(name))
