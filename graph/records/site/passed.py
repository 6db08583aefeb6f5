"""What is no record (pictures, styles, settings), and what could hold one but is not read: by name, from a table.

The tables are in `data/reading/site.toml`, where people who know the sites can review them.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from graph.errors import InputError
from graph.settings import shipped_data
from ontology.slugs import fold

READABLE = frozenset(
    (
        "", ".md", ".markdown", ".mdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".xlsx",
        ".csv", ".tsv", ".json", ".jsonl", ".ndjson",
    )
)  # fmt: skip
"""Suffixes of files that are opened; what is in them decides how they are read."""

_SUFFIX = re.compile(r"\.[a-z0-9]*[a-z][a-z0-9]*")
_LONGEST_SUFFIX = 12


@lru_cache(maxsize=1)
def site_table() -> dict[str, Any]:
    """`data/reading/site.toml`. Raises InputError when it cannot be read."""
    path = shipped_data() / "reading" / "site.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"no se puede leer la tabla ({error})", str(path)) from None


def reason(kind: str) -> str:
    """Why files of one kind are passed over (a key of the table: readme, draft, outside …)."""
    return str(site_table()["omitted"][kind]["reason"])


def suffix_of(name: str) -> str:
    """The suffix of a file name in small letters; "" for what only looks like one («Acta No. 5», «informe.2024»)."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if len(suffix) <= _LONGEST_SUFFIX and _SUFFIX.fullmatch(suffix) else ""


def reason_for_folder(name: str, is_folder: bool = True) -> str | None:
    """Why a folder is not entered, or None. A hidden file is told here too."""
    if name.startswith("."):
        return reason("hidden")
    return _by("folders").get(fold(name)) if is_folder else None


def reason_for_file(below: str) -> str | None:
    """Why a file is no record, by its suffix, its name and the folders that it is in, or None when it may be one."""
    *folders, name = fold(below).split("/")
    inside = _by("inside")
    told = _by("suffixes").get(suffix_of(name)) or next((inside[one] for one in folders if one in inside), None)
    return told or next((why for pattern, why in _patterns() if pattern.fullmatch(name)), None)


def refusal(name: str) -> str | None:
    """Why a file that may be a record is not opened, or None when it is."""
    suffix = suffix_of(name)
    if suffix in READABLE:
        return None
    told = next((group["reason"] for group in site_table()["refused"] if suffix in group["suffixes"]), None)
    return told or f"el formato «{suffix}» no se lee; guárdelo como texto, DOCX o PDF"


def tally(reasons: Iterable[str]) -> str:
    """How many files were passed over, for the line that a command ends with: «37 archivos omitidos (imágenes 30,
    configuración 7)»; "" when there are none but those that explain their folder.

    What is left out of a file that is read (a hidden sheet) has a reason of its own, and is counted as «otros».
    """
    groups = _groups()
    named = (groups.get(why, "otros") for why in reasons)
    counted = Counter(group for group in named if group)
    if not counted:
        return ""
    parts = ", ".join(f"{group} {number}" for group, number in sorted(counted.items(), key=lambda it: (-it[1], it[0])))
    total = counted.total()
    return f"1 archivo omitido ({parts})" if total == 1 else f"{total} archivos omitidos ({parts})"


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return {kind["reason"]: kind.get("group", "") for kind in site_table()["omitted"].values()}


@lru_cache(maxsize=4)
def _by(key: str) -> dict[str, str]:
    """The reasons by suffix, by the name of a folder that is not entered, by that of one whose files are none."""
    kinds = site_table()["omitted"].values()
    return {name: kind["reason"] for kind in kinds for name in kind.get(key, ())}


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    kinds = (kind for kind in site_table()["omitted"].values() if "names" in kind)
    return [(re.compile("|".join(kind["names"])), kind["reason"]) for kind in kinds]
