"""A file of any format as its records, read by the parser process as a build reads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.records.opening import open_file
from graph.records.record import Record, Rejection
from graph.records.sandbox import Sandbox
from graph.settings import Settings

Opener = Callable[[str, bytes], list[Record | Rejection]]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Settings()) as box:
        yield box


@pytest.fixture
def opened(tmp_path: Path, sandbox: Sandbox) -> Opener:
    """(name, bytes) -> what is in the file; InputError when it cannot be read."""

    def opened(name: str, data: bytes) -> list[Record | Rejection]:
        path = tmp_path / name
        path.write_bytes(data)
        return open_file(data, path, name, name, sandbox)

    return opened


@pytest.fixture
def read(opened: Opener) -> Callable[[str, bytes], Record]:
    """(name, bytes) -> the one record of the file."""

    def read(name: str, data: bytes) -> Record:
        (record,) = opened(name, data)
        assert isinstance(record, Record)
        return record

    return read
