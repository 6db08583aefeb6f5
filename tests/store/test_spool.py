"""How an engine writes an answer: in memory, in a file, compressed, counted, and never past its limit."""

import gzip
import os

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryTooLarge
from graph.store.spool import Spool
from graph.store.wire import INLINE


def written(spool: Spool, pieces: list[bytes]) -> bytes:
    """What a spool holds after `pieces` were written."""
    for piece in pieces:
        spool.write(piece)
    body = spool.finish()
    if spool.file is not None:
        assert body == b""
        body = os.pread(spool.file.fileno(), spool.length + 1, 0)
    assert len(body) == spool.length
    return body


@settings(deadline=None)
@given(
    pieces=st.lists(st.binary(max_size=20_000), max_size=30),
    encoding=st.sampled_from([None, "gzip", "zstd"]),
)
def test_what_was_written_comes_back(pieces: list[bytes], encoding: str | None):
    spool = Spool(10_000_000, encoding)
    body = written(spool, pieces)
    decode = {
        "gzip": gzip.decompress,
        "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }
    assert (decode[spool.encoding](body) if spool.encoding else body) == b"".join(pieces)
    spool.close()


def test_a_small_answer_stays_in_memory_and_is_not_compressed():
    spool = Spool(10_000, "gzip")
    assert written(spool, [b"x" * 500]) == b"x" * 500
    assert spool.file is None
    assert spool.encoding is None


def test_a_large_answer_is_in_a_file_that_has_no_name():
    spool = Spool(10 * INLINE)
    written(spool, [b"x" * INLINE, b"y" * INLINE])
    assert spool.file is not None
    assert os.fstat(spool.file.fileno()).st_nlink == 0
    spool.close()


@pytest.mark.parametrize("encoding", [None, "gzip"])
def test_the_limit_is_of_what_the_client_will_read(encoding: str | None):
    spool = Spool(1_000_000, encoding)
    with pytest.raises(QueryTooLarge, match="1 MB"):
        written(spool, [b"x" * 100_000] * 11)
    spool.close()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_rows_are_counted_across_writes(cuts: list[int]):
    text = b"a\nbb\nccc\n" * 20
    spool, position = Spool(10_000, mark=b"\n"), 0
    for cut in cuts:
        spool.write(text[position : position + cut])
        position += cut
    spool.write(text[position:])
    assert spool.marks == 60
    wide = Spool(10_000, mark=b'}},{"')
    whole, position = b'[{"a":{}},{"a":{}},{"a":{}}]', 0
    for cut in cuts:
        wide.write(whole[position : position + cut])
        position += cut
    wide.write(whole[position:])
    assert wide.marks == 2
