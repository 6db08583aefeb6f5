"""`enlace query [FILE|-]`: answer a SPARQL query on the current snapshot."""

import sys
from pathlib import Path

import click

from graph.errors import InputError
from graph.settings import shipped_data
from webapp.cli.options import output_option, served_snapshot, settings_from, settings_options, writer

FORMATS = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "rdfxml", "jsonld")


@click.command("query", short_help="Responde una consulta SPARQL.")
@click.argument("file", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), help="table (por omisión en SELECT), json, csv …")
@output_option
@settings_options
def command(
    file: str | None, form: str | None, output: str, store: Path | None, base_iri: str | None, verbose: bool
) -> None:
    """Responde la consulta SPARQL de FILE, o de la entrada estándar con -.

    Sin FILE y sin nada en la entrada, muestra quién está en cada mesa, cómo y desde cuándo.
    """
    from graph.store.engine import LocalEngine

    settings = settings_from(store, base_iri, verbose)
    engine = LocalEngine(served_snapshot(settings).store)
    answer = engine.answer(query_text(file), form)
    with writer(output) as out:
        for chunk in answer.chunks:
            out.write(chunk)
    click.echo(answer.summary, err=True)


def query_text(file: str | None) -> str:
    """The query: from a file, from stdin, or the one that shows who sits at which mesa."""
    if file is None or file == "-":
        text = "" if file is None and sys.stdin.isatty() else sys.stdin.read()
        return text if text.strip() else default_query()
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"no se puede leer la consulta: {error.strerror}", file=file) from error
    except UnicodeDecodeError as error:
        raise InputError("la consulta no está en UTF-8; guárdela así", file=file) from error


def default_query() -> str:
    """The stored query that is the first thing one wants to know."""
    return (shipped_data() / "queries" / "quien-esta-en-cada-mesa.rq").read_text(encoding="utf-8")
