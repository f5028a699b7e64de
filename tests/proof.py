"""How much a test tries: a seeded sample in `make test`, all of it in `make proof`, which runs what imports this."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

T = TypeVar("T")
# Of the tests of a file marked so, as many as said are tried, drawn at random: `pytestmark = drawn(3)`.
drawn = pytest.mark.drawn
IS_PROOF = os.environ.get("TERRIL_PROOF") == "1"
SEED = 2026


def count(whole: int, *, sampled: int) -> int:
    """How many to try."""
    return whole if IS_PROOF else sampled


def sample(items: Sequence[T], most: int) -> list[T]:
    """All of them, or as many drawn at random, in their order."""
    if IS_PROOF or len(items) <= most:
        return list(items)
    drawn = random.Random(SEED).sample(range(len(items)), most)
    return [items[n] for n in sorted(drawn)]
