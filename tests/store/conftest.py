"""A tiny store that the tests of this room ask, and engines over it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.pool import EnginePool
from tests.store.sample import NQUADS, store_of


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
