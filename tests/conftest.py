"""Fixtures that many tests share: the shipped records built once into a real snapshot, and an app over it."""

from pathlib import Path

import pytest

from graph.settings import Settings, shipped_data


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose store holds a snapshot of the shipped records. Do not build into it: copy or use your own."""
    from graph.build import build

    settings = Settings(store=tmp_path_factory.mktemp("enlace") / "store")
    build([shipped_data() / "records"], settings)
    return settings


@pytest.fixture(scope="session")
def snapshot(built: Settings):
    """The snapshot of the shipped records."""
    from graph.store.snapshot import current

    return current(built.store)


@pytest.fixture
def engine(snapshot):
    """A trusted engine over the snapshot of the shipped records."""
    from graph.store.engine import LocalEngine

    return LocalEngine(snapshot.store)


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    """A path where a store may be built."""
    return tmp_path / "store"
