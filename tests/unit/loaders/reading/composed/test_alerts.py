"""What deserves a look in a territory that a reader composed: its own sums, held against what others are."""

from __future__ import annotations

import datetime as dt

from loaders.reading.alerts import list_notices

GOHELLE = "compose.246200299.246200364.Gohelle"


def test_a_publication_that_its_sums_wait_for_is_overdue_for_it() -> None:
    overdue = {notice.source for notice in list_notices(GOHELLE, dt.date(2026, 11, 27)) if notice.publication}
    # Of 2022 at the latest, since its income figures are of 2019.
    assert "insee-filosofi" in overdue
    assert list_notices(GOHELLE, dt.date(2000, 1, 1)) == ()
