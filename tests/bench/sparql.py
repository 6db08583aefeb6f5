"""How fast the SPARQL service answers, as ratios against two peers over the same 1.67 million statements, in one run.

    make bench        (or: python -m tests.bench.sparql [--seconds 4] [--rounds 5] [--participations 260000])

Peers: `oxigraph serve-read-only` (Oxigraph's own server, without any limit, over the very same store) and
`rdflib-endpoint` (rdflib in memory). Ours runs as `enlace serve` runs it, with all its limits on. The servers are asked
in turn, round after round, so that whatever else the machine does meets each of them; a ratio is the median of the
rounds' ratios. Each server first answers the same questions for a while, so that all read from warm caches.

Lookups are asked with 8 keep-alive connections: lookups (half of them of one institution, half of all mesas of
one with their leaders), never the same text twice; and twenty of them repeated. One connection asks for the rest.
"""

import argparse
import contextlib
import itertools
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.big_graph import INSTITUTIONS, PARTICIPATIONS, institution, write_graph
from tests.bench.load import JSON, Load, free_port, get, run

PREFIXES = "PREFIX e: <https://w3id.org/enlace/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
POINT = PREFIXES + "SELECT ?l ?a {{ <{who}> rdfs:label ?l ; e:acronym ?a }} # {n}"
JOIN = PREFIXES + "SELECT ?m ?l ?b {{ <{who}> e:participatesIn ?m . ?m rdfs:label ?l ; e:ledBy/rdfs:label ?b }} # {n}"
COUNT = PREFIXES + "SELECT ?c (COUNT(*) AS ?n) {{ ?s a ?c ; ?p ?o }} GROUP BY ?c ORDER BY DESC(?n) # {n}"
ROWS = PREFIXES + "SELECT ?t ?i ?m {{ ?t e:member ?i ; e:organization ?m }} LIMIT 100000 # {n}"
NUMBERS = itertools.count()  # of each query, so that no cache knows its text
START = 300.0  # seconds that a server may take to read the data


@dataclass(frozen=True)
class Server:
    """A server under test. name: as in the table. path: of its endpoint."""

    name: str
    port: int
    path: str


def lookups(server: Server, seed: int) -> Iterator[bytes]:
    """Distinct lookups without end."""
    chance = random.Random(seed)
    while True:
        query = chance.choice((POINT, JOIN))
        yield get(server.path, query.format(who=institution(chance.randrange(INSTITUTIONS)), n=next(NUMBERS)))


def repeated(server: Server, seed: int) -> Iterator[bytes]:
    """Twenty lookups, again and again."""
    return itertools.cycle(list(itertools.islice(lookups(server, seed), 20)))


def one(query: str, accept: str = JSON) -> Callable[[Server, int], Iterator[bytes]]:
    """A query again and again, each time with another text."""

    def requests(server: Server, seed: int) -> Iterator[bytes]:
        while True:
            yield get(server.path, query.format(n=next(NUMBERS)), accept)

    return requests


MEASURES: dict[str, tuple[Callable[[Server, int], Iterator[bytes]], int]] = {
    "distinct lookups": (lookups, 8),
    "repeated lookups": (repeated, 8),
    "aggregation over all": (one(COUNT), 1),
    "100,000 rows, JSON": (one(ROWS), 1),
    "100,000 rows, CSV": (one(ROWS, "text/csv"), 1),
}
"""Each measure: its requests, and on how many connections they are sent."""


@contextlib.contextmanager
def running(command: list[str], server: Server, **environment: str) -> Iterator[Server]:
    """`server`, started by `command`, when it answers."""
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            deadline = time.monotonic() + START
            while True:
                with contextlib.suppress(OSError, RuntimeError):
                    run(server.port, iter([get(server.path, "ASK {}")] * 2), 5, connections=1, most=1)
                    break
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"{server.name} did not start: {' '.join(command)}")
                time.sleep(0.3)
            yield server
        finally:
            process.terminate()


@contextlib.contextmanager
def servers(folder: Path, participations: int, with_rdflib: bool) -> Iterator[list[Server]]:
    """Ours, the native server over a copy of our store, and rdflib-endpoint."""
    file, here = folder / "graph.nt", Path(sys.executable).parent
    count = write_graph(file, participations)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{count:,} lines of N-Triples; {machine}")
    ours = Server("enlace", free_port(), "/sparql")
    native = Server("oxigraph serve-read-only", free_port(), "/query")
    rdflib = Server("rdflib-endpoint", free_port(), "/")
    enlace = [sys.executable, "-m", "webapp.cli", "serve", "--port", str(ours.port), "--rdf", str(file)]
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(running(enlace, ours, TMPDIR=str(folder)))]
        (store,) = folder.glob("enlace-rdf-*/store/snapshots/*/store")
        shutil.copytree(store, folder / "native")
        bind = ["--location", str(folder / "native"), "--bind", f"127.0.0.1:{native.port}"]
        found.append(stack.enter_context(running([str(here / "oxigraph"), "serve-read-only", *bind], native)))
        if with_rdflib:
            listen = ["--host", "127.0.0.1", "--port", str(rdflib.port)]
            command = [str(here / "rdflib-endpoint"), "serve", *listen, str(file)]
            found.append(stack.enter_context(running(command, rdflib)))
        yield found


def measure(name: str, peers: list[Server], seconds: float, rounds: int) -> dict[str, list[Load]]:
    """The loads of each server, round by round."""
    requests, connections = MEASURES[name]
    most = 10**9 if connections > 1 else 3
    limit = seconds if connections > 1 else 120.0
    found: dict[str, list[Load]] = {server.name: [] for server in peers}
    for number in range(-1, rounds):
        for server in peers:
            seed = number if name != "repeated lookups" else 0
            load = run(server.port, requests(server, seed), limit * (2 if number < 0 else 1), connections, most)
            if number >= 0:  # the first round warms
                found[server.name].append(load)
    return found


def told(name: str, found: dict[str, list[Load]]) -> Iterator[str]:
    """Rows of the table of one measure."""
    ours = found["enlace"]
    for server, loads in found.items():
        ratio = statistics.median(mine.rate / theirs.rate for mine, theirs in zip(ours, loads, strict=True))
        rate = statistics.median(load.rate for load in loads)
        first = statistics.median(load.first[len(load.first) // 2] for load in loads)
        p95 = statistics.median(load.at(0.95) for load in loads)
        size = loads[-1].size / 1e6
        yield f"| {name} | {server} | {rate:,.1f} | {first * 1000:,.1f} | {p95:,.1f} | {size:,.2f} | {ratio:.2f} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--participations", type=int, default=PARTICIPATIONS)
    parser.add_argument("--without-rdflib", action="store_true")
    parser.add_argument("--only", nargs="*", default=list(MEASURES))
    given = parser.parse_args()
    with (
        TemporaryDirectory(prefix="enlace-bench-") as folder,
        servers(Path(folder), given.participations, not given.without_rdflib) as found,
    ):
        print("\n| measure | server | answers/s | first byte, ms | p95, ms | MB | enlace ÷ it |")
        print("|---|---|--:|--:|--:|--:|--:|")
        for name in given.only:
            peers = found if name == "distinct lookups" else found[:2]
            print(*told(name, measure(name, peers, given.seconds, given.rounds)), sep="\n", flush=True)


if __name__ == "__main__":
    main()
