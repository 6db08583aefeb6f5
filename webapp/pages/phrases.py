"""Sentences made from what the graph says, in the voice of good public writing; Spanish first, English beside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext, ngettext

from graph.questions.agreements import Agreement
from graph.questions.evidence import Quote, Statement, outermost
from graph.questions.mesas import Mesa
from graph.questions.sessions import Session
from graph.questions.shape import Due, Ref
from ontology.labels import label
from webapp.language import current, day, number
from webapp.pages.words import ARTICLES, KINDS_OF_AGREEMENT, SAID

__all__ = [
    "KINDS_OF_AGREEMENT", "Told", "by_record", "certainty", "due_phrase", "full", "joined", "kind_name", "lead",
    "merged", "seen_phrase", "session_name", "with_article",
]  # fmt: skip


def kind_name(kind: str) -> str:
    """The name of a class of the vocabulary, as it begins a line («Comisión», «Organismo del Estado»)."""
    name = label(kind, current())
    return name[:1].upper() + name[1:]


def with_article(name: str) -> str:
    """A body's name as a Spanish sentence takes it: «la Secretaría …», «el Ministerio …»; English takes it as it is.
    A name whose gender is not known stays without article."""
    article = ARTICLES.get(name.split(" ", 1)[0].lower()) if current() == "es" else None
    return f"{article} {name}" if article else name


def full(ref: Ref) -> str:
    """Name and acronym: «Secretaría Privada de la Presidencia (SPP)»."""
    return f"{ref.label} ({ref.acronym})" if ref.acronym else ref.label


def joined(names: list[str]) -> str:
    """«a», «a y b», «a, b y c»; Spanish «e» before the sound i."""
    if len(names) < 2:
        return "".join(names)
    last = names[-1]
    et = "and" if current() == "en" else "e" if last.lower().startswith(("i", "hi")) else "y"
    return f"{', '.join(names[:-1])} {et} {last}"


def lead(mesa: Mesa, agreements: list[Agreement]) -> str:
    """The sentence a mesa's page begins with, made from the graph."""
    sentence = "; ".join(part for part in (_led(mesa), _members(mesa), _met(mesa), _agreed(agreements)) if part)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _led(mesa: Mesa) -> str:
    leaders = mesa.in_role("Leader")
    if not leaders:
        return ""
    who = joined([with_article(full(one.other)) for one in leaders])
    years = {one.first.year for one in leaders if one.first}
    many = len(leaders)
    if len(years) == 1:
        year = years.pop()
        return ngettext(
            "la lidera %(who)s desde %(year)s", "la lideran %(who)s desde %(year)s", many, who=who, year=year
        )
    return ngettext("la lidera %(who)s", "la lideran %(who)s", many, who=who)


def _members(mesa: Mesa) -> str:
    count = len(mesa.in_role("Participant"))
    return ngettext("participa %(num)d institución", "participan %(num)d instituciones", count) if count else ""


def _met(mesa: Mesa) -> str:
    if not mesa.sessions:
        return ""
    last = max((one.day for one in mesa.sessions if one.day), default=None)
    total = ngettext("%(num)d sesión", "%(num)d sesiones", len(mesa.sessions))
    return ", ".join([total, gettext("la última el %(day)s", day=day(last))]) if last else total


def _agreed(agreements: list[Agreement]) -> str:
    if not agreements:
        return gettext("sin acuerdos registrados")
    overdue = sum(one.status == "overdue" for one in agreements)
    total = ngettext("%(num)d acuerdo", "%(num)d acuerdos", len(agreements))
    if not overdue:
        return total
    return ", ".join([total, ngettext("%(num)d vencido", "%(num)d vencidos", overdue)])


def due_phrase(when: Due | None, status: str) -> str:
    """When something is or was due, in words: «Vence el 30 de junio de 2025», «Venció en octubre de 2024»."""
    if when is None:
        return gettext("Sin fecha")
    past = status == "overdue"
    if status == "fulfilled":
        return gettext("Para el %(day)s", day=day(when.last)) if when.exact else day(when.last, "month").capitalize()
    if when.exact:
        text = gettext("Venció el %(day)s") if past else gettext("Vence el %(day)s")
        return text % {"day": day(when.last)}
    text = gettext("Venció en %(month)s") if past else gettext("Vence en %(month)s")
    return text % {"month": day(when.last, "month")}


def session_name(session: Session) -> str:
    """«Sesión 3», «Sesión»: the mesa and the day stand beside it."""
    return gettext("Sesión %(number)s", number=session.ordinal) if session.ordinal else gettext("Sesión")


def seen_phrase(first: date | None, last: date | None) -> str:
    """The days on which records saw something: «3 de mayo de 2022», «del … al …»; empty where none is known."""
    if first is None:
        return ""
    if last is None or last == first:
        return day(first)
    return gettext("del %(first)s al %(last)s", first=day(first), last=day(last))


@dataclass(frozen=True, slots=True)
class Told:
    """Statements of one quote that share verb and object, or verb and subject, told at once. denied: the decision by
    which they no longer hold, or None."""

    subjects: tuple[Ref, ...]
    verb: str
    objects: tuple[Ref, ...]
    confidence: Decimal
    denied: Ref | None = None


def merged(statements: Iterable[Statement]) -> list[Told]:
    """The statements of one quote, as few sentences as say them."""
    by_object: dict[tuple[str, str, Ref | None], list[Statement]] = {}
    for one in statements:
        by_object.setdefault((one.predicate, one.object.iri, one.denied), []).append(one)
    by_subjects: dict[tuple[str, tuple[Ref, ...], Ref | None], list[Statement]] = {}
    for (predicate, _, denied), group in by_object.items():
        by_subjects.setdefault((predicate, tuple(one.subject for one in group), denied), []).append(group[0])
    told = []
    for (predicate, subjects, denied), group in by_subjects.items():
        single, plural = SAID.get(predicate, (predicate, predicate))
        objects = tuple(one.object for one in group)
        verb = str(plural if len(subjects) > 1 else single)
        told.append(Told(subjects, verb, objects, min(one.confidence for one in group), denied))
    return told


def by_record(quotes: Iterable[Quote]) -> list[tuple[Ref, list[Quote]]]:
    """Quotes by the record that they are from, records in their order; a quote inside of another is told with it."""
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.record.iri, []).append(quote)
    return [(group[0].record, outermost(group)) for group in groups.values()]


def certainty(confidence: Decimal) -> str:
    """How sure a statement is, in words; empty for what is plainly said."""
    if confidence >= Decimal("0.85"):
        return ""
    return gettext("probable (%(percent)s %%)", percent=number(round(confidence * 100)))
