"""A client that means well, in a process of its own: one lookup after the other on one connection, each a new one.

`python -m tests.service.good_client PORT` asks until its standard input ends, and prints what it met as JSON:
{"seconds": [of each answer], "lost": [what was not the right answer]}.
"""

import contextlib
import http.client
import itertools
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.service.graph import BODIES, MESAS, VOCABULARY, body, mesa

PAUSE = 0.01  # seconds between an answer and the next question


@dataclass
class Diary:
    """What a good client met, once it has stopped."""

    seconds: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def p95(self) -> float:
        """Seconds within which 95 of 100 answers came."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)]


@contextlib.contextmanager
def good_client(port: int) -> Iterator[Diary]:
    """Asks while the block runs; the diary is written at its end."""
    diary = Diary()
    command = [sys.executable, "-m", "tests.service.good_client", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as client:
        assert client.stdout
        assert client.stdout.readline() == b"asking\n"
        try:
            yield diary
        finally:
            written = json.loads(client.communicate(timeout=60)[0])
    diary.seconds, diary.lost = written["seconds"], written["lost"]


def _lookups(port: int) -> Iterator[tuple[float, str]]:
    """Seconds of each lookup, and what was wrong with its answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for turn in itertools.count():
        number = turn % BODIES
        query = f"SELECT ?m {{ <{body(number)}> <{VOCABULARY}participatesIn> ?m }} # {os.getpid()} {turn}"
        begun = time.perf_counter()
        try:
            connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "application/json"})
            answer = connection.getresponse()
            found = answer.read()
            rows = json.loads(found).get("results", {}).get("bindings", [])
            right = {mesa((number * 7 + k) % MESAS) for k in range(10)} == {row["m"]["value"] for row in rows}
            wrong = "" if right else f"{answer.status} {found[:200]!r}"
        except (OSError, http.client.HTTPException, ValueError) as error:
            wrong = repr(error)
            connection.close()
        yield time.perf_counter() - begun, wrong


def main(port: int) -> None:
    """Ask until standard input ends."""
    seconds, lost = [], []
    for index, (time_taken, wrong) in enumerate(_lookups(port)):
        seconds.append(time_taken)
        if wrong:
            lost.append(wrong)
        if index == 0:
            print("asking", flush=True)
        if select.select([sys.stdin], [], [], PAUSE)[0]:
            break
    print(json.dumps({"seconds": seconds, "lost": lost}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
