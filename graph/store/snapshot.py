"""Snapshots: what builds left behind, which of them is served, and the way back to an earlier one.

`writer.py` makes them, `folder.py` draws the folder that holds them.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.store.folder import check_store, current_id, switch, switching

SNAPSHOT_ID = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{12})")
TIME_FORMAT = "%Y%m%dT%H%M%SZ"


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
        """What the build read, found and rejected; {} where a snapshot has none. Raises StoreError if unreadable."""
        return _read_json(self.path / "report.json")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is in `dumps` (bytes, sha256, media type); {} where there are none. Raises StoreError if unreadable."""
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
    """Serve an earlier snapshot again: `id` (or a part of it that only one has), or the one before the current.

    Raises StoreError when there is none, or several.
    """
    with switching(store):
        chosen = _chosen(snapshots(store), current_id(store), id)
        switch(store, chosen.id)
    return chosen


def _chosen(known: list[Snapshot], served: str | None, id: str | None) -> Snapshot:
    if id is None:
        earlier = [snapshot for snapshot in known if served is None or snapshot.id < served]
        if not earlier:
            raise StoreError("no hay una instantánea anterior a la que volver; véalas con «enlace snapshots»")
        return earlier[0]
    found = [snapshot for snapshot in known if id and id in snapshot.id]
    if len(found) != 1:
        how_many = "varias instantáneas contienen" if found else "ninguna instantánea se llama"
        raise StoreError(f"{how_many} «{id}»; véalas con «enlace snapshots»")
    return found[0]


def prune(store: Path, keep: int) -> list[str]:
    """Delete all but the current snapshot and the `keep` newest others. Returns the ids that went."""
    with switching(store):
        served = current_id(store)
        leaving = [snapshot for snapshot in snapshots(store) if snapshot.id != served][keep:]
        for snapshot in leaving:
            aside = store / f".pruned-{snapshot.id}"  # out of the list at once, deleted at leisure
            snapshot.path.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)
    return [snapshot.id for snapshot in leaving]
