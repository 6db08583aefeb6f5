"""Fixtures of the pages: applications over the fixture graph, over an empty graph, and over nothing at all."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.fixture import NAMED, TODAY, fixture_quads, serve
from webapp import create_app

PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "es-GT,es;q=0.9"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the fixture graph."""
    app = create_app(serve(tmp_path_factory.mktemp("fixture") / "store", fixture_quads()))
    yield app
    app.extensions["enlace"].served.close()


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a graph that says nothing of ours."""
    app = create_app(serve(tmp_path_factory.mktemp("bare") / "store", NAMED))
    yield app
    app.extensions["enlace"].served.close()


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreements are looked at on the fixture's day."""
    monkeypatch.setattr("webapp.serving.today", lambda: TODAY)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A fresh visitor of the fixture's pages."""
    return site.test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Callable[..., TestResponse]:
    """Visits a page as a browser in Guatemala does; a keyword is a header."""

    def get(path: str, **headers: str) -> TestResponse:
        return client.get(path, headers={**PERSON, **{name.replace("_", "-"): text for name, text in headers.items()}})

    return get


@pytest.fixture
def read(visit: Callable[..., TestResponse]) -> Callable[[str], str]:
    """The text of a page that must be there, without tags, white space collapsed."""

    def text(path: str) -> str:
        answer = visit(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return words_of(answer.text)

    return text


INLINE = ("a", "cite", "code", "mark", "strong", "time")


def words_of(html: str) -> str:
    """What a reader sees of a page's main part."""
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.inside, self.found = False, list[str]()

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.inside = self.inside or tag == "main"
            self.found += [] if tag in INLINE else [" "]

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "main"

        def handle_data(self, data: str) -> None:
            if self.inside:
                self.found.append(data)

    words = Words()
    words.feed(html)
    return " ".join("".join(words.found).split())
