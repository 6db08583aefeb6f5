"""What a parser made of a file -> its records. Runs in the child: hostile texts take their time here as well."""

from collections.abc import Mapping
from typing import Any

from graph.errors import InputError
from graph.records.draft import Draft
from graph.records.drafts import draft_record
from graph.records.lists import list_records
from graph.records.record import Omission, Record, Rejection
from graph.records.repair import repair_text
from graph.records.texts import text_records


def made_records(
    form: str, made: Mapping[str, Any], file: str, name: str, digest: str
) -> list[Record | Rejection | Omission]:
    """The records of what `formats.<form>.parse` returned: a draft, the sheets of a workbook, or a text as it is.

    A Rejection stands for each part of a list that is left out, an Omission for sheets that are hidden or no list and
    for pages that are pictures where none can be read.
    Raises InputError: nothing to read, a date that the calendar lacks.
    """
    if form == "xlsx":
        return _workbook(made, file, name, digest)
    if form == "text":
        return [*text_records(made["data"], file, name, digest, made["form"])]
    draft = Draft(**{**made, "documents": tuple(made["documents"])})
    record = draft_record(draft, file, name, digest)
    return [record, Omission(file, draft.unread)] if draft.unread else [record]


def _workbook(made: Mapping[str, Any], file: str, name: str, digest: str) -> list[Record | Rejection | Omission]:
    found: list[Record | Rejection | Omission] = []
    refused: list[Rejection | Omission] = []
    for sheet in made["sheets"]:
        rows = [[repair_text(cell) for cell in row] for row in sheet["rows"]]
        if any(any(row) for row in rows):
            try:
                found += list_records(rows, file, name, digest, sheet["name"], alone=len(made["sheets"]) == 1)
            except InputError as error:
                reason = f"la hoja «{sheet['name']}» {error.reason}"
                refused.append(Rejection(file, error.line, reason) if _is_table(rows) else Omission(file, reason))
    if not found:
        first = refused[0] if refused else Rejection(file, None, "está vacío; bórrelo o escriba en él")
        raise InputError(first.reason, file, first.line if isinstance(first, Rejection) else None)
    hidden = [Omission(file, f"la hoja «{sheet}» está oculta y no se lee") for sheet in made["hidden"]]
    return [*found, *refused, *hidden]


def _is_table(rows: list[list[str]]) -> bool:
    """Whether a sheet has rows of cells side by side, and is not a cover or a note."""
    return sum(1 for row in rows if sum(map(bool, row)) > 1) > 1
