"""Files -> records with their findings: the first half of a record's way, shared by `build` and `extract`."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register
from graph.records import read_paths
from graph.records.record import Omission, Record, Rejection
from graph.settings import Settings

_log = logging.getLogger(__name__)


def read_and_extract(
    paths: Sequence[Path], register: Register, settings: Settings
) -> Iterator[tuple[Record, Findings] | Rejection | Omission]:
    """Each record of files and folders with what it says, a Rejection for each file that could not be read, and an
    Omission for each that was passed over.

    A fault of ours in one record must not take its neighbours down: it becomes a Rejection, and the log has the trace.
    Raises InputError at once when a path does not exist.
    """
    for item in read_paths(paths, settings):
        if not isinstance(item, Record):
            yield item
            continue
        try:
            yield item, extract(item, register)
        except Exception as error:
            _log.exception("extraction failed on %s", item.file)
            yield Rejection(item.file, None, f"Enlace falló al leerlo ({type(error).__name__}); por favor avise")
