"""Fixtures of decisions: the shipped register, and a workshop with two records that tell of one meeting."""

from pathlib import Path

import pytest

from graph.extract.register import Register, load_register
from graph.settings import shipped_data
from tests.curation.workshop import AGUA, NOTICIA, Workshop


@pytest.fixture(scope="session")
def register() -> Register:
    """The shipped register."""
    return load_register(shipped_data() / "register")


@pytest.fixture
def workshop(tmp_path: Path, register: Register) -> Workshop:
    """A post and the news of the same meeting of the Mesa de Agua, and no decision yet."""
    made = Workshop(tmp_path, register)
    made.record("reuniones/agua-2.md", AGUA)
    made.record("noticias/agua.md", NOTICIA)
    return made
