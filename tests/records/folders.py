"""What tests of folders share: writing one from a table of files, and reading it into records and the rest."""

from pathlib import Path

from graph.extract.pipeline import as_json, extract
from graph.extract.register import load_register
from graph.records import read_paths
from graph.records.record import Omission, Record, Rejection
from graph.settings import shipped_data


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files (texts or bytes by name) into a folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def sorted_out(folder: Path) -> tuple[dict[str, Record], list[Rejection], dict[str, str]]:
    """Records by name, rejections, and the reasons of what was passed over by file name, in order of reading."""
    items = list(read_paths([folder]))
    records = {item.name: item for item in items if isinstance(item, Record)}
    rejected = [item for item in items if isinstance(item, Rejection)]
    return records, rejected, {Path(item.file).name: item.reason for item in items if isinstance(item, Omission)}


def records_of(folder: Path) -> dict[str, Record]:
    """Records by name, of a folder in which nothing is rejected."""
    records, rejected, _ = sorted_out(folder)
    assert rejected == []
    return records


def said_by(record: Record) -> dict:
    """What extraction finds in a record, as `enlace extract` prints it."""
    return as_json(record, extract(record, load_register(shipped_data() / "register")))
