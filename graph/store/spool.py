"""Where an engine writes an answer: small ones in memory, larger ones in a file without a name, compressed on the way.

An answer is whole before any of it is sent. It is measured while it is written, and one that passes the limit ends
there. A file without a name leaves nothing behind, however its writer ends.
"""

import tempfile
import zlib
from collections.abc import Callable
from typing import IO, Any

import zstandard

from graph.errors import QueryTooLarge
from graph.store.wire import INLINE

WORTH_IT = 1_000  # bytes below which nothing is compressed
CHUNK = 262_144  # bytes that are written to a file at once
GZIP, GZIP_LEVEL, ZSTD_LEVEL = 16 + zlib.MAX_WBITS, 1, 1
MEGABYTE = 1_000_000

ROW_MARKS = {"json": b'}},{"', "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}
"""What stands once between two rows (json) or once in each line. A literal cannot hold it, but for a line feed in CSV.
"""


class Spool:
    """A stream that keeps what is written. limit: most bytes, uncompressed. encoding: gzip, zstd or None.

    mark: bytes to be counted, or None.
    """

    def __init__(self, limit: int, encoding: str | None = None, mark: bytes | None = None):
        self._limit, self._encoding, self._mark = limit, encoding, mark
        self._compressor: Any = None
        self._parts: list[bytes] = []
        self._held = 0  # bytes in _parts
        self._tail = b""
        self.file: IO[bytes] | None = None
        self.size = self.marks = self._written = 0

    def write(self, data: bytes) -> int:
        """Keep `data`. Raises QueryTooLarge past the limit, OSError when the disk is full."""
        self.size += len(data)
        if self.size > self._limit:
            raise QueryTooLarge(f"la respuesta pasa de {self._limit // MEGABYTE} MB; pida menos con LIMIT y OFFSET")
        if self._mark:
            self._count(data)
        if self._compressor is None and self._encoding and self.size > WORTH_IT:
            self._start_compressing()
        self._keep(self._compressor.compress(data) if self._compressor else data)
        return len(data)

    def flush(self) -> None:
        """Nothing: what is kept needs no flush."""

    def finish(self) -> bytes:
        """End the answer. Returns its bytes where they are few; else they are in `file`."""
        if self._compressor:
            self._keep(self._compressor.flush())
        if self.file is None:
            return b"".join(self._parts)
        self._spill()
        return b""

    @property
    def encoding(self) -> str | None:
        """How it is compressed, if it is."""
        return self._encoding if self._compressor else None

    @property
    def length(self) -> int:
        """Bytes as they will be sent."""
        return self._written + self._held

    def close(self) -> None:
        """Give up the file."""
        if self.file is not None:
            self.file.close()

    def _keep(self, data: bytes) -> None:
        self._parts.append(data)
        self._held += len(data)
        if self._held > (CHUNK if self.file else INLINE):
            self._spill()

    def _spill(self) -> None:
        if self.file is None:
            self.file = tempfile.TemporaryFile(buffering=0, prefix="enlace-")  # noqa: SIM115 (the answer owns it)
        whole = memoryview(b"".join(self._parts))
        while whole:
            whole = whole[self.file.write(whole) :]
        self._written += self._held
        self._parts, self._held = [], 0

    def _start_compressing(self) -> None:
        make: dict[str | None, Callable[[], Any]] = {
            "gzip": lambda: zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP),
            "zstd": lambda: zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj(),
        }
        self._compressor = make[self._encoding]()
        before, self._parts, self._held = b"".join(self._parts), [], 0
        self._keep(self._compressor.compress(before))

    def _count(self, data: bytes) -> None:
        """Count the marks, also one that lies across two writes."""
        assert self._mark
        text = self._tail + data
        self.marks += text.count(self._mark)
        keep = len(self._mark) - 1
        self._tail = text[len(text) - keep :] if keep else b""
