"""One sentence, several agreements: where «y que la SAT enviará…» or «; el INE publicará…» begins another."""

import re

from graph.extract.clauses import Clause
from graph.extract.grammar import has_finite_verb, has_future
from graph.extract.lists import extend, joined
from graph.extract.narrative import Narrative
from graph.extract.pledges import said
from graph.extract.tables import BODY, DATE

_AND_THAT = re.compile(
    r"[,;]?\s(?:y|e)\s(?=que\s)|;\s(?:y\s)?(?=que\s)"
    r"|[,;]\s(?:y\s)?(?=(?:tambien\s|ademas\s)?se\s(?:acord|resolb|resolv|dispus|conbin|desidi)\w+\sque\s)"
)
_NUMBERED = re.compile(r"(?:(?<=[:;,.])|(?<=\sy))\s(?=\(?[1-9a-h]\)\s)")
_MARK = re.compile(r"\s*\(?[1-9a-h]\)\s+")
_ANOTHER = re.compile(
    rf"(?:[,;]\s(?:y\s|e\s|mientras que\s)?|\s(?:y|e|mientras que)\s)(?=(?:el\s|la\s|los\s|las\s)?(?P<b>[{BODY}]))"
)


def parts(story: Narrative, clause: Clause) -> list[tuple[int, int]]:
    """(start, end) in the text of each agreement that the clause holds; the whole clause when it is one."""
    cuts = {match.end() for match in _AND_THAT.finditer(clause.heard)}
    cuts |= {match.end() for match in _NUMBERED.finditer(clause.heard)}
    cuts |= {match.end() for match in _ANOTHER.finditer(clause.heard) if _begins_another(story, clause, match)}
    edges = [0, *sorted(cut for cut in cuts if cut), len(clause.heard)]
    found = []
    for left, right in zip(edges, edges[1:], strict=False):
        stretch = clause.heard[left:right].strip(" ,;.")
        mark = _MARK.match(clause.heard, left, right)
        left = mark.end() if mark else left
        if len(stretch) > 3 and not stretch.endswith(":"):
            found.append((clause.at[left], clause.ends[right - 1]))
    return [_without_link(story.text, start, end) for start, end in found]


def _begins_another(story: Narrative, clause: Clause, match: re.Match[str]) -> bool:
    """Whether the institution after a link is the subject of an act of its own, not one more of an enumeration."""
    place = match.start("b")
    before = [other for other in clause.places(BODY) if other < place]
    rest = re.split(r";", clause.heard[place:])[0]
    begin, end = clause.span(place + 1, place + len(rest)) if len(rest) > 1 else (0, 0)
    following = story.text[begin:end]
    pledge = said(rest[1:])
    last = max([0, *(extend(story.text, clause, place, 1, story.lineage, len(clause.heard)))]) - place
    acts = has_future(" ".join(following.split()[:8])) or (pledge is not None and 0 <= pledge.start - last < 25)
    told = has_future(story.text[clause.start : clause.at[match.start()]]) or said(clause.heard[: match.start()])
    if not before:
        return bool(acts and told and has_finite_verb(story.text[clause.start : clause.at[match.start()]]))
    left = clause.heard[before[-1] : match.start()]
    dated = re.search(rf"[{DATE}]", left) and re.match(rf"(?:\s\([^)]*\))?,.*[{DATE}]", rest[1:])
    listed = joined(story.text, clause, before[-1], place, story.lineage) == "list" and not dated
    return bool(
        (dated or (acts and told))
        and not (listed and not has_future(left_text(story, clause, before[-1], match.start())))
    )


def left_text(story: Narrative, clause: Clause, start: int, end: int) -> str:
    """The original text of heard[start:end]."""
    begin, stop = clause.span(start, end)
    return story.text[begin:stop]


def _without_link(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    match = re.search(r"[\s,;]+(?:y|e)$", text[start:end])
    return start, start + match.start() if match else end
