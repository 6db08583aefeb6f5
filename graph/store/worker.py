"""One engine process: `python -m graph.store.worker STORE MEGABYTES`, the only place where strangers' queries run.

It opens the store read-only, gives up the network where the system lets it, limits its own memory, and then answers one
question after the other over its pipes (`wire`). It may die of a question at any time; whoever started it kills it when
it takes too long. When that one goes away, so does this: the end of its standard input is its end.
"""

import os
import resource
import sys
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from graph.confinement import address_space, be_the_first_to_go, end_with, leave_the_network
from graph.errors import EnlaceError
from graph.store import wire
from graph.store.answers import evaluate
from graph.store.engine import open_read_only
from graph.store.question import Question

CHUNK = 262_144


class _Frames:
    """A stream whose writes become DATA frames of up to CHUNK bytes."""

    def __init__(self, pipe: IO[bytes]):
        self._pipe, self._waiting, self._size = pipe, list[bytes](), 0

    def write(self, data: bytes) -> int:
        """Keep `data`, and send what makes a whole chunk."""
        self._waiting.append(data)
        self._size += len(data)
        if self._size >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what waits."""
        if self._size:
            wire.write_frame(self._pipe, wire.DATA, b"".join(self._waiting))
            self._waiting, self._size = [], 0


def limit_memory(megabytes: int) -> None:
    """Allow `megabytes` more of address space than this process has now, where the system tells how much that is."""
    if now := address_space():
        limit = now + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def answer(store: Store, question: Question, out: IO[bytes]) -> None:
    """Answer one question on `out`."""
    try:
        result = evaluate(store, question)
        wire.write_frame(out, wire.HEAD, f"{result.form} {result.format.name}".encode())
        frames = _Frames(out)
        result.write(frames)  # type: ignore[arg-type]
        frames.flush()
        wire.write_frame(out, wire.END)
    except EnlaceError as error:
        wire.write_frame(out, wire.FAILED, wire.packed(error))
    out.flush()


def main(folder: Path, megabytes: int) -> None:
    """Serve the store in `folder` until standard input ends."""
    questions, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=CHUNK)
    os.dup2(2, 1)  # nothing that prints may break a frame
    leave_the_network()
    try:
        store = open_read_only(folder)
    except EnlaceError as error:
        wire.write_frame(out, wire.FAILED, wire.packed(error))
        out.flush()
        return
    end_with(questions, lambda: os._exit(0))
    be_the_first_to_go()
    limit_memory(megabytes)
    wire.write_frame(out, wire.READY)
    out.flush()
    while (question := wire.read_question(questions)) is not None:
        answer(store, question, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
