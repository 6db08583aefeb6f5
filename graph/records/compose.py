"""Parts of a text -> one text with its sections: nothing told twice, contacts left out, offsets right."""

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.records.contacts import without_contacts
from graph.records.record import Section

_GAP = "\n\n"
_TITLE_LENGTH = 140  # characters of a title that is made from a text's first words


def compose(parts: Iterable[tuple[str, str]]) -> tuple[str, tuple[Section, ...]]:
    """The text made of (role, text) in order, divided by blank lines, and where each stands; empty ones left out."""
    text = ""
    sections: list[Section] = []
    for role, part in parts:
        clean = without_contacts(part).strip()
        if clean:
            text += _GAP if text else ""
            sections.append(Section(role, len(text), len(text) + len(clean)))
            text += clean
    return text, tuple(sections)


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """`text` as it is compared: small letters, words only; remembered while the parts of a record are compared."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def says(text: str, other: str) -> bool:
    """Whether `text` holds all that `other` says, word for word."""
    return f" {folded(other)} " in f" {folded(text)} "


def without_repeats(texts: Iterable[str], told: Iterable[str] = ()) -> list[str]:
    """The texts in order, without those that another of them, or one of `told`, says whole."""
    before = list(told)
    kept: list[str] = []
    for text in texts:
        if not any(says(other, text) for other in (*before, *kept)):
            kept = [other for other in kept if not says(text, other)] + [text]
    return kept


def without_title(title: str, text: str) -> str:
    """`text` without a first line that is the title once more."""
    first, _, rest = text.lstrip().partition("\n")
    return rest.lstrip() if folded(first) == folded(title) else text


def headline(text: str) -> str:
    """A title for a text that has none: its first sentence, cut at a word with «…» when it is long."""
    first = text.strip().partition("\n")[0]
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡])", first, maxsplit=1)[0]
    if len(sentence) <= _TITLE_LENGTH:
        return sentence
    return sentence[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
