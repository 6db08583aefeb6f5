"""Snapshot -> dumps: the whole graph in every RDF 1.1 format, plain and gzip, with a manifest and checksums.

    enlace.nq .nt .ttl .trig .jsonld .rdf, each also with .gz      manifest.json      SHA256SUMS

N-Quads and TriG hold the named graphs; the others their merge. The same graph gives the same bytes: no time is written.
"""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, Any

from graph.publish.jsonld import write_jsonld
from graph.publish.statistics import statistics
from graph.settings import Settings
from graph.store.formats import GRAPHS
from graph.store.serialise import write_ntriples, write_rdfxml, write_trig, write_turtle
from ontology.terms import Iris

NAME = "enlace"
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
_FROM_QUADS = {"nquads", "ntriples", "trig"}
_GZIP_LEVEL = 6

Writer = Callable[[Path, IO[bytes]], None]


def write_dumps(nquads: Path, folder: Path, settings: Settings) -> dict[str, Any]:
    """Write every dump of a graph into `folder`, which is made if it is not there.

    nquads: file of N-Quads, sorted by bytes, every statement in a named graph, no blank node. Returns the manifest as
    it was written: {"counts": as `Statistics.counts` gives them, with "quads"; "files": [{"name", "format",
    "mediaType", "compression": "gzip" or None, "bytes", "sha256"}]}. Raises InputError when the file is not such
    N-Quads, OSError when the disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    merged = _file(folder, "ntriples")
    files = []
    for form, write in _writers(settings).items():
        plain = _file(folder, form)
        with plain.open("wb") as out:
            write(nquads if form in _FROM_QUADS else merged, out)
        files += [_entry(plain, form, None), _entry(_compressed(plain), form, "gzip")]
    counts = {"quads": _lines(nquads), **statistics(merged, Iris(settings.base_iri).space).counts()}
    manifest = {"counts": counts, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sums = "".join(f"{file['sha256']}  {file['name']}\n" for file in files)
    (folder / CHECKSUMS).write_text(sums, encoding="utf-8")
    return manifest


def _writers(settings: Settings) -> dict[str, Writer]:
    """What writes each format, in the order of the manifest; N-Triples come before those that are made from them."""
    prefixes = Iris(settings.base_iri).prefixes
    return {
        "nquads": _copy,
        "ntriples": write_ntriples,
        "turtle": partial(write_turtle, prefixes=prefixes),
        "trig": partial(write_trig, prefixes=prefixes),
        "jsonld": partial(write_jsonld, base=settings.base_iri),
        "rdfxml": partial(write_rdfxml, prefixes=prefixes),
    }


def _file(folder: Path, form: str) -> Path:
    return folder / f"{NAME}.{GRAPHS[form].extension}"


def _copy(nquads: Path, out: IO[bytes]) -> None:
    with nquads.open("rb") as source:
        shutil.copyfileobj(source, out, 1 << 20)


def _compressed(plain: Path) -> Path:
    """The gzip of a file beside it; without name and time in its header, so that the same file gives the same bytes."""
    path = plain.with_name(f"{plain.name}.gz")
    with (
        plain.open("rb") as source,
        path.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=out, mtime=0) as packed,
    ):
        shutil.copyfileobj(source, packed, 1 << 20)
    return path


def _entry(file: Path, form: str, compression: str | None) -> dict[str, Any]:
    """The manifest's row of one file."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "name": file.name,
        "format": form,
        "mediaType": GRAPHS[form].media_type,
        "compression": compression,
        "bytes": file.stat().st_size,
        "sha256": digest,
    }


def _lines(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(1 for _ in lines)
