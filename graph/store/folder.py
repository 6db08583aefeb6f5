"""The store's folder on disk: whose it is, its two locks, its one link, and how writes are made to last.

STORE/.enlace                        marks the folder as ours; locked by the build under way
STORE/.building-<pid>/               a draft; garbage if nobody holds the lock
STORE/snapshots/<time>-<12 hex>/     store/ dumps/ network.json search.sqlite report.json
STORE/current -> snapshots/…         what is served; replaced by a rename, so that it is never absent or half
"""

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError

MARKER = ".enlace"
LINK = "current"
GARBAGE = re.compile(r"\.(building|pruned|link)-.*")
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}


def check_store(store: Path) -> None:
    """Nothing if `store` is ours, empty or absent. Raises StoreError that says what to do otherwise."""
    try:
        names = set(os.listdir(store))
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise StoreError(f"{store} es un archivo, no una carpeta de Enlace; indique otra con --store") from None
    except OSError as error:
        raise StoreError(f"no se puede leer la carpeta {store}: {error.strerror}") from None
    if names and MARKER not in names and not ("snapshots" in names and LINK in names):
        raise StoreError(f"{store} no es una carpeta de Enlace y no está vacía; indique otra con --store")


def current_id(store: Path) -> str | None:
    """The name that the `current` link holds, without looking further; None if there is no link. Microseconds."""
    try:
        return os.readlink(f"{store}/{LINK}").rpartition("/")[2]
    except OSError:
        return None


def switch(store: Path, id: str) -> None:
    """Point `current` at snapshot `id`, atomically and durably. To be called inside `switching`."""
    fresh = store / f".link-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("snapshots") / id)
    fresh.replace(store / LINK)
    sync_folder(store)


@contextmanager
def switching(store: Path) -> Iterator[None]:
    """Hold the short lock under which the link is switched and snapshots are pruned (a rollback may meet a build).

    Raises StoreError when there is no store, or it cannot be written.
    """
    check_store(store)
    if not store.is_dir():
        raise StoreError(f"no hay nada construido en {store}; constrúyalo con «enlace build»")
    try:
        lock = os.open(store / ".switching", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise disk_trouble(store, error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def lock_for_building(store: Path) -> int:
    """The build lock's handle, to be closed when done; the system frees it when a build is killed.

    Raises StoreError when another build holds it; OSError when the folder cannot be made.
    """
    check_store(store)
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


def collect_garbage(store: Path) -> None:
    """Delete what dead builds left. The caller holds the build lock, so whoever made it is gone."""
    for name in os.listdir(store):
        if GARBAGE.fullmatch(name):
            path = store / name
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    _sync(folder)


def sync_tree(folder: Path) -> None:
    """Make every file and folder below `folder` durable, the folders after what they hold."""
    for here, _, files in os.walk(folder, topdown=False):
        for name in files:
            _sync(Path(here, name))
        _sync(Path(here))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_disk_trouble(error: BaseException | None, store: Path) -> bool:
    """Whether `error` says that the disk under `store` is full, read-only or not ours to write."""
    if not isinstance(error, OSError) or error.errno not in DISK_TROUBLE:
        return False
    named = error.filename
    return named is None or (isinstance(named, str) and Path(named).absolute().is_relative_to(store.absolute()))


def disk_trouble(store: Path, error: OSError) -> StoreError:
    """The sentence for a disk that does not take what we write."""
    return StoreError(f"no se puede escribir en {store}: {error.strerror or error}; lo que se servía sigue igual")
