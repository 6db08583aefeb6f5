"""`enlace unresolved`: what awaits a person, the most frequent first, with the line that decides it."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from graph.revision import KINDS, Line, Pending, awaiting, lines_of
from graph.revision.clear import clear_lines, file_of
from graph.revision.lines import NOBODY
from webapp.cli.options import output_option, served_snapshot, settings_from, settings_options, writer

HEADER = ("VECES", "FORMA", "EJEMPLO", "LA MÁS PARECIDA", "LÍNEA")
COLUMNS = ("kind", "surface", "times", "records", "example", "record", "answer", "score", "file", "line")
WIDTHS = (5, 36, 60, 44)  # characters of the table's columns; the last one, which is copied, is not cut
NAMES = {
    "unresolved": "sin resolver",
    "unsure": "con poca seguridad",
    "provisional": "sin registro",
    "statement": "afirmaciones dudosas",
}
ANSWERS = {
    "new": "falta en el directorio",
    "never": "no es esa institución",
    "nothing": "no es una institución",
    "right": "la frase lo dice",
    "wrong": "la frase no lo dice",
}


@click.command("unresolved", short_help="Lista lo que espera a una persona.")
@click.option("--kind", type=click.Choice(KINDS), help="Solo lo de esta clase.")
@click.option("--limit", type=click.IntRange(min=1), help="Cuántos, los más frecuentes.")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True)
@click.option("--author", default=NOBODY, help="Quién decide, como lo dirán las líneas.")
@click.option("--paste", is_flag=True, help="Solo las líneas de las respuestas claras, para >> data/curated/alias.csv.")
@click.option("--min-score", type=click.IntRange(0, 100), default=90, show_default=True, help="Parecido, con --paste.")
@output_option
@settings_options
def command(
    kind: str | None, limit: int | None, form: str, author: str, paste: bool, min_score: int, output: str,
    store: Path | None, base_iri: str | None, verbose: bool,
) -> None:  # fmt: skip
    """Lista lo que un registro nombra o dice y se leyó con dudas, lo más frecuente primero, con la línea de
    data/curated/ que lo decide.

    Con --paste escribe solo las líneas de las respuestas claras, para agregarlas a alias.csv; con --kind provisional,
    a same-as.csv. Revíselas antes de construir de nuevo.
    """
    from webapp.serving import today

    found = awaiting(served_snapshot(settings_from(store, base_iri, verbose)).report)
    chosen = [one for one in found.items if kind in (None, one.kind)][:limit]
    day, note = today(), counted(chosen, found.total)
    if paste:
        lines, undecided = clear_lines(chosen, file_of(kind), min_score)
        text = "".join(f"{line.text(author, day)}\n" for line in lines)
        note = (
            f"{len(lines)} líneas para data/curated/{file_of(kind)}; {undecided} con varias respuestas iguales; {note}"
        )
    else:
        text = {"table": as_table, "csv": as_csv, "json": as_json}[form](chosen, author, day)
    with writer(output) as out:
        out.write(text.encode("utf-8"))
    click.echo(note, err=True)


def counted(chosen: Sequence[Pending], total: int) -> str:
    """The one line that the command ends with."""
    kinds = Counter(one.kind for one in chosen)
    parts = ", ".join(f"{kinds[kind]} {NAMES[kind]}" for kind in KINDS if kinds[kind])
    return f"{len(chosen)} de {total} por revisar" + (f": {parts}" if parts else "")


def as_table(chosen: Iterable[Pending], author: str, day: date) -> str:
    """Columns for a terminal; the first answer's line stands whole at the end."""
    rows = [_table_row(one, author, day) for one in chosen]
    if not rows:
        return "No hay nada por revisar.\n"
    return "".join(
        "  ".join([*(_fit(cell, width) for cell, width in zip(row, WIDTHS, strict=False)), row[-1]]).rstrip() + "\n"
        for row in (HEADER, *rows)
    )


def _table_row(one: Pending, author: str, day: date) -> tuple[str, ...]:
    answers = lines_of(one)
    line = f"{answers[0].file}: {answers[0].text(author, day)}" if answers else ""
    shown = (str(one.times), _said(one), _example(one), _named(answers[0]) if answers else "", line)
    return tuple("".join(char if char.isprintable() else " " for char in cell) for cell in shown)


def _said(one: Pending) -> str:
    if one.subject and one.reading:
        return f"{one.subject.label} · {one.predicate} · {one.reading.label}"
    return one.surface


def _named(line: Line) -> str:
    return f"{line.target.name} ({line.target.score})" if line.target else ANSWERS[line.verdict]


def _example(one: Pending) -> str:
    """The first example from a little before the form, so that it is seen when the column is cut."""
    if not one.examples:
        return ""
    first = one.examples[0]
    begin = max(0, first.first - 20)
    return ("…" if begin else "") + " ".join(first.quote[begin:].split())


def _fit(text: str, width: int) -> str:
    return (text if len(text) <= width else text[: width - 1] + "…").ljust(width)


def as_csv(chosen: Iterable[Pending], author: str, day: date) -> str:
    """One answer a row; what a spreadsheet would take for a formula is marked as text."""
    from webapp.revision.export import guarded

    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in chosen:
        example = one.examples[0] if one.examples else None
        told = (one.kind, _said(one), one.times, one.count, _example(one), example.record if example else "")
        for line in lines_of(one):
            score = line.target.score if line.target else ""
            cells = (*told, _named(line), score, line.file, line.text(author, day))
            rows.writerow([guarded(str(cell)) for cell in cells])
    return text.getvalue()


def as_json(chosen: Iterable[Pending], author: str, day: date) -> str:
    """A list of items as report.json holds them, each with its lines."""
    told = [{**one.as_json(), "lines": [line.as_json(author, day) for line in lines_of(one)]} for one in chosen]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
