"""The body of an answer, uncompressed block by block and to its very end, which the client does not check.

An answer that is compressed and cut is read by httpx as if it were whole; and a trap of a few kilobytes at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from loaders.refreshing.faults import FetchError, PassingError
from loaders.tabular.encodings import MOST_RATIO, is_trap

BLOCK = 1 << 16
GZIP = frozenset({"gzip", "x-gzip"})
NOT_GZIP = "la réponse est dite compressée et ne l’est pas, ou l’est mal"


def read_blocks(response: httpx.Response) -> Iterator[bytes]:
    """The bytes of the file in an answer that came as it is or in a gzip. Raises FetchError for anything else."""
    encoding = str(response.headers.get("Content-Encoding", "")).strip().lower()
    if encoding in ("", "identity"):
        yield from response.iter_raw()
    elif encoding in GZIP:
        yield from _unpack(response)
    else:
        raise FetchError(f"la réponse est compressée d’une façon qui n’est pas demandée, « {encoding[:40]} »")


def _unpack(response: httpx.Response) -> Iterator[bytes]:
    reader, size = zlib.decompressobj(wbits=31), 0
    for raw in response.iter_raw():
        rest = raw
        while rest and not reader.eof:
            try:
                block = reader.decompress(rest, BLOCK)
            except zlib.error:
                raise FetchError(NOT_GZIP) from None
            rest = reader.unconsumed_tail
            size += len(block)
            if is_trap(size, response.num_bytes_downloaded):
                raise FetchError(
                    f"la réponse est compressée plus de {MOST_RATIO} fois, comme le fait un piège et non une liste",
                    "Prévenez l’éditeur.",
                )
            yield block
    if not reader.eof:
        raise PassingError("la réponse est coupée avant sa fin")
