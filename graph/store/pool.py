"""Engines for the web: child processes over one snapshot's store, which a question may cost its time and memory.

A question takes an engine for itself, and the whole answer is spooled before the first byte is sent, so that an answer
either is complete or is an error. What exceeds its time is killed by one reaper; what exceeds its memory dies by
itself; both are replaced, and no other question notices. Pages (`rows`) have one engine more than strangers can occupy.
"""

import atexit
import os
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from graph.errors import QueryOverBudget, QueryTooLarge, StoreError
from graph.settings import Settings
from graph.store import wire
from graph.store.answers import rows_of
from graph.store.binding import Value, bind
from graph.store.formats import BINDINGS, GRAPHS, SAMPLE, Format
from graph.store.process import EngineProcess
from graph.store.question import Question
from graph.store.reaper import Reaper

START_SECONDS = 30.0
IN_MEMORY = 1_000_000  # bytes of an answer that need no file
MEGABYTE = 1_000_000
CLOSING = "el servicio se está cerrando; pruebe de nuevo en unos segundos"

_FORMATS = {**BINDINGS, **GRAPHS, SAMPLE.name: SAMPLE}


@dataclass(frozen=True)
class Answer:
    """A complete answer. form: bindings | boolean | graph. size: bytes. To be closed when it was sent."""

    form: str
    format: Format
    file: IO[bytes]
    size: int

    def chunks(self) -> Iterator[bytes]:
        """The bytes, from the beginning."""
        self.file.seek(0)
        while chunk := self.file.read(65536):
            yield chunk

    def read(self) -> bytes:
        """All bytes at once; for answers of known small size."""
        self.file.seek(0)
        return self.file.read()

    def close(self) -> None:
        """Give up the space it takes."""
        self.file.close()


