"""How many rows a written answer holds, read back from its bytes: for the line that a command ends with."""

import csv
import io
import json
from typing import IO


def count_rows(file: IO[bytes], format: str) -> int:
    """Rows of a SELECT's answer in `format`. A literal cannot hold what is counted: each format escapes it."""
    file.seek(0)
    if format == "json":
        return len(json.load(file)["results"]["bindings"])
    if format == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(file.read().decode(), newline=""))) - 1
    return file.read().count(b"\n" if format == "tsv" else b"<result>") - (format == "tsv")
