"""`enlace validate`: the current snapshot, or RDF files, against the shapes."""

import sys
from pathlib import Path

import click

from graph.errors import InputError
from webapp.cli.options import existing, served_snapshot, settings_from, settings_options


@click.command("validate", short_help="Comprueba el grafo contra las reglas.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@settings_options
def command(paths: tuple[Path, ...], store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Comprueba contra las reglas SHACL la instantánea que se sirve, o los archivos RDF de PATHS."""
    from ontology.files import read_rdf
    from ontology.validation import validate

    settings = settings_from(store, base_iri, verbose)
    files = existing(paths) or [served_snapshot(settings).dumps / "enlace.nt"]
    try:
        graph = read_rdf(files)
    except ValueError as error:
        raise InputError(str(error)) from error
    violations = validate(graph)
    for one in violations:
        click.echo(f"{one.focus}\t{one.path or ''}\t{one.value or ''}\t{one.message}")
    click.echo(f"{len(graph)} tripletas, {len(violations)} faltas", err=True)
    sys.exit(1 if violations else 0)
