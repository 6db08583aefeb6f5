"""Names to slugs: the readable, stable, ASCII part of an IRI, and the folding that comparisons of names rest on."""

import hashlib
import re
import unicodedata

SLUG_LENGTH = 80
_HASH_LENGTH = 10
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HASHED = re.compile(rf"(?:^|-)[0-9a-f]{{{_HASH_LENGTH}}}$")


def fold(text: str) -> str:
    """`text` as names are compared: lower case, without accents (ñ is n), without invisible characters.

    White space stays as it is, in number and place (a no-break space becomes a plain one). Folding twice changes
    nothing more. The length may change: offsets of a folded text are not offsets of the text.
    """
    if not _BEYOND_LATIN.search(text):
        return text.translate(_LATIN)
    return _fold(text)


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in _DROPPED)


_BEYOND_LATIN = re.compile("[^\0-\u02ff]")
_LATIN = {code: _fold(chr(code)) for code in range(0x300)}  # each letter folds by itself there: a table is quicker


def digest(text: str, length: int = _HASH_LENGTH) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of `text`; composed and decomposed accents count as one.

    File names that are not UTF-8 reach Python as lone surrogates: they are hashed as they are.
    """
    composed = unicodedata.normalize("NFC", text)
    return hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(text: str) -> str:
    """`text` as a slug: ASCII letters and digits joined by single hyphens, at most 80 characters.

    Names that differ in case, accents, punctuation or emoji alone have one slug. A longer name is cut at a word and
    gets a short hash of the whole; a name with letters of another script, or with none at all, gets a hash of them.
    The slug of a slug is itself.
    """
    folded = fold(text)
    plain = "-".join(re.findall(r"[a-z0-9]+", folded))
    foreign = "".join(char for char in folded if char.isalnum() and not char.isascii())
    if plain and not foreign and len(plain) <= SLUG_LENGTH:
        return plain
    return _with_hash(plain, digest(folded if foreign or not plain else plain))


def _with_hash(plain: str, hashed: str) -> str:
    """`plain` cut at a word so that `-` and `hashed` fit behind it."""
    room = SLUG_LENGTH - len(hashed) - 1
    if len(plain) > room:
        cut = plain.rfind("-", 1, room + 1)
        plain = plain[: cut if cut > 0 else room]
    return f"{plain or 'x'}-{hashed}"


def slug_of_path(name: str) -> str:
    """The slug of a file: different relative paths have different slugs, whatever other files there are.

    name: path below the folder that was given, with its extension, parts joined by `/`. Unlike `slug`, this must not
    merge: `a/acta.md`, `b/acta.md`, `a/acta.pdf` and `a/Acta.md` are four records. A plain path can be read back from
    its slug (`/` is `--`, `.md` is left out, another extension follows `_`); any other path (spaces, accents, capitals,
    emoji, too long) is made readable by `slug` and gets a hash of the exact path.
    """
    stem, dot, extension = name.rpartition(".")
    parts = stem.split("/")
    if dot and extension.isalnum() and all(_SLUG.fullmatch(part) for part in parts) and _SLUG.fullmatch(extension):
        plain = "--".join(parts) + ("" if extension == "md" else f"_{extension}")
        if len(plain) <= SLUG_LENGTH and not _HASHED.search(plain):
            return plain
    readable = slug(name.removesuffix(".md"))
    return _with_hash(readable, digest(name))
