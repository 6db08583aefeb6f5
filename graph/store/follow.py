"""What is served at this moment: the current snapshot with its engines, followed when a build or a rollback switches.

The link is read with every request (microseconds); where it changed, new engines start over the new snapshot, and the
old ones end with their last question. A request keeps the pair it began with.
"""

import asyncio
import threading
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.settings import Settings
from graph.store.folder import current_id
from graph.store.pool import EnginePool
from graph.store.snapshot import Snapshot, current


@dataclass(frozen=True)
class Serving:
    """A snapshot and the engines over it."""

    snapshot: Snapshot
    engine: EnginePool


class Served:
    """The served snapshot of the store in `store`. Opens nothing until it is asked; safe to use from many threads.

    loop: the event loop in which engines live; None for one in the background.
    """

    def __init__(self, store: Path, settings: Settings, loop: asyncio.AbstractEventLoop | None = None):
        self.store, self.settings, self._loop = store, settings, loop
        self._lock = threading.Lock()
        self._now: Serving | None = None

    def now(self) -> Serving:
        """The current snapshot with its engines. Raises StoreError, saying what to do, when there is none."""
        now = self._now
        if now is not None and now.snapshot.id == current_id(self.store):
            return now
        return self._follow()

    def snapshot(self) -> Snapshot:
        """The current snapshot. Raises StoreError when there is none."""
        return self.now().snapshot

    def engine(self) -> EnginePool:
        """Engines over the current snapshot. Raises StoreError when there is none."""
        return self.now().engine

    def _follow(self) -> Serving:
        with self._lock:
            before = self._now
            if before is not None and before.snapshot.id == current_id(self.store):
                return before
            snapshot = current(self.store)
            if snapshot is None:
                raise StoreError(f"no hay ninguna instantánea en {self.store}; construya una con «enlace build»")
            self._now = now = Serving(snapshot, EnginePool(snapshot.store, self.settings, self._loop))
        now.engine.warm()
        if before is not None:
            before.engine.retire()
        return now

    def close(self) -> None:
        """End every engine. A later request would open new ones."""
        with self._lock:
            before, self._now = self._now, None
        if before is not None:
            before.engine.close()
