"""What a graph holds, counted once while it is published: for the manifest, VoID and the catalogue."""

from collections import Counter
from pathlib import Path
from typing import Any

from graph.store.serialise import Value, subjects
from ontology.terms import ENLACE, RDF
from ontology.validation import is_possible_date

_TYPE, _DATE = str(RDF.type), str(ENLACE.date)


def statistics(ntriples: Path) -> dict[str, Any]:
    """Counts over sorted N-Triples, each statement once.

    Returns {"triples", "subjects": numbers; "classes": instances by class IRI, "properties": statements by property
    IRI, both sorted; "first", "last": days (YYYY-MM-DD) of the earliest and latest session or record, or None}.
    """
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    things, days = 0, list[str]()
    for _, facts in subjects(ntriples):
        things += 1
        properties.update(predicate for predicate, _ in facts)
        classes.update(value.text for predicate, value in facts if predicate == _TYPE)
        days = _span([*days, *(value.text for predicate, value in facts if _is_day(predicate, value))])
    return {
        "triples": properties.total(),
        "subjects": things,
        "classes": dict(sorted(classes.items())),
        "properties": dict(sorted(properties.items())),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }


def _is_day(predicate: str, value: Value) -> bool:
    return predicate == _DATE and len(value.text) == 10 and is_possible_date(value.text)


def _span(days: list[str]) -> list[str]:
    """The earliest and the latest of `days`."""
    return [min(days), max(days)] if days else []
