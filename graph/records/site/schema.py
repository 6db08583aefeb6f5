"""A CMS's `admin/config.yml` (Netlify CMS, Decap CMS) -> Site: its collections, their fields, where their files are.

Only paths inside the site are kept: they are compared with the files that were found, never opened. Keys as in
https://decapcms.org/docs/configuration-options/ and …/docs/collection-folder/.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from graph.errors import InputError
from graph.records.record import Rejection
from graph.records.site.tree import Node
from graph.records.walk import spelled

_MOST = 1_000  # collections
_WHOLE = {"yml": "yaml", "yaml": "yaml", "toml": "toml", "json": "json"}
_HEADED = {"frontmatter", "yaml-frontmatter", "toml-frontmatter", "json-frontmatter"}
_EXTENSIONS = {"yml": ("yml", "yaml"), "yaml": ("yml", "yaml"), "md": ("md", "markdown", "mdown")}


@dataclass(frozen=True, slots=True)
class SchemaField:
    """A field of a collection. parts: the fields of an object, or of each item of a list; lone: items are bare values
    of the one part, and not mappings."""

    name: str
    label: str
    widget: str
    required: bool
    parts: tuple["SchemaField", ...] = ()
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """Files that share a schema.

    folder: below the site's root, "" for the root itself, None when `files` (path -> fields) lists them. extensions:
    without the point. format: frontmatter (of any kind), yaml, toml, json. identifier: the field that names an entry.
    """

    name: str
    label: str
    folder: str | None
    files: dict[str, tuple[SchemaField, ...]]
    extensions: tuple[str, ...]
    format: str
    identifier: str
    fields: tuple[SchemaField, ...]

    def holds(self, name: str) -> bool:
        """Whether a path below its folder, or one that it lists, is an entry. Listed data files are settings."""
        suffix = PurePosixPath(name).suffix.lower().lstrip(".")
        return suffix in self.extensions if self.folder is not None else name in self.files and suffix not in _WHOLE

    def fields_of(self, name: str) -> tuple[SchemaField, ...]:
        """The fields of one of its entries, by its path below the site's root."""
        return self.files.get(name, self.fields)


class Site:
    """What a configuration says.

    places: (public address, folder below the root) of media, the longest address first. address: of the published
    site, "" when it is not said. faults: what is wrong with single collections.
    """

    def __init__(
        self,
        collections: Sequence[Collection],
        places: Iterable[tuple[str, str]],
        address: str,
        faults: list[Rejection],
    ):
        self.places = tuple(sorted(set(places), key=lambda place: (-len(place[0]), place)))
        self.address, self.faults = address, faults
        self.folders = tuple(one.folder for one in collections if one.folder is not None)
        self._listed = {name: one for one in reversed(collections) for name in one.files}
        self._by_folder: dict[str, list[Collection]] = {}
        for one in collections:
            if one.folder is not None:
                self._by_folder.setdefault(one.folder, []).append(one)
        self._media = {folder for folder in (*self.folders, *(folder for _, folder in self.places)) if folder}

    def collection_of(self, name: str) -> Collection | None:
        """The collection whose entry a path below the root is: the one that lists it, else the one deepest down."""
        listed = self._listed.get(name)
        if listed and listed.holds(name):
            return listed
        inside = (one for folder in _above(name) for one in self._by_folder.get(folder, ()))
        return next((one for one in inside if one.holds(name)), None)

    def is_media(self, name: str) -> bool:
        """Whether a path below the root lies where editors' uploads go, or beside the entries of a collection."""
        return any(folder in self._media for folder in _above(name))


def _above(name: str) -> Iterator[str]:
    """The folders that a path lies in, the deepest first, "" (the root) last."""
    while name:
        name = name.rpartition("/")[0]
        yield name


