"""Questions that wait for an engine, and who asked them."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Any

from graph.errors import EnlaceError, ServiceBusy
from graph.store.process import EngineProcess


@dataclass(slots=True)
class Waiting:
    """A question in a line. begun: loop time since which it waits; until: after which it waits no more."""

    engine: "asyncio.Future[EngineProcess]"
    begun: float
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


class Line:
    """Who came first is first. Those who left are passed over."""

    def __init__(self) -> None:
        self._waiting: deque[Waiting] = deque()

    def __len__(self) -> int:
        while self._waiting and self._waiting[0].engine.done():
            self._waiting.popleft()
        return len(self._waiting)

    def join(self, waiting: Waiting) -> None:
        """Wait as the last."""
        self._waiting.append(waiting)

    def leave(self, waiting: Waiting) -> None:
        """Wait no more."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)

    def serve(self, engine: EngineProcess) -> None:
        """The first gets `engine`. Only for a line in which somebody waits."""
        self._waiting.popleft().engine.set_result(engine)

    def expire(self, now: float, late: float) -> None:
        """Tell those who waited for too long. late: seconds that all wait longer."""
        for waiting in [one for one in self._waiting if one.until + late <= now]:
            self._waiting.remove(waiting)
            waited = f"{now - waiting.begun:.1f} s"
            sentence = f"todos los motores siguieron ocupados {waited}; pruebe de nuevo en un momento"
            if not waiting.engine.done():
                waiting.engine.set_exception(ServiceBusy(sentence))

    def fail(self, error: EnlaceError) -> None:
        """Tell everybody `error`."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.engine.done():
                waiting.engine.set_exception(error)
