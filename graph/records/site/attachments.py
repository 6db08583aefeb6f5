"""An address in a post -> the names that the file may have inside the folder. Nothing is opened, nothing is fetched.

Names are compared with those of the files that were found in the folder, so an address can only lead to one of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from graph.errors import InputError
from graph.records.walk import spelled

_WEB = re.compile(r"(?:https?|ftps?|mailto|tel|data|javascript|blob):|//|www\.|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOCAL = re.compile(r"file:|[a-z]:[/\\]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST = 2_000  # characters
_SERVED = ("static", "public", "src")  # folders that sites serve as their root


@dataclass(frozen=True, slots=True)
class Base:
    """Where addresses begin.

    root: of the site, as a path below the folder that was given ("" when it is that folder). places: of its media
    (address, folder). address: its own on the web, "" when it is not known. is_site: there is a schema, so that an
    address that leads nowhere is a fault of the site.
    """

    root: str = ""
    places: Sequence[tuple[str, str]] = ()
    address: str = ""
    is_site: bool = False


def candidates(address: str, post: str, base: Base) -> list[str]:
    """The names that the file at `address` may have, best first; none when the address is on the web.

    address: as written in the post; post: the post's own name below the folder that was given, as the names returned.
    Raises InputError when the address leaves the site, or is no path.
    """
    said = address.strip()
    if base.address and said.startswith(base.address + "/"):
        said = said[len(base.address) :]
    if _LOCAL.match(said):
        raise InputError("apunta a un disco y no al sitio")
    if not said or _WEB.match(said):
        return []
    if len(said) > _LONGEST or _CONTROL.search(said):
        raise InputError("no es una ruta")
    names: dict[str, None] = {}
    left = None
    for path in dict.fromkeys(_readings(said.replace("\\", "/"))):
        try:
            names.update(dict.fromkeys(_names(path, post, base)))
        except InputError as error:
            left = error
    if left:
        raise left
    return list(names)


def _readings(path: str) -> Iterator[str]:
    """The path as written, with its escapes undone, and without a query or fragment."""
    yield path
    yield unquote(path)
    yield unquote(re.split(r"[?#]", path, maxsplit=1)[0])


def _names(path: str, post: str, base: Base) -> Iterator[str]:
    if _CONTROL.search(path):
        raise InputError("no es una ruta")
    home = base.root.split("/") if base.root else []
    if not path.startswith("/"):
        beside = post.split("/")[len(home) : -1]
        yield _joined(home, beside, path)
    rooted = "/" + path.lstrip("/")
    for public, folder in base.places:
        if rooted.startswith(public.rstrip("/") + "/"):
            yield _joined(home, folder.split("/"), rooted[len(public.rstrip("/")) :])
    if path.startswith("/") or ".." not in path.split("/"):
        yield _joined(home, [], path)
        for folder in _SERVED:
            yield _joined(home, [folder], path)


def _joined(home: Sequence[str], start: Sequence[str], path: str) -> str:
    """`path` from a folder of the site, as a name. Raises InputError when it climbs above the site's root."""
    parts = [part for part in start if part]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise InputError("sale de la carpeta del sitio")
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return spelled("/".join([*home, *parts]))
