"""The bytes of one file -> its records: the format is known by what is in the file, then by its suffix."""

import hashlib
from pathlib import Path

from graph.errors import InputError
from graph.records.record import Omission, Record, Rejection
from graph.records.sandbox import Sandbox
from graph.records.signatures import form_of
from graph.records.texts import text_records
from graph.settings import Settings

Outcome = Record | Rejection | Omission
_PARSED = ("html", "pdf", "docx", "xlsx")
_LARGE = 200_000  # bytes of a text beyond which hostile marks could take seconds


def file_bytes(path: Path, file: str, settings: Settings) -> bytes:
    """The bytes of a file. Raises InputError when it cannot be read or is larger than `record_size`."""
    limit = settings.record_size * 1_000_000
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise InputError(f"no se puede leer ({error.strerror})", file) from None
    if len(data) > limit:
        raise InputError(f"pasa de {settings.record_size} MB; divídalo o suba ENLACE_RECORD_SIZE", file)
    return data


def open_file(data: bytes, path: Path, file: str, name: str, sandbox: Sandbox) -> list[Outcome]:
    """The records of one file, a Rejection for each part of a list that is left out, an Omission for hidden sheets.

    data: its bytes; path: where it is, for the sandbox; file: how messages call it; name: the record's name, from which
    its IRI is made (lists and JSON add to it). Raises InputError (reason, file, line) when it cannot be read.
    """
    form = form_of(data, path.suffix.lower(), file)
    digest = hashlib.sha256(data).hexdigest()
    if form in _PARSED:
        return sandbox.read(form, path, file, name, digest)
    if len(data) > _LARGE:
        return sandbox.read("text", path, file, name, digest, form=form)
    return [*text_records(data, file, name, digest, form)]
