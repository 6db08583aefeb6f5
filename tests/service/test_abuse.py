"""Hostile clients against the real service while a good one asks lookups: it must not notice, and nothing may stay."""

import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.service.asking import Got, ask, assert_complete
from tests.service.conftest import Live, served
from tests.service.good_client import Diary, good_client
from tests.service.hostile import QUERIES, product
from tests.service.processes import family, memory, nameless_files, processor

LIMITS = {"query_seconds": 2, "answer_size": 20, "query_memory": 300, "client_errors": 0, "client_seconds": 0}
ENGINES = 4  # the default
ALLOWED = LIMITS["query_seconds"] + 2.0  # seconds until a query has its answer or its error
HOSTILE = 3  # clients at one time
IDLE = 4.0  # seconds for which the good client is alone
SLOWER = 5  # how many times the good client's p95 may grow
NOISE = 0.004  # seconds; what a good client's p95 may be at any rate, where it is alone and faster than clocks are sure
REST = 4.0  # seconds after which nothing of the attack is left
SLOW = f"SELECT (COUNT(*) AS ?n) {{ {product(4)} }}"
LARGE = f"SELECT ?o0 ?o1 {{ {product(2)} }} LIMIT 200000"  # some 15 MB of CSV


@dataclass
class Campaign:
    """What an attack did. before, after: MB of memory; left: what was open or busy afterwards."""

    got: dict[str, Got | Exception]
    idle: Diary
    attacked: Diary
    before: float = 0.0
    after: float = 0.0
    engines: int = 0
    files: int = 0
    busy: float = 0.0


def attack(live: Live, name: str) -> Got | Exception:
    """One hostile query."""
    query, accept = QUERIES[name]
    try:
        return ask(live, query, method="POST" if len(query) > 4000 else "GET", accept=accept)
    except Exception as error:  # which the test of this query tells
        return error


def greatest(live: Live) -> int:
    """How many engines there are."""
    return len(live.engines())


@pytest.fixture(scope="module")
def attacked(graph_store: Path) -> Iterator[Live]:
    """A service with limits that a test can wait for."""
    with served(graph_store, **LIMITS) as live:
        yield live


@pytest.fixture(scope="module")
def alone(attacked: Live) -> Diary:
    """The good client without anybody else."""
    with good_client(attacked.port):
        time.sleep(1)  # engines start
    with good_client(attacked.port) as diary:
        time.sleep(IDLE)
    return diary


@pytest.fixture(scope="module")
def campaign(attacked: Live, alone: Diary) -> Campaign:
    """Every hostile query, a few at a time, while the good client asks."""
    before = memory(family(attacked))
    with good_client(attacked.port) as diary, ThreadPoolExecutor(HOSTILE) as clients:
        got = dict(zip(QUERIES, clients.map(lambda name: attack(attacked, name), QUERIES), strict=True))
        engines = greatest(attacked)
    return rested(attacked, Campaign(got, alone, diary, before, engines=engines))


def rested(live: Live, campaign: Campaign) -> Campaign:
    """`campaign` with what is left of it after a rest."""
    time.sleep(REST)
    used = processor(live.engines())
    time.sleep(0.5)
    campaign.busy = processor(live.engines()) - used
    campaign.after = memory(family(live))
    campaign.files = len(nameless_files(family(live)))
    campaign.engines = max(campaign.engines, greatest(live))
    return campaign


def assert_nobody_noticed(idle: Diary, under: Diary) -> None:
    """The good client got every answer, and about as soon as before."""
    assert under.lost == []
    assert len(under.seconds) > 50
    allowed = SLOWER * max(idle.p95(), NOISE)
    print(f"p95 {under.p95() * 1000:.1f} ms, alone {idle.p95() * 1000:.1f} ms")
    assert under.p95() < allowed, f"p95 {under.p95() * 1000:.1f} ms, alone {idle.p95() * 1000:.1f} ms"


def test_there_are_queries_enough():
    assert len(QUERIES) >= 40


@pytest.mark.parametrize("name", QUERIES)
def test_a_hostile_query_has_a_complete_answer_or_a_clean_error_in_time(campaign: Campaign, name: str):
    got = campaign.got[name]
    assert isinstance(got, Got), repr(got)
    assert_complete(got)
    assert got.seconds < ALLOWED


def test_the_good_client_loses_nothing_and_hardly_waits(campaign: Campaign):
    assert_nobody_noticed(campaign.idle, campaign.attacked)


def test_nothing_of_the_attack_is_left(campaign: Campaign):
    assert campaign.after < 1.5 * campaign.before + 150, f"{campaign.before:.0f} MB before, {campaign.after:.0f} after"
    assert campaign.engines <= ENGINES + 1
    assert campaign.files == 0
    assert campaign.busy < 0.1, "an engine is still at work"


@contextlib.contextmanager
def connected(live: Live, sent: bytes = b"", receive_buffer: int = 0) -> Iterator[socket.socket]:
    """A connection on which `sent` was sent."""
    with socket.socket() as raw:
        if receive_buffer:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        raw.settimeout(30)
        raw.connect((live.host, live.port))
        raw.sendall(sent)
        yield raw


