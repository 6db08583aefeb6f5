"""Names that share one head: «los ministerios de A, B y C», «la Municipalidad de A y la de B», «la ministra de A»."""

from graph.extract.findings import Body
from graph.extract.forms import Head, Role
from graph.extract.hits import Hit, Reading
from graph.extract.names import BREAK, COMMA, collapse
from graph.extract.reach import AND, stretch

ARTICLES = frozenset(("el", "la", "los", "las"))
LINKS = frozenset(("de", "del", "la", "las", "el", "los"))
_LONGEST = 10  # words of the longest complement that is tried
_FEMININE = {
    "privado": "privada",
    "ejecutivo": "ejecutiva",
    "presidencial": "presidencial",
    "general": "general",
    "tecnico": "tecnica",
    "nacional": "nacional",
}
_AMONG = (("entre", "ellas"), ("entre", "ellos"))
_AT_OFFICE = frozenset(
    (
        "departamental",
        "departamentales",
        "municipal",
        "municipales",
        "encargado",
        "encargada",
        "interino",
        "interina",
        "general",
        "titular",
    )
)


def plural(reading: Reading, index: int, head: Head) -> list[Hit]:
    """The members of «Ministerios de A, B y C»: each a hit of its own, without the head."""
    start = index + len(head.plural)
    while start < len(reading.words) and reading.words.folded[start] in reading.forms.modifiers:
        start += 1
    some = reading.words.gap(start) == COMMA and tuple(reading.words.folded[start : start + 2]) in _AMONG
    return _members(reading, start + 2, head, some) if some else _members(reading, start, head)


def _members(reading: Reading, start: int, head: Head, some: bool = False) -> list[Hit]:
    """The members from `start` on. some: as examples, without «de» («municipalidades, entre ellas A»)."""
    words = reading.words
    hits: list[Hit] = []
    at = reading.skip(start, LINKS)
    direct = at == start and not some
    last = False
    while at < len(words) and words.capital(at) and (hits or reading.joins(start)):
        hit = complement(reading, at, head.words[0]) if direct else member(reading, at, head)
        if not hit:
            break
        hits.append(hit)
        if last or hit.end >= len(words):
            break
        end = _past_person(reading, hit.end)
        last = words.folded[end] in AND and end == hit.end
        if not last and not reading.separated(end) and end == hit.end:
            break
        at = _after_links(reading, end)
        last = last and not _goes_on(reading, at, head)
    return hits


def _past_person(reading: Reading, end: int) -> int:
    """Past the name of who holds the office («de Salud, Ana Paz, y de Educación»), if «y de» or «; de» follows it."""
    words = reading.words
    index = end
    if words.gap(end) != COMMA:
        return end
    while index < min(end + 6, len(words)) and words.capital(index) and (index == end or reading.joins(index)):
        index += 1
    after = index + (index < len(words) and words.folded[index] in AND)
    named = index - end >= 2 and after < len(words) and reading.separated(index)
    return index if named and words.folded[after] in ("de", "del") else end


def _goes_on(reading: Reading, at: int, head: Head) -> bool:
    """Whether a further «y de C» or «, C» follows the member at `at`."""
    following = member(reading, at, head) if at < len(reading.words) else None
    return bool(following and following.end < len(reading.words) and reading.words.folded[following.end] in AND)


def _after_links(reading: Reading, index: int) -> int:
    words = reading.words
    while (
        index < len(words)
        and words.folded[index] in (LINKS | set(AND))
        and not words.capital(index)
        and words.gap(index) != BREAK
    ):
        index += 1
    return index


def member(reading: Reading, index: int, head: Head) -> Hit | None:
    """The body that `head` and the complement at `index` name: the register's, or a place's own."""
    known = complement(reading, index, head.words[0])
    if known and not (head.place and stretch(reading, index, head).end > known.end):
        return known
    standing = reading.at.get(index)
    if not head.place or not reading.words.capital(index):
        return None
    if reading.forms.head_at(reading.words.folded, index):
        return None
    reach = stretch(reading, index, head)
    if not reach.end or (standing and not standing.bare and standing.ids and standing.end >= reach.end):
        return known
    name = f"{head.canonical} de {collapse(reading.words.slice(index, reach.end))}"
    return Hit(index, reach.end, body=Body(None, name, head.kind), head=head.words[0], confidence=0.7)


