"""`enlace extract FILE…`: what extraction finds, one JSON object a record."""

import json
import sys
from pathlib import Path

import click

from graph.settings import shipped_data
from webapp.cli.options import existing, output_option, settings_from, settings_options, writer


@click.command("extract", short_help="Muestra lo que se extrae.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option
@settings_options
def command(paths: tuple[Path, ...], output: str, store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Muestra lo que se extrae de cada registro, un objeto JSON por línea."""
    from graph.extract.pipeline import as_json
    from graph.extract.register import load_register
    from graph.reading import read_and_extract
    from graph.records.record import Omission, Rejection
    from graph.records.site.passed import tally

    settings = settings_from(store, base_iri, verbose)
    register = load_register(shipped_data() / "register")
    done, rejected = 0, 0
    omitted: list[str] = []
    with writer(output) as out:
        for item in read_and_extract(existing(paths), register, settings):
            if isinstance(item, Rejection):
                rejected += 1
                click.echo(f"rechazado  {item.file}{f':{item.line}' if item.line else ''}: {item.reason}", err=True)
            elif isinstance(item, Omission):
                omitted.append(item.reason)
                if verbose:
                    click.echo(f"omitido  {item.file}: {item.reason}", err=True)
            else:
                out.write(json.dumps(as_json(*item), ensure_ascii=False).encode("utf-8") + b"\n")
                done += 1
    click.echo(", ".join(filter(None, (f"{done} registros, {rejected} rechazados", tally(omitted)))), err=True)
    sys.exit(1 if rejected else 0)
