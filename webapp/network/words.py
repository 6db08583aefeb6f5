"""How the explorer says what something is and how two are linked. «Institución», «mesa», «acuerdo», «vínculo»."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from graph.network.signs import LINES
from graph.questions.agreements import status_on
from graph.questions.shape import due
from webapp.pages.phrases import due_phrase, kind_name
from webapp.pages.words import KINDS_OF_AGREEMENT
from webapp.serving import today


class Relation(NamedTuple):
    """A kind of link in words. phrase: between the two in a sentence. legend: alone. one, other: the heading of the
    links of who stands first, and second, in that sentence."""

    name: str
    legend: LazyString
    phrase: LazyString
    one: LazyString
    other: LazyString

    @property
    def line(self) -> Mapping[str, Any]:
        """Its line in the picture: width, dashes, arrows."""
        return LINES[self.name]


class Type(NamedTuple):
    """A type of member in words."""

    name: str
    singular: LazyString
    plural: LazyString


RELATIONS = {
    relation.name: relation
    for relation in (
        Relation("ledBy", lazy_gettext("lidera"), lazy_gettext("lidera"),
                 lazy_gettext("Lidera"), lazy_gettext("¿Quién lidera?")),
        Relation("participatesIn", lazy_gettext("participa"), lazy_gettext("participa en"),
                 lazy_gettext("Participa en"), lazy_gettext("Participan")),
        Relation("supports", lazy_gettext("apoya"), lazy_gettext("apoya a"),
                 lazy_gettext("Apoya a"), lazy_gettext("Apoyan")),
        Relation("invitedTo", lazy_gettext("invitada"), lazy_gettext("invitada a"),
                 lazy_gettext("Invitada a"), lazy_gettext("Invitadas")),
        Relation("convenes", lazy_gettext("convoca"), lazy_gettext("convoca a"),
                 lazy_gettext("Convoca a"), lazy_gettext("Convocan")),
        Relation("hosts", lazy_gettext("sede"), lazy_gettext("es sede de"),
                 lazy_gettext("Sede de sesiones de"), lazy_gettext("Sede de sus sesiones")),
        Relation("subMesaOf", lazy_gettext("submesa"), lazy_gettext("es parte de"),
                 lazy_gettext("Es parte de"), lazy_gettext("Submesas")),
        Relation("agreementOf", lazy_gettext("acordado en"), lazy_gettext("se acordó en"),
                 lazy_gettext("Se acordó en"), lazy_gettext("Acuerdos")),
        Relation("responsible", lazy_gettext("responsable"), lazy_gettext("es responsable de"),
                 lazy_gettext("Responsable de"), lazy_gettext("Responsables")),
    )
}  # fmt: skip

TYPES = {
    kind.name: kind
    for kind in (
        Type("institution", lazy_gettext("Institución"), lazy_gettext("Instituciones")),
        Type("mesa", lazy_gettext("Mesa"), lazy_gettext("Mesas")),
        Type("agreement", lazy_gettext("Acuerdo"), lazy_gettext("Acuerdos")),
    )
}


def kind_of(node: Mapping[str, Any]) -> str:
    """What a member is, in one or two words: its kind where that is known, else its type."""
    kind = node.get("kind", "")
    if node["type"] == "institution" and kind:
        return kind_name(kind)
    return str(KINDS_OF_AGREEMENT.get(kind, TYPES[node["type"]].singular))


def due_of(node: Mapping[str, Any]) -> tuple[str, str]:
    """How an agreement stands today (`overdue`, `soon`, `open`, `fulfilled`, `undated`), and its due date in words."""
    when = due(node.get("due"))
    status = status_on(today(), when, node.get("status") == "Fulfilled")
    return status, due_phrase(when, status)
