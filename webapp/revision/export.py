"""The list as JSON, whole and exact, and as CSV for spreadsheets, one answer a row."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext

from webapp.revision.cards import Card
from webapp.revision.words import KINDS

HEADER = (
    lazy_gettext("Tipo"), lazy_gettext("Forma"), lazy_gettext("Veces"), lazy_gettext("Registros"),
    lazy_gettext("Se lee ahora como"), lazy_gettext("Seguridad"), lazy_gettext("Ejemplo"), lazy_gettext("Registro"),
    lazy_gettext("Respuesta"), lazy_gettext("Parecido"), lazy_gettext("Archivo"), lazy_gettext("Línea"),
)  # fmt: skip


def as_json(cards: Iterable[Card]) -> list[dict[str, Any]]:
    """Items as report.json holds them, each with its answers."""
    return [
        {
            **card.one.as_json(),
            "answers": [
                {"answer": one.name, "verdict": one.verdict, "file": one.file, "line": one.line} for one in card.answers
            ],
        }
        for card in cards
    ]


def as_csv(cards: Iterable[Card]) -> str:
    """One answer a row (RFC 4180, UTF-8 with a mark for Excel)."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([str(title) for title in HEADER])
    for card in cards:
        rows.writerows([guarded(str(value)) for value in row] for row in _rows(card))
    return "\ufeff" + text.getvalue()


def _rows(card: Card) -> Iterable[tuple[object, ...]]:
    one = card.one
    example = one.examples[0] if one.examples else None
    told = (
        KINDS[one.kind][1], one.surface, one.times, one.count, _reading(card), one.confidence or "",
        " ".join(example.quote.split()) if example else "", example.record if example else "",
    )  # fmt: skip
    for each in card.answers:
        yield (*told, each.name, each.note, each.file, each.line)
    if not card.answers:
        yield (*told, gettext("Ninguna parecida en el directorio"), "", "", "")


def _reading(card: Card) -> str:
    one = card.one
    if not one.reading:
        return ""
    return f"{card.verb} {one.reading.label}" if one.subject else one.reading.label


def guarded(value: str) -> str:
    """A value that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
