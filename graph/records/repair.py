"""Bytes -> clean text: encodings, invisible characters, line ends. What is stored and shown has passed through here.

Repairs do not need to know the format, and a repaired text is left as it is by a second repair.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from graph.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _windows(code: int) -> str:
    """The Windows-1252 character of a byte; "" for the five bytes that it leaves undefined."""
    return bytes([code]).decode("cp1252", errors="ignore")


_C1 = {code: _windows(code) for code in range(0x80, 0xA0)}
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS = {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}
_CONTROLS = {code: "" for code in [*range(0x20), 0x7F] if chr(code) not in "\t\n\x0b\x0c"}
_BULLETS = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF02D], "•")  # Word's Symbol and Wingdings
_TABLE = {**_C1, **_SPACES, **_BREAKS, **_CONTROLS, **_BULLETS}
_ODD = re.compile("[" + "".join(map(re.escape, map(chr, _TABLE))) + "]")

# Zero-width, direction and hyphenation marks (category Cf); private characters, which mean something elsewhere only. A
# joiner between two emoji stays.
_HIDDEN = (
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
)
_INVISIBLE = re.compile(
    f"[{_HIDDEN}]|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001ffff])"
)

# UTF-8 that was read as Windows-1252 («Ã³», «â€œ»): certain, because these pairs occur in no language.
_LEGACY = {char: code for code in range(0x80, 0x100) for char in (chr(code), _windows(code)) if char}
_TAIL = "".join(re.escape(char) for char, code in _LEGACY.items() if code < 0xC0)
_MOJIBAKE = re.compile(f"(?:[ÂÃ][{_TAIL}]|â[{_TAIL}][{_TAIL}]|ï»¿)(?![{_TAIL}])")
# Of which nothing in a text has to be mended unless it has one: one look instead of five.
_SUSPECT = re.compile(f"[ÂÃâï\r\u200d{_HIDDEN}" + "".join(map(re.escape, map(chr, _TABLE))) + "]")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A clean text, the encoding that its bytes were in, and what was mended (short Spanish phrases)."""

    text: str
    encoding: str
    changes: tuple[str, ...]


def repair(data: bytes, file: str | None = None) -> Repaired:
    """Decode and clean the bytes of a record.

    UTF-8, UTF-16 and UTF-32 by their mark, else UTF-8, in which bytes that are not UTF-8 are Windows-1252.
    Raises InputError (with `file`, and the line where there is one) for NULs and for bytes that are neither.
    """
    text, encoding = _decode(data, file)
    if "\0" in text:
        raise InputError("contiene caracteres nulos: parece binario, o UTF-16 sin marca; guárdelo en UTF-8", file)
    changes = [] if encoding == "utf-8" else [f"estaba en {encoding}"]
    clean = repair_text(text)
    if clean != text:
        changes += _changes(text)
    return Repaired(clean, encoding, tuple(changes))


def repair_text(text: str) -> str:
    """`text` without invisible characters, with plain spaces and `\\n`, mojibake and C1 quotes mended, in NFC."""
    if text.isascii() and not _ODD.search(text) and "\r" not in text:
        return text
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    before = None
    while before != text:
        before = text
        text = _MOJIBAKE.sub(_reread, text.replace("\r\n", "\n").replace("\r", "\n"))
        if _ODD.search(text):  # translating costs more than looking
            text = text.translate(_TABLE)
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return text


def _reread(match: re.Match[str]) -> str:
    """Mojibake as the UTF-8 that it was; as it is, if it was none."""
    try:
        return bytes(_code(char) for char in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _code(char: str) -> int:
    return _LEGACY[char]


def _changes(text: str) -> list[str]:
    """What a repair of `text` mends, for the log."""
    kinds = (
        (_MOJIBAKE, "letras de UTF-8 leído como Windows-1252"),
        (_INVISIBLE, "caracteres invisibles"),
        (re.compile("[\x80-\x9f]"), "comillas de Windows-1252"),
        (re.compile("\r"), "saltos de línea"),
    )
    return [label for pattern, label in kinds if pattern.search(text)]


def _decode(data: bytes, file: str | None) -> tuple[str, str]:
    """The text and the name of the encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding, file), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _mixed(data, file), "windows-1252"


def _by_mark(data: bytes, encoding: str, file: str | None) -> str:
    if encoding == "utf-8":
        return _mixed(data, file)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"dice estar en {encoding.upper()} y no lo está; guárdelo en UTF-8", file) from error


def _mixed(data: bytes, file: str | None) -> str:
    """UTF-8 in which bytes that are not UTF-8 are taken as Windows-1252."""
    try:
        if not _has_utf8(data):
            return data.decode("cp1252")
        return data.decode("utf-8", errors=_SINGLE_BYTES)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("no está en UTF-8 ni en Windows-1252; guárdelo en UTF-8", file, line) from None


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decoding goes on behind what is not UTF-8. A character that the end of a UTF-8 file cuts is left out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "", error.end
    try:
        return error.object[error.start : error.end].decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


def _has_utf8(data: bytes) -> bool:
    """Whether some letter of `data` is UTF-8 beyond ASCII, so that the file is not Windows-1252."""
    return not data.decode("utf-8", errors="ignore").isascii()


# A handler, because cutting the bytes at each error would copy a large file as often as it has accents.
_SINGLE_BYTES = "enlace-windows-1252"
codecs.register_error(_SINGLE_BYTES, _single_bytes)
