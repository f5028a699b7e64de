"""What is wrong with a file of the office is said where it is, in words that somebody can act on."""

from __future__ import annotations

import datetime as dt

import pytest

from loaders.catalog import load_catalog
from loaders.own.reading.reader import understand
from tests.unit.loaders.own.reading.bad_files import BAD, Bad

TODAY = dt.date(2026, 11, 26)


def test_there_are_eighty_bad_files_and_each_is_of_its_own() -> None:
    assert len(BAD) >= 80 and len({bad.what for bad in BAD}) == len(BAD)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.what)
def test_a_bad_file_says_what_is_wrong_where_and_what_to_do(bad: Bad) -> None:
    found = understand(bad.make(), "suivi.xlsx", load_catalog(), today=TODAY)
    own = [finding for finding in found.findings if finding.kind == bad.kind]
    assert own, [finding.sentence for finding in found.findings]
    assert [(finding.place, finding.is_error) for finding in own] == [(bad.place, bad.is_error)]
    assert [words for words in bad.words if words.casefold() not in own[0].sentence.casefold()] == [], own[0].sentence
    assert len(found.figures) == bad.figures
    assert bad.is_error or not found.errors, [finding.sentence for finding in found.errors]
