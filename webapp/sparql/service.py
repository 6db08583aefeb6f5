"""The query service without its transport: what a request asks, whether its answer is known, what is sent.

Both ways in stand on this: the Flask view, under any WSGI server, and the short way of `webapp.lane`, which asks the
engines without a thread or a framework in between. Everything that does not depend on the snapshot is computed once a
request and kept, as are answers; a repeated question costs no engine.

Sources: SPARQL 1.1 Protocol (W3C 2013), 2.1; RFC 9110 (conditions, negotiation, Vary); RFC 9111.
"""

import hashlib
import re
import threading
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from cachetools import LRUCache
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags

from graph.errors import EnlaceError, QueryTooLarge
from graph.settings import Settings
from graph.store.answer import Answer
from graph.store.formats import BINDINGS, Format
from graph.store.question import Question
from webapp.headers import DATA_HEADERS, OPEN_HEADERS, SNAPSHOT
from webapp.sparql import paging
from webapp.sparql.budgets import Budgets
from webapp.sparql.choice import choose
from webapp.sparql.protocol import QueryRequest, read_request

CHANGING = ("NOW", "RAND", "UUID")
NEVER_THE_SAME = re.compile(r"\b(?:NOW|RAND|STRUUID|UUID)\b")
ENCODINGS = ("zstd", "gzip")  # the preferred one first
LARGEST_SHARE = 8  # an answer may take this part of the cache
MEGABYTE = 1_000_000
KNOWN_REQUESTS = 2_000
SHORT = 8_000  # characters of a request that is kept

Headers = list[tuple[str, str]]


class Plan(NamedTuple):
    """What a request asks for. question: None where it has no query. html: whether a page is what the client likes
    best.

    key: what the answer depends on besides the snapshot; "" for one that is never the same. headers: of every answer.
    rest: the other fields of the request, for links to other parts of the answer.
    """

    question: Question | None
    html: bool = False
    key: str = ""
    headers: Headers = []
    limit: int | None = None
    rest: str = ""


class Reply(NamedTuple):
    """What is sent: status, headers, and the body: bytes, or an answer in a file, to be closed when it was sent."""

    status: int
    headers: Headers
    body: bytes | Answer


def plan(method: str, content_type: str, query_string: str, body: bytes, accept: str, accept_encoding: str) -> Plan:
    """What a request asks for. Headers are as sent, "" where absent. Raises ProtocolError, FormatError."""
    if len(query_string) + len(body) + len(accept) > SHORT:
        return _plan(method, content_type, query_string, body, accept, accept_encoding)
    return _known_plan(method, content_type, query_string, body, accept, accept_encoding)


def _plan(method: str, content_type: str, query_string: str, body: bytes, accept: str, accept_encoding: str) -> Plan:
    asked = read_request(method, content_type, query_string, body)
    choice = choose(accept, asked.format)
    if choice.html or asked.query is None:
        return Plan(None, choice.html)
    encoding = _encoding(accept_encoding)
    limit = paging.limit_of(asked.query)
    question = Question(
        asked.query, asked.dataset, choice.bindings, choice.graph,
        encoding=encoding, counted=limit is not None, seconds=asked.seconds,
    )  # fmt: skip
    depends = (asked.query, asked.dataset, choice.bindings, choice.graph, encoding)
    key = "" if _is_never_the_same(asked.query) else hashlib.sha256(repr(depends).encode()).hexdigest()[:32]
    vary = "Accept-Encoding" if asked.format else "Accept, Accept-Encoding"
    headers = [*DATA_HEADERS.items(), *OPEN_HEADERS.items(), ("Vary", vary)]
    return Plan(question, False, key, headers, limit, _rest(asked))


def _is_never_the_same(query: str) -> bool:
    """Whether the answer may differ each time."""
    capitals = query.upper()
    return any(name in capitals for name in CHANGING) and bool(NEVER_THE_SAME.search(capitals))


