"""What officials read: home, search, lists, and one page per entity. Every page works without JavaScript.

room.py       the blueprint, conditional answers, paging
home.py       / and /buscar          lists.py     /instituciones /mesas /acuerdos /registros
entities.py   one page per entity    phrases.py   sentences made from the graph
marking.py    a record's text with what it became     chart.py   small charts to scale
"""

from flask import Flask

from webapp.pages import entities, home, lists, phrases, words
from webapp.pages.room import blueprint

__all__ = ["blueprint", "entities", "home", "install", "lists"]


def install(app: Flask) -> None:
    """Registers the pages and the words that their templates use."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        ROLES=words.ROLES, SEATS=words.SEATS, STATUSES=words.STATUSES, CLASSES=words.CLASSES,
        KINDS_OF_RECORD=words.KINDS_OF_RECORD, KINDS_OF_AGREEMENT=words.KINDS_OF_AGREEMENT,
        due_phrase=phrases.due_phrase, session_name=phrases.session_name, kind_name=phrases.kind_name,
        certainty=phrases.certainty, merged=phrases.merged, seen_phrase=phrases.seen_phrase, full=phrases.full,
    )  # fmt: skip
