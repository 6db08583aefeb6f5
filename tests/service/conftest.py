"""The service as a ministry runs it: `enlace serve` in a process and on a port of its own, over a small graph."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.service.graph import publish_graph

START = 30.0  # seconds that a server may take to answer


@dataclass(frozen=True)
class Live:
    """A server that runs. pid: of `enlace serve`; its workers and engines are below it."""

    host: str
    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where it listens, without `/` at the end."""
        return f"http://{self.host}:{self.port}"

    def engines(self) -> list[int]:
        """The engine processes that run now."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command = (process / "cmdline").read_bytes()
                session = (process / "environ").read_bytes()
            except OSError:  # gone while we looked, or not ours
                continue
            if b"graph.store.worker" in command and f"ENLACE_TEST_PORT={self.port}\0".encode() in session:
                found.append(int(process.name))
        return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(store: Path, host: str = "127.0.0.1", **settings: object) -> Iterator[Live]:
    """A server over the snapshots in `store`; a keyword is a setting. No process of it is left at the end."""
    port = free_port()
    environment = {f"ENLACE_{name.upper()}": str(value) for name, value in settings.items()}
    command = [sys.executable, "-m", "webapp.cli", "serve", "--host", host, "--port", str(port), "--store", str(store)]
    with subprocess.Popen(
        command,
        env={**os.environ, **environment, "ENLACE_TEST_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        live = Live(host, port, process.pid)
        try:
            _wait_until_it_answers(live, process)
            yield live
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            finally:
                process.kill()
    deadline = time.monotonic() + 5
    while live.engines():
        assert time.monotonic() < deadline, "an engine outlived its server"
        time.sleep(0.05)


def _wait_until_it_answers(live: Live, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START
    while True:
        assert process.poll() is None, f"enlace serve ended with {process.returncode}"
        try:
            with urllib.request.urlopen(f"{live.address}/healthz", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            assert time.monotonic() < deadline, "enlace serve does not answer"
            time.sleep(0.1)


@pytest.fixture(scope="session")
def graph_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose snapshot holds the graph of `graph.py`."""
    store = tmp_path_factory.mktemp("service") / "store"
    publish_graph(store)
    return store


@pytest.fixture(scope="session")
def live(graph_store: Path) -> Iterator[Live]:
    """A server over that graph with the limits that it ships with, but for a shorter time."""
    with served(graph_store, query_seconds=5) as running:
        yield running


@pytest.fixture
def serve(graph_store: Path) -> Callable[..., AbstractContextManager[Live]]:
    """Starts a server over that graph with settings of one's own."""

    def start(**settings: object) -> AbstractContextManager[Live]:
        return served(graph_store, **settings)  # type: ignore[arg-type]

    return start
