"""Options that commands share, and how results are written."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from graph.errors import StoreError
from graph.settings import Settings, load_settings
from graph.store.snapshot import Snapshot, current

F = TypeVar("F", bound=Callable[..., Any])


def settings_options(function: F) -> F:
    """--store, --base-iri and -v, on every command that knows the settings."""
    function = click.option("--store", type=click.Path(path_type=Path), help="Carpeta de las instantáneas.")(function)
    function = click.option("--base-iri", help="Base de los identificadores; termina en / o #.")(function)
    return click.option("-v", "--verbose", is_flag=True, help="Cuenta más en la salida de errores.")(function)


def output_option(function: F) -> F:
    """-o FILE|-: where results go."""
    return click.option("-o", "--output", default="-", help="Archivo de salida; - es la salida estándar.")(function)


def settings_from(store: Path | None, base_iri: str | None, verbose: bool) -> Settings:
    """The settings with the command line's options before the environment's."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    return load_settings(store=store, base_iri=base_iri)


def export(settings: Settings) -> None:
    """Hand the settings that options changed to child processes, by the environment."""
    os.environ["ENLACE_STORE"] = str(settings.store.resolve())
    os.environ["ENLACE_BASE_IRI"] = settings.base_iri


def served_snapshot(settings: Settings) -> Snapshot:
    """The current snapshot. Raises StoreError, saying how to build one, when there is none."""
    snapshot = current(settings.store)
    if snapshot is None:
        raise StoreError(f"no hay ninguna instantánea en {settings.store}; construya una con «enlace build»")
    return snapshot


def existing(paths: tuple[Path, ...]) -> list[Path]:
    """The paths, all of which exist. A path that does not is wrong usage (exit 2)."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"no existe «{path}»; revise la ruta")
    return list(paths)


@contextmanager
def writer(output: str) -> Any:
    """A binary stream to a file or, for -, to stdout."""
    if output == "-":
        stream: IO[bytes] = sys.stdout.buffer
        yield stream
        stream.flush()
        return
    try:
        with open(output, "wb") as file:
            yield file
    except OSError as error:
        raise click.UsageError(f"no se puede escribir «{output}»: {error.strerror}") from error
