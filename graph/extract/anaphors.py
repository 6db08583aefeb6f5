"""What «la Comisión», «la cartera» or «dicha institución» stands for: a body that the text has named before."""

import re
from collections.abc import Sequence

from graph.extract.findings import Mention
from graph.extract.forms import forms
from graph.extract.names import fold

_POINTERS = re.compile(r"(?:(?:el|la|los|las|est[ea]|es[ea]|dich[oa]|mencionad[oa]|citad[oa]|referid[oa]|propi[oa]) )+")


def resolve_anaphor(head: str, position: int, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that a bare head points back to.

    head: the words as written («la Comisión», «esa cartera», «Ministerio»); position: where they begin, in characters
    of the record's text; mentions: as `find_mentions` gives them, in order. The nearest earlier mention of a body of
    that kind, or None when there is none. Which words point to which heads is in `institutions.toml`, `[anaphors]`.
    """
    word = _POINTERS.sub("", fold(head), count=1)
    if word in forms().any_body:
        return _nearest(mentions, position, None)
    return _nearest(mentions, position, forms().anaphors.get(word, (word,)))


def _nearest(mentions: Sequence[Mention], position: int, heads: Sequence[str] | None) -> Mention | None:
    earlier = [mention for mention in mentions if mention.end <= position]
    for mention in reversed(earlier):
        name = fold(mention.body.name)
        if heads is None or any(name == each or name.startswith(f"{each} ") for each in heads):
            return mention
    return None
