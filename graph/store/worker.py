"""One engine process: `python -m graph.store.worker`, started and asked by its pool (`process`).

It gives up the network where the system lets it (unless some endpoint is allowed to SERVICE), opens the store
read-only, limits its own memory, and then answers one question after the other over its socket (`wire`). When its pool
goes away, so does this: the other end of the socket is its end.

Most of the time that it takes to start is spent on imports. These are made in a thread that leaves the processor to
others, so that a client whose queries end engines does not slow everybody down by the starting of new ones.
"""

import contextlib
import json
import os
import socket
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from graph.confinement import be_the_first_to_go, end_with, leave_the_network
from graph.store.shifts import Shifts, block_alarms

if TYPE_CHECKING:
    from graph.store.work import Worker

BEHIND = 10  # the priority of what starts: behind quick questions, before long ones


def opened(folder: Path, out: socket.socket, limits: dict[str, Any]) -> "Worker | None":
    """A worker over the store in `folder`; None where there is none, which is told on `out`."""
    made: list[Worker] = []

    def make() -> None:
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)
        from graph.errors import EnlaceError
        from graph.store import wire
        from graph.store.engine import open_read_only
        from graph.store.work import Worker

        try:
            made.append(Worker(open_read_only(folder), frozenset(limits["endpoints"]), limits["answer"]))
        except EnlaceError as error:
            out.sendall(wire.frame(wire.FAILED, wire.packed(error)))

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    return made[0] if made else None


def main(folder: Path, socket_fd: int, limits: dict[str, Any]) -> None:
    """Serve the store in `folder` until the other end of the socket is closed.

    limits: "memory" and "answer" in MB, "endpoints" that SERVICE may ask, "base" of relative IRIs.
    """
    block_alarms()
    out = socket.socket(fileno=socket_fd)
    if not limits["endpoints"]:
        leave_the_network()
    worker = opened(folder, out, limits)
    if worker is None:
        return
    from graph.store import wire
    from graph.store.work import limit_memory

    questions = cast(IO[bytes], out.makefile("rb", 65536))
    end_with(questions, lambda: os._exit(0))
    be_the_first_to_go()
    limit_memory(limits["memory"])

    def answer_one(shifts: Shifts) -> bool:
        question = wire.read_question(questions, limits["base"])
        if question is not None:
            shifts.begin()
            worker.answer(question, out)
        return question is not None

    out.sendall(wire.frame(wire.READY))
    Shifts(answer_one).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3]))