def complement(reading: Reading, index: int, head: str) -> Hit | None:
    """The register's body that `head` names with the longest complement at `index`."""
    words = reading.words
    if not words.capital(index):
        return None
    limit = index + 1
    while limit < min(index + _LONGEST, len(words)) and (reading.joins(limit) or words.gap(limit) == COMMA):
        limit += 1
    for end in range(limit, index, -1):
        if words.folded[end - 1] in reading.forms.connectors:
            continue
        id = reading.lexicon.complement(head, reading.forms.content(words.folded[index:end]))
        if id:
            return Hit(index, end, (id,), reading.bodies[id], head=head, confidence=0.9)
    return None


def elided(reading: Reading, hit: Hit) -> list[Hit]:
    """«…, la de Mixco y la de Villa Nueva» after a named municipality: further bodies with the same head."""
    group = reading.forms.heads.get(hit.head)
    if not group:
        return []
    head, hits, end = group[0], list[Hit](), reading.afterwards(hit.end)
    words = reading.words
    while end < len(words):
        index = end + 1 if words.folded[end] in AND else end
        if index == end and not reading.separated(end):
            break
        article = index < len(words) and words.folded[index] in ARTICLES and not words.capital(index)
        index += article
        if index >= len(words) or words.folded[index] not in ("de", "del"):
            break
        found = member(reading, _after_links(reading, index), head)
        if not found or (not article and (head.place or not found.ids)):
            break
        hits.append(found)
        end = reading.afterwards(found.end)
    return hits


def office(reading: Reading, index: int, role: Role) -> list[Hit]:
    """The body that «ministra de A» or «alcalde de B» stands for; with a plural office, several."""
    words = reading.words
    head = reading.forms.heads[role.head][0]
    adjective = _with_adjective(reading, index, role)
    if adjective:
        return [adjective]
    start = index + 1
    while start < len(words) and words.folded[start] in _AT_OFFICE and reading.joins(start):
        start += 1
    if start >= len(words) or words.folded[start] not in ("de", "del"):
        return []
    at = reading.skip(start, LINKS)
    if at >= len(words):
        return []
    many = words.folded[index].endswith("s")
    hits = _members(reading, start, head) if many else [hit for hit in (member(reading, at, head),) if hit]
    if not hits and role.deputy:
        return _deputy(reading, at, role.deputy)
    hits = [hit for hit in hits if not _abroad(reading, hit)]
    for hit in hits:
        hit.fallback = not role.always
    if len(hits) == 1 and role.whole:
        hits[0].first = index
    return hits


def _deputy(reading: Reading, index: int, head: str) -> list[Hit]:
    """«viceministro del Agua»: the unit that he heads, unless its ministry is named with it."""
    hit = complement(reading, index, head)
    after = reading.skip(hit.end, LINKS) if hit else 0
    if not hit or (after > hit.end and after in reading.at):
        return []
    hit.fallback = True
    return [hit]


def _with_adjective(reading: Reading, index: int, role: Role) -> Hit | None:
    """«secretario privado de la Presidencia»: the adjective belongs to the body's name."""
    words = reading.words
    if index + 1 >= len(words) or words.folded[index + 1] not in _FEMININE or not reading.joins(index + 1):
        return None
    for end in range(min(index + _LONGEST, len(words)), index + 1, -1):
        rest = [_FEMININE[words.folded[index + 1]], *words.folded[index + 2 : end]]
        if rest[-1] in reading.forms.connectors:
            continue
        id = reading.lexicon.complement(role.head, reading.forms.content(rest))
        if id:
            return Hit(index, end, (id,), reading.bodies[id], head=role.head, confidence=0.9, fallback=True)
    return None


def _abroad(reading: Reading, hit: Hit) -> bool:
    after = reading.skip(hit.end, LINKS)
    return after > hit.end and reading.country_at(after) is not None
