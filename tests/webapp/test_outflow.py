"""Long answers go no faster than they are read, and end with their reader."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from webapp import outflow

PIECE = b"x" * 262_144


class Reader:
    """Takes an answer as granian does: opens the path that it is given, and reads, in a thread. most: bytes."""

    def __init__(self, most: int | None = None):
        self._most = most
        self.read = 0
        self.whole = b""
        self._thread: threading.Thread | None = None

    def response_bytes(self, status: int, headers: list, body: bytes) -> None:
        self.whole = body

    def response_file(self, status: int, headers: list, path: str) -> None:
        file = open(path, "rb", buffering=0)  # noqa: SIM115 (the thread closes it)
        self._thread = threading.Thread(target=self._take, args=(file,))
        self._thread.start()

    def _take(self, file) -> None:
        with file:
            while (self._most is None or self.read < self._most) and (piece := file.read(65_536)):
                self.read += len(piece)

    def finish(self) -> None:
        if self._thread:
            self._thread.join(timeout=5)
            assert not self._thread.is_alive()


class Nobody(Reader):
    """Was given a path, and left before it opened it."""

    def response_file(self, status: int, headers: list, path: str) -> None:
        pass


def pieces(count: int) -> tuple[Callable[[], Awaitable[bytes | None]], list[int]]:
    """What gives so many pieces, and a list of those that it gave."""
    given = list[int]()

    async def give() -> bytes | None:
        if len(given) == count:
            return None
        given.append(len(given))
        return PIECE

    return give, given


def send(reader: Reader, count: int) -> list[int]:
    give, given = pieces(count)
    asyncio.run(outflow.send(reader, 200, [], give))
    reader.finish()
    return given


@pytest.mark.parametrize("count", [1, 40])
def test_all_of_an_answer_arrives(count: int):
    reader = Reader()
    send(reader, count)
    assert reader.read == count * len(PIECE)


def test_an_answer_of_nothing_is_sent_as_such():
    reader = Reader()
    send(reader, 0)
    assert reader.read == 0
    assert reader.whole == b""


def test_no_more_is_made_than_is_read_and_it_ends_with_its_reader():
    reader = Reader(most=1_000_000)
    assert len(send(reader, 400)) < 10


def test_who_never_begins_to_read_is_given_up():
    begun = time.monotonic()
    assert len(send(Nobody(), 400)) == 1
    assert time.monotonic() - begun < outflow.BEGIN + 2


def test_who_stops_reading_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outflow, "PATIENCE", 0.5)
    stopped = threading.Event()

    class Stalling(Reader):
        def _take(self, file) -> None:
            with file:
                self.read += len(file.read(65_536))
                stopped.wait(5)

    reader = Stalling()
    give, given = pieces(400)
    begun = time.monotonic()
    asyncio.run(outflow.send(reader, 200, [], give))
    assert time.monotonic() - begun < 3
    assert len(given) < 10
    stopped.set()
    reader.finish()
