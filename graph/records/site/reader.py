"""A run over files and folders, one file at a time: posts, what they link to, and what no one reads.

Only names, links and days are held from one file to the next, so memory does not grow with the texts.
"""

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.records.opening import file_bytes, open_file
from graph.records.record import Omission, Record, Rejection
from graph.records.repair import repair
from graph.records.sandbox import Sandbox
from graph.records.site.attachments import candidates
from graph.records.site.entries import entry_record
from graph.records.site.heads import is_draft, read_entry
from graph.records.site.links import Place, place_of
from graph.records.site.passed import reason, refusal, suffix_of
from graph.records.site.plan import Fate, Step
from graph.records.site.roles import is_minutes
from graph.records.walk import shown
from graph.settings import Settings

_log = logging.getLogger(__name__)

_LARGE = 200_000  # bytes of an entry beyond which it is read as a loose post, in the sandbox
_MARKED = {".html", ".htm", ".xhtml"}
_TEMPLATE = re.compile(  # of Liquid, Nunjucks, Jinja, Hugo
    rb"\{%-?\s*(?:extends|include|block|layout|for|if|assign|set|macro|render|import)\b"
    rb"|\{\{-?\s*(?:content\b|(?:page|site|post)\.|\.(?:Content|Title|Site|Params|Page)\b|(?:define|template|partial)\s)"
)
_PAGES = {"", ".html", ".htm", ".xhtml", ".php", ".aspx"}  # what a link to a page of the site ends in

Outcome = Record | Rejection | Omission
_Key = tuple[Path | None, str]


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A post that links to a file: its name and day, and whether it does so as to the minutes of a meeting."""

    name: str
    day: date | None
    minutes: bool


class Reader:
    """Reads the steps of a run in their order. A file to which posts link must come after them (`plan` sees to it)."""

    def __init__(self, steps: Sequence[Step], settings: Settings, sandbox: Sandbox):
        self._settings, self._sandbox = settings, sandbox
        self._waiting = {_key(step): step for step in reversed(steps)}
        self._known = frozenset(self._waiting)
        self._carriers: dict[_Key, list[_Carrier]] = {}

    def read(self, step: Step) -> Iterator[Outcome]:
        """What becomes of one file: its records, or why there is none; and a Rejection for each link that fails."""
        self._waiting.pop(_key(step), None)
        carriers = self._carriers.pop(_key(step), [])
        file = shown(step.source.path)
        refused = refusal(step.source.below) if step.fate is Fate.LINKED and carriers else None
        if step.fate is Fate.PASSED and any(one.minutes for one in carriers):
            yield Rejection(file, None, f"{step.why}, y un registro lo enlaza como minuta; publíquela como PDF o DOCX")
        elif step.fate is Fate.PASSED or (step.fate is Fate.LINKED and not carriers):
            yield Omission(file, step.why)
        elif step.fate is Fate.REFUSED or refused:
            yield Rejection(file, None, refused or step.why)
        else:
            yield from self._open(step, file, carriers)

    def _open(self, step: Step, file: str, carriers: list[_Carrier]) -> Iterator[Outcome]:
        try:
            data = file_bytes(step.source.path, file, self._settings)
            if unread := _no_record(step, data):
                yield Rejection(file, None, unread) if step.source.given else Omission(file, unread)
                return
            made = self._records(step, file, data)
            faults = [fault for one in made if isinstance(one, Record) for fault in self._follow(step, one, data)]
        except InputError as error:
            yield Rejection(file, error.line, error.reason)
            return
        except Exception as error:  # a fault of ours must not take the neighbours down
            _log.exception("reading failed on %s", file)
            yield Rejection(file, None, f"Enlace falló al leerlo ({type(error).__name__}); por favor avise")
            return
        for item in made:
            yield _carried(item, carriers, step) if isinstance(item, Record) else item
        yield from faults

    def _records(self, step: Step, file: str, data: bytes) -> list[Outcome]:
        """By the schema for an entry, else by what is in the file."""
        if step.collection and len(data) <= _LARGE:
            repaired = repair(data, file)
            entry = read_entry(repaired.text, file, step.collection.format)
            if entry:
                digest = hashlib.sha256(data).hexdigest()
                return [entry_record(entry, step.collection, step.below, file, step.source.name, digest)]
        return open_file(data, step.source.path, file, step.source.name, self._sandbox)

    def _follow(self, step: Step, record: Record, data: bytes) -> Iterator[Rejection]:
        """Note which files a post or text links to. In a site, a link that leaves it or leads nowhere is said."""
        if not step.base or step.rank > 1:
            return
        text = ""
        for address in record.documents:
            try:
                names = candidates(address, step.source.below, step.base)
                fault = _missing(address)
            except InputError as error:
                names, fault = [""], f"el adjunto «{address[:120]}» {error.reason}; corrija la dirección"
            if not names:
                continue
            target = next((key for name in names if (key := (step.source.root, name)) in self._known), None)
            if target not in self._waiting and (target or not fault):
                continue  # a post that was read already, or perhaps a page of the site
            text = text or _text(data)
            place = place_of(address, text)
            if target:
                minutes = _as_minutes(place, step)
                self._carriers.setdefault(target, []).append(_Carrier(record.name, record.date, minutes))
            else:
                yield from _told(step, place, fault)


def _key(step: Step) -> _Key:
    return step.source.root, step.source.below


def _no_record(step: Step, data: bytes) -> str | None:
    """Why a file that can be read is none all the same: the README of its folder, a page's template, a draft."""
    begins = data.lstrip(b"\xef\xbb\xbf\r\n \t")[:3]
    if step.source.path.stem.upper() == "README" and begins != b"---":
        return reason("readme")
    if not step.collection and suffix_of(step.source.below) in _MARKED and _TEMPLATE.search(data):
        return reason("layout")
    return reason("draft") if is_draft(data) else None


def _text(data: bytes) -> str:
    """The text of a file, "" when it has none of its own (a PDF that is called .txt)."""
    try:
        return repair(data).text
    except InputError:
        return ""


def _carried(record: Record, carriers: list[_Carrier], step: Step) -> Record:
    """A record with the posts that carry it, and their day when it has none. What they link to as minutes is minutes;
    other attachments and uploads are documents, though they read like news."""
    if step.collection or not (carriers or step.in_site):
        return record
    kind = "document" if record.kind in ("news", "post") else record.kind
    return replace(
        record,
        attached_to=tuple(dict.fromkeys(one.name for one in carriers)),
        date=record.date or min((one.day for one in carriers if one.day), default=None),
        kind="minutes" if any(one.minutes for one in carriers) else kind,
    )


def _missing(address: str) -> str:
    """What to say when no file is found; "" for what may be a page of the site and not a file."""
    if suffix_of(address.split("?")[0].split("#")[0]) in _PAGES:
        return ""
    return f"falta el adjunto «{address[:120]}»: no está en la carpeta; agréguelo o corrija la dirección"


def _as_minutes(place: Place, step: Step) -> bool:
    """Whether what stands there is the minutes of a meeting, by its key or by the label that the schema gives it."""
    fields = step.collection.fields_of(step.below) if step.collection else ()
    labels = (one.label for one in fields if one.name == place.key)
    return any(is_minutes(key) for key in (place.key, *labels))


def _told(step: Step, place: Place, fault: str) -> Iterator[Rejection]:
    """A link that fails: a fault of a site; in a plain folder, which may be part of one, a line in the log."""
    file = shown(step.source.path)
    if step.in_site:
        yield Rejection(file, place.line, fault)
    else:
        _log.info("%s:%s: %s", file, place.line or "", fault)
