"""Posts for the bench: what Guatemalan public bodies publish, about 2 KB each, the same for the same number.

Half are minutes or notes of a mesa, half ordinary news that name some institutions. A post knows what it says, so that
a test can ask whether extraction finds it; sentences are put together word by word, so that no two posts are alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from graph.extract.entries import Entry, read_entries
from graph.settings import shipped_data
from tests.bench import words

LENGTH = 2100  # characters of a post, more or less
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_ORDINALS = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena", "décima")
_KINDS = (
    "ministerio",
    "secretaria",
    "superintendencia",
    "instituto",
    "universidad",
    "comision",
    "consejo",
    "organismo",
)


@dataclass(frozen=True)
class Post:
    """A file and what it says. mesa: None in ordinary news; relations: {(predicate, id of the body)}; agreements:
    {(id of the responsible body, due date)}; session: the day on which the mesa met; mentioned: ids of bodies."""

    name: str
    text: str
    mesa: str | None
    session: date | None
    relations: frozenset[tuple[str, str]]
    agreements: frozenset[tuple[str, str]]
    mentioned: frozenset[str]


@lru_cache(maxsize=1)
def bodies() -> tuple[Entry, ...]:
    """The register's bodies whose full names leave no doubt: they begin with their kind and have no comma."""
    entries = read_entries(shipped_data() / "register" / "institutions.csv").values()
    return tuple(
        each
        for each in entries
        if each.kind in _KINDS
        and not each.valid_to
        and not {",", "/", "(", '"'} & set(each.name)
        and len(each.name) > 20
    )


class _Writer:
    """Writes one post; all chance comes from `random`, which its number seeds."""

    def __init__(self, number: int):
        self.random = Random(f"enlace {number}")
        self.day = date(2022, 1, 10) + timedelta(days=self.random.randrange(1000))
        self.told: set[str] = set()
        self.relations: set[tuple[str, str]] = set()
        self.agreements: set[tuple[str, str]] = set()

    def pick(self, options: Sequence[str]) -> str:
        """One of the options, its gaps filled with numbers and dates."""
        random = self.random
        return random.choice(options).format(
            n=random.randrange(3, 990),
            m=random.randrange(100, 999),
            p=random.randrange(5, 99),
            p2=random.randrange(10, 24),
            h=random.randrange(2, 12),
            day=random.randrange(1, 29),
            month=random.choice(_MONTHS),
        )

    def choose(self, count: int) -> list[Entry]:
        """Bodies that are not in the post yet."""
        fresh = [each for each in bodies() if each.id not in self.told]
        chosen = self.random.sample(fresh, count)
        self.told.update(each.id for each in chosen)
        return chosen

    def named(self, body: Entry) -> str:
        """The body's name with its article, its acronym after some."""
        first = body.name.split()[0]
        article = "la" if first.endswith(("a", "ón", "ad")) and not first.endswith("ma") else "el"
        short = f" ({body.acronym})" if body.acronym and self.random.random() < 0.3 else ""
        return f"{article} {body.name}{short}"

    def of(self, body: Entry) -> str:
        """«de» and the body's name with its article."""
        return f"de {self.named(body)}".replace("de el ", "del ")

    def said(self, day: date) -> str:
        """A day in words."""
        return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"

    def person(self) -> str:
        """An invented name."""
        return " ".join((self.random.choice(words.FIRST_NAMES), *self.random.sample(words.SURNAMES, 2)))

    def news(self) -> str:
        """An ordinary sentence, with an institution in some."""
        random = self.random
        if random.random() < 0.25:
            return f"{self.pick(words.COMMENTS)}, señaló {self.person()}, {self.pick(words.ROLES)} del proyecto."
        who = self.pick(words.ACTORS)
        if random.random() < 0.3:
            who = self.named(self.choose(1)[0])
        parts = [self.pick(words.WHEN) + ",", who, self.pick(words.DONE), self.pick(words.THINGS)]
        parts.append(f"en {self.pick(words.TOWNS)}" if random.random() < 0.5 else self.pick(words.PURPOSES))
        if random.random() < 0.5:
            parts += ["y", self.pick(words.DONE), self.pick(words.THINGS), self.pick(words.PURPOSES)]
        if random.random() < 0.12:
            parts.append(f"conforme al {self.pick(words.LAWS)}")
        return " ".join(parts) + "."

    def paragraphs(self, length: int) -> list[str]:
        """Ordinary text of about `length` characters, in paragraphs."""
        found: list[str] = []
        while sum(map(len, found)) < length:
            found.append(" ".join(self.news() for _ in range(self.random.randrange(2, 5))))
        return found


