"""Where in a post's text an address stands: its line, and the key whose value it is."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_KEY = re.compile(r"""^[\s{,-]*["']?(?P<key>[^\W\d][\w .-]{0,60}?)["']?\s*[:=](?=\s|$|["'])""", re.MULTILINE)
_FENCE = re.compile(r"^(?:---|\+\+\+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """line: counted from 1, None when the address is not found as it was read. key: "" outside the fields."""

    line: int | None
    key: str


def place_of(address: str, text: str) -> Place:
    """Where `address` stands in the repaired text of a file; a folded value is found by its first word."""
    forms = dict.fromkeys([address, unquote(address), address.split(" ")[0], unquote(address).split(" ")[0]])
    at = next((at for form in forms if form and (at := text.find(form)) >= 0), None)
    if at is None:
        return Place(None, "")
    end = text.find("\n", at)
    before = text[: at if end < 0 else end]
    line = text.count("\n", 0, at) + 1
    keys = list(_KEY.finditer(before))
    if not keys or _FENCE.search(before, keys[-1].end()):
        return Place(line, "")
    return Place(line, keys[-1]["key"].strip())
