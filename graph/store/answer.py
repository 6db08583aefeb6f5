"""A complete answer, in memory or in a file without a name, to be sent once and closed."""

from collections.abc import Callable, Iterator
from typing import IO

from graph.store.formats import Format
from graph.store.wire import FORMATS, About

CHUNK = 262_144


class Answer:
    """A complete answer. form: bindings | boolean | graph. size: bytes as they are sent. encoding: how they are
    compressed, if they are. rows: of a SELECT, where they were counted. seconds: that it took its engine. To be closed.
    """

    __slots__ = ("_body", "_closed", "_file", "encoding", "form", "format", "rows", "seconds", "size")

    def __init__(self, about: About, body: bytes, file: IO[bytes] | None = None):
        self.form, self.format = about.form, FORMATS[about.format]
        self.size, self.encoding, self.rows = about.size, about.encoding, about.rows
        self.seconds = 0.0
        self._body, self._file = body, file
        self._closed: Callable[[], object] | None = None

    form: str
    format: Format

    @property
    def in_memory(self) -> bool:
        """Whether it needs no file."""
        return self._file is None

    def chunks(self) -> Iterator[bytes]:
        """The bytes, from the beginning."""
        if self._file is None:
            yield self._body
            return
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk

    def read(self) -> bytes:
        """All bytes at once; for answers of known small size."""
        return self._body if self._file is None else b"".join(self.chunks())

    def when_closed(self, call: Callable[[], object]) -> None:
        """Call `call` when the answer is closed, from whichever thread closes it."""
        self._closed = call

    def close(self) -> None:
        """Give up the space it takes."""
        if self._file is not None:
            self._file.close()
        if self._closed is not None:
            self._closed()
            self._closed = None
