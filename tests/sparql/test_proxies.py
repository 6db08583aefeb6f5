"""Who asks, where proxies stand between: only headers of trusted ones are believed."""

from dataclasses import replace

import pytest
from flask import Flask, request

from graph.settings import Settings
from webapp.proxies import Proxies

PROXY, CLIENT = "10.0.0.1", "203.0.113.7"


def proxies(trusted: str = "10.0.0.0/8") -> Proxies:
    return Proxies(replace(Settings(), trusted_proxies=trusted))


@pytest.mark.parametrize(
    ("peer", "header", "client"),
    [
        (CLIENT, "", CLIENT),
        (PROXY, CLIENT, CLIENT),
        (PROXY, f"198.51.100.1, {CLIENT}", CLIENT),
        (PROXY, f"{CLIENT}, 10.2.3.4", CLIENT),
        (PROXY, "[2001:db8::1]", "2001:db8::1"),
        (PROXY, "", PROXY),
        (PROXY, "10.2.3.4", "10.2.3.4"),
    ],
)
def test_the_client_is_the_last_address_that_no_trusted_proxy_has(peer: str, header: str, client: str):
    assert proxies().client(peer, header) == client


def test_who_forwards_without_being_trusted_cannot_pose_as_loopback(caplog: pytest.LogCaptureFixture):
    seen = proxies("")
    assert seen.client("127.0.0.1", "127.0.0.1") == "proxy:127.0.0.1"
    assert seen.client("127.0.0.1", "8.8.8.8") == "proxy:127.0.0.1"
    assert caplog.text.count("ENLACE_TRUSTED_PROXIES") == 1


@pytest.mark.parametrize(
    ("peer", "address"),
    [(PROXY, "https://datos.gob.gt/enlace/aqui"), (CLIENT, "http://enlace.local/aqui")],
)
def test_the_address_of_the_service_is_that_of_the_trusted_proxy(peer: str, address: str):
    app = Flask(__name__)
    app.add_url_rule("/aqui", view_func=lambda: f"{request.remote_addr} {request.url}")
    app.wsgi_app = Proxies(replace(Settings(), trusted_proxies="10.0.0.0/8"), app.wsgi_app)  # type: ignore[method-assign]
    said = {
        "X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "datos.gob.gt",
        "X-Forwarded-Prefix": "/enlace",
    }  # fmt: skip
    answer = app.test_client().get(
        "/aqui", base_url="http://enlace.local", headers=said, environ_overrides={"REMOTE_ADDR": peer}
    )
    assert answer.text == f"{'198.51.100.9' if peer == PROXY else f'proxy:{peer}'} {address}"
