"""How names are compared: case, accents and spaces aside; and text cut into words that remember their offsets."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from ontology import slugs

Phrases = tuple[tuple[str, ...], ...]

# What can stand between two words of a text. Everything else is a BREAK.
SPACE, NEWLINE, COMMA, HYPHEN, SLASH, DOT, OPEN, CLOSE, BREAK = "s", "n", ",", "-", "/", ".", "(", ")", "|"

STOPS = frozenset((DOT, BREAK))  # gaps that no phrase goes across

_WORD = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*|['’ʼ](?=[^\W_])[^\W_]+)*"
# Addresses, file names, tags and reference codes: their words name nobody.
_FOREIGN = (
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.\w[\w.-]*|\w*[#@]\w+|\]\([^)\s]{0,400}\)|<[^<>\n]{1,300}>"
    r"|(?:[\w%~.-]{0,80}/){1,12}[\w%~.-]{1,80}\.[a-z]{2,5}\b|[\w%~-]{1,80}(?:\.[\w%~-]{1,40}){0,4}"
    r"\.(?:pdf|png|jpe?g|gif|svg|docx?|xlsx?|pptx?|html?|csv|zip|com|org|net|gob|gt|edu)\b(?:\.gt\b)?"
    r"|[A-ZÁÉÍÓÚÑ]{2,12}(?:-[A-Z0-9]{1,8}){0,4}-\d{1,6}-\d{2,4}\b"
)
_TOKEN = re.compile(f"(?P<foreign>{_FOREIGN})|{_WORD}")
_JOINED = re.compile(f"({_WORD})")
_JOINT = re.compile("['’ʼ\u0300-\u036f]")
_PLAIN = re.compile(r"([^\W_]+)")  # the same where no mark joins the parts of a word, and quicker
_SPACE = re.compile(r"\s")
_MARK = re.compile(r"@|#|/|<|\]\(|www\.|\.[a-z]|-\d")  # each begins with a plain letter: so it is searched for quickly
_DECORATION = re.compile(r"[\s*\"“”«»'’‘`\u00ad\u200b\ufeff]|(?<!\w)_|_(?!\w)")


class _Remembered(dict[str, str]):
    """What a function says of each string: a dictionary answers many words in one `map` without a call for each."""

    def __init__(self, function: Callable[[str], str], most: int):
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, key: str) -> str:
        if len(self) >= self._most:
            self.clear()
        self[key] = answer = self._function(key)
        return answer


def fold(name: str) -> str:
    """`name` as names are compared (`ontology.slugs.fold`), white space collapsed; remembered, as names recur."""
    return _folds[name]


_folds = _Remembered(lambda name: " ".join(slugs.fold(name).split()), 65536)


def _kind_of_gap(between: str) -> str:
    """The kind of a stretch between two words."""
    bare = _DECORATION.sub("", between)
    if not bare:
        if "\n" not in between:
            return BREAK if "\t" in between or "   " in between else SPACE  # the next column of a table
        return NEWLINE if between.count("\n") == 1 else BREAK
    if bare in "-–":
        return HYPHEN if bare == between else BREAK
    return {",": COMMA, "/": SLASH, ".": DOT, "(": OPEN, ")": CLOSE}.get(bare, BREAK)


_gaps = _Remembered(_kind_of_gap, 4096)


@dataclass(slots=True)
class Words:
    """A text as words: for word i, text[starts[i]:ends[i]]; `folded[i]`; `gaps[i]` stands before it (gaps[0] BREAK)."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, index: int) -> str:
        """Word `index` as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def slice(self, first: int, end: int) -> str:
        """The text of words first..end-1 as it is written."""
        return self.text[self.starts[first] : self.ends[end - 1]]

    def capital(self, index: int) -> bool:
        """Whether word `index` begins with a capital letter; False beyond the end."""
        return index < len(self.starts) and self.text[self.starts[index]].isupper()

    def gap(self, index: int) -> str:
        """The kind of what stands before word `index`; BREAK beyond either end of the text."""
        return self.gaps[index] if 0 <= index < len(self.gaps) else BREAK

    def between(self, index: int) -> str:
        """The characters before word `index`, back to the word before it."""
        end = self.starts[index] if index < len(self) else len(self.text)
        return self.text[self.ends[index - 1] if index else 0 : end]

    def at(self, phrase: tuple[str, ...], index: int) -> bool:
        """Whether the folded words of `phrase` stand at `index`."""
        return index >= 0 and tuple(self.folded[index : index + len(phrase)]) == phrase


def split(text: str) -> Words:
    """`text` as Words. Addresses, file names, tags and codes are left out: what is around them does not join."""
    words = Words(text)
    for start, end, foreign in _regions(text):
        if foreign:
            _take_tokens(words, start, end)
        else:
            _take_words(words, start, end)
    if words.gaps:
        words.gaps[0] = BREAK
    return words


def _regions(text: str) -> Iterator[tuple[int, int, bool]]:
    """The text cut at white space: what has a telling mark, and is searched for what is foreign, which takes longer;
    and what lies between."""
    position = 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        if at < position:
            continue
        begin = max(text.rfind(space, position, at) for space in " \n\t") + 1 or position
        if mark[0] == "<":  # a tag may have spaces in it
            end = text.find("\n", at)
        else:
            space = _SPACE.search(text, at)
            end = space.start() if space else -1
        if position < begin:
            yield position, begin, False
        position = end if end >= 0 else len(text)
        yield begin, position, True
    if position < len(text):
        yield position, len(text), False


def _take_words(words: Words, start: int, end: int) -> None:
    """Add the words of text[start:end]: in a few passes over all of them, because there are so many."""
    text = words.text[start:end]
    pieces = (_JOINED if _JOINT.search(text) else _PLAIN).split(
        text
    )  # what stands between, a word, what stands between …
    if len(pieces) == 1:
        return
    edges = list(accumulate(map(len, pieces), initial=start))
    before = words.text[words.ends[-1] if words.ends else 0 : edges[1]]
    words.gaps += map(_gaps.__getitem__, (before, *pieces[2:-1:2]))
    words.starts += edges[1:-1:2]
    words.ends += edges[2::2]
    words.folded += map(_folds.__getitem__, pieces[1::2])


def _take_tokens(words: Words, start: int, end: int) -> None:
    """Add the words of text[start:end] that are no part of something foreign."""
    for match in _TOKEN.finditer(words.text, start, end):
        if not match.lastgroup:
            words.gaps.append(_gaps[words.text[words.ends[-1] if words.ends else 0 : match.start()]])
            words.starts.append(match.start())
            words.ends.append(match.end())
            words.folded.append(fold(match[0]))


def collapse(text: str) -> str:
    """`text` with every stretch of white space as one space."""
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def phrase(text: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(split(text).folded)


def phrases(texts: Iterable[str]) -> Phrases:
    """The folded words of each phrase, longest first."""
    return tuple(sorted(map(phrase, texts), key=len, reverse=True))
