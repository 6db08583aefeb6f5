"""The files of a run -> what becomes of each, and in which order: posts first, then what they may carry along.

In a plain folder every file that can be opened is read. In a site that a CMS keeps, the schema says which files are
entries; of the others only uploads and what an entry links to are records.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from graph.errors import InputError
from graph.records.record import Omission, Rejection
from graph.records.repair import repair
from graph.records.site.attachments import Base
from graph.records.site.passed import reason, reason_for_file, refusal, suffix_of
from graph.records.site.schema import Collection, Site, site_of
from graph.records.site.tree import LARGEST, load
from graph.records.walk import Found, Source, shown

_CONFIG = re.compile(r"(?P<folder>(?:.*/)?)admin/config\.ya?ml")
_POSTS = {".md", ".markdown", ".mdown"}
_TEXTS = {"", ".txt", ".text", ".html", ".htm", ".xhtml"}
_UPLOADS = {".pdf", ".docx", ".xlsx", ".csv", ".tsv"}  # those that are records by themselves


class Fate(Enum):
    """What becomes of a file: read; refused or passed over with a reason; read only if some record links to it."""

    READ = "read"
    REFUSED = "refused"
    PASSED = "passed"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class Step:
    """A file and what becomes of it. collection: whose entry it is, with its path below the site's root in `below`.

    base: where the addresses in it begin; None for a file given by itself, whose links are not followed.
    """

    source: Source
    fate: Fate
    why: str = ""
    collection: Collection | None = None
    below: str = ""
    base: Base | None = None
    rank: int = 0

    @property
    def in_site(self) -> bool:
        """Whether it belongs to a site with a schema, so that a link that leads nowhere is a fault of the site."""
        return self.base is not None and self.base.is_site


@dataclass(frozen=True, slots=True)
class _Home:
    """A site where it was found: its configuration's name, its root below the folder that was given."""

    config: str
    root: str
    site: Site
    base: Base

    def below(self, name: str) -> str | None:
        """A name as a path below the site's root, None when it is not in it."""
        if not self.root:
            return name
        return name[len(self.root) + 1 :] if name.startswith(self.root + "/") else None


def plan(found: Sequence[Found]) -> Iterator[Step | Rejection | Omission]:
    """Everything that was found: what has its reason already, files that were given themselves, then folder by folder
    as given; in each posts, then texts, then other formats, by name.
    """
    folders: dict[Path, list[Source]] = {}
    for item in found:
        if isinstance(item, Source) and item.root is not None:
            folders.setdefault(item.root, []).append(item)
        else:
            yield Step(item, Fate.READ) if isinstance(item, Source) else item
    for files in folders.values():
        yield from _folder(files)


def _folder(files: list[Source]) -> Iterator[Step | Rejection]:
    homes: list[_Home] = []
    broken: set[str] = set()
    for one in files:
        if match := _CONFIG.fullmatch(one.below):
            try:
                home = _home(one, match["folder"].rstrip("/"), files)
            except InputError as error:
                broken.add(one.below)
                yield Rejection(shown(one.path), error.line, error.reason)
                continue
            if home and home.root not in {other.root for other in homes}:
                homes.append(home)
                yield from home.site.faults
    homes.sort(key=lambda home: -len(home.root))
    steps = (_step(one, homes) for one in files if one.below not in broken)
    yield from sorted(steps, key=lambda step: step.rank)


def _home(config: Source, folder: str, files: list[Source]) -> _Home | None:
    """The site of a configuration, None when it describes none. Raises InputError (reason, line)."""
    file = shown(config.path)
    try:
        with config.path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"no se puede leer ({error.strerror})", file) from None
    if len(data) > LARGEST:
        raise InputError("la configuración es demasiado grande; divídala", file)
    site = site_of(load(repair(data, file).text, file), file)
    if site is None:
        return None
    root = _root(folder, site, files)
    return _Home(config.below, root, site, Base(root, site.places, site.address, is_site=True))


def _root(folder: str, site: Site, files: list[Source]) -> str:
    """The folder that the configuration's paths begin at: of those above it, the one below which most of them exist.

    folder: the one that holds `admin/`, which generators keep in the root, or in `static/`, `public/` or `src/`.
    """
    existing = {part for one in files for part in _folders_of(one.below)}
    above = [folder, *_folders_of(folder + "/")[1:]] if folder else [""]

    def holds(root: str) -> int:
        return sum(1 for one in site.folders if (f"{root}/{one}".strip("/")) in existing)

    return max(above, key=holds)


def _folders_of(name: str) -> list[str]:
    """The folders that a name lies in, the deepest first, "" last."""
    folders = []
    while name:
        name = name.rpartition("/")[0]
        folders.append(name)
    return folders


def _step(one: Source, homes: Sequence[_Home]) -> Step:
    for home in homes:
        below = home.below(one.below)
        if below is not None:
            return _in_site(one, below, home)
    rank = 0 if suffix_of(one.below) in _POSTS else 1 if suffix_of(one.below) in _TEXTS else 2
    if passed := reason_for_file(one.below):
        return Step(one, Fate.PASSED, passed, base=Base(), rank=rank)
    if refused := refusal(one.below):
        return Step(one, Fate.REFUSED, refused, base=Base(), rank=rank)
    return Step(one, Fate.READ, base=Base(), rank=rank)


def _in_site(one: Source, below: str, home: _Home) -> Step:
    """What becomes of a file of a site: entries are read first, by their schema."""
    collection = home.site.collection_of(below)
    if collection:
        return Step(one, Fate.READ, "", collection, below, home.base)
    if one.given:
        return Step(one, Fate.READ, base=home.base, rank=2)
    if passed := reason("settings") if one.below == home.config else reason_for_file(below):
        return Step(one, Fate.PASSED, passed, base=home.base, rank=2)
    refused = refusal(one.below)
    if home.site.is_media(below):
        if refused:
            return Step(one, Fate.REFUSED, refused, base=home.base, rank=2)
        if suffix_of(one.below) in _UPLOADS:
            return Step(one, Fate.READ, base=home.base, rank=2)
    return Step(one, Fate.LINKED, reason("outside"), base=home.base, rank=2)
