"""Snapshots: a build writes a new folder beside what is served, and then switches one link.

    STORE/.enlace                        marks the folder as ours; locked by the build under way
    STORE/.building-<pid>/               a draft; garbage if nobody holds the lock
    STORE/snapshots/<time>-<12 hex>/     store/ dumps/ network.json search.sqlite report.json
    STORE/current -> snapshots/…         what is served; replaced by a rename, so that it is never absent or half

Writes reach the disk (fsync) before the names that lead to them, so that `kill -9` or a power cut at any moment leaves
either the old snapshot or the new one.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import StoreError

SNAPSHOT_ID = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{12})")
TIME_FORMAT = "%Y%m%dT%H%M%SZ"
MARKER = ".enlace"
LINK = "current"


@dataclass(frozen=True)
class Snapshot:
    """One finished build. `path` is its folder; its name is the identity that every ETag is made from."""

    path: Path

    @property
    def id(self) -> str:
        """`<UTC time>-<12 hex of the content hash>`."""
        return self.path.name

    @property
    def created(self) -> datetime:
        """When it was published (UTC)."""
        return datetime.strptime(self.id.partition("-")[0], TIME_FORMAT).replace(tzinfo=UTC)

    @property
    def hash(self) -> str:
        """The first 12 hex digits of the content hash."""
        return self.id.partition("-")[2]

    @property
    def store(self) -> Path:
        """The Oxigraph directory; to be opened read-only."""
        return self.path / "store"

    @property
    def dumps(self) -> Path:
        """The folder of publications."""
        return self.path / "dumps"

    @property
    def network(self) -> Path:
        """The projected network with its measures and layout (JSON)."""
        return self.path / "network.json"

    @property
    def search(self) -> Path:
        """The full-text index (SQLite)."""
        return self.path / "search.sqlite"

    @cached_property
    def report(self) -> dict[str, Any]:
        """What the build read, found and rejected; {} where a snapshot has none."""
        return _read_json(self.path / "report.json")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is in `dumps` (bytes, sha256, media type); {} where there are none."""
        return _read_json(self.dumps / "manifest.json")

    @property
    def counts(self) -> dict[str, int]:
        """The report's counts (records, institutions, mesas, agreements, triples, rejected …)."""
        return self.report.get("counts", {})


def _read_json(file: Path) -> dict[str, Any]:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise StoreError(f"no se puede leer {file}: {error}; vuelva a construir con «enlace build»") from None


def check_store(store: Path) -> None:
    """Nothing if `store` is ours, empty or absent. Raises StoreError that says what to do otherwise."""
    if not store.exists():
        return
    if not store.is_dir():
        raise StoreError(f"{store} es un archivo, no una carpeta de Enlace; indique otra con --store")
    try:
        names = set(os.listdir(store))
    except OSError as error:
        raise StoreError(f"no se puede leer la carpeta {store}: {error.strerror}") from None
    if names and MARKER not in names and not ("snapshots" in names and LINK in names):
        raise StoreError(f"{store} no es una carpeta de Enlace y no está vacía; indique otra con --store")


def current_id(store: Path) -> str | None:
    """The name that the `current` link holds, without looking further; None if there is no link. Cheap."""
    try:
        return os.path.basename(os.readlink(store / LINK))
    except OSError:
        return None


def current(store: Path) -> Snapshot | None:
    """The snapshot that is served, or None if nothing was built yet.

    Raises StoreError when `store` is not ours, or when the link leads nowhere.
    """
    name = current_id(store)
    if name is None:
        check_store(store)
        return None
    snapshot = Snapshot(store / "snapshots" / name)
    if not snapshot.path.is_dir():
        raise StoreError(f"falta la instantánea {name} en {store}; vuelva a una anterior con «enlace rollback»")
    return snapshot


def snapshots(store: Path) -> list[Snapshot]:
    """Every finished snapshot, newest first. Raises StoreError when `store` is not ours."""
    check_store(store)
    folder = store / "snapshots"
    names = os.listdir(folder) if folder.is_dir() else []
    return [Snapshot(folder / name) for name in sorted(names, reverse=True) if SNAPSHOT_ID.fullmatch(name)]


def rollback(store: Path, id: str | None = None) -> Snapshot:
    """Serve an earlier snapshot again: `id` (or the part of it that only one has), or the one before the current.

    Raises StoreError when there is none, or several.
    """
    with switching(store):
        chosen = _chosen(snapshots(store), current_id(store), id)
        switch(store, chosen)
    return chosen


def _chosen(known: list[Snapshot], served: str | None, id: str | None) -> Snapshot:
    if id is None:
        earlier = [snapshot for snapshot in known if served is None or snapshot.id < served]
        if not earlier:
            raise StoreError("no hay una instantánea anterior a la que volver; véalas con «enlace snapshots»")
        return earlier[0]
    found = [snapshot for snapshot in known if id and id in snapshot.id]
    if len(found) != 1:
        how_many = "ninguna instantánea se llama" if not found else "varias instantáneas contienen"
        raise StoreError(f"{how_many} «{id}»; véalas con «enlace snapshots»")
    return found[0]


def prune(store: Path, keep: int) -> list[str]:
    """Delete all but the current snapshot and the `keep` newest others. Returns the ids that went."""
    with switching(store):
        served = current_id(store)
        others = [snapshot for snapshot in snapshots(store) if snapshot.id != served]
        for snapshot in others[keep:]:
            leaving = store / f".pruned-{snapshot.id}"  # out of the list at once, deleted at leisure
            snapshot.path.rename(leaving)
            shutil.rmtree(leaving, ignore_errors=True)
    return [snapshot.id for snapshot in others[keep:]]


def switch(store: Path, snapshot: Snapshot) -> None:
    """Point `current` at `snapshot`, atomically and durably. To be called inside `switching`."""
    fresh = store / f".link-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("snapshots") / snapshot.id)
    fresh.replace(store / LINK)
    sync_folder(store)


@contextmanager
def switching(store: Path) -> Iterator[None]:
    """Hold the short lock under which the link is switched and snapshots are pruned (a rollback may meet a build)."""
    import fcntl

    check_store(store)
    if not store.is_dir():
        raise StoreError(f"no hay nada construido en {store}; constrúyalo con «enlace build»")
    try:
        lock = os.open(store / ".switching", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"no se puede escribir en {store}: {error.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def next_id(store: Path, content_hash: str) -> str:
    """A name later than every snapshot's, also when the clock went backwards."""
    time = datetime.now(UTC).replace(microsecond=0)
    known = snapshots(store)
    if known and time <= known[0].created:
        time = known[0].created + timedelta(seconds=1)
    return f"{time.strftime(TIME_FORMAT)}-{content_hash[:12]}"


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
