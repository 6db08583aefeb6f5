"""Where the wording of an agreement begins and ends in its sentence."""

import re
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.pledges import Found
from graph.extract.tables import BODY, EDGE, MESA, alternatives, table

_ABOUT = re.compile(
    r",?\s(?:que|con el (?:objetivo|objeto|proposito|fin)|a traves de|mediante|el cual|la cual|lo que|y)\s"
)
_IMPERSONAL = re.compile(r"se |qued|de comun")
_ARTICLE = re.compile(r"\b(?:el|la|los|las)\s$")
_SUBJECT = re.compile(rf"(?:^|[.,;:]\s)(?P<np>(?:(?:los|las|el|la)\s[^.,;:]{{1,60}}|[{MESA}]\s*))$")


def end_of_convenio(clause: Clause, found: Found) -> int:
    """Where the quote of a convenio ends: before what is said about it («que promete…», «con el objetivo de…»)."""
    about = _ABOUT.search(clause.heard, found.end)
    return clause.ends[about.start() - 1] if about else clause.end


def announces(clause: Clause, found: Found) -> bool:
    """Whether the sentence only announces what follows («fijaron dos metas.», «se acordó lo siguiente:»)."""
    if found.kind == "convenio":
        return False
    rest = clause.heard[found.end :].strip(" .:")
    return (
        len(rest.split()) < 3
        or rest == "en lo siguiente"
        or (rest.startswith("lo siguiente") and clause.heard.rstrip().endswith(":"))
    )


def beginning(clause: Clause, found: Found) -> int:
    """Where the quote begins: at the subject (with its article) when there is one before the phrase."""
    before = [place for place in clause.places(BODY) if place < found.start]
    personal = found.kind != "acuerdo" or not _IMPERSONAL.match(clause.heard, found.start)
    subject = _SUBJECT.search(clause.heard[: found.start])
    index = before[0] if before and personal else subject.start("np") if subject else found.start
    article = _ARTICLE.search(clause.heard[:index])
    return clause.at[article.start() if article else index]


@lru_cache(maxsize=1)
def _openers() -> re.Pattern[str]:
    return re.compile(rf"{EDGE}{alternatives(table('words')['openers'])},\s*")


def without_opener(clause: Clause) -> int:
    """Where the clause begins once «Además,» and its like are left out."""
    match = _openers().match(clause.heard)
    return clause.at[match.end()] if match and match.end() < len(clause.at) else clause.start
