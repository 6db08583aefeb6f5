"""What a build depends on, as one hash: the records, people's decisions, the shipped data, the program, and the
settings that stand in the data (base IRI, title, licence).

Two builds with the same fingerprint give the same snapshot, so the second need not run.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from graph.settings import Settings, shipped_data

_ROOMS = ("ontology", "graph")
_CODE = {".py", ".ttl", ".jsonld", ".html"}


def _files(paths: Iterable[Path]) -> list[Path]:
    """All files at or below the paths, sorted; links are not followed."""
    found: list[Path] = []
    for path in paths:
        found += [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sorted(found)


def _program() -> list[Path]:
    """The files of Enlace itself on which a build depends."""
    here = Path(__file__).resolve().parent.parent
    return [path for room in _ROOMS for path in _files([here / room]) if path.suffix in _CODE]


def _content(path: Path) -> bytes:
    """The hash of a file's bytes; of the failure, for one that cannot be read (the build will list it)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return repr(error.errno).encode()


def fingerprint(paths: Iterable[Path], settings: Settings) -> str:
    """SHA-256, hexadecimal, over every input of a build of `paths`: names and bytes."""
    digest = hashlib.sha256("\0".join((settings.base_iri, settings.title, settings.licence)).encode())
    shipped = shipped_data()
    data = [path for path in _files([shipped]) if shipped / "records" not in path.parents]
    decisions = _files([Path(settings.curated)]) if settings.curated else []
    for path in [*_files(paths), *decisions, *data, *_program()]:
        digest.update(os.fsencode(path) + b"\0")
        digest.update(_content(path))
    return digest.hexdigest()
