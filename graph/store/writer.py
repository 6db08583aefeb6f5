"""How a snapshot comes to be: a draft folder under a lock, then fsync, rename, switch and prune."""

import errno
import fcntl
import os
import re
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import StoreError
from graph.store.snapshot import (
    MARKER,
    Snapshot,
    check_store,
    current_id,
    next_id,
    prune,
    snapshots,
    switch,
    switching,
    sync_folder,
)

GARBAGE = re.compile(r"\.(building|pruned|link)-.*")
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}


class SnapshotWriter:
    """A draft of the next snapshot.

        with SnapshotWriter(store) as draft:
            …write into draft.path…
            snapshot = draft.publish(content_hash)

    Whatever happens inside, what was served stays served until `publish`; a draft that was not published is deleted.
    `reused` is True after a publish that found the same content already served and so changed nothing.
    Raises StoreError when another build holds the store, the store is not ours, or the disk does not take it.
    """

    def __init__(self, store: Path, keep: int = 5):
        self.store, self.keep = store, keep
        self.path = store / f".building-{os.getpid()}"
        self.reused = False
        self._lock: int | None = None

    def __enter__(self) -> Self:
        check_store(self.store)
        try:
            self._lock = _locked(self.store)
            _collect_garbage(self.store)
            self.path.mkdir()
        except OSError as error:
            self._unlock()
            raise _disk_trouble(self.store, error) from error
        except StoreError:
            self._unlock()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._unlock()
        if isinstance(error, OSError) and error.errno in DISK_TROUBLE and _is_within(error.filename, self.store):
            raise _disk_trouble(self.store, error) from error

    def publish(self, content_hash: str) -> Snapshot:
        """Make the draft the served snapshot; or drop it, if what is served has the same content.

        content_hash: hexadecimal, at least 12 digits, a function of the content alone. Raises StoreError.
        """
        if not re.fullmatch(r"[0-9a-f]{12,}", content_hash):
            raise ValueError(f"not a content hash: {content_hash!r}")
        try:
            same = self._same_as_current(content_hash)
            return same if same else self._publish(content_hash)
        except OSError as error:
            raise _disk_trouble(self.store, error) from error

    def _same_as_current(self, content_hash: str) -> Snapshot | None:
        served = current_id(self.store)
        known = {snapshot.id: snapshot for snapshot in snapshots(self.store)}
        if served in known and known[served].hash == content_hash[:12]:
            self.reused = True
            return known[served]
        return None

    def _publish(self, content_hash: str) -> Snapshot:
        _sync_tree(self.path)
        folder = self.store / "snapshots"
        folder.mkdir(exist_ok=True)
        with switching(self.store):
            snapshot = Snapshot(folder / next_id(self.store, content_hash))
            self.path.rename(snapshot.path)
            sync_folder(folder)
            switch(self.store, snapshot)
        prune(self.store, self.keep)
        return snapshot

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _locked(store: Path) -> int:
    """The build lock's handle. It lives as long as the process, so a killed build leaves no lock behind."""
    store.mkdir(parents=True, exist_ok=True)
    handle = os.open(store / MARKER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise StoreError(f"otra construcción está en curso en {store}; espere a que termine") from None
    if os.fstat(handle).st_size == 0:
        os.write(handle, b"Carpeta de Enlace, formato 1. No la edite a mano.\n")
    return handle


def _collect_garbage(store: Path) -> None:
    """Delete what dead builds left. We hold the lock, so whoever made it is gone."""
    for name in os.listdir(store):
        if GARBAGE.fullmatch(name):
            path = store / name
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _sync_tree(folder: Path) -> None:
    """fsync every file and folder below `folder`, the folders after what they hold."""
    for here, _, files in os.walk(folder, topdown=False):
        for name in files:
            handle = os.open(os.path.join(here, name), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(here))


def _is_within(file: str | bytes | int | None, store: Path) -> bool:
    """Whether an OSError that names `file` (None: no name) is about the store."""
    if not isinstance(file, str):
        return file is None
    return Path(os.path.abspath(file)).is_relative_to(os.path.abspath(store))


def _disk_trouble(store: Path, error: OSError) -> StoreError:
    return StoreError(f"no se puede escribir en {store}: {error.strerror or error}; lo que se servía sigue igual")