def site_of(root: Node, file: str) -> Site | None:
    """The site that a configuration describes; None when it is none of a CMS (it has no `collections`).

    Raises InputError when `collections` is not a list. Single collections that cannot be used are told in `faults`.
    """
    listed = root.get("collections")
    if listed is None:
        return None
    if not isinstance(listed.value, list):
        raise InputError("«collections» no es una lista de colecciones; corríjala", file, listed.line)
    if len(listed.items) > _MOST:
        raise InputError(f"hay más de {_MOST} colecciones; divida el sitio", file, listed.line)
    collections: list[Collection] = []
    faults: list[Rejection] = []
    for node in listed.items:
        if node.get("divider"):
            continue
        try:
            collections.append(_collection(node))
        except InputError as error:
            faults.append(Rejection(file, error.line, error.reason))
    address = (root.said("site_url") or root.said("display_url")).rstrip("/")
    return Site(collections, _places(root), address, faults)


def _collection(node: Node) -> Collection:
    name = node.said("name")
    if not name:
        raise InputError("una colección no tiene «name»; póngaselo", None, node.line)
    label = node.said("label") or name
    format, extensions = _format(node, name)
    folder = node.get("folder")
    files = {} if folder else {_path(one, "file", name): _fields(one) for one in _listed(node, "files")}
    if not folder and not files:
        raise InputError(f"la colección «{name}» no dice su carpeta («folder»); póngala", None, node.line)
    below = _path(node, "folder", name) if folder else None
    return Collection(name, label, below, files, extensions, format, node.said("identifier_field"), _fields(node))


def _format(node: Node, name: str) -> tuple[str, tuple[str, ...]]:
    """The format of a collection's files and their extensions; one follows from the other."""
    said, extension = node.said("format").lower(), node.said("extension").lower().lstrip(".")
    format = said or _WHOLE.get(extension, "frontmatter")
    if format not in _WHOLE and format not in _HEADED:
        line = (node.get("format") or node).line
        reason = (
            f"la colección «{name}» usa el formato «{format[:40]}», que no se lee; use yaml, toml, json o frontmatter"
        )
        raise InputError(reason, None, line)
    extension = extension or (format if format in _WHOLE else "md")
    return _WHOLE.get(format, "frontmatter"), _EXTENSIONS.get(extension, (extension,))


def _path(node: Node, key: str, collection: str) -> str:
    """A path of the configuration as a path below the site's root. Raises InputError when it leaves the site."""
    found = node.get(key)
    said = found.text.strip() if found else ""
    parts = [part for part in said.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts:
        reason = f"la colección «{collection}» apunta fuera del sitio («{said[:80]}»); use una carpeta dentro de él"
        raise InputError(reason, None, (found or node).line)
    return spelled("/".join(parts))


def _fields(node: Node) -> tuple[SchemaField, ...]:
    """The fields of a collection, a file, an object or a list's items."""
    return tuple(_field(one) for one in _listed(node, "fields") if one.said("name"))


def _listed(node: Node, key: str) -> list[Node]:
    found = node.get(key)
    return found.items if found else []


def _field(node: Node) -> SchemaField:
    lone = node.get("field")
    parts = (_field(lone),) if lone and lone.said("name") else _fields(node)
    name = node.said("name")
    required = node.said("required").lower() not in ("false", "no")
    widget = node.said("widget").lower() or "string"
    return SchemaField(name, node.said("label") or name, widget, required, parts, lone is not None)


def _places(root: Node) -> Iterator[tuple[str, str]]:
    """(public address, folder) of the media that the site, its collections and their fields keep.

    Below the top, a folder without a slash before it is the entry's own: it needs no place, since what is in it is
    looked for beside the post.
    """
    top, public_top = root.said("media_folder"), root.said("public_folder")
    for node in _keepers(root):
        media = node.said("media_folder").replace("{{media_folder}}", f"/{top}")
        public = node.said("public_folder").replace("{{public_folder}}", public_top) or media
        folder, address = _clean(media), _clean(public)
        if media and (node is root or media.startswith("/")) and None not in (folder, address) and "{{" not in media:
            yield f"/{address}", folder or ""


def _keepers(node: Node) -> Iterator[Node]:
    """The node and all collections, files and fields below it."""
    yield node
    inner = [one for key in ("collections", "files", "fields") for one in _listed(node, key)]
    for one in [*inner, *_listed(node, "field")]:
        yield from _keepers(one)


def _clean(path: str) -> str | None:
    """A path without empty parts; None when it leads out of the site."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    return None if ".." in parts else spelled("/".join(parts))
