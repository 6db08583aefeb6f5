"""Static files: each address carries the hash of its bytes, so that browsers may keep it for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, request

YEAR = 365 * 24 * 3600
PACKAGE = Path(__file__).resolve().parent


@cache
def stamp(path: Path) -> str:
    """The first 10 hex digits of the SHA-256 of a file; empty when it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""


@cache
def edition() -> str:
    """One short hash of the code, templates, styles and translations: pages change with it as with the snapshot."""
    digest = hashlib.sha256()
    for pattern in ("**/*.py", "templates/**/*.html", "static/*", "translations/**/*.mo"):
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(stamp(path).encode())
    return digest.hexdigest()[:8]


def install(app: Flask) -> None:
    """Stamps the addresses of static files and lets browsers keep the stamped ones."""

    @app.url_defaults
    def _stamp(endpoint: str, values: dict[str, str]) -> None:
        if endpoint == "static" and "filename" in values:
            values.setdefault("v", stamp(PACKAGE / "static" / values["filename"]))

    def max_age(filename: str | None) -> int | None:
        return YEAR if request.args.get("v") else None

    app.get_send_file_max_age = max_age  # type: ignore[method-assign]
