"""Files -> Record: each format has its reader; text is repaired; what cannot be read is said by name and reason.

A file's way:

    walk.py         files and folders as given -> the files found, each with its name
    site/           which of them are records; a CMS's schema; attachments
    opening.py      bytes -> the format, by what is in the file -> its records
    repair.py       bytes -> text                       (encodings, invisible characters)
    frontmatter.py  text -> fields and body             (YAML from strangers)
    post.py         fields and body -> Record           (which key holds what)
    markdown.py     Markdown -> plain text
    plain.py        text without front matter -> Record (menu lines, date line, wrapped lines)
    lists.py        rows of a list -> Record            (objects.py: JSON)
    sandbox.py      formats whose parser cannot be trusted, in a child process (formats/ -> drafts.py -> Record)
    compose.py      parts -> one text with its sections

`dates.py` reads publication dates, `lines.py` joins wrapped lines, `contacts.py` leaves out mailboxes and telephones.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.records.record import Omission, Record, Rejection
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.records.walk import Found

# The doors import their rooms when they are opened: a parser's child process imports this package too, and stays small.

__all__ = ["read_paths", "read_record"]


def read_paths(paths: Sequence[Path], settings: Settings | None = None) -> Iterator[Record | Rejection | Omission]:
    """Records of files and folders, one at a time; a Rejection for each file that was meant as one and cannot be read;
    an Omission for each that was passed over. Nothing is left out in silence.

    In a folder posts come first, by name, and then what they may carry as attachments. The parser's child process ends
    with the iterator. Raises InputError at once, before anything is read, when a path does not exist.
    """
    from graph.records.walk import sources

    return _read_all(sources(paths), settings or Settings())


def _read_all(found: "Sequence[Found]", settings: Settings) -> Iterator[Record | Rejection | Omission]:
    from graph.records.sandbox import Sandbox
    from graph.records.site.plan import Step, plan
    from graph.records.site.reader import Reader

    planned = list(plan(found))
    with Sandbox(settings) as sandbox:
        reader = Reader([item for item in planned if isinstance(item, Step)], settings, sandbox)
        for item in planned:
            if isinstance(item, Step):
                yield from reader.read(item)
            else:
                yield item


def read_record(path: Path, name: str, settings: Settings | None = None) -> Record:
    """The record of one file, the first when it holds several, read by what is in it.

    path: the file; name: the record's name, from which its IRI is made; settings: for the limits.
    Raises InputError (reason, file, line) when it cannot be read.
    """
    from graph.records.opening import file_bytes, open_file
    from graph.records.sandbox import Sandbox
    from graph.records.walk import shown

    settings = settings or Settings()
    file = shown(path)
    with Sandbox(settings) as sandbox:
        made = open_file(file_bytes(path, file, settings), path, file, name, sandbox)
    for item in made:
        if isinstance(item, Record):
            return item
    left = next(item for item in made if not isinstance(item, Record))
    raise InputError(left.reason, left.file, left.line if isinstance(left, Rejection) else None)
