"""What goes over the pipe between a pool and its engine processes: framed, typed, nothing executable.

To the engine: a request is 4 bytes of length (big-endian) and JSON. From it: frames of 1 byte of kind, 4 bytes of
length and the payload; READY once, then for each request either HEAD, DATA…, END or FAILED. An engine that dies shows
as the end of the pipe.
"""

import json
import struct
from dataclasses import asdict
from typing import IO, Any

from graph.errors import EnlaceError, QueryError, QueryRefused, QuerySyntaxError, StoreError
from graph.store.question import Dataset, FormatError, Question

READY, HEAD, DATA, END, FAILED = b"R", b"H", b"D", b"E", b"X"
_REQUEST, _FRAME = struct.Struct(">I"), struct.Struct(">cI")
_ERRORS = {kind.__name__: kind for kind in (QueryError, QueryRefused, FormatError, StoreError)}

Frame = tuple[bytes, bytes]


def write_question(pipe: IO[bytes], question: Question) -> None:
    """Send `question`. Raises OSError when the engine is gone."""
    payload = json.dumps(asdict(question)).encode()
    pipe.write(_REQUEST.pack(len(payload)) + payload)
    pipe.flush()


def read_question(pipe: IO[bytes]) -> Question | None:
    """The next question, or None at the end of the pipe."""
    header = pipe.read(_REQUEST.size)
    if len(header) < _REQUEST.size:
        return None
    fields = json.loads(pipe.read(_REQUEST.unpack(header)[0]))
    dataset = Dataset(*(tuple(names) for names in fields.pop("dataset").values()))
    return Question(dataset=dataset, **fields)


def write_frame(pipe: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """Send one frame."""
    pipe.write(_FRAME.pack(kind, len(payload)))
    pipe.write(payload)


def read_frame(pipe: IO[bytes]) -> Frame | None:
    """The next frame, or None when the engine is gone (also in the middle of a frame)."""
    header = pipe.read(_FRAME.size)
    if len(header) < _FRAME.size:
        return None
    kind, size = _FRAME.unpack(header)
    payload = pipe.read(size)
    return (kind, payload) if len(payload) == size else None


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
