"""`enlace build [PATH…]`: build a snapshot and switch to it."""

import sys
from pathlib import Path

import click

from graph.records.site.passed import tally
from graph.settings import shipped_data
from graph.store.snapshot import Snapshot
from webapp.cli.options import existing, served_snapshot, settings_from, settings_options


@click.command("build", short_help="Construye una instantánea.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--if-changed", is_flag=True, help="No construye nada si las entradas son las de la última vez.")
@settings_options
def command(paths: tuple[Path, ...], if_changed: bool, store: Path | None, base_iri: str | None, verbose: bool) -> None:
    """Construye una instantánea a partir de archivos y carpetas; sin PATH, de los registros que acompañan a Enlace.

    Termina con 1 si rechazó algún registro; los demás se publican igual.
    """
    from graph.build import build, is_current

    settings = settings_from(store, base_iri, verbose)
    inputs = existing(paths) or [shipped_data() / "records"]
    if if_changed and is_current(inputs, settings):
        click.echo(f"Sin cambios: {summary(served_snapshot(settings))}")
        return
    snapshot = build(inputs, settings, show_progress)
    for one in snapshot.report["omitted"] if verbose else ():
        click.echo(f"omitido  {one['file']}: {one['reason']}", err=True)
    for one in snapshot.report["rejected"]:
        where = f"{one['file']}:{one['line']}" if one["line"] else one["file"]
        click.echo(f"rechazado  {where}: {one['reason']}", err=True)
    click.echo(summary(snapshot))
    sys.exit(1 if snapshot.report["rejected"] else 0)


def summary(snapshot: Snapshot) -> str:
    """The one line that says what was built."""
    count = snapshot.report["counts"]
    omitted = tally(one["reason"] for one in snapshot.report.get("omitted", ()))
    return (
        f"{count['records']} registros, {count['institutions']} instituciones, {count['mesas']} mesas, "
        f"{count['agreements']} acuerdos, {count['triples']} tripletas, {count['rejected']} rechazados"
        f"{f', {omitted}' if omitted else ''} · {snapshot.id}"
    )


def show_progress(done: int) -> None:
    """A counter on a terminal's stderr; nothing elsewhere."""
    if sys.stderr.isatty():
        click.echo(f"\rArchivos leídos: {done} ", err=True, nl=False)
