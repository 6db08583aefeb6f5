"""`enlace dump --format F`: the whole graph in one RDF format."""

import shutil
from pathlib import Path

import click

from webapp.cli.options import output_option, served_snapshot, settings_from, settings_options, writer

# Every name a user may give, and the dump's file in a snapshot.
FORMATS = {
    "nquads": "nq",
    "nq": "nq",
    "ntriples": "nt",
    "nt": "nt",
    "turtle": "ttl",
    "ttl": "ttl",
    "trig": "trig",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
    "rdf": "rdf",
}


@click.command("dump", short_help="Escribe el grafo en un formato RDF.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="nquads", show_default=True)
@output_option
@settings_options
def command(form: str, output: str, store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Escribe todo el grafo de la instantánea que se sirve; N-Quads y TriG llevan los grafos con nombre."""
    snapshot = served_snapshot(settings_from(store, base_iri, verbose))
    source = snapshot.dumps / f"enlace.{FORMATS[form]}"
    with writer(output) as out, source.open("rb") as dump:
        shutil.copyfileobj(dump, out)
    click.echo(f"{source.stat().st_size} bytes de {snapshot.id}", err=True)
