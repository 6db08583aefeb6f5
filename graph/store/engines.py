"""Engine processes over one snapshot's store, and the lines of questions that wait for them. Lives in one event loop.

A question takes an engine for itself. What exceeds its time is killed by one reaper, what exceeds its memory dies by
itself, and an engine whose asker went away is killed too; all are replaced, and no other question notices. Questions of
our own pages have one engine more than strangers can occupy.

Quick questions do not wait for long ones. When strangers occupy every engine that they may, half of the engines are for
questions that just came: of the long ones beyond that, the youngest is set back, to begin again when others have ended.
"""

import asyncio
import os
from pathlib import Path

from graph.errors import EnlaceError, QueryOverBudget, QueryTooLarge, ServiceBusy, StoreError
from graph.settings import Settings
from graph.store.answer import Answer
from graph.store.line import Asker, Line, Waiting
from graph.store.process import EngineProcess
from graph.store.question import Question

START_SECONDS = 30.0
STARTING = 3.0  # seconds that a question waits longer while an engine is about to be ready
LONG = 0.25  # seconds of a question, from which on it may be set back
GRACE = 1.0  # seconds that a question may take, its waiting included, beyond the time for its evaluation
TICK = 0.05  # seconds between two looks of the reaper, while anything is under way
CLOSING = "el servicio se está cerrando; pruebe de nuevo en unos segundos"
OVERDUE = "la consulta pasó del tiempo que este servicio le da; hágala más específica"
LEFT = "quien preguntaba se fue"
SET_BACK = "otras consultas largas estaban antes; pruebe de nuevo en un momento"


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
        self._ours, self._line, self._long = Line(), Line(), Line()  # _long: of strangers who were set back
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
        its limit; QueryOverBudget when it passed its time or memory; ServiceBusy when no engine came free. When the
        task that awaits it is cancelled, or the asker leaves, its engine ends (CancelledError).
        """
        asker, arrived = asker or Asker(), self._loop.time()
        if not question.trusted:
            self._check(question)
        line = self._ours if question.trusted else self._line
        while True:
            try:
                engine = await self._engine(line, asker, arrived + self._seconds(question) + GRACE)
            except ServiceBusy:
                if line is self._long:  # it had an engine, and took long
                    raise QueryOverBudget(SET_BACK) from None
                raise
            try:
                return await self._asked(engine, question, asker, arrived)
            except QueryOverBudget:
                if not engine.set_back:
                    raise
            finally:
                self._give_back(engine)
            line = self._long

    async def _asked(self, engine: EngineProcess, question: Question, asker: Asker, arrived: float) -> Answer:
        """The answer of `engine`, which has until the question's time is over, waiting included but for GRACE."""
        try:
            asker.waits_for = engine.ask(question)
            seconds = self._seconds(question)
            engine.deadline = min(engine.since + seconds, arrived + seconds + GRACE)
            return self._kept(await asker.waits_for)
        except asyncio.CancelledError:
            engine.kill(LEFT)
            raise

    def _seconds(self, question: Question) -> float:
        """How long a question may take."""
        limit = self.settings.query_seconds
        return min(limit, question.seconds) if question.seconds is not None else limit

    def _check(self, question: Question) -> None:
        """Raises for a stranger's question that need not be asked."""
        length = self.settings.query_length
        if len(question.query.encode(errors="replace")) > length:
            raise QueryTooLarge(f"la consulta pasa de {length} bytes")

    def _kept(self, answer: Answer) -> Answer:
        """`answer`, its file counted until it is closed. Raises ServiceBusy when there are too many files."""
        if not answer.in_memory:
            size = answer.size
            if self._spooled + size > self.settings.spool_size * 1_000_000:
                answer.close()
                raise ServiceBusy("se están descargando demasiadas respuestas grandes; pruebe en un momento", 30)
            self._spooled += size
            answer.when_closed(lambda: self._forget(size))
        return answer

    def _forget(self, size: int) -> None:
        if self._loop.is_running():
            self._loop.call_soon_threadsafe(self._spool_less, size)

    def _spool_less(self, size: int) -> None:
        self._spooled -= size

    async def _engine(self, line: Line, asker: Asker, latest: float) -> EngineProcess:
        """An engine of one's own. latest: loop time until which it is of use.

        Raises ServiceBusy when none comes free in time, StoreError when none starts.
        """
        if self._closed:
            raise ServiceBusy(CLOSING)
        if not line and self._idle and self._may_have(line):
            return self._hand_out(line)
        if line is self._line and len(line) >= self.settings.queue_length:
            raise ServiceBusy("hay demasiadas consultas en espera; pruebe de nuevo en un momento")
        now = self._loop.time()
        waiting = Waiting(self._loop.create_future(), now, min(now + self.settings.queue_seconds, latest))
        asker.waits_for = waiting.engine
        line.join(waiting)
        self._dispatch()
        self._watch()
        try:
            return await waiting.engine
        except asyncio.CancelledError:
            if waiting.engine.done() and not waiting.engine.cancelled() and waiting.engine.exception() is None:
                self._give_back(waiting.engine.result())
            else:
                line.leave(waiting)
            raise

    def _may_have(self, line: Line) -> bool:
        """Whether who waits in `line` may occupy an engine now."""
        if line is self._ours:
            return True
        if line is self._long and len(self._long_ones()) >= self._most_long:
            return False
        return self.occupied < self.settings.engines

    @property
    def _most_long(self) -> int:
        """Engines that long questions may keep when others wait."""
        return max(1, self.settings.engines // 2)

    def _long_ones(self) -> list[EngineProcess]:
        """The engines that strangers have occupied for long, or whose question was set back once and is not again."""
        since = self._loop.time() - LONG
        return [one for one in self._busy if one.by_stranger and (one.is_kept or one.since <= since)]

    def _hand_out(self, line: Line) -> EngineProcess:
        """An idle engine, for the first of `line`."""
        engine = self._idle.pop()
        self._busy.add(engine)
        engine.by_stranger, engine.is_kept = line is not self._ours, line is self._long
        self.occupied += engine.by_stranger
        engine.since = self._loop.time()
        engine.deadline = engine.since + self.settings.query_seconds
        if not self._idle and not (self._closed or self._retired):
            self._start_for(1)  # ahead of need
        self._watch()
        return engine

    def _give_back(self, engine: EngineProcess) -> None:
        self._busy.discard(engine)
        self.occupied -= engine.by_stranger
        if engine.is_ready and not (self._closed or self._retired):
            self._idle.append(engine)
        elif not engine.is_gone and (self._closed or self._retired):
            engine.close()
        self._dispatch()

    def _dispatch(self) -> None:
        """Give idle engines to those who wait, our own pages first; start engines where there may be more."""
        for line in (self._ours, self._line, self._long):
            while line and self._may_have(line):
                if not self._idle:
                    self._start_for(len(self._ours) + len(self._line) + len(self._long))
                    return
                line.serve(self._hand_out(line))

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
        if self._retired and not self._is_awaited:
            self._close_idle()

    @property
    def _is_awaited(self) -> bool:
        return bool(self._ours or self._line or self._long)

    def _fail(self, error: EnlaceError) -> None:
        """No engine starts: whoever waits is told, for it would happen again."""
        for line in (self._ours, self._line, self._long):
            line.fail(error)

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
        for line in (self._ours, self._line, self._long):
            line.expire(now, STARTING if self._starting else 0)
        if self.occupied >= self.settings.engines:
            self._make_room()
        if self._busy or self._starting or self._is_awaited:
            self._watch()

    def _make_room(self) -> None:
        """Set the youngest of too many long questions back."""
        long = sorted(self._long_ones(), key=lambda one: (not one.is_kept, one.since))
        for engine in long[self._most_long :][-1:]:
            engine.set_back = True
            engine.kill(SET_BACK)

    def retire(self) -> None:
        """Close idle engines now and the others as their questions end. Questions may still come, and are answered."""
        self._retired = True
        self._close_idle()

    def _close_idle(self) -> None:
        idle, self._idle = self._idle, []
        for engine in [*idle, *(() if self._is_awaited else self._starting)]:
            engine.close()

    def close(self) -> None:
        """End every engine; questions under way fail. No process is left when this returns."""
        self._closed = True
        if self._reaper is not None:
            self._reaper.cancel()
        self._fail(ServiceBusy(CLOSING))
        for engine in self._all:
            engine.kill(CLOSING)
        for engine in list(self._all):
            engine.close()
