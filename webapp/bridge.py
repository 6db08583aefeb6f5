"""Granian's RSGI to WSGI: the Flask application behind an event loop, in threads, with bodies and answers streamed.

Source: RSGI specification 1.x (granian), PEP 3333.
"""

import asyncio
import io
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from wsgiref.util import FileWrapper

from werkzeug.test import run_wsgi_app

from webapp import outflow
from webapp.serving import LEAVING

CHUNK = 262_144
BODY_SECONDS = 30.0  # in which the body of a request must have come
WHOLE = 1_000_000  # bytes up to which an answer is sent at once
FORGOTTEN = 64_000_000  # bytes of a body that is too long, which are read all the same
LIST = {"cookie": "; "}  # what stands between two headers of one name, where it is no comma


class Bridge:
    """A WSGI application for an event loop. threads: of requests at one time. longest_body: bytes that are read."""

    def __init__(self, app: Any, threads: int, longest_body: int):
        self._app, self._longest = app, longest_body
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")

    async def __call__(self, scope: Any, protocol: Any, body: bytes | None = None, **more: Any) -> None:
        """Answer one request. body: where it was already read. more: of the WSGI environment."""
        loop = asyncio.get_running_loop()
        if body is None:
            body = await read_body(scope, protocol, self._longest)
        leaving: Future[None] = Future()
        environ = {**environment(scope, body), LEAVING: leaving, **more}
        gone = asyncio.ensure_future(protocol.client_disconnect())
        gone.add_done_callback(lambda done: None if done.cancelled() or leaving.done() else leaving.set_result(None))
        try:
            status, headers, chunks = await loop.run_in_executor(self._threads, self._run, environ)
            if isinstance(chunks, bytes):
                protocol.response_bytes(status, headers, chunks)
            else:
                await self._stream(protocol, status, headers, chunks)
        finally:
            gone.cancel()

    def _run(self, environ: dict[str, Any]) -> tuple[int, list[tuple[str, str]], bytes | Iterable[bytes]]:
        """The answer of the application: whole where it is short, else to be read piece by piece."""
        found, status, headers = run_wsgi_app(self._app, environ)
        pairs = [(name.lower(), value) for name, value in headers]
        if int(headers.get("Content-Length", WHOLE + 1)) > WHOLE:
            return int(status.split()[0]), pairs, found
        try:
            return int(status.split()[0]), pairs, b"".join(found)
        finally:
            _close(found)

    async def _stream(
        self, protocol: Any, status: int, headers: list[tuple[str, str]], chunks: Iterable[bytes]
    ) -> None:
        loop, pieces = asyncio.get_running_loop(), iter(chunks)
        try:
            await outflow.send(
                protocol, status, headers, lambda: loop.run_in_executor(self._threads, next, pieces, None)
            )
        finally:
            await loop.run_in_executor(self._threads, _close, chunks)

    def close(self) -> None:
        """Take no more requests."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _close(found: Any) -> None:
    if hasattr(found, "close"):
        found.close()


async def read_body(scope: Any, protocol: Any, longest: int) -> bytes:
    """The body of a request, or its beginning where it is longer than `longest` bytes.

    What is too long is read to its end, where that is not too far, and forgotten: most clients read no answer before
    they have sent everything. Raises TimeoutError for one that does not arrive.
    """
    if scope.method in ("GET", "HEAD", "OPTIONS"):
        return b""
    length = scope.headers.get("content-length", "")
    if length.isdigit() and int(length) > FORGOTTEN:
        return b""
    return await asyncio.wait_for(_pieces(protocol, longest), BODY_SECONDS)


async def _pieces(protocol: Any, longest: int) -> bytes:
    pieces, kept, size = list[bytes](), 0, 0
    async for piece in protocol:
        size += len(piece)
        if kept <= longest:
            pieces.append(piece)
            kept += len(piece)
        if size > FORGOTTEN:
            break
    return b"".join(pieces)


def environment(scope: Any, body: bytes) -> dict[str, Any]:
    """The WSGI environment of a request (PEP 3333)."""
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),  # granian decoded it from the address
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host or "localhost",
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": address_of(scope.client),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": lambda file, size=CHUNK: FileWrapper(file, CHUNK),
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        text = value if isinstance(value, str) else value.decode("latin-1")
        environ[key] = f"{environ[key]}{LIST.get(name, ',')}{text}" if key in environ and key != "HTTP_HOST" else text
    return environ


def address_of(client: str) -> str:
    """The address in `address:port`, without the brackets of IPv6."""
    return client.rpartition(":")[0].strip("[]")
