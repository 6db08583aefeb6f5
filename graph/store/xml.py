"""Keeps XML answers well-formed: Oxigraph writes a literal's control characters raw, which no XML parser accepts.

Source: XML 1.0 (fifth edition), production [2] Char. A character that XML cannot hold, even escaped, becomes U+FFFD;
a carriage return, which a parser would turn into a line feed, becomes `&#13;`.
"""

import re
from typing import IO

_UNFIT = re.compile(rb"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class XmlFilter:
    """A stream that mends what is written and passes it to `out`. Call `finish` at the end."""

    def __init__(self, out: IO[bytes]):
        self._out = out
        self._held = b""

    def write(self, data: bytes) -> int:
        """Mend `data`; the start of a character that may need it waits for its end."""
        text = self._held + data
        keep = next((size for size in (2, 1) if text.endswith(b"\xef\xbf"[:size])), 0)
        self._held = text[len(text) - keep :]
        self._out.write(_UNFIT.sub(_mended, text[: len(text) - keep]))
        return len(data)

    def flush(self) -> None:
        """Nothing: what waits is not whole yet."""

    def finish(self) -> None:
        """Pass on what waits."""
        self._out.write(self._held)
        self._held = b""


def _mended(found: re.Match[bytes]) -> bytes:
    return b"&#13;" if found[0] == b"\r" else "\ufffd".encode()
