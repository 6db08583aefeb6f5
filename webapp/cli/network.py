"""`enlace network`: the network of the current snapshot as JSON."""

import shutil
from pathlib import Path

import click

from webapp.cli.options import output_option, served_snapshot, settings_from, settings_options, writer


@click.command("network", short_help="Escribe la red de vínculos en JSON.")
@output_option
@settings_options
def command(output: str, store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Escribe la red de vínculos de la instantánea que se sirve, en JSON."""
    snapshot = served_snapshot(settings_from(store, base_iri, verbose))
    with writer(output) as out, snapshot.network.open("rb") as network:
        shutil.copyfileobj(network, out)
