"""Texts that a workbook keeps once and its cells repeat: how long all of them would be, before any is made."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

END = b"</si>"
# A cell of a text kept elsewhere, by its number there.
_REPEATED = re.compile(rb't="s"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<')
OVERLAP = 256


def measure_texts(blocks: Iterable[bytes]) -> np.ndarray:
    """The length in bytes of each text that is kept, its marks included."""
    lengths: list[int] = []
    open_length = 0
    tail = b""
    for block in blocks:
        parts = (tail + block).split(END)
        for part in parts[:-1]:
            lengths.append(open_length + len(part))
            open_length = 0
        # The mark of an end may lie over two blocks.
        kept = parts[-1][-len(END) :]
        open_length += len(parts[-1]) - len(kept)
        tail = kept
    return np.array([*lengths, open_length + len(tail)], dtype="int64")


def count_repeated(blocks: Iterable[bytes], lengths: np.ndarray) -> int:
    """The length of all the texts that the cells of a sheet repeat."""
    total, tail = 0, b""
    for block in blocks:
        text = tail + block
        ends = [found.end() for found in _REPEATED.finditer(text)]
        numbers = np.array([int(found[1]) for found in _REPEATED.finditer(text)], dtype="int64")
        total += int(lengths[numbers[numbers < len(lengths)]].sum())
        tail = text[max(ends[-1] if ends else 0, len(text) - OVERLAP) :]
    return total
