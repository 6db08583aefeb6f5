"""`enlace serve`: the web application under granian, over the current snapshot or over RDF files as they are."""

import socket
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from graph.errors import EnlaceError
from graph.settings import Settings, shipped_data
from graph.store.snapshot import current
from webapp.cli.options import existing, export, settings_from, settings_options


@click.command("serve", short_help="Publica el grafo en la web.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Dirección en la que escucha.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Puerto.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Procesos web.")
@click.option("--rdf", multiple=True, type=click.Path(path_type=Path), help="Sirve archivos RDF tal como son.")
@click.argument("more_rdf", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@settings_options
def command(
    host: str,
    port: int,
    workers: int,
    rdf: tuple[Path, ...],
    more_rdf: tuple[Path, ...],
    store: Path | None,
    base_iri: str | None,
    verbose: bool,
) -> None:
    """Publica el grafo: páginas, SPARQL y datos abiertos.

    Si no hay ninguna instantánea, construye primero una con los registros que acompañan a Enlace. Con --rdf FILE…
    sirve esos archivos RDF tal como son, sin extraer ni añadir nada.
    """
    settings = settings_from(store, base_iri, verbose)
    if more_rdf and not rdf:
        raise click.UsageError("los archivos RDF se dan con --rdf FILE…")
    check_port(host, port)
    if not rdf:
        ensure_snapshot(settings)
        run(settings, host, port, workers)
        return
    with tempfile.TemporaryDirectory(prefix="enlace-rdf-") as folder:
        as_is = replace(settings, store=Path(folder) / "store")
        load_as_is(existing((*rdf, *more_rdf)), as_is)
        run(as_is, host, port, workers)


def check_port(host: str, port: int) -> None:
    """Raises EnlaceError, in one sentence, when the port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise EnlaceError(
            f"no se puede escuchar en {host}:{port} ({error.strerror}); elija otro puerto con --port"
        ) from error


def ensure_snapshot(settings: Settings) -> None:
    """Build the shipped records when there is nothing to serve yet."""
    if current(settings.store) is not None:
        return
    from graph.build import build
    from webapp.cli.build import show_progress, summary

    click.echo(
        f"No hay instantánea en {settings.store}: se construye una con los registros que acompañan a Enlace.", err=True
    )
    click.echo(summary(build([shipped_data() / "records"], settings, show_progress)))


def load_as_is(files: list[Path], settings: Settings) -> None:
    """A snapshot that holds just what the RDF files say."""
    from graph.store.files import snapshot_of_files

    snapshot = snapshot_of_files(files, settings)
    click.echo(f"{snapshot.report['counts']['triples']} tripletas de {len(files)} archivos", err=True)


def run(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels

    export(settings)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Enlace: http://{shown}:{port}  (Ctrl-C lo detiene)")
    Granian(
        "webapp.lane:lane",
        factory=True,
        interface=Interfaces.RSGI,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        websockets=False,
        address=host,
        port=port,
        workers=workers,
        log_level=LogLevels.warning,
    ).serve()
