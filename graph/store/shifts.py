"""Threads of an engine that answer one question after the other, one at a time: who takes long leaves the processor.

A thread that has worked on one question for a while gets the lowest priority, so that what is asked of other engines in
the meantime is answered as if nobody else were there. A priority that was given up does not come back without
privileges, and whom a thread starts has its priority: so the main thread, which does nothing else, watches, and starts
a new one for the next question. Where priorities are not those of threads (not Linux), none is lowered.
"""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

LONG = 0.02  # seconds of a question, from which on others come first
LOWEST = 19
STACK = 8 * 1024 * 1024  # bytes; a nested query takes much, and some systems give a thread little


def block_alarms() -> None:
    """Keep alarms for `Shifts`. To be called before any thread starts."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})


class Shifts:
    """answer_one: reads and answers one question; False at the end, with which the process ends."""

    def __init__(self, answer_one: Callable[["Shifts"], bool]):
        self._answer_one = answer_one
        self._lock = threading.Lock()
        self._thread = 0  # that is at work on a question; 0: nobody
        self._lowered = False

    def run(self) -> NoReturn:
        """Work, and watch. For the main thread."""
        threading.stack_size(STACK)
        self._relieve()
        while True:
            signal.sigwait({signal.SIGALRM})
            with self._lock:
                if self._thread:
                    self._lower()
                elif self._lowered:
                    self._relieve()

    def _lower(self) -> None:
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._thread, LOWEST)
        self._lowered = True

    def begin(self) -> None:
        """A question came."""
        self._thread = threading.get_native_id()
        signal.setitimer(signal.ITIMER_REAL, LONG)

    def _relieve(self) -> None:
        self._lowered = False
        threading.Thread(target=self._work, name="shift", daemon=True).start()

    def _work(self) -> None:
        """One thread's shift. Whatever it does not expect is the end of the process, which its pool replaces."""
        try:
            while not self._lowered:
                more = self._answer_one(self)
                signal.setitimer(signal.ITIMER_REAL, 0)
                with self._lock:
                    self._thread = 0
                if not more:
                    os._exit(0)
            os.kill(os.getpid(), signal.SIGALRM)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
