"""`enlace queries [NAME]`: the stored questions, or the answer to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.options import output_option, served_snapshot, settings_from, settings_options, writer
from webapp.cli.query import FORMATS

if TYPE_CHECKING:
    from graph.questions.stored import StoredQuery
    from graph.store.engine import LocalEngine


@click.command("queries", short_help="Lista las consultas guardadas, o responde una.")
@click.argument("name", required=False)
@click.option("--set", "values", multiple=True, metavar="PARÁMETRO=VALOR", help="Valor de un parámetro; se repite.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="table (por omisión en SELECT), json, csv …")
@output_option
@settings_options
def command(
    name: str | None, values: tuple[str, ...], form: str | None, output: str, store: Path | None, base_iri: str | None,
    verbose: bool,
) -> None:  # fmt: skip
    """Lista las consultas guardadas, con sus parámetros; con NAME, responde esa sobre la instantánea que se sirve.

    enlace queries quien-esta-en-cada-mesa --set mesa=innovadores-publicos --format csv
    """
    if name is None:
        listed(values)
        return
    from graph.questions.stored import stored_query

    query = stored_query(name)
    if query is None:
        raise click.UsageError(f"no hay ninguna consulta «{name}»; «enlace queries» las lista")
    pairs = [value.partition("=") for value in values]
    if not all(equals for _, equals, _ in pairs):
        raise click.UsageError("un parámetro se escribe --set nombre=valor")
    from graph.store.engine import LocalEngine

    settings = settings_from(store, base_iri, verbose)
    engine = LocalEngine(served_snapshot(settings).store)
    answer = engine.answer(text_of(query, [(key, value) for key, _, value in pairs], engine, settings.base_iri), form)
    with writer(output) as out:
        for chunk in answer.chunks:
            out.write(chunk)
    click.echo(answer.summary, err=True)


def listed(values: tuple[str, ...]) -> None:
    """Print the name, the title and the parameters of every question."""
    from graph.questions.stored import stored_queries

    if values:
        raise click.UsageError("--set da valores a una consulta: falta su nombre")
    found = stored_queries()
    for one in found:
        click.echo(f"{one.name}\t{one.title}\t{' '.join(parameter.name for parameter in one.parameters)}".rstrip())
    click.echo(f"{len(found)} consultas", err=True)


def text_of(query: StoredQuery, pairs: list[tuple[str, str]], engine: LocalEngine, base_iri: str) -> str:
    """The query with its values. Raises ParameterError."""
    from graph.questions.asking import Room, arguments_of, ask, check_known
    from graph.questions.names import names_of
    from ontology.terms import Iris
    from webapp.serving import today

    iris = Iris(base_iri)
    arguments = arguments_of(pairs)
    check_known(query, arguments)
    return ask(query, arguments, Room(today(), engine, iris, lambda type: names_of(type, engine, iris))).text
