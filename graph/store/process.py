"""One engine process as its pool sees it: started, asked, killed, and, when it dies, why. Lives in one event loop."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import graph
from graph.errors import EnlaceError, QueryError, QueryOverBudget, StoreError
from graph.settings import Settings
from graph.store import wire
from graph.store.answer import Answer
from graph.store.question import Question

PACKAGES = str(Path(graph.__file__).resolve().parent.parent)
RECEIVE = 262_144  # bytes
MEMORY = {
    "MALLOC_ARENA_MAX": "1",  # threads share what they may take
    # blocks of a store come and go by the thousand: kept at hand and in large pages they cost a fifth less processor
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000:glibc.malloc.hugetlb=1",
}
"""How the C library of an engine manages memory; other libraries pass over it."""
LOOK = 0.002  # seconds between two looks whether it has ended
_ONE_FILE = socket.CMSG_LEN(4)


class EngineProcess:
    """A child running `graph.store.worker`. One question at a time.

    folder: the Oxigraph directory. changed: called with the engine when it became ready, and when it is gone. All
    methods are for the thread of `loop`. Raises OSError when no process can be started.

    For its pool: since and deadline, loop times of its question; by_stranger, who occupies it; is_kept, whether it is
    not set back; set_back, whether it was killed so that its question begins again later.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        loop: asyncio.AbstractEventLoop,
        changed: Callable[["EngineProcess"], None],
    ):
        self._loop, self._changed = loop, changed
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._child = _child(folder, settings, theirs.fileno())
        self._socket.setblocking(False)
        loop.add_reader(self._socket.fileno(), self._readable)
        self._received, self._unsent = bytearray(), memoryview(b"")
        self._file: int | None = None
        self._asked: asyncio.Future[Answer] | None = None
        self._killed_for: str | None = None
        self._ready = self._gone = False
        self.error: EnlaceError | None = None
        self.since = loop.time()
        self.deadline = 0.0
        self.by_stranger = self.is_kept = self.set_back = False

    @property
    def pid(self) -> int:
        """The process id."""
        return self._child.pid

    @property
    def is_ready(self) -> bool:
        """Whether it opened the store and can be asked."""
        return self._ready and not self._gone and self._killed_for is None

    @property
    def is_gone(self) -> bool:
        """Whether it ended; `error` says why."""
        return self._gone

    def ask(self, question: Question) -> "asyncio.Future[Answer]":
        """The answer to come; or the error that the engine tells, QueryOverBudget or QueryError when it dies of it."""
        assert self._asked is None
        self._asked = answer = self._loop.create_future()
        self.since = self._loop.time()
        self._send(wire.packed_question(question))
        return answer

    def kill(self, reason: str) -> None:
        """End it now. reason: the sentence for whoever waits for its answer, who is told at once."""
        self._killed_for = self._killed_for or reason
        self._child.kill()
        self._settle(QueryOverBudget(self._killed_for))

    def close(self) -> None:
        """End it, and leave neither a zombie nor an open file. Whoever waits for its answer is told why."""
        self._child.kill()
        self._end()

    def _send(self, data: bytes) -> None:
        """Send `data`: at once where the socket takes it, the rest as it does."""
        try:
            sent = self._socket.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # it is gone, which the reader learns too
        if sent < len(data):
            self._unsent = memoryview(data)[sent:]
            self._loop.add_writer(self._socket.fileno(), self._writable)

    def _writable(self) -> None:
        try:
            self._unsent = self._unsent[self._socket.send(self._unsent) :]
        except BlockingIOError:
            return
        except OSError:
            self._unsent = memoryview(b"")
        if not self._unsent:
            self._loop.remove_writer(self._socket.fileno())

    def _readable(self) -> None:
        try:
            data, ancillary, _, _ = self._socket.recvmsg(RECEIVE, _ONE_FILE)
        except BlockingIOError:
            return
        except OSError:
            data, ancillary = b"", []
        for _, kind, content in ancillary:
            if kind == socket.SCM_RIGHTS:
                self._file = int.from_bytes(content[:4], sys.byteorder)
        if not data:
            self._loop.remove_reader(self._socket.fileno())
            self._child.kill()
            self._see_it_end()
            return
        self._received += data
        head = wire.FRAME.size
        while len(self._received) >= head:
            kind, size = wire.FRAME.unpack_from(self._received)
            if len(self._received) < head + size:
                return
            payload = bytes(memoryview(self._received)[head : head + size])
            del self._received[: head + size]
            self._take(kind, payload)

    def _take(self, kind: bytes, payload: bytes) -> None:
        """One frame."""
        if kind == wire.READY:
            self._ready = True
            self._changed(self)
        elif self._asked is None:  # it could not open the store
            self.error = wire.unpacked(payload)
        elif kind == wire.FAILED:
            self._settle(wire.unpacked(payload))
        else:
            about, body = wire.unpacked_about(payload)
            self._settle(Answer(about, body, self._taken_file() if kind == wire.FILE else None))

    def _taken_file(self) -> IO[bytes]:
        """The file that came with the answer."""
        assert self._file is not None
        file, self._file = os.fdopen(self._file, "rb", buffering=0), None
        return file

    def _settle(self, outcome: Answer | EnlaceError) -> None:
        asked, self._asked = self._asked, None
        if asked is None or asked.done():
            if isinstance(outcome, Answer):
                outcome.close()
        elif isinstance(outcome, Answer):
            outcome.seconds = self._loop.time() - self.since
            asked.set_result(outcome)
        else:
            asked.set_exception(outcome)

    def _see_it_end(self) -> None:
        """Its sockets are closed. The last bit of its way, at its low priority, takes a moment: others do not wait."""
        if not self._gone and self._child.poll() is None:
            self._loop.call_later(LOOK, self._see_it_end)
        else:
            self._end()

    def _end(self) -> None:
        """It is gone: close what is left, tell who waits, and the pool."""
        if self._gone:
            return
        self._gone = True
        self._loop.remove_reader(self._socket.fileno())
        self._loop.remove_writer(self._socket.fileno())
        self._socket.close()
        if self._file is not None:
            os.close(self._file)
        self._child.kill()
        self.error = self.error or self._died()
        if self._child.stderr:
            self._child.stderr.close()
        if self._asked is not None:
            self._settle(self.error)
        self._changed(self)

    def _died(self) -> EnlaceError:
        """Why it is gone."""
        code = self._child.wait()
        if self._killed_for is not None:
            return QueryOverBudget(self._killed_for)
        if not self._ready:
            return StoreError(f"un motor de consultas no pudo iniciar: {self._last_words(code)}")
        if code == -signal.SIGSEGV:  # the parser is recursive: its stack ended
            return QueryError("la consulta tiene demasiadas partes, o está anidada con demasiada profundidad")
        return QueryOverBudget("la consulta pasó de la memoria que este servicio le da; hágala más específica")

    def _last_words(self, code: int) -> str:
        """The end of what it wrote to its standard error."""
        assert self._child.stderr
        lines = self._child.stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"terminó con {code}"


def _child(folder: Path, settings: Settings, socket_fd: int) -> "subprocess.Popen[bytes]":
    """The process, with its end of the socket."""
    paths = os.pathsep.join(filter(None, (PACKAGES, os.environ.get("PYTHONPATH"))))
    limits = {
        "memory": settings.query_memory,
        "answer": settings.answer_size,
        "endpoints": settings.endpoints,
        "base": settings.base_iri,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "graph.store.worker", str(folder), str(socket_fd), json.dumps(limits)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=(socket_fd,),
        process_group=0,  # Ctrl-C in the terminal is for the server; one session, within which priorities count
        env={**os.environ, "PYTHONPATH": paths, **MEMORY},
    )
