"""One cell of a list -> what it says: roles, a state, a day, a deadline, which session, the name of a mesa.

The words are in `data/extract/ledger.toml`; what a role is also in `labels.toml`. Nothing is guessed: what is not
understood comes back as such, and whoever reads the list is told.
"""

import re
from datetime import date
from functools import lru_cache

from graph.errors import InputError
from graph.extract.almanac import resolve
from graph.extract.cues import Phrases
from graph.extract.dates import find_dates
from graph.extract.findings import RELATIONS
from graph.extract.labels import role_of
from graph.extract.numerals import ORDINAL, ROMAN, ordinal
from graph.extract.tables import any_of, sound, table
from graph.records.dates import MONTHS, parse_date

ABSENT = "absent"
FULFILLED, OPEN, VOID, ENDED = "fulfilled", "open", "void", "ended"
_AND = re.compile(r"\s*[;,/+&|]\s*|\s+(?:y|e|and)\s+")
_ASIDE = re.compile(r"\([^()]*\)")
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s?%")
_MONTH = re.compile(rf"(?:(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?|(?P<figure>\d{{1,2}}))"
                    r"(?:\s+(?:del?\s+)?|\s*[-/]\s*)(?P<year>[12]\d{3})", re.IGNORECASE)  # fmt: skip
_ISO_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_TERM = re.compile(r"\d{1,3}\s+(?:d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\D{0,12}?\s)?(?:no\.?\s*|n[°º]\s*|#\s*)?(\d{1,3})(?:\s*[-/]\s*[12]\d{3})?", re.IGNORECASE)
_ACRONYM = re.compile(r"\s*\([A-ZÁÉÍÓÚÑ][\w-]{1,14}\)\s*$")
_LEADING = re.compile(r"^\s*(?:\d{1,3}\s*[.)-]+\s*|[-•*·]\s*)")
_LINKS = frozenset(
    ("de", "del", "la", "las", "los", "el", "y", "e", "a", "al", "para", "por", "contra", "sobre", "en", "con")
)


