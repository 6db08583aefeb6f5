"""One thread that ends what takes too long: it keeps the deadline of every question under way and kills its engine."""

import threading
import time
from typing import Protocol

OVERDUE = "la consulta pasó del tiempo que este servicio le da; hágala más específica"


class Killable(Protocol):
    """What can be ended from another thread."""

    def kill(self, reason: str) -> None:
        """End it now. reason: the sentence for whoever waits for it."""


class Reaper:
    """Deadlines of processes. The thread starts with the first one and ends with `close`."""

    def __init__(self) -> None:
        self._deadlines: dict[Killable, float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def watch(self, process: Killable, seconds: float) -> None:
        """Kill `process` after `seconds`, unless `release` comes before."""
        with self._changed:
            self._deadlines[process] = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="reaper", daemon=True)
                self._thread.start()
            self._changed.notify()

    def release(self, process: Killable) -> None:
        """Forget `process`. After this returns it will not be killed any more."""
        with self._changed:
            self._deadlines.pop(process, None)

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                for process in [one for one, deadline in self._deadlines.items() if deadline <= now]:
                    del self._deadlines[process]
                    process.kill(OVERDUE)
                earliest = min(self._deadlines.values(), default=None)
                self._changed.wait(None if earliest is None else max(0.0, earliest - now))
