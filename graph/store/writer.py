"""How a snapshot comes to be: a draft folder under a lock, then fsync, rename, switch and prune.

Writes reach the disk before the names that lead to them, so that `kill -9` or a power cut at any moment leaves either
the old snapshot served or the new one.
"""

import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.store.folder import (
    collect_garbage,
    current_id,
    disk_trouble,
    is_disk_trouble,
    lock_for_building,
    switch,
    switching,
    sync_folder,
    sync_tree,
)
from graph.store.snapshot import TIME_FORMAT, Snapshot, prune, snapshots


class SnapshotWriter:
    """A draft of the next snapshot.

        with SnapshotWriter(store) as draft:
            …write into draft.path…
            snapshot = draft.publish(content_hash)

    Whatever happens inside, what was served stays served until `publish`; a draft that was not published is deleted.
    store: folder of the snapshots. keep: earlier snapshots left for rollback. Raises StoreError when another build
    holds the store, the store is not ours, or the disk does not take it.
    """

    def __init__(self, store: Path, keep: int = 5):
        self.store, self.keep = store, keep
        self.path = store / f".building-{os.getpid()}"
        self._lock = -1

    def __enter__(self) -> Self:
        try:
            self._lock = lock_for_building(self.store)
            collect_garbage(self.store)
            self.path.mkdir()
        except OSError as error:
            self._unlock()
            raise disk_trouble(self.store, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._unlock()
        if isinstance(error, OSError) and is_disk_trouble(error, self.store):
            raise disk_trouble(self.store, error) from error

    def publish(self, content_hash: str) -> Snapshot:
        """Make the draft the served snapshot; or drop it, if what is served has the same content.

        content_hash: hexadecimal, at least 12 digits, a function of the content alone. Raises StoreError.
        """
        if not re.fullmatch(r"[0-9a-f]{12,}", content_hash):
            raise ValueError(f"not a content hash: {content_hash!r}")
        served = self._served()
        if served is not None and served.hash == content_hash[:12]:
            return served
        try:
            snapshot = self._publish(content_hash)
        except OSError as error:
            raise disk_trouble(self.store, error) from error
        prune(self.store, self.keep)
        return snapshot

    def _served(self) -> Snapshot | None:
        """What `current` leads to; None also where it leads nowhere, which a new snapshot mends."""
        served = current_id(self.store)
        return next((snapshot for snapshot in snapshots(self.store) if snapshot.id == served), None)

    def _publish(self, content_hash: str) -> Snapshot:
        folder = self.store / "snapshots"
        folder.mkdir(exist_ok=True)
        sync_tree(self.path)
        with switching(self.store):
            snapshot = Snapshot(folder / _next_id(self.store, content_hash))
            self.path.rename(snapshot.path)
            sync_folder(folder)
            switch(self.store, snapshot.id)
        return snapshot

    def _unlock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _next_id(store: Path, content_hash: str) -> str:
    """A name later than every snapshot's, also when the clock went backwards."""
    time = datetime.now(UTC).replace(microsecond=0)
    known = snapshots(store)
    if known and time <= known[0].created:
        time = known[0].created + timedelta(seconds=1)
    return f"{time.strftime(TIME_FORMAT)}-{content_hash[:12]}"
