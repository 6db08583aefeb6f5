"""`enlace rollback [ID]`: serve an earlier snapshot again."""

from pathlib import Path

import click

from graph.store.snapshot import rollback
from webapp.cli.options import settings_from, settings_options


@click.command("rollback", short_help="Vuelve a una instantánea anterior.")
@click.argument("snapshot_id", required=False)
@settings_options
def command(snapshot_id: str | None, store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Vuelve a servir la instantánea SNAPSHOT_ID o, sin decir cuál, la anterior a la que se sirve."""
    snapshot = rollback(settings_from(store, base_iri, verbose).store, snapshot_id)
    click.echo(f"Se sirve {snapshot.id}: {snapshot.report['counts']['records']} registros")
