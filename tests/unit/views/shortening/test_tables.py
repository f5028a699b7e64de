"""A table that has no room keeps its most telling rows and says how many it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.catalog import load_catalog
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.shortening.tables import keep_telling, list_candidates, shorten_table
from pages.views.shortening.telling import order_rows
from tests.corpus.states import make_content
from tests.make_view import make_view
from tests.synthetic import make_series

LENS, HENIN, BETHUNE = "246200364", "246200299", "200072460"
# Neither chosen nor at home.
BOULONNAIS, CALAISIS, SAINT_OMER = "246200729", "246201016", "200069037"


def make_table(rows: list[dict[str, object]], chosen: tuple[str, ...] = (LENS, HENIN)) -> Content:
    """A table of synthetic rows."""
    series = make_series(rows)
    content = make_content("table", series, series)
    return replace(content, selection=replace(content.selection, territories=chosen))


def row(code: str, year: int, value: float | None, status: str = "normal", **more: object) -> dict[str, object]:
    return {"territory": code, "year": year, "value": value, "status": status, "id": f"{code}-{year}"} | more


def name_rows(content: Content, room: int) -> list[tuple[str, int]]:
    """Whose rows come first, and of which year."""
    rows = content.rows.iloc[order_rows(content)[:room]]
    return list(zip(rows["territory"].astype(str), rows["year"].astype(int), strict=True))


def test_the_latest_of_who_was_chosen_come_first_then_home_then_the_extremes() -> None:
    rows = [row(BOULONNAIS, 2021, 7.0), row(CALAISIS, 2021, 99.0), row(SAINT_OMER, 2021, 1.0)]
    rows += [row(BETHUNE, 2021, 50.0), row(HENIN, 2020, 40.0), row(HENIN, 2021, 41.0), row(LENS, 2021, 60.0)]
    assert BETHUNE in load_catalog().home_members
    assert name_rows(make_table(rows), 7) == [
        (LENS, 2021), (HENIN, 2021), (BETHUNE, 2021), (CALAISIS, 2021), (SAINT_OMER, 2021), (HENIN, 2020),
        (BOULONNAIS, 2021),
    ]  # fmt: skip


def test_a_value_comes_before_a_later_year_without_one_and_a_result_before_an_aim() -> None:
    rows = [row(LENS, 2022, None, "missing"), row(LENS, 2030, 5.0, "objective"), row(LENS, 2021, 9.0)]
    assert name_rows(make_table(rows), 3) == [(LENS, 2021), (LENS, 2030), (LENS, 2022)]


def test_who_was_chosen_and_has_no_value_is_shown_before_the_others() -> None:
    rows = [row(CALAISIS, 2021, 99.0), row(HENIN, 2021, None, "confidential"), row(LENS, 2021, 9.0)]
    assert name_rows(make_table(rows), 2) == [(LENS, 2021), (HENIN, 2021)]


def test_no_indicator_hides_another() -> None:
    rows = [row(code, 2021, 1.0 + n) for n, code in enumerate((LENS, HENIN))]
    rows += [row(code, 2021, 5.0, indicator="housing.authorised") for code in (LENS, HENIN)]
    content = make_table(rows)
    shown = content.rows.iloc[order_rows(content)[:2]]
    assert shown["indicator"].astype(str).nunique() == 2
    assert shown["territory"].astype(str).unique().tolist() == [LENS]


def test_the_rows_that_stay_keep_their_order_and_the_others_are_counted() -> None:
    rows = [row(CALAISIS, year, float(year)) for year in range(2000, 2021)] + [row(LENS, 2020, 9.0)]
    found = shorten_table(make_table(rows), 3)
    assert len(found.rows) == 3 and found.left_out == 19
    assert found.rows["Territoire"].iloc[-1] == "Lens-Liévin"
    assert found.sentence == (
        "3\u00a0lignes sur 22\u00a0: les territoires choisis, les extrêmes et les dernières années d’abord. "
        "Les 19 autres sont dans le classeur."
    )


def test_a_table_that_has_room_is_whole_and_says_nothing() -> None:
    found = shorten_table(make_table([row(LENS, 2021, 9.0), row(HENIN, 2021, 1.0)]), 2)
    assert (len(found.rows), found.left_out, found.sentence) == (2, 0, "")


def test_rows_are_kept_until_their_heights_fill_the_room() -> None:
    content = make_table([row(LENS, 2021, 9.0), row(HENIN, 2021, 1.0), row(CALAISIS, 2021, 3.0)])
    candidates = list_candidates(content, 3)
    sizes = [3.0 if name == "Lens-Liévin" else 1.0 for name in candidates.rows["Territoire"]]
    assert len(keep_telling(content, candidates, sizes, 4.0).rows) == 2
    assert len(keep_telling(content, candidates, sizes, 2.0).rows) == 1


def test_the_largest_grants_stay() -> None:
    content = read_content(make_view(kind="plans", indicators=("subsidies.received_amount",)))
    amounts = content.rows["montant"].astype(float)
    assert len(amounts) > 5
    kept = content.rows.iloc[order_rows(content)[:5]]["montant"].astype(float)
    assert sorted(kept, reverse=True) == amounts.sort_values(ascending=False).head(5).tolist()
    assert "les montants les plus élevés" in shorten_table(content, 5).sentence


def test_a_long_table_is_cut_to_what_was_asked_for() -> None:
    content = read_content(make_view(kind="table", indicators=("housing.authorised",), years=(2009, 2026)))
    found = shorten_table(content, 15)
    assert len(content.rows) > 4000
    assert len(found.rows) == 15 and found.left_out == len(content.rows) - 15
    assert {"Lens-Liévin", "Béthune-Bruay", "Hénin-Carvin"} <= set(found.rows["Territoire"])


@pytest.mark.parametrize("kind", ["map", "ranking", "trend", "cards"])
def test_the_rows_of_any_view_can_be_shortened(kind: str) -> None:
    content = read_content(make_view(kind=kind, indicators=("housing.authorised",), territories=(LENS, HENIN)))
    assert sorted(order_rows(content)) == list(range(len(content.rows)))
