"""Engine processes over one snapshot's store, and the line of questions that wait for them. Lives in one event loop.

A question takes an engine for itself. What exceeds its time is killed by one reaper, what exceeds its memory dies by
itself, and an engine whose asker went away is killed too; all are replaced, and no other question notices. Questions of
our own pages have one engine more than strangers can occupy.
"""

import asyncio
import os
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import EnlaceError, QueryOverBudget, QueryTooLarge, StoreError
from graph.settings import Settings
from graph.store.answer import Answer
from graph.store.process import EngineProcess
from graph.store.question import Question

START_SECONDS = 30.0
STARTING = 3.0  # seconds that a question waits longer while an engine is about to be ready
TICK = 0.05  # seconds between two looks of the reaper, while anything is under way
CLOSING = "el servicio se está cerrando; pruebe de nuevo en unos segundos"
OVERDUE = "la consulta pasó del tiempo que este servicio le da; hágala más específica"
LEFT = "quien preguntaba se fue"


@dataclass(slots=True)
class Waiting:
    """A question in the line. until: loop time after which it waits no more."""

    engine: "asyncio.Future[EngineProcess]"
    until: float


class Asker:
    """Who waits for an answer, so that it can be told that they left."""

    __slots__ = ("waits_for",)

    def __init__(self) -> None:
        self.waits_for: asyncio.Future[Any] | None = None

    def leave(self) -> None:
        """Give the question up: whoever awaits it gets CancelledError, and its engine ends."""
        if self.waits_for is not None:
            self.waits_for.cancel()


