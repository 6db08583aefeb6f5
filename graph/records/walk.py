"""Files and folders as they were given -> the files to read, in order, each with its name; all others with a reason."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.records.record import Rejection

READABLE = {"", ".md", ".markdown", ".mdown", ".txt", ".text"}
"""Suffixes of files that are opened; what is in them decides how they are read."""

_FORMATS = {
    ".htm": "HTML", ".html": "HTML", ".docx": "DOCX", ".doc": "DOC", ".odt": "ODT", ".pdf": "PDF", ".csv": "CSV",
    ".xlsx": "XLSX", ".json": "JSON", ".jsonl": "JSON Lines", ".yml": "YAML", ".yaml": "YAML",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, and the record's name, which is unique among all that were given."""

    path: Path
    name: str


def sources(paths: Sequence[Path]) -> list[Source | Rejection]:
    """All files at and below `paths`, by folder in order of name. A file that is given twice comes once.

    Names are paths below the folder that was given (a file's own name when a file was), with `/` and the suffix: so a
    name never depends on its neighbours. Should two folders share one, the folder's name goes before it.
    Raises InputError when a path does not exist.
    """
    missing = next((path for path in paths if not os.path.lexists(path)), None)
    if missing is not None:
        raise InputError("no existe; revise la ruta", shown(missing))
    found: list[tuple[Path, Path, str] | Rejection] = []
    seen: set[str] = set()
    for root in paths:
        for item in _below(root):
            key = os.path.realpath(item[1]) if isinstance(item, tuple) else f"\0{item.file}"
            if key not in seen:
                seen.add(key)
                found.append(item)
    return _named(found)


def _below(root: Path) -> Iterator[tuple[Path, Path, str] | Rejection]:
    """(root, file, name below root) and rejections of one path that was given."""
    if root.is_dir():
        yield from _folder(root)
    elif why := _unfit(root):
        yield Rejection(shown(root), None, why)
    else:
        yield root, root, _spelled(root.name)


def _folder(root: Path) -> Iterator[tuple[Path, Path, str] | Rejection]:
    """Depth first by name; a stack instead of calls, for folders that nest without end."""
    waiting: list[Path] = [root]
    while waiting:
        path = waiting.pop()
        if path != root and path.name.startswith("."):
            yield Rejection(shown(path), None, "está oculto (su nombre empieza con un punto); no se lee")
        elif path != root and path.is_symlink():
            yield Rejection(shown(path), None, _link(root, path))
        elif path.is_dir():
            try:
                waiting += sorted(path.iterdir(), key=lambda entry: _spelled(entry.name), reverse=True)
            except OSError as error:
                yield Rejection(shown(path), None, f"no se puede abrir la carpeta ({error.strerror})")
        elif why := _unfit(path):
            yield Rejection(shown(path), None, why)
        else:
            yield root, path, _spelled(path.relative_to(root).as_posix())


def _link(root: Path, path: Path) -> str:
    """Why a symbolic link inside a folder is not followed."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "es un enlace simbólico roto o que vuelve sobre sí mismo"
    home = root.resolve()
    if not target.is_relative_to(home):
        return "es un enlace simbólico que sale de la carpeta; copie el archivo en ella"
    if path.parent.resolve().is_relative_to(target):
        return "es un enlace simbólico que vuelve a una carpeta que lo contiene"
    return "es un enlace simbólico a algo de la misma carpeta, que ya se lee"


def _unfit(path: Path) -> str | None:
    """Why a file is not opened, or None."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"no se puede leer ({error.strerror})"
    if not stat.S_ISREG(mode):
        return "no es un archivo (es un dispositivo, una tubería o un conector)"
    suffix = path.suffix.lower()
    if suffix in READABLE:
        return None
    return f"el formato {_FORMATS.get(suffix, f'«{suffix}»')} todavía no se lee"


def shown(path: Path) -> str:
    """A path as text that can be written anywhere: bytes that are not UTF-8 are written out (`mala\\xff.md`)."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _spelled(name: str) -> str:
    """A file name as a record's name: as `shown`, with composed accents (macOS divides them)."""
    return unicodedata.normalize("NFC", shown(Path(name)))


def _named(found: Iterable[tuple[Path, Path, str] | Rejection]) -> list[Source | Rejection]:
    items = list(found)
    shared = Counter(item[2] for item in items if isinstance(item, tuple))
    taken: Counter[str] = Counter()
    named: list[Source | Rejection] = []
    for item in items:
        if isinstance(item, Rejection):
            named.append(item)
            continue
        root, path, name = item
        if shared[name] > 1:
            folder = root if root.is_dir() else root.parent
            name = f"{_spelled(folder.resolve().name)}/{name}"
        taken[name] += 1
        named.append(Source(path, name if taken[name] == 1 else f"{taken[name]}/{name}"))
    return named
