"""The families of statuses: each status is of one, and what is made of several has the least certain."""

from __future__ import annotations

import pytest

from loaders.statuses import BESIDE, RESULTS, STATUSES, VALUELESS, find_least_certain


def test_each_status_is_of_one_family() -> None:
    assert sorted([*RESULTS, *BESIDE, *VALUELESS]) == sorted(STATUSES)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], "normal"),
        (["normal", "provisional"], "provisional"),
        (["provisional", "estimated", "normal"], "estimated"),
        (["partial", "estimated"], "partial"),
        (["objective", "missing"], "normal"),
    ],
)
def test_a_sum_has_the_status_of_its_least_certain_part(statuses: list[str], expected: str) -> None:
    assert find_least_certain(statuses) == expected
