"""Long answers, sent no faster than the client reads them.

Granian takes what it is given into memory, however slowly the client reads; but it reads a file only as far as the
client has read. So a long answer goes through a pipe, which it takes for a file. Whoever does not read is given up.

Source: pipe(7); https://github.com/emmett-framework/granian/issues/885.
"""

import array
import asyncio
import contextlib
import fcntl
import os
import termios
from collections.abc import Awaitable, Callable
from typing import Any

PATIENCE = 60.0  # seconds in which a client must have read a piece
BEGIN = 3.0  # seconds in which granian begins to read; else the client left before it could
LOOK = 0.01  # seconds between two looks whether a pipe is being read

NextPiece = Callable[[], Awaitable[bytes | None]]


async def send(protocol: Any, status: int, headers: list[tuple[str, str]], next_piece: NextPiece) -> None:
    """Answer with what `next_piece` gives until it gives nothing. Returns when all was read, or the client is gone.

    An answer that is given up ends before its Content-Length, which every client notices.
    """
    piece = await next_piece()
    if not piece:
        protocol.response_bytes(status, headers, b"")
        return
    pipe = _Pipe(asyncio.get_running_loop())
    try:
        protocol.response_file(status, headers, pipe.path)
        while piece:
            async with asyncio.timeout(PATIENCE):
                await pipe.write(piece)
            piece = await next_piece()
        async with asyncio.timeout(BEGIN):
            await pipe.is_read()
    except (BrokenPipeError, TimeoutError):
        pass
    finally:
        pipe.close()


class _Pipe:
    """A pipe that somebody else is going to open by `path`. It keeps an end for them until they have begun to read."""

    def __init__(self, loop: asyncio.AbstractEventLoop):
        self._loop = loop
        self._end, self._sink = os.pipe()
        os.set_blocking(self._sink, False)
        self._written = 0

    @property
    def path(self) -> str:
        return f"/dev/fd/{self._end}"

    async def write(self, piece: bytes) -> None:
        """All of `piece`. Raises BrokenPipeError when nobody reads any more."""
        rest = memoryview(piece)
        while rest:
            try:
                written = os.write(self._sink, rest)
                rest, self._written = rest[written:], self._written + written
            except BlockingIOError:
                await self._room()
                self._leave_end()

    async def is_read(self) -> None:
        """Wait until somebody has begun to read."""
        waiting = array.array("i", [0])
        while self._end >= 0:
            fcntl.ioctl(self._end, termios.FIONREAD, waiting)
            if waiting[0] < self._written:
                self._leave_end()
            else:
                await asyncio.sleep(LOOK)

    async def _room(self) -> None:
        """Wait until the pipe takes more, as it does when some of it was read."""
        room = self._loop.create_future()
        self._loop.add_writer(self._sink, _tell, room)
        try:
            async with asyncio.timeout(BEGIN if self._end >= 0 else None):
                await room
        finally:
            self._loop.remove_writer(self._sink)

    def _leave_end(self) -> None:
        if self._end >= 0:
            os.close(self._end)
            self._end = -1

    def close(self) -> None:
        """No more will come."""
        self._leave_end()
        with contextlib.suppress(OSError):
            os.close(self._sink)


def _tell(room: "asyncio.Future[None]") -> None:
    if not room.done():
        room.set_result(None)
