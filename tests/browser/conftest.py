"""A real Chromium for the tests of pages: the system's where there is one, else Playwright's. Without one they fail."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of an application while it is served from this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        app.extensions["enlace"].served.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A page, and what must never happen on it: a word on the console, an error, a dialog, a request elsewhere."""

    def __init__(self, context: BrowserContext, site: str):
        self.site, self.page, self.trouble = site, context.new_page(), list[str]()
        self.page.on("console", lambda message: self.trouble.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, address: str) -> None:
        if not address.startswith((self.site, "data:")):
            self.trouble.append(f"asked {address}")

    def open(self, path: str) -> Page:
        """Goes to a page of the site; it is loaded with all its files."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page


@pytest.fixture
def visitor(browser: Browser) -> Callable[..., AbstractContextManager[Visit]]:
    """Opens a visit: `with visitor(site, viewport=PHONE, color_scheme="dark") as visit`. Trouble fails the test."""

    @contextmanager
    def visiting(site: str, **options: object) -> Iterator[Visit]:
        context = browser.new_context(**{"viewport": DESK, "locale": "es-GT", **options})  # type: ignore[arg-type]
        try:
            visit = Visit(context, site)
            yield visit
            assert not visit.trouble, visit.trouble
        finally:
            context.close()

    return visiting
