"""Files that are text -> records: front matter, Markdown, plain text, CSV, JSON. Our own code reads them."""

import logging

from graph.errors import InputError
from graph.records.frontmatter import has_front_matter, read_post
from graph.records.lists import list_records, read_csv
from graph.records.markdown import plain_text
from graph.records.objects import object_records
from graph.records.plain import plain_record
from graph.records.post import post_record
from graph.records.record import Record, Rejection
from graph.records.repair import repair

_log = logging.getLogger(__name__)


def text_records(data: bytes, file: str, name: str, digest: str, form: str) -> list[Record | Rejection]:
    """The records of a text in any encoding.

    form: markdown | plain | csv | json; front matter is known by itself. Raises InputError (file, line).
    """
    repaired = repair(data, file)
    if not repaired.text.strip():
        raise InputError("está vacío; bórrelo o escriba en él", file)
    if repaired.changes:
        _log.info("%s: reparado: %s", file, ", ".join(repaired.changes))
    try:
        return _records(repaired.text, file, name, digest, form)
    except InputError as error:
        raise InputError(error.reason, file, error.line) from None


def _records(text: str, file: str, name: str, digest: str, form: str) -> list[Record | Rejection]:
    if form == "json":
        return object_records(text, file, name, digest)
    if form == "csv":
        return list_records(read_csv(text, file), file, name, digest)
    if has_front_matter(text):
        return [post_record(read_post(text, file), file, name, digest)]
    return [plain_record(plain_text(text).text if form == "markdown" else text, file, name, digest)]
