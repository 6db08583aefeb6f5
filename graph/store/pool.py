"""Engines for the web, from any thread: child processes over one snapshot's store that a question may cost.

The engines themselves live in an event loop (`engines.Engines`): the web server's where there is one, which asks them
without a thread in between, else one in the background.
"""

import asyncio
import atexit
import os
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import lru_cache
from pathlib import Path

from graph.errors import QueryOverBudget
from graph.settings import Settings
from graph.store.answer import Answer
from graph.store.answers import rows_of
from graph.store.binding import Value, bind
from graph.store.engines import LEFT, Engines
from graph.store.question import Question


@lru_cache(maxsize=1)
def _background(pid: int) -> asyncio.AbstractEventLoop:
    """The event loop of the process `pid`, in a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="engines", daemon=True).start()
    return loop


class EnginePool:
    """Engine processes over the store in `folder`, safe to use from many threads.

    loop: the event loop in which they live; None for one in the background. `ask` is for that loop, everything else
    for any other thread. `close` ends the engines at once; `retire` lets questions under way end.
    """

    def __init__(self, folder: Path, settings: Settings, loop: asyncio.AbstractEventLoop | None = None):
        self.folder, self.settings = folder, settings
        self._loop = loop or _background(os.getpid())
        self._engines = Engines(folder, settings, self._loop)
        self.ask = self._engines.answer
        _open_pools.add(self)

    @property
    def owner(self) -> int:
        """The process that made it."""
        return self._engines.pid

    @property
    def pids(self) -> list[int]:
        """The process ids of the engines that run."""
        return self._engines.pids

    @property
    def occupied(self) -> int:
        """How many engines strangers occupy now."""
        return self._engines.occupied

    def warm(self) -> None:
        """Start one engine ahead of the first question. May be called from any thread."""
        self._loop.call_soon_threadsafe(self._engines.warm)

    def rows(self, query: str, **bindings: Value) -> list[dict[str, str]]:
        """The rows of a trusted SELECT (see `engine.Engine.rows`)."""
        answer = self.answer(Question(bind(query, bindings), trusted=True))
        try:
            return rows_of(answer.read())
        finally:
            answer.close()

    def answer(self, question: Question, leaving: "Future[None] | None" = None) -> Answer:
        """The complete answer to a question (see `Engines.answer`); this thread waits for it.

        leaving: done when the asker leaves, which ends the question (QueryOverBudget) and frees its engine.
        """
        found = asyncio.run_coroutine_threadsafe(self._engines.answer(question), self._loop)
        if leaving is not None:
            leaving.add_done_callback(lambda _: found.cancel())
        try:
            return found.result()
        except CancelledError:
            raise QueryOverBudget(LEFT) from None

    def retire(self) -> None:
        """Close idle engines now and the others as their questions end. Questions may still come, and are answered."""
        self._in_loop(self._engines.retire)

    def close(self) -> None:
        """End every engine; questions under way fail. No process is left when this returns."""
        self._in_loop(self._engines.close)

    def _in_loop(self, call: Callable[[], None]) -> None:
        """`call` in the thread of the loop, and wait; here, where that is this thread or its loop has ended."""
        if not self._loop.is_running() or _runs_here(self._loop):
            call()
            return
        done = threading.Event()

        def run() -> None:
            try:
                call()
            finally:
                done.set()

        self._loop.call_soon_threadsafe(run)
        done.wait()


def _runs_here(loop: asyncio.AbstractEventLoop) -> bool:
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False


_open_pools: weakref.WeakSet[EnginePool] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """No engine outlives the interpreter, also where nobody called `close`. A fork leaves its parent's alone."""
    for pool in list(_open_pools):
        if pool.owner == os.getpid():
            pool.close()
