"""XLSX -> the rows of its visible sheets as text: days as ISO, numbers as they are read, merged cells filled downwards.

Only the child of `graph.records.sandbox` imports this. Sheets are read as a stream; which cells are merged stands
behind the cells in a sheet's XML and is looked up there, because the stream does not say it.
"""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from graph.errors import InputError

MOST_CELLS, MOST_ROWS, MOST_COLUMNS = 200_000, 50_000, 500
_MOST_BYTES = 300_000_000  # of one sheet's XML
_LONGEST_CELL = 32_767  # characters: Excel's own limit
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_CHUNK, _OVERLAP = 1_000_000, 200  # bytes
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how XLSX writes control characters
_MIDNIGHT = datetime.time()
_OLE = b"\xd0\xcf\x11\xe0"


def parse(data: bytes) -> dict[str, object]:
    """{"sheets": [{"name": str, "rows": [[str, …]]}], "hidden": [names of sheets that are hidden and left out]}.

    Rows of a sheet have the same length, empty ones are kept up to the last that is filled. A cell that is merged over
    several rows says the same in each. Formulas give the value that was saved with them. Raises InputError: encrypted,
    broken, no visible sheet, more than 200,000 filled cells.
    """
    if data.startswith(_OLE):
        raise InputError("está protegido con contraseña, o es un Excel antiguo; guárdelo como XLSX sin contraseña")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that it does not know do not matter here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
            if not shown:
                raise InputError("no tiene ninguna hoja visible; muestre la que deba leerse")
            budget = _Budget()
            sheets = [{"name": sheet.title, "rows": _rows(sheet, archive, budget)} for sheet in shown]
    except (InputError, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl has no error of its own for a broken file
        raise InputError(
            f"está dañado y no se puede leer ({type(error).__name__}); ábralo y guárdelo de nuevo"
        ) from None
    return {"sheets": sheets, "hidden": hidden}


class _Budget:
    """How many cells may still be read."""

    def __init__(self) -> None:
        self.left = MOST_CELLS

    def spend(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise InputError(f"tiene más de {MOST_CELLS:,} celdas; divídalo en varios archivos".replace(",", " "))


def _rows(sheet: Any, archive: zipfile.ZipFile, budget: _Budget) -> list[list[str]]:
    """The rows of a sheet up to the last filled one."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    rows: list[list[str]] = []
    blank = 0
    for row in sheet.iter_rows():
        cells = [_text(cell) for cell in row]
        if any(cells[MOST_COLUMNS:]):
            raise InputError(f"la hoja «{sheet.title}» tiene más de {MOST_COLUMNS} columnas; divídala")
        if not any(cells):
            blank += 1
            continue
        if len(rows) + blank >= MOST_ROWS:
            raise InputError(f"la hoja «{sheet.title}» tiene más de {MOST_ROWS} filas; divídala")
        rows += [[] for _ in range(blank)]
        rows.append(cells)
        blank = 0
        budget.spend(sum(map(bool, cells)))
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
    rows = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    for first, last, column in _merged(sheet, archive):
        if first <= len(rows) and column <= width:
            for row in rows[first : min(last, len(rows))]:
                row[column - 1] = rows[first - 1][column - 1]
                budget.spend(1)
    return rows


def _merged(sheet: Any, archive: zipfile.ZipFile) -> Iterator[tuple[int, int, int]]:
    """(first row, last row, first column), from 1, of the cells that are merged over several rows."""
    for reference in _references(archive, sheet._worksheet_path):  # the only place where the stream keeps it
        left, top, _, bottom = range_boundaries(reference.decode())
        if left and top and bottom and bottom > top:
            yield top, bottom, left


def _references(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    read, tail = 0, b""
    with archive.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > _MOST_BYTES:
                raise InputError("una de sus hojas es demasiado grande; divídala")
            window = tail + chunk
            end = 0
            for match in _MERGED.finditer(window):
                yield match[1]
                end = match.end()
            tail = window[max(end, len(window) - _OVERLAP) :]


def _text(cell: Any) -> str:
    """The value of a cell as people read it; "" for nothing and for an error such as #N/A."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, str):
        if len(value) > _LONGEST_CELL:
            raise InputError(f"la celda {cell.coordinate} pasa de {_LONGEST_CELL} letras, más de lo que admite Excel")
        return _ESCAPED.sub(_unescaped, value).strip()
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)


def _number(value: float, shape: str) -> str:
    if "%" in shape:
        return f"{value * 100:.15g}%"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if code < 0x20 and code not in (9, 10) or 0xD800 <= code < 0xE000 else chr(code)