class EnginePool:
    """Engine processes over the store in `folder`, safe to use from many threads.

    Engines start when they are first needed. `close` ends them at once; `retire` lets questions under way end, and
    answers late ones with engines that do not stay.
    """

    def __init__(self, folder: Path, settings: Settings):
        self.folder, self.settings = folder, settings
        self._reaper = Reaper()
        self._free = threading.Condition()
        self._idle: list[EngineProcess] = []
        self._all: set[EngineProcess] = set()
        self._starting = 0
        self._public = threading.BoundedSemaphore(settings.engines)
        self._retired = self._closed = False
        self.owner = os.getpid()
        weakref.finalize(self, self._reaper.close).atexit = False
        _open_pools.add(self)

    def warm(self) -> None:
        """Start one engine ahead of the first question."""
        with self._free:
            if self._all or self._starting:
                return
            self._starting += 1
        self._start_idle()

    def rows(self, query: str, **bindings: Value) -> list[dict[str, str]]:
        """The rows of a trusted SELECT (see `engine.Engine.rows`)."""
        answer = self.answer(Question(bind(query, bindings), trusted=True))
        try:
            return rows_of(answer.read())
        finally:
            answer.close()

    def answer(self, question: Question) -> Answer:
        """The complete answer to a question; a stranger's waits for one of the engines that strangers may occupy.

        Raises QuerySyntaxError, QueryRefused, FormatError, QueryError; QueryTooLarge for a query or an answer over
        its limit; QueryOverBudget when it passed its time or memory, or no engine came free.
        """
        question = replace(question, base_iri=question.base_iri or self.settings.base_iri)
        if question.trusted:
            return self._answer(question)
        if len(question.query.encode()) > self.settings.query_length:
            raise QueryTooLarge(f"la consulta pasa de {self.settings.query_length} bytes")
        if not self._public.acquire(timeout=self.settings.queue_seconds):
            raise self._busy()
        try:
            return self._answer(question)
        finally:
            self._public.release()

    def _answer(self, question: Question) -> Answer:
        limit = self.settings.query_seconds
        seconds = min(limit, question.seconds) if question.seconds is not None else limit
        with self._engine() as engine:
            self._reaper.watch(engine, seconds)
            try:
                return self._spool(engine, question)
            finally:
                self._reaper.release(engine)

    def _spool(self, engine: EngineProcess, question: Question) -> Answer:
        """The answer written down. An engine that is left in the middle of one is killed."""
        limit = self.settings.answer_size * MEGABYTE
        spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer owns it)
        form, name, size = "", "", 0
        try:
            for kind, payload in engine.ask(question):
                if kind == wire.HEAD:
                    form, name = payload.decode().split()
                size += len(payload) if kind == wire.DATA else 0
                if size > limit:
                    raise QueryTooLarge(f"la respuesta pasa de {limit // MEGABYTE} MB; pida menos con LIMIT y OFFSET")
                if kind == wire.DATA:
                    spool.write(payload)
        except BaseException:
            spool.close()
            raise
        return Answer(form, _FORMATS[name], spool, size)

    @contextmanager
    def _engine(self) -> Iterator[EngineProcess]:
        """An engine of one's own for a question. One that died of it is replaced at once."""
        engine = self._take()
        try:
            self._reaper.watch(engine, START_SECONDS)
            engine.wait_until_ready()
            yield engine
        finally:
            self._reaper.release(engine)
            self._give_back(engine)

    def _take(self) -> EngineProcess:
        """An idle engine, or a new one while there may be more. Raises QueryOverBudget when none comes free in time."""
        deadline = time.monotonic() + self.settings.queue_seconds
        with self._free:
            while not self._closed:
                while self._idle:
                    engine = self._idle.pop()
                    if engine.is_alive():
                        return engine
                    self._all.discard(engine)
                    engine.close()
                if len(self._all) + self._starting <= self.settings.engines:  # one more than strangers may occupy
                    self._starting += 1
                    break
                if not self._free.wait(deadline - time.monotonic()):
                    raise self._busy()
            else:
                raise QueryOverBudget(CLOSING)
        return self._start()

    def _start(self) -> EngineProcess:
        """A new engine, in the place that `_take` reserved."""
        engine = None
        try:
            engine = EngineProcess(self.folder, self.settings.query_memory)
        except OSError as error:
            raise StoreError(f"no se puede iniciar un motor de consultas: {error.strerror}") from error
        finally:
            with self._free:
                self._starting -= 1
                if engine is not None:
                    self._all.add(engine)
                if engine is not None and self._closed:
                    engine.kill(CLOSING)
                self._free.notify_all()
        return engine

    def _give_back(self, engine: EngineProcess) -> None:
        with self._free:
            stays = engine.is_usable() and not (self._closed or self._retired)
            again = not (stays or self._closed or self._retired)
            if stays:
                self._idle.append(engine)
            else:
                self._all.discard(engine)
                self._starting += again
            self._free.notify()
        if not stays:
            engine.close()  # may take a while, when it has much memory: not under the lock
        if again:
            with suppress(StoreError):  # the answer is what counts now; the next question starts one
                self._start_idle()

    def _start_idle(self) -> None:
        """Start an engine ahead of need, in the place of one that died."""
        engine = self._start()
        with self._free:
            if not (self._closed or self._retired):
                self._idle.append(engine)
                self._free.notify()
                return
            self._all.discard(engine)
        engine.close()

    def _busy(self) -> QueryOverBudget:
        seconds = self.settings.queue_seconds
        return QueryOverBudget(f"todos los motores siguieron ocupados {seconds:g} s; pruebe de nuevo en un momento")

    def retire(self) -> None:
        """Close idle engines now and the others as their questions end. Questions may still come, and are answered."""
        with self._free:
            self._retired = True
            leaving, self._idle = self._idle, []
            self._all.difference_update(leaving)
        for engine in leaving:
            engine.close()

    def close(self) -> None:
        """End every engine; questions under way fail. No process is left when this returns."""
        self.retire()
        with self._free:
            self._closed = True
            self._free.notify_all()
            self._free.wait_for(lambda: self._starting == 0)
            busy = list(self._all)
            for engine in busy:
                engine.kill(CLOSING)
        for engine in busy:  # whoever waits for its answer closes its pipes
            engine.wait()
        self._reaper.close()


_open_pools: weakref.WeakSet[EnginePool] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """No engine outlives the interpreter, also where nobody called `close`. A fork leaves its parent's alone."""
    for pool in list(_open_pools):
        if pool.owner == os.getpid():
            pool.close()
