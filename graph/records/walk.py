"""Files and folders as they were given -> the files found, in order, each with its name; all others with a reason.

What becomes of a file that was found is for `site/plan.py`: it depends on the folder that the file stands in.
"""

import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import InputError
from graph.records.record import Omission, Rejection
from graph.records.site.passed import reason_for_file, reason_for_folder, refusal

# What could break a line of a log or turn its reading direction.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was found.

    place: where it is, as text, because a Path takes three times the memory and there may be many. name: the record's
    name, unique among all that were given. root: the folder that was given, None for a file that was given itself.
    below: its path below that folder, with `/` and composed accents. given: somebody named this very file, be it inside
    a folder that was given too.
    """

    place: str
    name: str
    root: Path | None
    below: str
    given: bool = False

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)


Found = Source | Rejection | Omission


def sources(paths: Sequence[Path]) -> list[Found]:
    """All files at and below `paths`, by folder in order of name. A file that is given twice comes once.

    Names are paths below the folder that was given (a file's own name when a file was), with `/` and the suffix: so a
    name never depends on its neighbours. Should two folders share one, the folder's name goes before it.
    Raises InputError when a path does not exist.
    """
    missing = next((path for path in paths if not os.path.lexists(path)), None)
    if missing is not None:
        raise InputError("no existe; revise la ruta", shown(missing))
    given = {os.path.realpath(path) for path in paths if not path.is_dir()}
    found: dict[str | Found, Found] = {}
    for root in paths:
        for item in _below(root):
            if isinstance(item, Source):
                place = os.path.realpath(item.place)
                found.setdefault(place, replace(item, given=True) if place in given else item)
            else:
                found.setdefault(item, item)
    return _named(found.values())


def _below(root: Path) -> Iterator[Found]:
    """What is at and below one path that was given."""
    if root.is_dir():
        yield from _folder(root)
    elif why := _unfit(root) or reason_for_file(root.name) or refusal(root.name):
        yield Rejection(shown(root), None, why)
    else:
        yield Source(str(root), spelled(root.name), None, spelled(root.name))


def _folder(root: Path) -> Iterator[Found]:
    """Depth first by name; a stack instead of calls, for folders that nest without end.

    What waits is text, as in `Source.place`: a folder may hold very many.
    """
    waiting = [os.fspath(root)]
    while waiting:
        path = Path(waiting.pop())
        if path != root and (passed := reason_for_folder(path.name, _is_folder(path))):
            yield Omission(shown(path), passed)
        elif path != root and path.is_symlink():
            yield Rejection(shown(path), None, _link(root, path))
        elif path.is_dir():
            try:
                waiting += [os.path.join(path, name) for name in sorted(os.listdir(path), key=spelled, reverse=True)]
            except OSError as error:
                yield Rejection(shown(path), None, f"no se puede abrir la carpeta ({error.strerror})")
        elif why := _unfit(path):
            yield Rejection(shown(path), None, why)
        else:
            name = spelled(path.relative_to(root).as_posix())
            yield Source(str(path), name, root, name)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


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
    """Why a file cannot be opened at all, or None."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"no se puede leer ({error.strerror})"
    if not stat.S_ISREG(mode):
        return "no es un archivo (es un dispositivo, una tubería o un conector)"
    return None


def shown(path: Path | str) -> str:
    """A path as text that can be written anywhere, on one line: bytes that are not UTF-8 and control characters are
    written out (`mala\\xff.md`, `a\\nb.md`).
    """
    text = os.fsencode(path).decode("utf-8", errors="backslashreplace")
    return _CONTROL.sub(lambda char: char[0].encode("unicode_escape").decode(), text)


def spelled(name: str) -> str:
    """A file name as a record's name: as `shown`, with composed accents (macOS divides them)."""
    return unicodedata.normalize("NFC", shown(name))


def _named(found: Iterable[Found]) -> list[Found]:
    items = list(found)
    shared = Counter(item.below for item in items if isinstance(item, Source))
    taken: Counter[str] = Counter()
    named: list[Found] = []
    for item in items:
        if not isinstance(item, Source):
            named.append(item)
            continue
        name = item.below
        if shared[name] > 1:
            name = f"{spelled((item.root or item.path.parent).resolve().name)}/{name}"
        taken[name] += 1
        name = name if taken[name] == 1 else f"{taken[name]}/{name}"
        named.append(item if name == item.name else replace(item, name=name))
    return named