_known_plan = lru_cache(KNOWN_REQUESTS)(_plan)


def _rest(asked: QueryRequest) -> str:
    """The fields of a request other than its query, for an address."""
    fields = [("default-graph-uri", name) for name in asked.dataset.default]
    fields += [("named-graph-uri", name) for name in asked.dataset.named]
    fields += [("format", asked.format)] if asked.format else []
    fields += [("timeout", f"{asked.seconds:g}")] if asked.seconds else []
    return urlencode(fields)


@lru_cache
def _of_format(form: Format) -> tuple[tuple[str, str], ...]:
    """The headers that say in what an answer is written."""
    name = form.name if form.name in BINDINGS else form.extension
    return ("Content-Type", form.content_type), ("Content-Disposition", f"inline; filename=enlace.{name}")


@lru_cache(maxsize=1024)
def _encoding(accept: str) -> str | None:
    """How the client likes an answer compressed most, of what is offered; None for not at all (RFC 9110, 12.5.3)."""
    if not accept:
        return None
    wished = parse_accept_header(accept, Accept)
    best = max(ENCODINGS, key=lambda one: (wished.quality(one), one == ENCODINGS[0]))
    return best if wished.quality(best) > 0 else None


def _size(reply: Reply) -> int:
    """Bytes that a kept reply takes, about."""
    return (reply.body.size if isinstance(reply.body, Answer) else len(reply.body)) + 2_000


class SparqlService:
    """Answers that are known, and what clients may cost; safe to use from many threads."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.budgets = Budgets(settings)
        self._lock = threading.Lock()
        self._largest = settings.cache_size * MEGABYTE // LARGEST_SHARE
        self._known: LRUCache[tuple[str, str], Reply] = LRUCache(
            max(1, settings.cache_size * MEGABYTE), getsizeof=_size
        )

    def known(self, plan: Plan, snapshot: str, if_none_match: str) -> Reply | None:
        """The reply, where no engine is needed: 304 for a client that has the answer, or an answer that is kept."""
        if not plan.key:
            return None
        if if_none_match and parse_etags(if_none_match).contains(f"{snapshot}.{plan.key}"):
            return Reply(304, self._headers(plan, snapshot), b"")
        with self._lock:
            return self._known.get((snapshot, plan.key))

    def reply(self, plan: Plan, snapshot: str, answer: Answer) -> Reply:
        """The reply that carries `answer`; kept for the next who asks the same, unless it is too large."""
        assert plan.question
        headers = self._headers(plan, snapshot)
        headers += _of_format(answer.format)
        headers.append(("Content-Length", str(answer.size)))
        if answer.encoding:
            headers.append(("Content-Encoding", answer.encoding))
        if plan.limit and answer.rows >= plan.limit and (link := paging.next_link(plan.question.query, plan.rest)):
            headers.append(("Link", link))
        if answer.size > self._largest and not answer.in_memory:
            return Reply(200, headers, answer)
        reply = Reply(200, headers, answer.read())
        answer.close()
        if plan.key and answer.size <= self._largest:
            with self._lock:
                self._known[snapshot, plan.key] = reply
        return reply

    @staticmethod
    def with_way_out(plan: Plan, error: EnlaceError) -> EnlaceError:
        """`error`, with a link to a first part where the answer is too large."""
        if isinstance(error, QueryTooLarge) and plan.question and len(plan.question.query) < SHORT:
            error.link = paging.first_link(plan.question.query, plan.rest)
        return error

    @staticmethod
    def _headers(plan: Plan, snapshot: str) -> Headers:
        if not plan.key:
            return [*plan.headers, (SNAPSHOT, snapshot), ("Cache-Control", "no-store")]
        etag = f'"{snapshot}.{plan.key}"'
        return [*plan.headers, (SNAPSHOT, snapshot), ("Cache-Control", "public, no-cache"), ("ETag", etag)]
