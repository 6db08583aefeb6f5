"""The small graph as a store, as an engine over it, and as a site."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.snapshot import current
from tests.queries.sample import TODAY, quads
from tests.webapp.fixture import serve
from webapp import create_app


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose store holds the small graph."""
    return serve(tmp_path_factory.mktemp("queries") / "store", quads())


@pytest.fixture(scope="session")
def local(sample: Settings) -> LocalEngine:
    """A trusted engine over the small graph."""
    snapshot = current(sample.store)
    assert snapshot
    return LocalEngine(snapshot.store)


@pytest.fixture(scope="session")
def site(sample: Settings) -> Iterator[Flask]:
    """The application over the small graph."""
    app = create_app(sample)
    yield app
    app.extensions["enlace"].served.close()


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due is looked at on the day of the graph."""
    monkeypatch.setattr("webapp.serving.today", lambda: TODAY)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A fresh visitor."""
    return site.test_client()
