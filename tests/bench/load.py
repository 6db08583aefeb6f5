"""A client that keeps many connections busy: requests made beforehand, one process, one thread."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

JSON = "application/sparql-results+json"
RECEIVE = 1 << 20  # bytes


@dataclass
class Load:
    """What came back. rate: answers a second. seconds: of each answer, sorted. first: to the first byte of each,
    sorted.

    size: bytes of the last answer.
    """

    rate: float = 0.0
    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    size: int = 0

    def at(self, part: float) -> float:
        """The time of an answer, in milliseconds, below which `part` of them stayed."""
        return self.seconds[int(part * (len(self.seconds) - 1))] * 1000


class _Connection:
    """A keep-alive connection with one request under way."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received, self.asked, self.first = bytearray(), 0.0, 0.0
        self._wanted = 0

    def ask(self, request: bytes) -> None:
        """Send the next request."""
        self.received.clear()
        self._wanted, self.first, self.asked = 0, 0.0, time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what is there. True when the answer is whole. Raises RuntimeError for one that is not 200."""
        data = self.socket.recv(RECEIVE)
        if not data:
            raise RuntimeError(f"the server closed the connection after {bytes(self.received[:300])!r}")
        self.first = self.first or time.perf_counter()
        self.received += data
        if not self._wanted:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = bytes(self.received[:end]).lower()
            if not head.startswith(b"http/1.1 200"):
                raise RuntimeError(f"not 200: {bytes(self.received[:600])!r}")
            _, found, rest = head.partition(b"content-length:")
            self._wanted = end + 4 + int(rest.split(b"\r\n")[0]) if found else -1
        if self._wanted < 0:  # chunked
            return bytes(self.received[-5:]) == b"0\r\n\r\n"
        return len(self.received) >= self._wanted


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(path: str, query: str, accept: str = JSON) -> bytes:
    """One GET of a query."""
    return f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n".encode()


def run(port: int, requests: Iterator[bytes], seconds: float, connections: int = 8, most: int = 10**9) -> Load:
    """Ask for `seconds`, or until `most` answers came; answers under way at the end are not counted."""
    found, open_ = Load(), [_Connection(port) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        for one in open_:
            selector.register(one.socket, selectors.EVENT_READ, one)
            one.ask(next(requests))
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds and len(found.seconds) < most:
            for key, _ in selector.select(1.0):
                one = key.data
                if one.receive():
                    found.seconds.append(time.perf_counter() - one.asked)
                    found.first.append(one.first - one.asked)
                    found.size = len(one.received)
                    one.ask(next(requests))
        found.rate = len(found.seconds) / (time.perf_counter() - begun)
    for one in open_:
        one.socket.close()
    found.seconds.sort()
    found.first.sort()
    return found
