"""Records and findings made by hand, for what is one thing across records."""

from datetime import date

from graph.extract.findings import Agreement, Body, Findings, Mention, Mesa, Person, Session
from graph.records.record import Record, Section
from graph.resolve import Identity, Rulings, identify
from ontology.terms import Iris

IRIS = Iris("https://w3id.org/enlace/")
MESA = "Mesa de Agua"

Told = tuple[Record, Findings]


def record(
    name: str, title: str = "", attached: tuple[str, ...] = (), text: str = "La Mesa de Agua sesionó."
) -> Record:
    """A record of which only name, title, attachments and text matter."""
    section = Section("body", 0, len(text))
    return Record(f"r/{name}", name, title or name, None, "post", text, (section,), attached_to=attached)


def session(
    day: str | None = None,
    ordinal: int | None = None,
    place: str | None = None,
    host: Body | None = None,
    mesa: str = MESA,
) -> Session:
    """A session; day: YYYY-MM-DD."""
    return Session(mesa, date.fromisoformat(day) if day else None, place, host, ordinal, 0, 10)


def told(
    name: str, *sessions: Session, title: str = "", attached: tuple[str, ...] = (), agreed: tuple[Agreement, ...] = ()
) -> Told:
    """A record that tells of sessions."""
    mesas = tuple(Mesa(one) for one in dict.fromkeys(each.mesa for each in sessions))
    return record(name, title, attached), Findings(mesas=mesas, sessions=sessions, agreements=agreed)


def agreeing(
    name: str,
    words: str,
    *sessions: Session,
    attached: tuple[str, ...] = (),
    due: str | None = None,
    status: str | None = None,
    mesa: str | None = MESA,
) -> Told:
    """A record whose text is one agreement, told in sessions."""
    agreement = Agreement(mesa, (), due, "acuerdo", 0, len(words), status=status)
    mesas = tuple(Mesa(one) for one in dict.fromkeys(each.mesa for each in sessions))
    return record(name, "", attached, words), Findings(mesas=mesas, sessions=sessions, agreements=(agreement,))


def naming(name: str, *bodies: tuple[str, Body], people: tuple[Person, ...] = ()) -> Told:
    """A record that names bodies, each by a surface."""
    mentions = tuple(Mention(surface, body, 0, len(surface)) for surface, body in bodies)
    return record(name), Findings(mentions=mentions, people=people)


def provisional(name: str, kind: str = "comite") -> Body:
    """A body that the register lacks."""
    return Body(None, name, kind)


def identity(*found: Told, rulings: Rulings | None = None) -> Identity:
    """What all things are."""
    return identify(list(found), IRIS, rulings=rulings)


def groups(*found: Told, rulings: Rulings | None = None) -> set[frozenset[str]]:
    """The records' names by session: each set tells of one."""
    one = identity(*found, rulings=rulings)
    by_meeting: dict[object, set[str]] = {}
    for (name, index), meeting in one.meetings.items():
        by_meeting.setdefault(meeting, set()).add(name if index == 0 else f"{name}#{index}")
    return {frozenset(names) for names in by_meeting.values()}
