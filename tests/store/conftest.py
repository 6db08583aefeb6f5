"""A tiny store that the tests of this room ask, and engines over it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.loader import load_store
from graph.store.pool import EnginePool

E = "http://example.org/"
NQUADS = f"""\
<{E}inab> <{E}in> <{E}agua> <{E}rec/1> .
<{E}inab> <{E}in> <{E}agua> <{E}rec/2> .
<{E}inab> <{E}label> "Instituto Nacional de Bosques"@es <{E}register> .
<{E}mspas> <{E}in> <{E}agua> <{E}rec/2> .
<{E}mspas> <{E}founded> "1944"^^<http://www.w3.org/2001/XMLSchema#integer> <{E}register> .
<{E}mspas> <{E}label> "control \\u0001 y \\r fin" <{E}register> .
"""
SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(16)) + " }"
HUNGRY = SLOW.replace("(COUNT(*) AS ?n)", "*").replace("}", "} ORDER BY ?a1 ?a2")


def store_of(nquads: str, folder: Path) -> Path:
    """A store in `folder` that holds `nquads`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "graph.nq"
    file.write_text(nquads, encoding="utf-8")
    load_store(file, folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the statements above."""
    return store_of(NQUADS, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def local(small: Path) -> LocalEngine:
    """A trusted engine over the small store."""
    return LocalEngine(small)


@pytest.fixture(scope="session")
def limits() -> Settings:
    """Limits that tests can wait for."""
    return replace(Settings(), query_seconds=20.0, queue_seconds=10.0, query_memory=300)


@pytest.fixture(scope="session")
def pool(small: Path, limits: Settings) -> Iterator[EnginePool]:
    """Engines over the small store."""
    engines = EnginePool(small, limits)
    yield engines
    engines.close()
