"""What the tests of the revision list share: the shipped register, and small texts as extraction reads them."""

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register, load_register
from graph.records.record import Record, Section
from graph.settings import shipped_data

AGER = "En la Mesa de Puertos, la AGER presentó avances."


def record_of(text: str, name: str = "nota.txt", title: str = "Una nota") -> Record:
    """A record whose body is `text`."""
    return Record(name, name, title, date(2024, 5, 3), "news", text, (Section("body", 0, len(text)),))


@pytest.fixture(scope="session")
def register() -> Register:
    """The shipped register."""
    return load_register(shipped_data() / "register")


@pytest.fixture
def read(register: Register) -> Callable[..., tuple[Record, Findings]]:
    """A text as a record with what extraction finds in it: read("…", name="a.txt")."""

    def reading(text: str, name: str = "nota.txt", title: str = "Una nota") -> tuple[Record, Findings]:
        record = record_of(text, name, title)
        return record, extract(record, register)

    return reading
