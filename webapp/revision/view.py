"""/revision: what awaits a person, by kind and by words, as a page, as JSON and as CSV. Nothing is written here."""

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from graph.revision import Pending
from graph.revision.lines import NOBODY
from ontology.slugs import fold
from webapp import serving
from webapp.negotiation import open_to_all
from webapp.pages.room import page
from webapp.revision.cards import Card, address, card, record_address
from webapp.revision.export import as_csv, as_json
from webapp.revision.spots import list_of
from webapp.revision.words import KINDS

blueprint = Blueprint("revision", __name__)
PER_PAGE = 20  # cards are long
LONGEST = 200  # characters of a search, and of a name


def _argument(name: str) -> str:
    """An argument of the address, on one line."""
    return " ".join(request.args.get(name, "").split())[:LONGEST]


def _kind() -> str:
    """The kind that the address asks for; none for any other word."""
    return next((kind for kind, (word, *_) in KINDS.items() if word == _argument("tipo")), "")


def _sought(items: Sequence[Pending]) -> list[Pending]:
    """The items in which all words of the search stand."""
    words = fold(_argument("q")).split()
    return [one for one in items if all(word in _text(one) for word in words)] if words else list(items)


def _text(one: Pending) -> str:
    reading = one.reading.label if one.reading else ""
    names = (f"{candidate.name} {candidate.acronym}" for candidate in one.candidates)
    return fold(" ".join((one.surface, reading, *names)))


def _chosen() -> list[Pending]:
    kind = _kind()
    return [one for one in _sought(_all()) if not kind or one.kind == kind]


def _all() -> tuple[Pending, ...]:
    return list_of(serving.snapshot()).awaiting.items


def _cards(items: Sequence[Pending]) -> list[Card]:
    author = _argument("firma") or NOBODY
    return [card(one, author, serving.today()) for one in items]


@blueprint.get("/revision")
def listing() -> str:
    """What awaits, the most frequent first; facets: kind; words."""
    found = list_of(serving.snapshot()).awaiting
    sought = _sought(found.items)
    counts, kind = Counter(one.kind for one in sought), _kind()
    shown = page([one for one in sought if not kind or one.kind == kind], PER_PAGE)
    return render_template(
        "revision.html", page=shown, cards=_cards(shown.items), total=found.total, left_out=found.left_out,
        tabs=[(word, name, what, counts[key]) for key, (word, name, what) in KINDS.items()], sought=len(sought),
        chosen=KINDS[kind][0] if kind else "", what=KINDS[kind][2] if kind else "", term=_argument("q"),
        author=_argument("firma"), kinds=KINDS, address=address, record_address=record_address,
    )  # fmt: skip


@blueprint.get("/revision.json")
def listing_json() -> AnyResponse:
    """What the address's filters leave, as report.json holds it, with the lines that decide."""
    chosen, found = _chosen(), list_of(serving.snapshot()).awaiting
    told = {"total": found.total, "left_out": found.left_out, "count": len(chosen), "items": as_json(_cards(chosen))}
    return _open(jsonify(told))


@blueprint.get("/revision.csv")
def listing_csv() -> AnyResponse:
    """What the address's filters leave, one answer a row."""
    response = Response(as_csv(_cards(_chosen())), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="enlace-por-revisar.csv"'
    return _open(response)


def _open(response: AnyResponse) -> AnyResponse:
    response.headers["Cache-Control"] = "no-cache"
    return open_to_all(response)  # type: ignore[arg-type]
