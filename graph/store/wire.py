"""What goes over the socket between a pool and its engine processes: framed, typed, nothing executable.

To the engine: a question is 4 bytes of length (big-endian) and a JSON array. From it: frames of 1 byte of kind, 4 bytes
of length and the payload. READY once; then for each question either ANSWER (what it is, then its bytes), FILE (what it
is; its bytes are in the open file that comes with the frame) or FAILED. An engine that dies shows as the end of the
stream.
"""

import json
import struct
from typing import IO, Any, NamedTuple

from graph.errors import (
    EnlaceError,
    QueryError,
    QueryOverBudget,
    QueryRefused,
    QuerySyntaxError,
    QueryTooLarge,
    StoreError,
)
from graph.store.formats import BINDINGS, GRAPHS, SAMPLE
from graph.store.question import Dataset, FormatError, Question

READY, ANSWER, FILE, FAILED = b"R", b"A", b"F", b"X"
FRAME = struct.Struct(">cI")
INLINE = 100_000  # bytes of an answer that go over the socket; larger ones are written to a file

_REQUEST, _ABOUT = struct.Struct(">I"), struct.Struct(">BBBQQ")
_FORMS = ("bindings", "boolean", "graph")
_ENCODINGS = (None, "gzip", "zstd")
FORMATS = {**BINDINGS, **GRAPHS, SAMPLE.name: SAMPLE}
_NAMES = tuple(FORMATS)
_ERRORS = {
    kind.__name__: kind for kind in (QueryError, QueryOverBudget, QueryRefused, QueryTooLarge, FormatError, StoreError)
}


class About(NamedTuple):
    """What an answer is: form (bindings, boolean, graph), name of its format, compression, bytes, rows if counted."""

    form: str
    format: str
    encoding: str | None
    size: int
    rows: int


def packed_question(question: Question) -> bytes:
    """`question` as it is sent."""
    of = question
    fields = (
        of.query, of.dataset.default, of.dataset.named, of.bindings_format, of.graph_format, of.sample, of.encoding,
        of.counted, of.base_iri, of.trusted,
    )  # fmt: skip
    payload = json.dumps(fields).encode()
    return _REQUEST.pack(len(payload)) + payload


def read_question(stream: IO[bytes], own_base: str | None = None) -> Question | None:
    """The next question, or None at the end of the stream. own_base: the base of one that has none."""
    header = stream.read(_REQUEST.size)
    if len(header) < _REQUEST.size:
        return None
    query, default, named, bindings, graph, sample, encoding, counted, base_iri, trusted = json.loads(
        stream.read(_REQUEST.unpack(header)[0])
    )
    dataset = Dataset(tuple(default), tuple(named))
    base = own_base if base_iri is None else base_iri
    return Question(query, dataset, bindings, graph, sample, encoding, counted, None, base, trusted)


def packed_about(about: About) -> bytes:
    """`about` as the beginning of an ANSWER's payload, or the whole of a FILE's."""
    form, name, encoding = _FORMS.index(about.form), _NAMES.index(about.format), _ENCODINGS.index(about.encoding)
    return _ABOUT.pack(form, name, encoding, about.size, about.rows)


def unpacked_about(payload: bytes) -> tuple[About, bytes]:
    """What an answer is, and the rest of the payload."""
    form, name, encoding, size, rows = _ABOUT.unpack_from(payload)
    return About(_FORMS[form], _NAMES[name], _ENCODINGS[encoding], size, rows), payload[_ABOUT.size :]


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame as it is sent."""
    return FRAME.pack(kind, len(payload)) + payload


def packed(error: EnlaceError) -> bytes:
    """The payload of a FAILED frame."""
    fields: dict[str, Any] = {"kind": type(error).__name__, "message": str(error)}
    if isinstance(error, QuerySyntaxError):
        fields |= {"line": error.line, "column": error.column, "hint": error.hint}
    return json.dumps(fields).encode()


def unpacked(payload: bytes) -> EnlaceError:
    """The error that a FAILED frame carries."""
    fields = json.loads(payload)
    if fields["kind"] == "QuerySyntaxError":
        return QuerySyntaxError(fields["message"], fields["line"], fields["column"], fields["hint"])
    return _ERRORS.get(fields["kind"], QueryError)(fields["message"])
