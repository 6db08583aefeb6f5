"""The register's CSV files: read row by row with their line, and rewritten in canonical form."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from graph.errors import InputError
from graph.extract.names import fold


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of a CSV file whose header is exactly `columns`. Raises InputError with file and line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets write a byte order mark
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != columns:
                raise InputError(f"la primera línea debe ser {','.join(columns)}", str(path), 1)
            for cells in reader:
                if not any(cells) or cells[0].startswith("#"):
                    continue  # a blank line, a comment
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


def canonical(path: Path) -> str:
    """The file's text in canonical form: rows sorted by the first column, quotes only where needed, LF."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *sorted(rows, key=lambda row: (fold(row[0]), row[0]))])
    return text.getvalue()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(canonical(Path(name)), encoding="utf-8", newline="\n")
