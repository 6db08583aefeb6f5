"""A surface in its place: answers what the conditions of a rule ask (what stands before, near, in a list with it)."""

import re
from bisect import bisect_left
from collections.abc import Collection
from datetime import date

from graph.extract.hits import Hit, Reading, contains
from graph.extract.names import COMMA, STOPS, Phrases
from graph.extract.reach import AND
from graph.extract.series import ARTICLES

_SEPARATOR = re.compile(r"[)\]»”\"*_]*\s*(?:[,;/]|\n\s*(?:[-*•·]|\d{1,2}[.)]|[a-z]\))?)?\s*[*_\"“«]*")
_ASIDE = 5  # words
_CLITICS = frozenset(["se", "le", "les", "lo", "la", "los", "las", "no", "ya"])
_LINE_START = re.compile(r"[\s>|]*(?:[-*•·]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z]\))?[\s*_]*")
_LINE_GOES = re.compile(r"\s*(?:[:;,(|]|\t|   |[-–—]|\n|\Z)")


class Scene:
    """One hit in a reading: implements `graph.extract.ambiguity.Place`."""

    def __init__(self, reading: Reading, hit: Hit, listed: Collection[int]):
        self.reading, self.hit, self._listed = reading, hit, listed
        self.day: date | None = reading.day

    def exact(self) -> bool:
        """Whether it is written wholly in capitals."""
        return self.reading.words.slice(self.hit.first, self.hit.end).isupper()

    def office(self) -> bool:
        """Whether an office that stands for a body comes before it («ministra de …»)."""
        index, reading = self._before(), self.reading
        after = reading.skip(self.hit.end, reading.forms.connectors)
        abroad = after > self.hit.end and reading.country_at(after) is not None
        return index >= 0 and reading.words.folded[index] in reading.forms.roles and not abroad

    def listed(self) -> bool:
        """Whether it stands in a list of institutions, or where only an institution can stand."""
        return self.hit.first in self._listed

    def follows(self, phrases: Phrases) -> bool:
        """Whether one of the phrases comes right before; small words between are passed over."""
        words = self.reading.words
        for phrase in phrases:
            small = phrase[-1] in self.reading.forms.connectors
            index = self.hit.first - 1 if small else self._before()
            if index >= 0 and words.at(phrase, index - len(phrase) + 1) and self._joined(index + 1, self.hit.first):
                return True
        return False

    def precedes(self, phrases: Phrases) -> bool:
        """Whether one of the phrases comes right after; small words between are passed over."""
        words = self.reading.words
        after = self.hit.end
        connectors = self.reading.forms.connectors
        while after < len(words) and words.folded[after] in connectors and words.gap(after) not in STOPS:
            after += 1
        for phrase in phrases:
            start = self.hit.end if phrase[0] in self.reading.forms.connectors else after
            if words.at(phrase, start) and self._joined(self.hit.end, start):
                return True
        return False

    def near(self, phrases: Phrases) -> bool:
        """Whether one of the phrases is in the same sentence."""
        return contains(self.reading.sentence(self.hit.first), phrases)

    def anywhere(self, phrases: Phrases) -> bool:
        """Whether one of the phrases is in the text."""
        return self.reading.holds(phrases)

    def antecedent(self, candidates: Collection[str]) -> str | None:
        """The candidate named last before it, else the only one that the text names at all."""
        return self.reading.named_before(self.hit.first, candidates)

    def _before(self) -> int:
        words = self.reading.words
        index = self.hit.first - 1
        while index >= 0 and words.folded[index] in self.reading.forms.connectors and words.gap(index + 1) not in STOPS:
            index -= 1
        return index

    def _joined(self, first: int, end: int) -> bool:
        return all(self.reading.words.gap(index) not in STOPS for index in range(first, end + 1))


def listed(reading: Reading) -> set[int]:
    """First words of the bare names («Salud») that stand in a list with institutions, or as subject of an act."""
    items = [hit for hit in reading.hits() if hit.body or hit.bare]
    accepted: set[int] = set()
    run: list[Hit] = []
    for hit in items:
        if run and _linked(reading, run[-1], hit):
            run.append(hit)
            continue
        accepted |= _judge(reading, run)
        run = [hit]
    return accepted | _judge(reading, run) | _in_column(reading, items) | _in_cells(reading, items)


def _in_column(reading: Reading, items: list[Hit]) -> set[int]:
    """Bare names that begin a line («- Salud: …») where a line next to it begins with an institution."""
    text = reading.words.text
    breaks = [match.start() for match in re.finditer("\n", text)]
    rows: dict[int, Hit] = {}
    for hit in items:
        start = reading.words.starts[hit.first]
        number = bisect_left(breaks, start)
        line = breaks[number - 1] + 1 if number else 0
        if _LINE_START.fullmatch(text, line, start) and _LINE_GOES.match(text, reading.words.ends[hit.end - 1]):
            rows[number] = hit
    accepted: set[int] = set()
    column: list[Hit] = []
    for number in sorted(rows):
        if number - 1 not in rows:
            column = []
        column.append(rows[number])
        if any(hit.body for hit in column):
            accepted |= {hit.first for hit in column if hit.bare and not hit.body}
    return accepted