def post(number: int) -> Post:
    """Post `number`: the same text for the same number, on every machine."""
    writer = _Writer(number)
    if number % 2:
        return _ordinary(writer, number)
    topic = writer.random.choice(words.TOPICS)
    qualifier = writer.random.choice(words.QUALIFIERS)
    mesa = f"Mesa {qualifier}de {topic}"
    met = writer.day - timedelta(days=writer.random.randrange(1, 12))
    title = f"{writer.random.choice(_ORDINALS).capitalize()} reunión de la {mesa}"
    body = [_meeting(writer, mesa, met), *_roles(writer, mesa)]
    body += writer.paragraphs(LENGTH - 900 - sum(map(len, body)))
    agreed = _agreements(writer)
    text = _page(writer, number, title, body, agreed)
    return _done(writer, number, text, mesa, met)


def _ordinary(writer: _Writer, number: int) -> Post:
    body = writer.choose(1)[0]
    title = f"{writer.named(body)} {writer.pick(words.DONE)} {writer.pick(words.THINGS)}"
    text = _page(writer, number, title[0].upper() + title[1:], writer.paragraphs(LENGTH - 200), [])
    return _done(writer, number, text, None, None)


def _done(writer: _Writer, number: int, text: str, mesa: str | None, met: date | None) -> Post:
    name = f"{writer.day}-{number:06}.{'md' if text.startswith('---') else 'txt'}"
    relations, agreements = frozenset(writer.relations), frozenset(writer.agreements)
    return Post(name, text, mesa, met, relations, agreements, frozenset(writer.told))


def _meeting(writer: _Writer, mesa: str, met: date) -> str:
    place = writer.pick(words.TOWNS)
    ways = (
        f"La {mesa} se reunió el {writer.said(met)} en {place}.",
        f"El {writer.said(met)} sesionó la {mesa} en {place}.",
        f"En {place}, el {writer.said(met)}, se llevó a cabo la reunión de la {mesa}.",
    )
    return f"{writer.random.choice(ways)} {writer.news()}"


def _roles(writer: _Writer, mesa: str) -> list[str]:
    """Who leads, takes part and supports, each in one of several turns of phrase."""
    lead, helper, *members = writer.choose(writer.random.randrange(5, 8))
    writer.relations |= {("leads", lead.id), ("supports", helper.id)}
    writer.relations |= {("participatesIn", each.id) for each in members}
    leads = (
        f"La {mesa} es coordinada por {writer.named(lead)}.",
        f"La coordinación de la Mesa está a cargo {writer.of(lead)}.",
        f"La reunión fue dirigida por {writer.named(lead)}.",
        f"En esta ocasión {writer.named(lead)} presidió la {mesa}.",
    )
    said = [writer.named(each) for each in members]
    together = f"{', '.join(said[:-1])} y {said[-1]}"
    takes_part = (
        f"Participaron {together}.",
        f"Asistieron a la reunión {together}.",
        f"La Mesa está integrada por {together}.",
    )
    helps = (
        f"La Mesa cuenta con el apoyo técnico {writer.of(helper)}.",
        f"La reunión contó con el acompañamiento {writer.of(helper)}.",
    )
    return [f"{writer.random.choice(leads)} {writer.random.choice(takes_part)}", writer.random.choice(helps)]


def _agreements(writer: _Writer) -> list[str]:
    """Items of a list: who does what by when."""
    items = []
    for body in writer.choose(writer.random.randrange(2, 5)):
        due = writer.day + timedelta(days=writer.random.randrange(15, 90))
        writer.agreements.add((body.id, due.isoformat()))
        who = writer.named(body)
        act = writer.random.choice(("enviará", "presentará", "publicará", "elaborará", "trasladará"))
        by = writer.random.choice(("a más tardar el", "antes del"))
        items.append(f"{who[0].upper()}{who[1:]} {act} {writer.pick(words.PRODUCTS)} {by} {writer.said(due)}.")
    return items


def _page(writer: _Writer, number: int, title: str, body: list[str], agreed: list[str]) -> str:
    """The post as its CMS keeps it: front matter with Markdown, or plain text."""
    if number % 4 < 2:
        listed = "".join(f"\n  * {item}" for item in agreed)
        text = "\n\n\n  ".join(body)
        head = f'---\ntitle: "{title}"\ndate: {writer.day}T15:00:00.000Z\n'
        return f"{head}descripcion: >-\n  {text}\n" + (f"acuerdos: |-{listed}\n" if agreed else "") + "---\n"
    listed = "\n".join(f"{place}. {item}" for place, item in enumerate(agreed, 1))
    parts = [title, f"Guatemala, {writer.said(writer.day)}", *body, *((f"Acuerdos\n{listed}",) if agreed else ())]
    return "\n\n".join(parts) + "\n"


def posts(count: int) -> Iterator[Post]:
    """Posts 0 to count-1, one at a time."""
    return map(post, range(count))


def write_posts(folder: Path, count: int) -> None:
    """Write `count` posts into `folder`, which must exist, a thousand to a folder as a CMS keeps them."""
    for number, each in enumerate(posts(count)):
        shelf = folder / f"{number // 1000:03}"
        shelf.mkdir(exist_ok=True)
        (shelf / each.name).write_text(each.text, encoding="utf-8")
