"""Plain text -> Record: news and minutes as they are pasted or come out of a PDF, with menu lines, date line and wraps.

The words that tell menus, minutes and letters apart are in `data/reading/plain.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.errors import InputError
from graph.records.compose import compose, headline, without_title
from graph.records.contacts import without_contacts
from graph.records.dates import parse_date
from graph.records.lines import in_capitals, is_columns, is_item, join_wrapped, wrap_width
from graph.records.record import Record
from graph.settings import shipped_data
from ontology.slugs import fold

_HEAD = 14  # real lines among which a date line or a label «Fecha:» is looked for
_TITLE_LENGTH = 220
_HEARD = 240  # characters of a line that are compared with the tables
_PLACE = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w.]*(?:,? (?:de |del |la |el |las |los )*[A-ZÁÉÍÓÚÑ][\w.]*){0,5}\s*[,.–-]+\s*)")
_PUBLISHED = re.compile(r"publicad[oa](?:\s+el)?\s*:?\s*", re.IGNORECASE)
_LABEL = re.compile(r"\s*([^\W\d_][^:]{1,40}?)[\s.]*:\s*(\S.*)")
_DAY = r"(?:\d{1,2}|primero)(?:ro|o|°|º)?\s+(?:de\s+)?[A-Za-záéíóú]{3,10}\.?,?\s+(?:del?\s+)?[12]\d{3}"
_OPENING = re.compile(rf"{_PLACE.pattern}(?P<date>{_DAY})\s*(?:[.:–—-]|\s-)")
_IN_PROSE = re.compile(rf"\b{_DAY}\b")
_HASHES = re.compile(r"^#{1,6}\s+|(?:^|\s)#+\s*$")


@dataclass(frozen=True, slots=True)
class _Words:
    """The tables of `data/reading/plain.toml`, each as one pattern for a line as `_heard` gives it."""

    chrome: re.Pattern[str]
    kicker: re.Pattern[str]
    minutes: re.Pattern[str]
    heading: re.Pattern[str]
    document: re.Pattern[str]
    date_label: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = shipped_data() / "reading" / "plain.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"no se puede leer la tabla ({error})", str(path)) from None
    chrome = [*(re.escape(_heard(line)) for line in table["chrome"]), *table["chrome_patterns"]]
    rest = (table[name] for name in ("kickers", "minutes", "minutes_headings", "documents", "date_labels"))
    return _Words(*(re.compile(f"(?:{'|'.join(group)})") for group in (chrome, *rest)))


def _heard(line: str) -> str:
    """A line's beginning as the tables have it: small letters, no accents, no bullets before or points after."""
    return fold(" ".join(line[:_HEARD].split())).strip(" .:·•|*_>»[]")


def plain_record(text: str, file: str, name: str, digest: str) -> Record:
    """The record of a repaired text without front matter. Raises InputError: nothing to read, an impossible date."""
    lines = _without_chrome(text.split("\n"))
    published, dated = _published(lines, file, text)
    kind = _kind(lines, bool(published))
    if kind == "minutes" and published is None:
        published = _first_date(lines)
    rest = [line for index, line in enumerate(lines) if index not in dated]
    title, rest = _title(rest)
    return _record(title, _body(rest), published, kind, file, name, digest)


def known_record(text: str, title: str, published: date | None, file: str, name: str, digest: str) -> Record:
    """The record of a repaired text of which a title and a date of publication may be known ("" and None: not known).

    Its lines are as they are to be: nothing was wrapped. Raises InputError: nothing to read, an impossible date.
    """
    lines = _without_chrome(text.split("\n"))
    found, dated = _published(lines, file, text)
    if published and found != published:
        dated = set()
    published = published or found
    kind = _kind([title, *lines] if title else lines, bool(published))
    if kind == "minutes" and published is None:
        published = _first_date(lines)
    rest = [line for index, line in enumerate(lines) if index not in dated]
    told = [title] if title else []
    if not title:
        told, rest = _title(_closed_up(rest))
    return _record(told, without_title(title, _body(rest, wrapped=False)), published, kind, file, name, digest)


def _record(
    title: list[str], body: str, published: date | None, kind: str, file: str, name: str, digest: str
) -> Record:
    prose = next((line for line in body.split("\n") if line.strip() and line[0] != "|"), body.strip("| \n") or body)
    shown = (_one_line(title) if title else "") or headline(prose)
    whole, sections = compose([("title", "\n".join(title)), ("body", body)])
    if not sections:
        raise InputError("no tiene texto; bórrelo o escriba en él", file)
    return Record(file, name, without_contacts(shown), published, kind, whole, sections, digest=digest)


def _one_line(title: Sequence[str]) -> str:
    """The lines of a title as one: «ACTA No. 4. MESA DE AGUA», «Propuesta: GOBIERNO DIGITAL»."""
    lines = [" ".join(line.split()) for line in title]
    return " ".join([*(line if line.endswith((".", ":")) else f"{line}." for line in lines[:-1]), lines[-1]])


