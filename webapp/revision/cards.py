"""An item of the list as its card shows it: what it says, where it stands, and the answers with their lines."""

from dataclasses import dataclass
from datetime import date

from flask import current_app

from graph.revision import Candidate, Example, Line, Pending, Thing, lines_of
from ontology.slugs import slug
from ontology.terms import Iris
from webapp.layout import page_of
from webapp.pages.words import SAID
from webapp.revision.spots import anchor
from webapp.revision.words import answer, folder, likeness


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person may answer. verdict: see `graph.revision.lines`; name: in words; note: how close it is, or nothing;
    href: the body's page, or nothing; line: what to paste, into `file`."""

    verdict: str
    name: str
    note: str
    href: str | None
    line: str
    file: str


@dataclass(frozen=True, slots=True)
class Card:
    """One item with its answers."""

    one: Pending
    answers: tuple[Answer, ...]

    @property
    def verb(self) -> str:
        """What a statement says, between its subject and its object."""
        return str(SAID.get(self.one.predicate, (self.one.predicate,))[0])


def card(one: Pending, author: str, day: date) -> Card:
    """An item as it is shown. author, day: who decides and when, as the lines will say."""
    return Card(one, tuple(_answer(one, line, author, day) for line in lines_of(one)))


def _answer(one: Pending, line: Line, author: str, day: date) -> Answer:
    target: Candidate | None = line.target
    return Answer(
        line.verdict, answer(one, line), likeness(one, target) if target else "",
        address(Thing(f"institution/{slug(target.id)}", target.name)) if target else None,
        line.text(author, day), folder(line),
    )  # fmt: skip


def address(thing: Thing) -> str:
    """The page of something of the graph."""
    kind, _, name = thing.ref.partition("/")
    return page_of(str(_iris().entity(kind, name)))


def record_address(name: str, example: Example | None = None) -> str:
    """The page of a record, at the place of an example."""
    page = page_of(str(_iris().record(name)))
    return f"{page}#{anchor(example)}" if example else page


def _iris() -> Iris:
    return Iris(current_app.extensions["enlace"].settings.base_iri)
