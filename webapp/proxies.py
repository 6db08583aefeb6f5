"""Who asks, and at which address of this service, where a proxy stands between: X-Forwarded headers of trusted proxies.

A header of anyone else is no evidence and is dropped. The client is the last address that no trusted proxy has.
Sources: RFC 7239 (whose predecessors these headers are), OWASP on client addresses.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from graph.settings import Settings
from webapp.sparql.budgets import networks, within

log = logging.getLogger("enlace.web")

FORWARDED = ("for", "proto", "host", "prefix")


class Proxies:
    """WSGI middleware that reads the headers of trusted proxies. settings: `trusted_proxies`."""

    def __init__(self, settings: Settings, app: Any = None):
        self._app, self._trusted = app, networks(settings.trusted_proxies, "trusted_proxies")
        self._warned = False

    def client(self, peer: str, forwarded_for: str) -> str:
        """The address of the client. peer: of who opened the connection. forwarded_for: the header, "" if absent.

        A peer that forwards without being trusted is no client of its own: "proxy:" and its address.
        """
        if not forwarded_for:
            return peer
        if not within(peer, self._trusted):
            if not self._warned:
                self._warned = True
                log.warning("%s envía X-Forwarded-For; si es su proxy, agréguelo a ENLACE_TRUSTED_PROXIES", peer)
            return f"proxy:{peer}"
        addresses = [one.strip().strip("[]") for one in forwarded_for.split(",")]
        return next((one for one in reversed(addresses) if not within(one, self._trusted)), addresses[0]) or peer

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """One request."""
        peer = environ.get("REMOTE_ADDR", "")
        said = {name: environ.pop(f"HTTP_X_FORWARDED_{name.upper()}", "") for name in FORWARDED}
        environ["REMOTE_ADDR"] = self.client(peer, said["for"])
        if within(peer, self._trusted):
            _believe(environ, {name: value.split(",")[-1].strip() for name, value in said.items()})
        found: Iterable[bytes] = self._app(environ, start_response)
        return found


def _believe(environ: dict[str, Any], said: Mapping[str, str]) -> None:
    """The address at which the client reached the proxy."""
    if said["proto"] in ("http", "https"):
        environ["wsgi.url_scheme"] = said["proto"]
    if said["host"]:
        environ["HTTP_HOST"] = said["host"]
    if said["prefix"].startswith("/"):
        environ["SCRIPT_NAME"] = said["prefix"].rstrip("/")
