"""CSV text -> rows of cells: the delimiter is found, quotes are held to, and nothing is guessed about what it means."""

import contextlib
import csv
import io
import re
from collections import Counter

from graph.errors import InputError
from graph.records.columns import OTHER, find_header

MOST_ROWS, MOST_COLUMNS = 50_000, 500
_DELIMITERS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=([,;\t|])[ \t]*(?:\r\n|\r|\n)")  # Excel's first line
_SAMPLE = 100_000  # characters by which the delimiter is found
_LOOKED_AT = 40  # rows
_END = "\ue000"  # repaired text has none


def read_csv(text: str, file: str) -> list[list[str]]:
    """The rows of a CSV text, cells as they are written, empty rows kept so that a row's place is its number.

    The delimiter is the comma, semicolon, tab or bar under which the header names most columns, else the rows agree
    best. Raises InputError (file, line): quotes that do not close, NULs, more than 50,000 rows or 500 columns.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise InputError(
            "contiene caracteres nulos; guárdelo en UTF-8", file, text.count("\n", 0, text.index("\0")) + 1
        )
    told = _TOLD.match(text)
    if told:
        return [[], *_rows(text[told.end() :], told[1], file, 2)]
    return _rows(text, _delimiter(text), file, 1)


def _rows(text: str, delimiter: str, file: str, line: int) -> list[list[str]]:
    """All rows. A mark is put behind the last, so that a quote that does not close is seen to swallow it."""
    first = line - 1
    end = _END if text.endswith(("\n", "\r")) else f"\n{_END}"
    reader = csv.reader(io.StringIO(text + end, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row == [_END]:
                return rows
            if len(row) > MOST_COLUMNS:
                raise InputError(f"la fila tiene {len(row)} columnas; pueden ser {MOST_COLUMNS}", file, line)
            if len(rows) == MOST_ROWS:
                raise InputError(f"tiene más de {MOST_ROWS} filas; divídalo en varios archivos", file, line)
            if row and row[-1].endswith(_END):
                break
            rows.append(row)
            line = first + reader.line_num + 1
    except csv.Error:
        reason = f"una celda pasa de {csv.field_size_limit()} letras; ¿unas comillas se abren y no se cierran?"
        raise InputError(reason, file, line) from None
    raise InputError('unas comillas (") se abren en esta fila y no se cierran; ciérrelas o quítelas', file, line)


def _delimiter(text: str) -> str:
    """The delimiter of the text's first rows. Of those that are alike, the first in the table."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[int, int, float, int]:
    """How well a delimiter explains a text: columns that the header names, how early, how many rows agree, width."""
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row[:MOST_COLUMNS])
            if len(rows) == _LOOKED_AT:
                break
    header = find_header(rows)
    named = len(set(header.columns) - {OTHER}) if header else 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, times = widths.most_common(1)[0] if widths else (1, 0)
    return named, -header.at if header else 0, times / max(1, len(rows)), width