def _without_chrome(lines: Sequence[str]) -> list[str]:
    """The lines between the menu at the top and the foot at the bottom, without trailing white space."""
    clean = [line.rstrip() for line in lines]
    real = [index for index, line in enumerate(clean) if line.strip() and not _is_chrome(line)]
    return clean[real[0] : real[-1] + 1] if real else []


def _is_chrome(line: str) -> bool:
    return len(line) <= _TITLE_LENGTH and bool(_words().chrome.fullmatch(_heard(line)))


def _published(lines: Sequence[str], file: str, text: str) -> tuple[date | None, set[int]]:
    """The publication date and the lines that say nothing else: a date line, else «Fecha: …», else «Escuintla, 16 mar.
    2023 –» at the head of the first paragraphs, which stays."""
    head = [(index, line) for index, line in enumerate(lines) if line.strip()][:_HEAD]
    for index, line in head:
        found = _dated(line.strip(), file, text)
        if found:
            return found, {index}
    for _, line in head:
        label = _LABEL.fullmatch(line)
        if label and _words().date_label.fullmatch(_heard(label[1])):
            found = _dated(label[2], file, text)
            if found:
                return found, set()
    for _, line in head:
        opening = _OPENING.match(line.strip())
        if opening:
            return _dated(opening["date"], file, text), set()
    return None, set()


def _dated(line: str, file: str, text: str) -> date | None:
    """The date that a line is, perhaps behind a place («Guatemala, 3 de mayo de 2023»)."""
    if len(line) > 100 or not any(char.isdigit() for char in line):
        return None
    openings = (opening.match(line) for opening in (_PUBLISHED, _PLACE))
    try:
        told = (parse_date(line[begin:].strip("–—- ")) for begin in (0, *(match.end() for match in openings if match)))
        return next((day for day in told if day), None)
    except InputError as error:
        number = text.count("\n", 0, max(text.find(line), 0)) + 1
        raise InputError(error.reason, file, number) from None


def _first_date(lines: Iterable[str]) -> date | None:
    """The first full date of an acta's opening paragraphs («En la ciudad de Guatemala, el 26 de octubre de 2023»)."""
    for match in _IN_PROSE.finditer(" ".join(lines)[:1500]):
        try:
            found = parse_date(match[0])
        except InputError:
            continue
        if found:
            return found
    return None


def _kind(lines: Sequence[str], dated: bool) -> str:
    """minutes, document or news, by the first lines and the headings."""
    words = _words()
    heard = [_heard(line) for line in lines if line.strip()]
    if any(words.minutes.match(line) for line in heard[:2] if len(line) < _TITLE_LENGTH):
        return "minutes"
    labels = {line.partition(":")[0].lstrip("0123456789.) ") for line in heard if len(line.partition(":")[0]) < 50}
    if sum(1 for label in labels if words.heading.fullmatch(label)) >= 3:
        return "minutes"
    if any(words.document.match(line) for line in heard[:4] if len(line) < _TITLE_LENGTH):
        return "document"
    return "news" if dated or len(heard) > 1 else "document"


def _title(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the title and all the others. Nothing is the title when the text begins with a long paragraph."""
    words = _words()
    real = [index for index, line in enumerate(lines) if line.strip()]
    if not real:
        return [], lines
    at = real[1] if len(real) > 1 and words.kicker.fullmatch(_heard(lines[real[0]])) else real[0]
    first = lines[at].strip()
    if len(first) > _TITLE_LENGTH or is_item(lines[at]) or first.startswith("|"):
        return [], lines
    title, end = [_HASHES.sub("", first)], at + 1
    follows = lines[end].strip() if end < len(lines) else ""
    unfinished = first.endswith(":") or words.minutes.match(_heard(first))
    if unfinished and follows and len(follows) < 140 and not _LABEL.match(follows):
        title, end = [*title, follows], end + 1
    return title, [*lines[:at], *lines[end:]]


def _closed_up(lines: list[str]) -> list[str]:
    """`lines` without the blank line between a title that goes on («ACTA 4», «Propuesta:») and what it goes on with."""
    real = [index for index, line in enumerate(lines) if line.strip()][:2]
    follows = lines[real[1]].rstrip() if len(real) > 1 and real[1] == real[0] + 2 else ""
    if not follows or is_item(follows) or follows.endswith((".", ":")):
        return lines
    return [*lines[: real[0] + 1], *lines[real[1] :]]


def _body(lines: Sequence[str], wrapped: bool = True) -> str:
    """Paragraphs divided by blank lines; wrapped lines joined, columns kept as they stand."""
    width = wrap_width(lines)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(_paragraph(one, width) if wrapped else one) for one in paragraphs if one)


def _paragraph(lines: list[str], width: int) -> list[str]:
    if any(is_columns(line) for line in lines):
        tabbed = [line.replace("\t", "    ") for line in lines]
        margin = min(len(line) - len(line.lstrip()) for line in tabbed)
        return [line[margin:] for line in tabbed]
    if len(lines) > 1 and all(in_capitals(line) for line in lines):
        return [line.strip() for line in lines]
    return join_wrapped(lines, width)
