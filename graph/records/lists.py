"""Lists (CSV, sheets of a workbook, JSON) -> records: a list is one record with its rows, a CMS's export one a row.

    delimited.py   CSV text -> rows of cells
    columns.py     which row is the header, and which column each of its cells names
    rows.py        rows -> lines of text with their cells
    exports.py     rows or objects that are posts -> records

What officials need to know of it is in `docs/lists.md`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath

from graph.errors import InputError
from graph.records.columns import COLUMNS, OTHER, column_of, find_header, header_of, plain, words
from graph.records.dates import parse_date
from graph.records.delimited import read_csv
from graph.records.exports import export_records, is_export
from graph.records.record import Cell, Record, Rejection, Row, Section
from graph.records.rows import Item, Written, divide, is_note, shown, tidy, write_above, write_row
from ontology.slugs import digest as hashed
from ontology.slugs import fold, slug

__all__ = ["COLUMNS", "list_records", "object_list", "read_csv"]

_TITLE_LENGTH = 220
_ADDRESS = re.compile(r"https?://[^\s;]+")
_PATH = re.compile(r"[^;]*(?:/[^;]+|\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]))", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"^|:\s+|\b(?:al?|el|en)\s+")
_UNKNOWN = (
    "no tiene columnas que se conozcan (mesa, institución, rol, fecha, acuerdo, responsable, fecha límite); "
    "ponga esos nombres en su primera fila (vea docs/lists.md)"
)


def list_records(
    rows: Sequence[Sequence[str]], file: str, name: str, digest: str, sheet: str = "", alone: bool = False
) -> list[Record | Rejection]:
    """The records of a table: one when it is a list of mesas, institutions or agreements, one a row when its rows are
    posts; and a Rejection (with the row's number) for each row that cannot be read.

    rows: cells as text, empty rows kept. sheet: the name of the sheet, which may name the mesa; `alone`: it is the only
    one, and the record keeps the file's name. Raises InputError (file, line) when no column is known.
    """
    own = f"{name}/{_sheet_slug(sheet)}" if sheet and not alone else name
    first = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if first is None:
        raise InputError("está vacío; bórrelo o escriba en él", file)
    if is_export(rows[first]):
        return export_records(_posts(rows, first), file, own, digest)
    header = find_header(rows)
    if header is None:
        raise InputError(_UNKNOWN, file, first + 1)
    above, body, rejected = divide(rows, header, file)
    if not any(item.header for item in body) and not rejected:
        raise InputError("tiene cabecera y ninguna fila; agregue filas o bórrelo", file, header.at + 1)
    record = _record(above, body, sheet, file, own, digest)
    return [*([record] if record.rows else []), *rejected]


def object_list(
    rows: Sequence[tuple[int, dict[str, str]]], file: str, name: str, digest: str
) -> list[Record | Rejection]:
    """The record of objects that are rows of a list: (number, value by key) each, in order; see `list_records`."""
    labels = tuple(dict.fromkeys(key for _, row in rows for key in row))
    header = header_of(labels, 0)
    body = [Item(number, tuple(tidy(row.get(label, "")) for label in labels), header) for number, row in rows]
    return [_record([], [item for item in body if item.filled], "", file, name, digest)]


def _sheet_slug(sheet: str) -> str:
    """A sheet's part of the name of its record; sheets whose slugs could be one get a hash."""
    made = slug(sheet)
    return made if fold(sheet).replace(" ", "-") == made and "-" not in sheet else f"{made}-{hashed(sheet, 4)}"


def _posts(rows: Sequence[Sequence[str]], first: int) -> Iterable[tuple[int, dict[str, tuple[str, ...]]]]:
    """(row number, values by key) of each row of an export."""
    labels = [" ".join(cell.split()) for cell in rows[first]]
    for at, row in enumerate(rows[first + 1 :], first + 2):
        if any(cell.strip() for cell in row):
            pairs = zip(labels, row, strict=False)
            yield at, {label: (cell,) if cell.strip() else () for label, cell in pairs if label}


def _record(above: Sequence[Item], body: Sequence[Item], sheet: str, file: str, name: str, digest: str) -> Record:
    """The record of a list. above: the lines over its header, of which the first may be its title."""
    title, rest = _title(above, sheet, name.removesuffix(f"/{_sheet_slug(sheet)}"))
    page, sections = Written(), []
    sections.append(Section("title", *page.put(title)))
    told, cells = _lines_above(rest, "" if title == sheet else sheet), list[Cell]()
    if told:
        page.put("\n\n")
        start = page.length
        for index, item in enumerate(told):
            page.put("\n" if index else "")
            cells += write_above(page, item)
        sections.append(Section("summary", start, page.length))
    page.put("\n\n")
    start = page.length
    for index, item in enumerate(body):
        page.put("\n" if index else "")
        if item.header:
            write_row(page, item, item.header, cells)
        else:
            write_above(page, item)
    sections.append(Section("body", start, page.length))
    text = "".join(page.text)
    return Record(
        file, name, title, _date(above), "document", text, tuple(sections), _documents(page.rows, text), digest=digest,
        rows=tuple(page.rows),
    )  # fmt: skip


def _title(above: Sequence[Item], sheet: str, name: str) -> tuple[str, list[Item]]:
    """The title of a list, and the lines above it that are not the title: a line of one cell, else the sheet's name,
    else the file's."""
    for index, item in enumerate(above):
        cell = item.cells[item.filled[0]]
        if len(item.filled) == 1 and _may_be_title(cell):
            return shown(cell, OTHER), [*above[:index], *above[index + 1 :]]
    if _tells(sheet):
        return shown(tidy(sheet), OTHER), list(above)
    stem = re.sub(r"[_-]+", " ", PurePosixPath(name).stem).strip()
    return shown(stem[:1].upper() + stem[1:], OTHER) or "Lista", list(above)


def _may_be_title(cell: str) -> bool:
    """Whether a line above a list is neither a label («Fecha: …»), nor a note («Actualizado al …»), nor a date."""
    label = cell.partition(":")[0]
    if len(cell) > _TITLE_LENGTH or column_of(label) != OTHER or is_note(cell):
        return False
    return _day_in(cell) is None


def _tells(sheet: str) -> bool:
    """Whether a sheet's name says more than «Hoja 1»."""
    bare = plain(sheet).rstrip("0123456789 ")
    return bool(bare) and bare not in map(plain, words()["lines"]["sheets"])


def _lines_above(above: list[Item], sheet: str) -> list[Item]:
    """The lines over the header, with the sheet's name when the title is another."""
    return [*above, Item(0, (f"Hoja: {tidy(sheet)}",))] if _tells(sheet) else above


def _date(above: Sequence[Item]) -> date | None:
    """The first date that a line above the list gives: alone, behind a label, or as «Actualizado al …»."""
    found = (_day_in(cell) for item in above for cell in item.cells if cell)
    return next((day for day in found if day), None)


def _day_in(cell: str) -> date | None:
    for match in _BEFORE_DATE.finditer(cell):
        try:
            found = parse_date(shown(cell[match.end() :], "date"))
        except InputError:
            continue  # told with its rows when it is one that rows take
        if found:
            return found
    return None


def _documents(rows: Iterable[Row], text: str) -> tuple[str, ...]:
    """The addresses in the columns for links, each once."""
    cells = (text[cell.start : cell.end] for row in rows for cell in row.cells if cell.column == "link")
    found = (_ADDRESS.findall(cell) or ([cell] if _PATH.fullmatch(cell) else []) for cell in cells)
    return tuple(dict.fromkeys(address for addresses in found for address in addresses))
