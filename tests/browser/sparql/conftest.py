"""The shipped records served, for the browser tests of the workbench."""

from collections.abc import Iterator

import pytest

from graph.settings import Settings
from tests.browser.conftest import serving
from webapp import create_app


@pytest.fixture(scope="module")
def site(built: Settings) -> Iterator[str]:
    with serving(create_app(built)) as address:
        yield address
