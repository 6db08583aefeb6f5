"""Snapshots: built beside, switched by one rename, kept for rollback; the served one is whole at every moment."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.store import writer
from graph.store.snapshot import Snapshot, current, prune, rollback, snapshots
from graph.store.writer import SnapshotWriter


def publish(store: Path, content_hash: str, keep: int = 5) -> Snapshot:
    """A snapshot whose only file says its hash."""
    with SnapshotWriter(store, keep=keep) as draft:
        (draft.path / "report.json").write_text(f'{{"counts": {{"records": {len(content_hash)}}}}}')
        (draft.path / "store").mkdir()
        (draft.path / "store" / "content").write_text(content_hash)
        return draft.publish(content_hash)


def hash_of(number: int) -> str:
    """A content hash."""
    return f"{number:012x}"


def test_publish_makes_the_draft_the_served_snapshot(empty_store: Path):
    snapshot = publish(empty_store, "ab" * 32)
    assert current(empty_store) == snapshot
    assert re.fullmatch(r"\d{8}T\d{6}Z-abababababab", snapshot.id)
    assert os.readlink(empty_store / "current") == f"snapshots/{snapshot.id}"
    assert (snapshot.store / "content").read_text() == "ab" * 32
    assert snapshot.counts == {"records": 64}
    assert abs((datetime.now(UTC) - snapshot.created).total_seconds()) < 60
    assert snapshot.manifest == {}
    assert sorted(os.listdir(empty_store)) == [".enlace", ".switching", "current", "snapshots"]


def test_nothing_built_yet_is_no_error(empty_store: Path):
    assert current(empty_store) is None
    assert snapshots(empty_store) == []
    assert not empty_store.exists()


def test_a_build_that_fails_changes_nothing(empty_store: Path):
    before = publish(empty_store, hash_of(1))
    with pytest.raises(FileNotFoundError), SnapshotWriter(empty_store) as draft:
        (draft.path / "store" / "missing").write_text("in the middle")
    assert current(empty_store) == before
    assert snapshots(empty_store) == [before]
    assert not list(empty_store.glob(".building-*"))


def test_the_same_content_is_published_once(empty_store: Path):
    first = publish(empty_store, hash_of(1))
    with SnapshotWriter(empty_store) as draft:
        assert draft.publish(hash_of(1)) == first
    assert snapshots(empty_store) == [first]


def test_snapshots_are_listed_newest_first_also_when_the_clock_goes_backwards(
    empty_store: Path, monkeypatch: pytest.MonkeyPatch
):
    made = [publish(empty_store, hash_of(1)), publish(empty_store, hash_of(2))]

    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr(writer, "datetime", Earlier)
    made.append(publish(empty_store, hash_of(3)))
    assert snapshots(empty_store) == made[::-1]
    assert current(empty_store) == made[-1]


def test_five_earlier_snapshots_are_kept_and_never_is_the_current_one_pruned(empty_store: Path):
    made = [publish(empty_store, hash_of(number)) for number in range(8)]
    assert snapshots(empty_store) == made[:1:-1]
    rollback(empty_store, made[2].id)
    assert prune(empty_store, 0) == [snapshot.id for snapshot in made[:2:-1]]
    assert snapshots(empty_store) == [made[2]]
    assert current(empty_store) == made[2]
    assert not list(empty_store.glob(".pruned-*"))


def test_rollback_goes_to_the_one_before_and_by_name(empty_store: Path):
    first, second, third = (publish(empty_store, hash_of(number)) for number in range(3))
    assert rollback(empty_store) == second == current(empty_store)
    assert rollback(empty_store) == first == current(empty_store)
    with pytest.raises(StoreError, match="anterior"):
        rollback(empty_store)
    assert rollback(empty_store, third.id) == third == current(empty_store)
    assert rollback(empty_store, hash_of(1)) == second == current(empty_store)
    with pytest.raises(StoreError, match="ninguna"):
        rollback(empty_store, "nope")
    with pytest.raises(StoreError, match="varias"):
        rollback(empty_store, "Z-0000")
    assert current(empty_store) == second


def test_rollback_without_a_store_says_how_to_build_one(empty_store: Path):
    with pytest.raises(StoreError, match="enlace build"):
        rollback(empty_store)
    assert not empty_store.exists()


def test_a_link_to_a_lost_snapshot_is_an_error_that_a_rollback_or_a_build_mends(empty_store: Path):
    first, second = publish(empty_store, hash_of(1)), publish(empty_store, hash_of(2))
    second.path.rename(empty_store.parent / "lost")
    with pytest.raises(StoreError, match="enlace rollback"):
        current(empty_store)
    assert rollback(empty_store) == first
    first.path.rename(empty_store.parent / "lost too")
    third = publish(empty_store, hash_of(3))
    assert current(empty_store) == third


def test_two_builds_at_once_and_the_second_refuses(empty_store: Path):
    with SnapshotWriter(empty_store) as draft:
        with pytest.raises(StoreError, match="otra construcción está en curso"), SnapshotWriter(empty_store):
            pass
        assert draft.path.is_dir()
        draft.publish(hash_of(1))
    assert publish(empty_store, hash_of(2)) == current(empty_store)


@pytest.mark.parametrize("command", [current, snapshots, rollback])
def test_a_file_or_a_foreign_folder_is_not_a_store(tmp_path: Path, command):
    file = tmp_path / "file"
    file.write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="es un archivo"):
        command(file)
    with pytest.raises(StoreError, match="no es una carpeta de Enlace"):
        command(folder)
    with pytest.raises(StoreError), SnapshotWriter(folder):
        pass
    with pytest.raises(StoreError), SnapshotWriter(file):
        pass
    assert sorted(tmp_path.rglob("*")) == [file, folder, folder / "thesis.txt"]


def test_a_store_that_cannot_be_written_is_one_clear_error(tmp_path: Path):
    with pytest.raises(StoreError, match="no se puede escribir"), SnapshotWriter(Path("/proc/enlace")):
        pass


def test_a_full_disk_is_one_clear_error_and_what_was_served_stays(empty_store: Path):
    before = publish(empty_store, hash_of(1))
    with pytest.raises(StoreError, match="lo que se servía sigue igual"), SnapshotWriter(empty_store) as draft:
        raise OSError(28, "No space left on device", str(draft.path / "store"))
    assert current(empty_store) == before


def test_a_missing_file_of_the_user_is_not_taken_for_disk_trouble(empty_store: Path):
    with pytest.raises(PermissionError), SnapshotWriter(empty_store):
        raise PermissionError(13, "Permission denied", "/home/someone/records")


def test_a_report_that_is_not_json_is_one_clear_error(empty_store: Path):
    snapshot = publish(empty_store, hash_of(1))
    (snapshot.path / "report.json").write_text("{")
    with pytest.raises(StoreError, match="report.json"):
        _ = Snapshot(snapshot.path).report


BUILDER = """
    import sys
    from pathlib import Path
    from graph.store.writer import SnapshotWriter
    number = int(sys.argv[2])
    while True:
        number += 1
        with SnapshotWriter(Path(sys.argv[1]), keep=2) as draft:
            (draft.path / "store").mkdir()
            for name in range(20):
                (draft.path / "store" / str(name)).write_text(f"{number}" * 1000)
            draft.publish(f"{number:012x}")
        print(number, flush=True)
"""


def test_kill_9_at_any_moment_leaves_a_whole_snapshot_served(empty_store: Path):
    number = 0
    publish(empty_store, hash_of(0))
    for round in range(12):
        command = [sys.executable, "-c", textwrap.dedent(BUILDER), str(empty_store), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            time.sleep(0.003 * round)
            builder.send_signal(signal.SIGKILL)
        served = current(empty_store)
        assert served is not None
        number = max(int(snapshot.hash, 16) for snapshot in snapshots(empty_store))
        contents = {(served.store / str(name)).read_text() for name in range(20)}
        assert contents == {f"{int(served.hash, 16)}" * 1000}
    publish(empty_store, hash_of(10**9), keep=1)
    assert sorted(os.listdir(empty_store)) == [".enlace", ".switching", "current", "snapshots"]
    assert len(snapshots(empty_store)) == 2
