"""Files whose parser cannot be trusted are parsed by a child process: one for all files, limited, killed when late.

The child's side is `parsing.py`. It stays warm from file to file, because loading the libraries takes longer than most
files do.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import graph
from graph.errors import InputError
from graph.records.packing import unpacked
from graph.records.parsing import LARGEST_ANSWER, SIZE, memory_reason, time_reason
from graph.records.record import Omission, Record, Rejection
from graph.settings import Settings

_PACKAGES = str(Path(graph.__file__).resolve().parent.parent)
_START_SECONDS = 60.0  # to start Python or to load a library, which no file is to be blamed for
_CHUNK = 1_048_576
# One thread and few arenas: each would take address space that the limit is meant to leave to files.
_FRUGAL = {"MALLOC_ARENA_MAX": "2", "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class _Late(Exception):
    """No answer in time."""


class _Gone(Exception):
    """The child ended without an answer. signal: the one that ended it; 0 when it ended by itself."""

    def __init__(self, signal: int):
        self.signal = signal


class _Child:
    """A process that runs `graph.records.parsing`, with its pipes.

    It leads a session of its own: what it starts (tesseract) goes with it, and Ctrl-C in the terminal is for us.
    """

    def __init__(self, megabytes: int, seconds: float):
        paths = os.pathsep.join(filter(None, (_PACKAGES, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.records.parsing", str(megabytes), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
            env={**os.environ, **_FRUGAL, "PYTHONPATH": paths, "ENLACE_RECORD_SECONDS": f"{seconds:g}"},
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        self._end = weakref.finalize(self, _end, self._process, os.getpid())  # also when nobody closes, and at exit
        self.loaded: set[str] = set()

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer to a request. Raises _Late after `seconds`; _Gone when it has ended or ends."""
        payload = json.dumps(request).encode()
        try:
            self._in.write(SIZE.pack(len(payload)) + payload)
        except OSError:
            raise self._gone() from None
        answer: dict[str, Any] = json.loads(self._read_frame(time.monotonic() + seconds))
        return answer

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it with all that it started; leave neither a zombie nor an open pipe."""
        self._end()

    def _gone(self) -> _Gone:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # its pipe breaks a little before it is gone
        return _Gone(max(0, -(self._process.returncode or 0)))

    def _read_frame(self, deadline: float) -> bytes:
        size = SIZE.unpack(self._read(SIZE.size, deadline))[0]
        if size > LARGEST_ANSWER:
            raise _Gone(0)  # that is none of its answers
        return self._read(size, deadline)

    def _read(self, size: int, deadline: float) -> bytes:
        parts: list[bytes] = []
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        while size:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise _Late
            part = os.read(self._out.fileno(), min(size, _CHUNK))
            if not part:
                raise self._gone()
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """Kill a child with its group, wait for it, close its pipes; in a fork of its owner, do nothing."""
    if os.getpid() != owner:
        return
    if process.returncode is None:  # not yet waited for, so that the number is still its own
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


class Sandbox:
    """Parses files in a child process, which starts with the first one and is replaced when it dies of a file.

    For one thread; each that reads has its own. settings: record_seconds (for the parse of a file), record_memory (MB
    above what the parsers themselves take).
    """

    def __init__(self, settings: Settings):
        self._seconds, self._megabytes = settings.record_seconds, settings.record_memory
        self._child: _Child | None = None

    def parse(self, format: str, path: Path, file: str, **options: str) -> dict[str, Any]:
        """What `graph.records.formats.<format>.parse(bytes, **options)` makes of the file at `path`.

        file: how messages call it. Raises InputError: what the parser says, or that it passed its time or memory.
        """
        made: dict[str, Any] = self._made(format, path, file, {"options": options})
        return made

    def read(
        self, format: str, path: Path, file: str, name: str, digest: str, **options: str
    ) -> list[Record | Rejection | Omission]:
        """The records (`contents.made_records`) of what `parse` makes of a file, which come about in the child too.

        name, digest: of the record. Raises InputError as `parse`.
        """
        record = {"file": file, "name": name, "digest": digest}
        return unpacked(self._made(format, path, file, {"options": options, "record": record}))

    def close(self) -> None:
        """End the child. The next file would start another."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _made(self, format: str, path: Path, file: str, wanted: dict[str, Any]) -> Any:
        request = {"format": format, "path": os.fsencode(path).decode("utf-8", "surrogateescape"), **wanted}
        try:
            answer = self._answer(format, request)
        except _Late:
            raise InputError(time_reason(self._seconds), file) from None
        except _Gone as gone:
            raise InputError(self._cause(gone.signal), file) from None
        except InputError as error:
            raise InputError(error.reason, file) from None
        if "reason" in answer:
            raise InputError(answer["reason"], file, answer.get("line"))
        return answer["made"]

    def _answer(self, format: str, request: dict[str, Any]) -> dict[str, Any]:
        """The child's answer. One that was killed from outside, perhaps while it waited for us, is asked again."""
        for attempt in (1, 2):
            try:
                child = self._ready(format)
                answer = child.ask(request, self._seconds)
                if answer.get("last"):
                    self.close()
                return answer
            except _Gone as gone:
                self.close()
                if attempt == 2 or gone.signal not in (signal.SIGKILL, signal.SIGTERM):
                    raise
            except BaseException:  # after Ctrl-C too: its answer, when it comes, would be taken for the next file's
                self.close()
                raise
        raise AssertionError("a second attempt returns or raises")

    def _ready(self, format: str) -> _Child:
        """A child that runs and has loaded the format's parser. Raises InputError when there is none to be had."""
        if self._child is None or not self._child.is_alive():
            self.close()
            self._child = _Child(self._megabytes, self._seconds)
        if format not in self._child.loaded:
            try:
                answer = self._child.ask({"format": format}, _START_SECONDS)
            except (_Late, _Gone):
                answer = {"reason": "el lector de archivos no pudo iniciar; revise la instalación de Enlace"}
            if "reason" in answer:
                raise InputError(answer["reason"])
            self._child.loaded.add(format)
        return self._child

    def _cause(self, ended_by: int) -> str:
        """Why a child may have died of a file."""
        if ended_by in (signal.SIGKILL, signal.SIGABRT):  # the system's memory ended, or a C++ library's
            return memory_reason(self._megabytes)
        if ended_by == signal.SIGXCPU:
            return time_reason(self._seconds)
        return "está dañado o anida demasiados niveles, y su lector no pudo con él; ábralo y guárdelo de nuevo"
