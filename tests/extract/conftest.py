"""What the extraction tests share: a record made of one text, and everything that extraction says of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph.extract.findings import Findings
from graph.extract.mentions import find_mentions
from graph.extract.narrative import Narrative, narrate
from graph.extract.pipeline import extract
from graph.extract.register import Register, load_register
from graph.records.record import Record, Section
from graph.settings import shipped_data

DAY = date(2023, 5, 3)


def record_of(body: str, title: str = "", agreements: str = "", day: date | None = DAY, kind: str = "news") -> Record:
    """A record with these parts, as the readers make it."""
    text, sections = "", []
    for role, part in (("title", title), ("body", body), ("agreements", agreements)):
        if part:
            text += "\n\n" if text else ""
            sections.append(Section(role, len(text), len(text) + len(part)))
            text += part
    return Record("prueba.txt", "prueba", title, day, kind, text, tuple(sections))


@pytest.fixture(scope="session")
def register() -> Register:
    """The shipped register."""
    return load_register(shipped_data() / "register")


@pytest.fixture
def read(register: Register) -> Callable[..., Findings]:
    """What extraction says of a text: read("…", agreements="…")."""
    return lambda *parts, **named: extract(record_of(*parts, **named), register)


@pytest.fixture
def story(register: Register) -> Callable[..., Narrative]:
    """The text as the rules read it."""

    def tell(*parts: Any, **named: Any) -> Narrative:
        record = record_of(*parts, **named)
        mentions, _ = find_mentions(record, register)
        return narrate(record, mentions, register)

    return tell


@pytest.fixture
def relations(read: Callable[..., Findings]) -> Callable[..., set[tuple[str, str]]]:
    """{(predicate, id or name of the subject)} of a text, whatever the mesa."""
    return lambda *parts, **named: {
        (each.predicate, each.subject.id or each.subject.name) for each in read(*parts, **named).relations
    }
