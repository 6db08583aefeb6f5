"""`enlace queries`: the stored questions."""

import click

from graph.questions.stored import stored_queries


@click.command("queries", short_help="Lista las consultas guardadas.")
def command() -> None:
    """Lista las consultas guardadas: nombre y título."""
    found = stored_queries()
    for one in found:
        click.echo(f"{one.name}\t{one.title}")
    click.echo(f"{len(found)} consultas", err=True)
