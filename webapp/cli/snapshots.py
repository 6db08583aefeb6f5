"""`enlace snapshots`: what is kept, and what is served."""

from pathlib import Path

import click

from graph.store.snapshot import current, snapshots
from webapp.cli.options import settings_from, settings_options


@click.command("snapshots", short_help="Lista las instantáneas.")
@settings_options
def command(store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Lista las instantáneas, la más nueva primero; la que se sirve lleva un asterisco."""
    settings = settings_from(store, base_iri, verbose)
    served = current(settings.store)
    kept = snapshots(settings.store)
    for one in kept:
        count = one.counts
        mark = "*" if served and one.id == served.id else " "
        click.echo(
            f"{mark} {one.id}  {one.created:%Y-%m-%d %H:%M:%S} UTC  {count['records']} registros  "
            f"{count['triples']} tripletas  {count['rejected']} rechazados"
        )
    click.echo(f"{len(kept)} instantáneas en {settings.store}", err=True)