class Engines:
    """See the module. All methods are for the thread of `loop`; `close` may also be called when the loop has ended.

    Engines start when they are first needed. `retire` lets questions under way end, and answers late ones with engines
    that do not stay.
    """

    def __init__(self, folder: Path, settings: Settings, loop: asyncio.AbstractEventLoop):
        self.folder, self.settings, self._loop = folder, settings, loop
        self._all: set[EngineProcess] = set()
        self._idle: list[EngineProcess] = []
        self._busy: set[EngineProcess] = set()
        self._starting: set[EngineProcess] = set()
        self.occupied = 0  # engines that strangers occupy
        self._ours: deque[Waiting] = deque()
        self._line: deque[Waiting] = deque()
        self._retired = self._closed = False
        self._reaper: asyncio.TimerHandle | None = None
        self._spooled = 0  # bytes of answers in files that are not closed yet
        self.pid = os.getpid()

    @property
    def pids(self) -> list[int]:
        """The process ids of the engines that run."""
        return [engine.pid for engine in self._all]

    def warm(self) -> None:
        """Start one engine ahead of the first question."""
        if not self._all and not (self._closed or self._retired):
            self._start()

    async def answer(self, question: Question, asker: Asker | None = None) -> Answer:
        """The complete answer to a question; a stranger's waits for one of the engines that strangers may occupy.

        Raises QuerySyntaxError, QueryRefused, FormatError, QueryError; QueryTooLarge for a query or an answer over
        its limit; QueryOverBudget when it passed its time or memory, or no engine came free. When the task that
        awaits it is cancelled, or the asker leaves, its engine ends (CancelledError).
        """
        asker = asker or Asker()
        if not question.trusted:
            self._check(question)
        engine = await self._engine(question.trusted, asker)
        limit = self.settings.query_seconds
        seconds = min(limit, question.seconds) if question.seconds is not None else limit
        try:
            asker.waits_for = engine.ask(question)
            engine.deadline = engine.since + seconds
            return self._kept(await asker.waits_for)
        except asyncio.CancelledError:
            engine.kill(LEFT)
            raise
        finally:
            self._give_back(engine, question.trusted)

    def _check(self, question: Question) -> None:
        """Raises for a stranger's question that need not be asked."""
        length = self.settings.query_length
        if len(question.query) > length or len(question.query) * 4 > length < len(question.query.encode()):
            raise QueryTooLarge(f"la consulta pasa de {length} bytes")
        if self._spooled > self.settings.spool_size * 1_000_000:
            raise QueryOverBudget("se están descargando demasiadas respuestas grandes; pruebe en un momento", 30)

    def _kept(self, answer: Answer) -> Answer:
        """`answer`, its file counted until it is closed."""
        if not answer.in_memory:
            size = answer.size
            self._spooled += size
            answer.when_closed(lambda: self._forget(size))
        return answer

    def _forget(self, size: int) -> None:
        if self._loop.is_running():
            self._loop.call_soon_threadsafe(self._spool_less, size)

    def _spool_less(self, size: int) -> None:
        self._spooled -= size

    async def _engine(self, trusted: bool, asker: Asker) -> EngineProcess:
        """An engine of one's own. Raises QueryOverBudget when none comes free in time, StoreError when none starts."""
        if self._closed:
            raise QueryOverBudget(CLOSING)
        line = self._ours if trusted else self._line
        if not line and self._idle and (trusted or self.occupied < self.settings.engines):
            return self._hand_out(self._idle.pop(), trusted)
        if not trusted and len(line) >= self.settings.queue_length:
            raise self._full()
        waiting = Waiting(self._loop.create_future(), self._loop.time() + self.settings.queue_seconds)
        asker.waits_for = waiting.engine
        line.append(waiting)
        self._dispatch()
        self._watch()
        try:
            return await waiting.engine
        except asyncio.CancelledError:
            if waiting.engine.done() and not waiting.engine.cancelled() and waiting.engine.exception() is None:
                self._give_back(waiting.engine.result(), trusted)
            elif waiting in line:
                line.remove(waiting)
            raise

    def _hand_out(self, engine: EngineProcess, trusted: bool) -> EngineProcess:
        self._busy.add(engine)
        self.occupied += not trusted
        engine.deadline = self._loop.time() + self.settings.query_seconds
        if self._reaper is None:
            self._watch()
        return engine

    def _give_back(self, engine: EngineProcess, trusted: bool) -> None:
        self._busy.discard(engine)
        self.occupied -= not trusted
        if engine.is_ready and not (self._closed or self._retired):
            self._idle.append(engine)
        elif not engine.is_gone and (self._closed or self._retired):
            engine.close()
        if self._ours or self._line:
            self._dispatch()

    def _dispatch(self) -> None:
        """Give idle engines to those who wait, our own pages first; start engines where there may be more."""
        for line, trusted in ((self._ours, True), (self._line, False)):
            while line and (trusted or self.occupied < self.settings.engines):
                if line[0].engine.done():  # its asker left
                    line.popleft()
                elif self._idle:
                    line.popleft().engine.set_result(self._hand_out(self._idle.pop(), trusted))
                else:
                    self._start_for(len(self._ours) + len(self._line))
                    return

    def _start_for(self, wanted: int) -> None:
        """Start engines for `wanted` questions, up to one more than strangers may occupy."""
        room = self.settings.engines + 1 - len(self._all)
        for _ in range(min(room, wanted - len(self._starting))):
            self._start()

    def _start(self) -> None:
        """A new engine. Where none can be started, those who wait are told."""
        try:
            engine = EngineProcess(self.folder, self.settings, self._loop, self._changed)
        except OSError as error:
            self._fail(StoreError(f"no se puede iniciar un motor de consultas: {error.strerror}"))
            return
        engine.deadline = self._loop.time() + START_SECONDS
        self._all.add(engine)
        self._starting.add(engine)
        self._watch()

    def _changed(self, engine: EngineProcess) -> None:
        """An engine became ready, or is gone."""
        was_starting = engine in self._starting
        self._starting.discard(engine)
        if engine.is_gone:
            self._all.discard(engine)
            if engine in self._idle:
                self._idle.remove(engine)
            if was_starting and not self._closed:
                assert engine.error
                self._fail(engine.error)
            elif not (self._closed or self._retired):
                self._start_for(len(self._starting) + 1)  # in its place, ahead of need
        else:
            self._idle.append(engine)
        self._dispatch()
        if self._retired and not (self._ours or self._line):
            self._close_idle()

    def _fail(self, error: EnlaceError) -> None:
        """No engine starts: whoever waits is told, for it would happen again."""
        for line in (self._ours, self._line):
            while line:
                waiting = line.popleft()
                if not waiting.engine.done():
                    waiting.engine.set_exception(error)

    def _full(self) -> QueryOverBudget:
        return QueryOverBudget("hay demasiadas consultas en espera; pruebe de nuevo en un momento")

    def _watch(self) -> None:
        """See to it that the reaper looks."""
        if self._reaper is None and not self._closed:
            self._reaper = self._loop.call_later(TICK, self._reap)

    def _reap(self) -> None:
        """The one reaper: end what is overdue, tell those who waited too long, and come again while there is work."""
        self._reaper, now = None, self._loop.time()
        for engine in [*self._busy, *self._starting]:
            if engine.deadline <= now:
                engine.kill(OVERDUE)
        seconds = self.settings.queue_seconds
        late = now - (STARTING if self._starting else 0)
        for line in (self._ours, self._line):
            while line and (line[0].until <= late or line[0].engine.done()):
                waiting = line.popleft()
                if not waiting.engine.done():
                    sentence = f"todos los motores siguieron ocupados {seconds:g} s; pruebe de nuevo en un momento"
                    waiting.engine.set_exception(QueryOverBudget(sentence))
        if self._busy or self._starting or self._ours or self._line:
            self._watch()

    def retire(self) -> None:
        """Close idle engines now and the others as their questions end. Questions may still come, and are answered."""
        self._retired = True
        self._close_idle()

    def _close_idle(self) -> None:
        idle, self._idle = self._idle, []
        for engine in idle:
            engine.close()

    def close(self) -> None:
        """End every engine; questions under way fail. No process is left when this returns."""
        self._closed = True
        if self._reaper is not None:
            self._reaper.cancel()
        self._fail(QueryOverBudget(CLOSING))
        for engine in self._all:
            engine.kill(CLOSING)
        for engine in list(self._all):
            engine.close()
