"""One engine process as its pool sees it: started, asked, killed, and, when it dies, why."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import graph
from graph.errors import EnlaceError, QueryError, QueryOverBudget, StoreError
from graph.store import wire
from graph.store.question import Question

PACKAGES = str(Path(graph.__file__).resolve().parent.parent)


class EngineProcess:
    """A child running `graph.store.worker`. One question at a time; `kill` may come from another thread.

    folder: the Oxigraph directory. megabytes: memory that a question may take.
    """

    def __init__(self, folder: Path, megabytes: int):
        paths = os.pathsep.join(filter(None, (PACKAGES, os.environ.get("PYTHONPATH"))))
        self._child = subprocess.Popen(
            [sys.executable, "-m", "graph.store.worker", str(folder), str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which then closes the pipe
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert self._child.stdin
        assert self._child.stdout
        self._in, self._out = self._child.stdin, self._child.stdout
        self._ready = False
        self._idle = True
        self._killed_for: str | None = None

    @property
    def pid(self) -> int:
        """The process id."""
        return self._child.pid

    def wait_until_ready(self) -> None:
        """Return when it has opened the store. Raises StoreError when it cannot."""
        if self._ready:
            return
        kind, payload = wire.read_frame(self._out) or (b"", b"")
        if kind == wire.FAILED:
            raise wire.unpacked(payload)
        if kind != wire.READY:
            raise StoreError(f"un motor de consultas no pudo iniciar: {self._last_words()}")
        self._ready = True

    def ask(self, question: Question) -> Iterator[wire.Frame]:
        """The frames of the answer, from HEAD to END.

        Raises the error that the engine tells; QueryOverBudget or QueryError when it dies of the question.
        """
        self._idle = False
        try:
            wire.write_question(self._in, question)
        except OSError:
            raise self._died() from None
        while True:
            frame = wire.read_frame(self._out)
            if frame is None:
                raise self._died()
            self._idle = frame[0] in (wire.END, wire.FAILED)
            if frame[0] == wire.FAILED:
                raise wire.unpacked(frame[1])
            yield frame
            if frame[0] == wire.END:
                return

    def is_usable(self) -> bool:
        """Whether it runs and its last answer was read to the end."""
        return self._ready and self._idle and self._killed_for is None and self.is_alive()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._child.poll() is None

    def kill(self, reason: str) -> None:
        """End it now. reason: the sentence for whoever waits for its answer."""
        self._killed_for = reason
        self._child.kill()

    def wait(self) -> None:
        """Return when it is gone."""
        self._child.wait()

    def close(self) -> None:
        """End it, and leave neither a zombie nor an open pipe."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._in, self._out, self._child.stderr):
            if pipe:
                with contextlib.suppress(OSError):  # what was still to be written to it
                    pipe.close()

    def _died(self) -> EnlaceError:
        """Why it is gone."""
        self._child.kill()  # the pipe broke; whatever is left of it goes too
        code = self._child.wait()
        if self._killed_for is not None:
            return QueryOverBudget(self._killed_for)
        if code == -signal.SIGSEGV:  # the parser is recursive: its stack ended
            return QueryError("la consulta está anidada con demasiada profundidad")
        return QueryOverBudget("la consulta pasó de la memoria que este servicio le da; hágala más específica")

    def _last_words(self) -> str:
        """The end of what it wrote to its standard error. Waits for its end."""
        assert self._child.stderr
        lines = self._child.stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"terminó con {self._child.wait()}"
