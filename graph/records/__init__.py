"""Files -> Record: each format has its reader; text is repaired; what cannot be read is said by name and reason.

A file's way:

    walk.py         files and folders as given -> the files to read, each with its name
    repair.py       bytes -> text                       (encodings, invisible characters)
    frontmatter.py  text -> fields and body             (YAML from strangers)
    post.py         fields and body -> Record           (which key holds what)
    markdown.py     Markdown -> plain text
    plain.py        text without front matter -> Record (menu lines, date line, wrapped lines)
    compose.py      parts -> one text with its sections

`dates.py` reads publication dates, `lines.py` joins wrapped lines, `contacts.py` leaves out mailboxes and telephones.
"""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import InputError
from graph.records.frontmatter import has_front_matter, read_post
from graph.records.markdown import plain_text
from graph.records.plain import plain_record
from graph.records.post import post_record
from graph.records.record import Record, Rejection
from graph.records.repair import repair
from graph.records.walk import Source, shown, sources
from graph.settings import Settings

__all__ = ["read_paths", "read_record"]

_log = logging.getLogger(__name__)

# What a file is, by its first bytes, when it is not what its suffix says.
_SIGNATURES = (
    (b"%PDF", "es un PDF; este formato todavía no se lee"),
    (b"PK\x03\x04", "es un DOCX, un XLSX o un ZIP; estos formatos todavía no se leen"),
    (b"\xd0\xcf\x11\xe0", "es un documento de Office antiguo; este formato no se lee"),
    (b"{\\rtf", "es un RTF; este formato todavía no se lee"),
    (b"\x89PNG", "es una imagen"),
    (b"\xff\xd8\xff", "es una imagen"),
    (b"GIF8", "es una imagen"),
    (b"\x1f\x8b", "es un archivo comprimido"),
)


def read_paths(paths: Sequence[Path], settings: Settings | None = None) -> Iterator[Record | Rejection]:
    """Records of files and folders, one at a time in order, and a Rejection for each file that is left out.

    Passed over without a Rejection, because they explain a folder: files called README without front matter.
    Raises InputError at once, before anything is read, when a path does not exist.
    """
    return _read_all(sources(paths), settings or Settings())


def _read_all(found: Sequence[Source | Rejection], settings: Settings) -> Iterator[Record | Rejection]:
    explained = 0
    for item in found:
        if isinstance(item, Rejection):
            yield item
            continue
        try:
            data = _bytes(item.path, settings)
            if _explains(item.path, data):
                explained += 1
                continue
            yield _record(data, shown(item.path), item.name)
        except InputError as error:
            yield Rejection(shown(item.path), error.line, error.reason)
    if explained:
        _log.info("%d archivos README sin cabecera explican su carpeta y no son registros", explained)


def read_record(path: Path, name: str, settings: Settings | None = None) -> Record:
    """The record of one file, read by what is in it: front matter, Markdown or plain text.

    path: the file; name: the record's name, from which its IRI is made; settings: for the largest size.
    Raises InputError (reason, file, line) when it cannot be read.
    """
    return _record(_bytes(path, settings or Settings()), shown(path), name)


def _bytes(path: Path, settings: Settings) -> bytes:
    limit = settings.record_size * 1_000_000
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"no se puede leer ({error.strerror})", shown(path)) from None
    if len(data) > limit:
        raise InputError(f"pasa de {settings.record_size} MB; divídalo o suba ENLACE_RECORD_SIZE", shown(path))
    return data


def _record(data: bytes, file: str, name: str) -> Record:
    signature = next((reason for mark, reason in _SIGNATURES if data.startswith(mark)), None)
    if signature:
        raise InputError(signature, file)
    repaired = repair(data, file)
    text = repaired.text
    if not text.strip():
        raise InputError("está vacío; bórrelo o escriba en él", file)
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise InputError("es HTML o XML; este formato todavía no se lee", file)
    if repaired.changes:
        _log.info("%s: reparado: %s", file, ", ".join(repaired.changes))
    digest = hashlib.sha256(data).hexdigest()
    try:
        if has_front_matter(text):
            return post_record(read_post(text, file), file, name, digest)
        if file.lower().endswith((".md", ".markdown", ".mdown")):
            text = plain_text(text).text
        return plain_record(text, file, name, digest)
    except InputError as error:
        raise InputError(error.reason, file, error.line) from None


def _explains(path: Path, data: bytes) -> bool:
    """Whether a file is the README of its folder and not a record."""
    return path.stem.upper() == "README" and not data.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(b"---")