def roles(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(roles, what is not understood) of a cell: relations, or `absent` for who has no part; both may be empty."""
    return _roles(" ".join(cell.split()))


@lru_cache(maxsize=4096)
def _roles(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    whole = _role(cell)
    if whole:
        return (whole,), ()
    parts = [part for part in _AND.split(cell) if part.strip()]
    said = {part: _role(part) for part in parts}
    known = tuple(dict.fromkeys(role for role in said.values() if role))
    unknown = tuple(part for part, role in said.items() if not role)
    return (known, unknown) if known else ((), (cell,))


def _role(said: str) -> str:
    heard = " ".join(sound(_ASIDE.sub(" ", said)).replace("co-", "co").split()).strip(" .:*")
    found = next((role for role, pattern in _patterns("roles") if pattern.fullmatch(heard)), "")
    if found or not heard:
        return found
    labelled = role_of(heard)
    return labelled if labelled in (*RELATIONS, ABSENT) else ""


@lru_cache(maxsize=4)
def _patterns(name: str) -> tuple[tuple[str, Phrases], ...]:
    return tuple((key, any_of(phrases)) for key, phrases in table("ledger")[name].items())


def _is(group: str, cell: str) -> bool:
    heard = " ".join(sound(cell).split()).strip(" .:*")
    return not heard.strip("-–—_/ ") or bool(_group(group).fullmatch(heard))


@lru_cache(maxsize=4)
def _group(name: str) -> Phrases:
    return any_of(table("ledger")["nothing"][name])


def says_nothing(cell: str) -> bool:
    """Whether a cell means that there is nothing («N/A», «por definir», «—»)."""
    return _is("phrases", cell)


def names_everyone(cell: str) -> bool:
    """Whether a cell means all of them, or nobody in particular («todas las instituciones»)."""
    return _is("everyone", cell)


def state(cell: str) -> str | None:
    """fulfilled | open | void | ended, or None when the cell's word is not known."""
    percent = _PERCENT.fullmatch(cell.strip())
    if percent:
        return FULFILLED if int(percent[1]) >= 100 else OPEN
    heard = " ".join(sound(_ASIDE.sub(" ", cell)).split()).strip(" .:*")
    return next((name for name, pattern in _patterns("status") if pattern.fullmatch(heard)), None)


def day(cell: str, reference: date | None) -> date | None:
    """The day that a cell is; without a year, the one closest to `reference`. Of a range, the first day.

    Returns None for what is no day. Raises InputError for one that the calendar lacks.
    """
    whole = parse_date(cell)
    if whole:
        return whole
    found, impossible = find_dates(cell)
    if impossible:
        raise InputError(f"la fecha «{impossible[0]}» no existe en el calendario")
    days = [resolve(when, reference) for when in found if when.kind in ("day", "date")]
    return date.fromisoformat(days[0]) if days and days[0] else None


def deadline(cell: str, reference: date | None) -> str | None:
    """The day (YYYY-MM-DD) or month (YYYY-MM) that a cell sets; terms («30 días») count from `reference`.

    Returns None for what is no date. Raises InputError for one that the calendar lacks.
    """
    whole = parse_date(cell)
    if whole:
        return whole.isoformat()
    month = _month(cell.strip(" ."))
    if month:
        return month
    for said in (f"en {cell}",) if _TERM.match(cell) else (cell, f"en {cell}"):  # «30 días», «junio»
        found, impossible = find_dates(said)
        if impossible:
            raise InputError(f"la fecha «{impossible[0]}» no existe en el calendario")
        told = [resolve(when, reference, "future") for when in found if when.kind not in ("weekday", "shift")]
        if any(told):
            return next(each for each in told if each)
    return None


def _month(cell: str) -> str | None:
    iso = _ISO_MONTH.fullmatch(cell)
    if iso:
        return cell
    match = _MONTH.fullmatch(cell)
    if not match:
        return None
    number = MONTHS[match["name"].lower()] if match["name"] else int(match["figure"])
    return f"{match['year']}-{number:02d}" if 1 <= number <= 12 else None


def number_of_session(cell: str) -> int | None:
    """Which session a cell says: «3», «Sesión 3», «03-2024», «tercera», «III»; None for «Ordinaria»."""
    figure = _NUMBER.fullmatch(cell.strip())
    if figure:
        return int(figure[1]) or None
    heard = sound(cell)
    found = re.search(ORDINAL, heard) or re.fullmatch(ROMAN, heard.strip())
    return ordinal(found[0]) if found else None


@lru_cache(maxsize=4096)
def mesa_name(cell: str, head: str = "Mesa") -> str | None:
    """The name of the mesa that a cell of its column gives; None when it gives none.

    What is already named as a space («Grupo de …», «Comité …») stays; to a bare topic «Mesa de» is put before. An
    acronym behind it and a number before it are left out; capitals become those of a name.
    """
    said = _ACRONYM.sub("", " ".join(cell.split())).strip(' .,;:"«»“”')
    bare = _LEADING.sub("", said)
    if says_nothing(bare) or names_everyone(bare) or not any(char.isalnum() for char in bare):
        return None
    words = bare.split()
    if sound(words[0]).rstrip("s") in _heads() or sound(words[0]) in _heads():
        return _cased(words)
    if bare.isdigit() or (len(words) == 1 and bare.isupper() and len(bare) < 6):
        return f"{head} {bare}"
    named = _cased(words)
    if sound(words[0]) in _qualifiers():
        return f"{head} {named}"
    if sound(words[0]) in ("de", "del", "para", "por", "contra", "sobre"):
        return f"{head} {named[0].lower()}{named[1:]}"
    if sound(words[0]) == "el":
        return f"{head} del {' '.join(named.split()[1:])}"
    return f"{head} de {named[0].lower() if sound(words[0]) in ('la', 'las', 'los') else named[0]}{named[1:]}"


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(sound(word) for word in table("ledger")["names"]["whole"])


@lru_cache(maxsize=1)
def _qualifiers() -> frozenset[str]:
    return frozenset(map(sound, table("mesas")["qualifiers"]))


def _cased(words: list[str]) -> str:
    """A name as names are written, when it is all in capitals or all in small letters; else as it is."""
    said = " ".join(words)
    if not (said.isupper() or said.islower()):
        return said[0].upper() + said[1:]
    named = (word.lower() if sound(word) in _LINKS else word.capitalize() for word in words)
    made = " ".join(named)
    return made[0].upper() + made[1:]
