"""What officials read: home, search, lists, and one page per entity. Every page works without JavaScript.

room.py       the blueprint, paging
home.py       / and /buscar          lists.py     /instituciones /mesas /acuerdos /registros
entities.py   one page per entity    phrases.py   sentences made from the graph
marking.py    a record's text with what it became     chart.py   small charts to scale
"""

from flask import Flask

from webapp.pages import entities, home, lists, phrases, words
from webapp.pages.room import blueprint

__all__ = ["blueprint", "entities", "home", "install", "lists"]

SENTENCES = (
    "by_record", "certainty", "due_phrase", "kind_name", "merged", "seen_phrase", "session_name",
)  # fmt: skip
TABLES = ("CLASSES", "KINDS_OF_AGREEMENT", "KINDS_OF_DECISION", "KINDS_OF_RECORD", "ROLES", "SEATS")


def install(app: Flask) -> None:
    """Registers the pages and the words that their templates use."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update({name: getattr(phrases, name) for name in SENTENCES})
    app.jinja_env.globals.update({name: getattr(words, name) for name in TABLES})
