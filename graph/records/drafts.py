"""Draft -> Record: what a format's parser found, with the title, date and kind that plain text would get."""

from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate

from graph.errors import InputError
from graph.records.dates import parse_date
from graph.records.draft import Draft
from graph.records.plain import known_record
from graph.records.record import Record
from graph.records.repair import repair_text


def draft_record(draft: Draft, file: str, name: str, digest: str) -> Record:
    """The record of a draft. Raises InputError: nothing to read, a date that the calendar lacks."""
    title = " ".join(repair_text(draft.title).split())
    try:
        record = known_record(repair_text(draft.text), title, _date(draft.date), file, name, digest)
    except InputError as error:
        raise InputError(error.reason, file) from None  # a line of the draft is none of the file
    documents = tuple(dict.fromkeys(filter(None, (repair_text(each).strip() for each in draft.documents))))
    source = repair_text(draft.source).strip() or None
    return replace(record, documents=documents, source=source, scanned=draft.scanned)


def _date(said: str) -> date | None:
    """The day that a format tells: as people write it, as ISO 8601 in its shorter forms, or as in mail; else None."""
    text = " ".join(repair_text(said).split())
    found = parse_date(text)
    if found:
        return found
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        parts = parsedate(text)
    try:
        return date(*parts[:3]) if parts else None
    except ValueError:
        return None
