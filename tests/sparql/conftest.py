"""The application over five statements, and a client of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.settings import Settings
from tests.sparql.sample import NQUADS, publish
from webapp import create_app


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over five statements, with limits that tests can wait for."""
    store = tmp_path_factory.mktemp("sparql") / "store"
    publish(store, NQUADS, "0" * 12)
    app = create_app(replace(Settings(), store=store, query_seconds=10.0, query_length=20_000, answer_size=1))
    yield app
    app.extensions["enlace"].served.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application."""
    return app.test_client()