def _in_cells(reading: Reading, items: list[Hit]) -> set[int]:
    """Bare names that are a whole cell of a table («| Educación |») in a column that has institutions."""
    text = reading.words.text
    if "|" not in text:
        return set()
    columns: dict[int, list[Hit]] = {}
    for hit in items:
        start, end = reading.words.starts[hit.first], reading.words.ends[hit.end - 1]
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].rstrip(" *_").endswith("|") and text[end : end + 12].lstrip(" *_").startswith("|"):
            columns.setdefault(text.count("|", line, start), []).append(hit)
    return {
        hit.first
        for column in columns.values()
        if any(hit.body for hit in column)
        for hit in column
        if hit.bare and not hit.body and not _is_stranger(hit)
    }


def _judge(reading: Reading, run: list[Hit]) -> set[int]:
    """The bare names of a run, if the run is one of institutions."""
    bare = {hit.first for hit in run if hit.bare and not hit.body and _stands_free(reading, hit)}
    if not bare:
        return set()
    sure = any(hit.body and not hit.fallback for hit in run) and not _is_where(reading, run)
    if sure or _after_delegates(reading, run[0]) or _acts(reading, run):
        return bare
    return set()


def _is_where(reading: Reading, run: list[Hit]) -> bool:
    """Whether a run that has a place in it only says where («en Mixco, Villa Nueva y …»)."""
    before = reading.words.folded[run[0].first - 1] if run[0].first else ""
    return before in ("en", "desde", "hacia", "de") and any(hit.candidate for hit in run)


def _linked(reading: Reading, left: Hit, right: Hit) -> bool:
    """Whether two names follow each other in a list: a separator or «y», and nothing else but small words."""
    words = reading.words
    if right.first - left.end > 4:
        return False
    between = words.folded[left.end : right.first]
    if any(word not in ARTICLES and word not in (*AND, "de", "del") for word in between):
        return False
    if right.bare and not right.body and not _is_stranger(right) and {*ARTICLES, "de", "del"} & set(between):
        return False
    gaps = [words.between(index) for index in range(left.end, right.first + 1)]
    if not all(_SEPARATOR.fullmatch(gap) for gap in gaps):
        return False
    return any(word in AND for word in between) or any(set(gap) & set(",;/\n") for gap in gaps)


def _is_stranger(hit: Hit) -> bool:
    return hit.candidate is not None and hit.candidate.kind != "municipalidad"


def _stands_free(reading: Reading, hit: Hit) -> bool:
    """Whether a bare name has no article, and nothing after it makes it part of a longer one."""
    words = reading.words
    if hit.first and words.folded[hit.first - 1] in ARTICLES and reading.joins(hit.first) and not _is_stranger(hit):
        return False
    if hit.end >= len(words) or not reading.joins(hit.end):
        return True
    if words.capital(hit.end):
        return False
    after = reading.skip(hit.end, frozenset(("de", "del", "la", "para", "en", "e")))
    return after == hit.end or after >= len(words) or not words.capital(after)


def _after_delegates(reading: Reading, hit: Hit) -> bool:
    """Whether «delegados de», «representantes de» or the like come before; for an acronym, also «directora de»."""
    words, forms = reading.words, reading.forms
    stranger = _is_stranger(hit)
    small = ("de", "por", "del", "la", "el") if stranger else ("de", "por")
    index = hit.first - 1
    while index >= 0 and words.folded[index] in small and words.gap(index + 1) not in STOPS:
        index -= 1
    if index < 0 or (index == hit.first - 1 and not stranger):
        return False
    return words.folded[index] in forms.delegates or (stranger and words.folded[index] in forms.officers)


def _acts(reading: Reading, run: list[Hit]) -> bool:
    """Whether a run of bodies that the text names elsewhere opens a sentence or a phrase and a verb follows («Salud
    informó», «…, Salud se comprometió»)."""
    words = reading.words
    if not all(hit.candidate or any(id in reading.named for id in hit.ids) for hit in run):
        return False
    first, end = run[0].first, run[-1].end
    opens = first == 0 or reading.sentences[first - 1] != reading.sentences[first] or words.gap(first) == COMMA
    opens = opens or words.folded[first - 1] == "que"  # «se convino que Salud abrirá…»
    aside = end = _past_aside(reading, end)
    while opens and end < len(words) and words.folded[end] in _CLITICS and reading.joins(end):
        end += 1
    if not opens or end >= len(words) or not (reading.joins(end) or end == aside > run[-1].end):
        return False
    return words.word(end).endswith(reading.forms.verb_endings) and not words.capital(end)


def _past_aside(reading: Reading, end: int) -> int:
    """Past «, en tanto,» or «, por su lado,» after a run: a few small words between commas."""
    words = reading.words
    if words.gap(end) != COMMA:
        return end
    for index in range(end + 1, min(end + _ASIDE, len(words))):
        if words.capital(index - 1):
            return end
        if words.gap(index) == COMMA:
            return index
    return end
