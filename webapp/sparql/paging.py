"""How to page: the address of the next part of an answer whose query ends in LIMIT and OFFSET, and of a first part.

Read from the end of the query alone, and only where it cannot be read in two ways (no comment near); what is in doubt
gets no link. Source: RFC 8288 (Link), relations `first` and `next`.
"""

import re
from urllib.parse import quote

PAGE = 10_000  # rows of a first part
TAIL = 400  # characters at the end of a query that are read

_ENDS = re.compile(r"[}\])?\w]\s*((?:\b(?:LIMIT|OFFSET)\s+\d{1,9}\s*){1,2})\Z", re.IGNORECASE)
_NUMBERS = re.compile(r"(LIMIT|OFFSET)\s+(\d+)", re.IGNORECASE)
_IRIS = re.compile(r"<[^<>\s]*>")


def limit_of(query: str) -> int | None:
    """The number after the LIMIT at the end of `query`, or None."""
    numbers, _ = _page(query)
    return numbers.get("LIMIT")


def next_link(query: str, query_string: str) -> str | None:
    """The Link header of the part after this one. query_string: of the request, other than the query itself."""
    numbers, start = _page(query)
    if "LIMIT" not in numbers:
        return None
    return _link(query[:start], numbers["LIMIT"], numbers.get("OFFSET", 0) + numbers["LIMIT"], query_string, "next")


def first_link(query: str, query_string: str) -> str | None:
    """The Link header of a first part of an answer that is too large."""
    numbers, start = _page(query)
    head = query[:start].rstrip()
    if re.search("VALUES", query[-TAIL:], re.IGNORECASE) or not re.search(r"SELECT|CONSTRUCT", query, re.IGNORECASE):
        return None
    return _link(head, min(PAGE, numbers.get("LIMIT", PAGE)), numbers.get("OFFSET", 0), query_string, "first")


def _page(query: str) -> tuple[dict[str, int], int]:
    """The numbers of LIMIT and OFFSET at the end of a query, and where they begin."""
    tail = query[-TAIL:]
    found = _ENDS.search(tail) if "LIMIT" in tail.upper() else None
    if not found or "#" in _IRIS.sub("", tail):
        return {}, len(query)
    numbers = {name.upper(): int(number) for name, number in _NUMBERS.findall(found[1])}
    return numbers, len(query) - len(tail) + found.start(1)


def _link(head: str, limit: int, offset: int, query_string: str, relation: str) -> str:
    query = quote(f"{head.rstrip()}\nLIMIT {limit} OFFSET {offset}", safe="")
    rest = f"&{query_string}" if query_string else ""
    return f'<?query={query}{rest}>; rel="{relation}"'