def request(query: str, accept: str = "text/csv") -> bytes:
    """A GET as bytes."""
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: e\r\nAccept: {accept}\r\n\r\n".encode()


def test_clients_that_dawdle_hurt_nobody(attacked: Live, alone: Diary):
    begun = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"
    with contextlib.ExitStack() as stack, good_client(attacked.port) as diary:
        for _ in range(50):
            stack.enter_context(connected(attacked))
        late = [stack.enter_context(connected(attacked, begun)) for _ in range(20)]
        kind = b"Content-Type: application/sparql-query\r\nContent-Length: 900"
        body = b"POST /sparql HTTP/1.1\r\nHost: e\r\n" + kind + b"\r\n\r\nASK"
        for _ in range(20):
            stack.enter_context(connected(attacked, body))
        for turn in range(15):
            time.sleep(0.2)
            for raw in late:
                with contextlib.suppress(OSError):  # it may be shown the door
                    raw.sendall(f"X-{turn}: 1\r\n".encode())
    assert_nobody_noticed(alone, diary)


def test_answers_that_nobody_reads_hurt_nobody_and_are_forgotten(attacked: Live, alone: Diary):
    web = set(family(attacked)) - set(attacked.engines())
    held = memory(web)
    with contextlib.ExitStack() as stack, good_client(attacked.port) as diary:
        for turn in range(6):
            raw = stack.enter_context(connected(attacked, request(f"{LARGE} # {turn}"), receive_buffer=4096))
            assert raw.recv(12) == b"HTTP/1.1 200"
        time.sleep(1)
        assert nameless_files(family(attacked)), "it waits for its reader on disk"
        assert memory(web) < held + 40
    assert_nobody_noticed(alone, diary)
    deadline = time.monotonic() + REST
    while nameless_files(family(attacked)):
        assert time.monotonic() < deadline, "a file of an answer is still there"
        time.sleep(0.05)


def test_large_answers_that_wait_for_their_readers_leave_room_for_small_ones(serve):
    with serve(**LIMITS, spool_size=20) as live, connected(live, request(LARGE), receive_buffer=4096) as raw:
        assert raw.recv(12) == b"HTTP/1.1 200"
        refused = ask(live, f"{LARGE} # another", accept="text/csv")
        assert_complete(refused)
        assert refused.status == 503
        assert ask(live, "SELECT (1 AS ?n) {}").values("n") == ["1"]
        raw.close()
        deadline = time.monotonic() + REST
        while ask(live, f"{LARGE} # a third", accept="text/csv").status != 200:
            assert time.monotonic() < deadline, "there is no room again"


def test_clients_that_leave_free_their_engines_at_once(attacked: Live, alone: Diary):
    with good_client(attacked.port) as diary:
        for turn in range(20):
            with connected(attacked, request(f"{SLOW} # {turn}")):
                time.sleep(0.15)
        time.sleep(0.5)
        longest = ask(attacked, "SELECT (1 AS ?n) {}")
    assert longest.values("n") == ["1"]
    assert_nobody_noticed(alone, diary)
    used = processor(attacked.engines())
    time.sleep(0.5)
    assert processor(attacked.engines()) - used < 0.1


def test_a_client_that_leaves_in_the_middle_of_its_answer_leaves_no_file(attacked: Live):
    for turn in range(5):
        with connected(attacked, request(f"{LARGE} # left {turn}")) as raw:
            assert raw.recv(1000)
    deadline = time.monotonic() + REST
    while nameless_files(family(attacked)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("settings", "query"),
    [
        ({"client_errors": 20, "client_seconds": 0}, "not SPARQL # {turn}"),
        ({"client_errors": 0, "client_seconds": 3}, f"{SLOW} # {{turn}}"),
    ],
    ids=["errors", "seconds"],
)
def test_a_client_over_its_budget_waits_and_is_answered_again(serve, settings: dict, query: str):
    with serve(query_seconds=1, unlimited_clients="", **settings) as live:
        for turn in range(30):
            got = ask(live, query.replace("{turn}", str(turn)))
            assert_complete(got)
            if got.status == 429:
                break
        assert got.status == 429
        assert ask(live, "ASK {}", source="127.0.0.2").json()["boolean"] is True
        wait = int(got.headers["retry-after"])
        assert wait <= 60
        time.sleep(wait)
        assert ask(live, "ASK {}").json()["boolean"] is True


def test_a_service_that_is_asked_for_more_than_its_line_holds_says_so(serve):
    with serve(**LIMITS, queue_length=2, engines=1) as live, ThreadPoolExecutor(8) as clients:
        got = list(clients.map(lambda turn: ask(live, f"{SLOW} # {turn}"), range(8)))
        for one in got:
            assert_complete(one)
            assert one.status == 503
            assert one.seconds < ALLOWED
        assert any("espera" in one.json()["detail"] for one in got)
        assert ask(live, "ASK {}").json()["boolean"] is True
