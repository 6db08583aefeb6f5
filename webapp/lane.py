"""The server's way in: SPARQL queries of machines by the short way, everything else to Flask over the bridge.

A Flask request costs as much as a point query. So a query goes from the server's event loop to an engine and back, with
no thread and no framework in between. What is rare, failures too, goes to Flask, where it has its one shape.
"""

import asyncio
import gc
import logging
from typing import Any

from graph.errors import EnlaceError
from graph.settings import Settings, load_settings
from graph.store.answer import Answer
from graph.store.line import Asker
from graph.store.pool import EnginePool
from graph.store.question import Question
from webapp import create_app, outflow
from webapp.bridge import Bridge, address_of, read_body
from webapp.headers import TWO_YEARS
from webapp.proxies import Proxies
from webapp.sparql.protocol import longest_body
from webapp.sparql.service import Plan, Reply, SparqlService, plan
from webapp.sparql.view import FAILURE

log = logging.getLogger("enlace.web")

THREADS = 32  # of Flask; they mostly wait for engines, and there must be more than strangers can keep waiting
METHODS = ("GET", "HEAD", "POST")
TOO_SLOW = 408
LEFT = 499  # the status, known from nginx, of a request whose client closed the connection
PATIENCE = 0.1  # seconds after which it is watched whether the client is still there


class Lane:
    """The RSGI application. settings: None to read them from the environment when the server starts."""

    def __init__(self, settings: Settings | None = None):
        self._settings = settings

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Opens the application in the event loop of the server."""
        settings = self._settings or load_settings()
        app = create_app(settings, loop)
        self._served = app.extensions["enlace"].served
        self._sparql: SparqlService = app.extensions["enlace"].sparql
        self._proxies = Proxies(settings)
        self._longest = longest_body(settings.query_length)
        self._under_way: dict[tuple[str, str, float | None], asyncio.Future[EnlaceError | None]] = {}
        self._bridge = Bridge(app, THREADS, self._longest + 1)
        try:
            self._served.now()
        except EnlaceError as error:
            log.warning("%s", error)
        gc.freeze()  # what is there now stays; looking through it again and again is a twentieth of the work
        gc.set_threshold(20_000, 20, 20)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Ends engines and threads."""
        self._served.close()
        self._bridge.close()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """One request."""
        try:
            await self._route(scope, protocol)
        except TimeoutError:
            protocol.response_empty(TOO_SLOW, [])

    async def _route(self, scope: Any, protocol: Any) -> None:
        if scope.path == "/sparql" and scope.method in METHODS:
            accept = scope.headers.get("accept", "")
            if "html" not in accept:
                await self._query(scope, protocol, accept)
                return
        await self._bridge(scope, protocol)

    async def _query(self, scope: Any, protocol: Any, accept: str) -> None:
        """A query of a machine; what turns out to be something else, or fails, goes on to Flask."""
        header = scope.headers.get
        body = await read_body(scope, protocol, self._longest + 1) if scope.method == "POST" else b""
        try:
            if scope.method == "POST" and (len(body) > self._longest or not body):
                await self._bridge(scope, protocol, body)  # which refuses it
                return
            asked = plan(
                scope.method,
                header("content-type", ""),
                scope.query_string,
                body,
                accept,
                header("accept-encoding", ""),
            )
            if asked.question is None:
                await self._bridge(scope, protocol, body)
                return
            reply = await self._reply(scope, protocol, asked)
        except Exception as error:  # a bug, too, is told and logged where all failures are
            await self._bridge(scope, protocol, body, **{FAILURE: error})
            return
        except asyncio.CancelledError:
            protocol.response_empty(LEFT, [])  # nobody reads it
            return
        await self._send(scope, protocol, reply)

    async def _reply(self, scope: Any, protocol: Any, asked: Plan) -> Reply:
        """The answer to a query, known or new. Who asks what another asks at this moment waits for that answer."""
        now, service, header = self._served.now(), self._sparql, scope.headers.get
        known = service.known(asked, now.snapshot.id, header("if-none-match", ""))
        if known is not None:
            return known
        client = self._proxies.client(address_of(scope.client), header("x-forwarded-for", ""))
        service.budgets.check(client)
        assert asked.question
        same = (now.snapshot.id, asked.key, asked.question.seconds)
        if asked.key and (first := self._under_way.get(same)):
            if (error := await asyncio.shield(first)) is not None:
                raise error
            known = service.known(asked, now.snapshot.id, "")
            if known is not None:
                return known
        first = self._under_way[same] = asyncio.get_running_loop().create_future()
        outcome: EnlaceError | None = None
        try:
            answer = await self._answer(now.engine, asked.question, client, protocol)
            return service.reply(asked, now.snapshot.id, answer)
        except EnlaceError as error:
            outcome = service.with_way_out(asked, error)
            raise outcome from None
        finally:
            self._under_way.pop(same, None)
            first.set_result(outcome)

    async def _answer(self, engine: EnginePool, question: Question, client: str, protocol: Any) -> Answer:
        """A new answer, on the client's account. CancelledError when the client leaves."""
        loop, asker, budgets = asyncio.get_running_loop(), Asker(), self._sparql.budgets
        begun, presence = loop.time(), _Presence(protocol, asker, loop)
        try:
            answer = await engine.ask(question, asker)
        except EnlaceError as error:
            budgets.charge_failure(client, error, loop.time() - begun)
            raise
        except asyncio.CancelledError:
            budgets.charge(client, loop.time() - begun)
            raise
        finally:
            presence.end()
        budgets.charge(client, answer.seconds)
        return answer

    @staticmethod
    async def _send(scope: Any, protocol: Any, reply: Reply) -> None:
        headers = reply.headers
        if scope.scheme == "https":
            headers = [*headers, ("strict-transport-security", f"max-age={TWO_YEARS}")]
        if not isinstance(reply.body, Answer):
            protocol.response_bytes(reply.status, headers, reply.body)
            return
        if scope.method == "HEAD":
            reply.body.close()
            protocol.response_bytes(reply.status, headers, b"")
            return
        loop, pieces = asyncio.get_running_loop(), reply.body.chunks()
        try:
            await outflow.send(protocol, reply.status, headers, lambda: loop.run_in_executor(None, next, pieces, None))
        finally:
            reply.body.close()


class _Presence:
    """Watches, from PATIENCE on, whether the client of a question is still there; the asker leaves with it."""

    __slots__ = ("_asker", "_gone", "_protocol", "_timer")

    def __init__(self, protocol: Any, asker: Asker, loop: asyncio.AbstractEventLoop):
        self._protocol, self._asker = protocol, asker
        self._gone: asyncio.Future[None] | None = None
        self._timer = loop.call_later(PATIENCE, self._watch)

    def _watch(self) -> None:
        self._gone = asyncio.ensure_future(self._protocol.client_disconnect())
        self._gone.add_done_callback(lambda gone: None if gone.cancelled() else self._asker.leave())

    def end(self) -> None:
        """The answer is there."""
        self._timer.cancel()
        if self._gone is not None:
            self._gone.cancel()


def lane() -> Lane:
    """What granian calls in each worker."""
    return Lane()
