"""What officials read: home, search, lists, and one page per entity. Every page works without JavaScript.

room.py       the blueprint, conditional answers, paging
home.py       / and /buscar          lists.py     /instituciones /mesas /acuerdos /registros
entities.py   one page per entity    phrases.py   sentences made from the graph
marking.py    a record's text with what it became     chart.py   small charts to scale
"""

from flask import Flask

from webapp.pages import entities, home, lists, phrases
from webapp.pages.room import blueprint

__all__ = ["blueprint", "entities", "home", "install", "lists"]


def install(app: Flask) -> None:
    """Registers the pages and the words that their templates use."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        ROLES=phrases.ROLES, SEATS=phrases.SEATS, merged=phrases.merged, STATUSES=phrases.STATUSES, CLASSES=phrases.CLASSES,
        KINDS_OF_RECORD=phrases.KINDS_OF_RECORD, KINDS_OF_AGREEMENT=phrases.KINDS_OF_AGREEMENT,
        due_phrase=phrases.due_phrase, session_name=phrases.session_name, kind_name=phrases.kind_name,
        certainty=phrases.certainty, seen_phrase=phrases.seen_phrase, full=phrases.full,
    )  # fmt: skip
