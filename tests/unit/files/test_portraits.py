"""Portraits: the latest figure first, each year once, ranks among peers of that year, an EPCI's figures lent."""

from base64 import b64decode

import pandas as pd
import pytest

from loaders import store
from loaders.reading import portraits, series
from loaders.reading.portraits import Line, Portrait, Value, load_portrait
from loaders.reading.surroundings import normalise_code, read_territories
from loaders.statuses import BESIDE
from pages.draw import portrait_map
from pages.draw.markup.sparkline import draw_sparkline
from tests.synthetic import make_observations

LENS_LIEVIN, LENS, AVONDANCE = "246200364", "62498", "62066"


def find_line(found: Portrait, indicator: str, scope: str = "", *, is_several: bool = False) -> Line:
    """The line of a whole territory."""
    lines = [line for section in found.sections for line in (*section.whole, *section.parts)]
    (line,) = [
        line
        for line in lines
        if (line.indicator, line.scope, line.place, line.is_several) == (indicator, scope, "", is_several)
    ]
    return line


def make_portrait(monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, object]], code: str = LENS_LIEVIN) -> Portrait:
    """The portrait of a territory of which only these rows were published."""
    made = make_observations([{"territory": code, "level": "epci"} | row for row in rows])

    def load(*_: object, territories: object = None, **__: object) -> pd.DataFrame:
        return made if territories is not None else made.head(0)

    monkeypatch.setattr(store, "load_observations", load)
    portraits._read_peers.cache_clear()
    try:
        return load_portrait(code)
    finally:
        portraits._read_peers.cache_clear()


def value(year: int, number: float | None, status: str = "normal", *, breaks: bool = False) -> Value:
    """A value of a year."""
    return Value(year, str(year), number, status, breaks, "", "terril", "x")


def test_the_tonnage_of_2021_of_lens_lievin_is_its_latest() -> None:
    latest = find_line(load_portrait(LENS_LIEVIN), "waste.collected").latest
    assert (latest.year, latest.value) == (2021, 156_402)
    assert store.load_figure(latest.id)["published"].item() == latest.published


def test_the_latest_is_the_last_that_is_known() -> None:
    line = Line("waste.collected", "", "", False, (value(2020, 10.0), value(2021, None, "missing")))
    assert line.latest.year == 2020
    assert line.is_known


def test_only_gaps_are_not_known_but_a_secret_is() -> None:
    gap, secret = value(2021, None, "missing"), value(2021, None, "confidential")
    assert not Line("waste.collected", "", "", False, (gap,)).is_known
    assert Line("waste.collected", "", "", False, (secret,)).is_known


def test_a_total_of_several_years_is_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"year": 2021, "value": 10.0}, {"year": 2021, "period": "2018-2021", "value": 40.0}]
    found = make_portrait(monkeypatch, rows)
    indicator = str(found.rows["indicator"].iloc[0])
    assert [v.value for v in find_line(found, indicator).values] == [10.0]
    assert [v.value for v in find_line(found, indicator, is_several=True).values] == [40.0]


def test_a_target_is_shown_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"year": 2021, "value": 10.0}, {"year": 2025, "value": 5.0, "status": "objective"}]
    (section,) = [s for s in make_portrait(monkeypatch, rows).sections if s.whole or s.targets]
    assert [v.value for line in section.whole for v in line.values] == [10.0]
    assert [v.value for line in section.targets for v in line.values] == [5.0]


def test_a_final_value_comes_before_a_provisional_one_of_the_same_year(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"value": 9.0, "status": "provisional", "source": "000-call-2021"}, {"value": 10.0, "source": "terril"}]
    found = make_portrait(monkeypatch, rows)
    assert [v.value for v in find_line(found, str(found.rows["indicator"].iloc[0])).values] == [10.0]
    assert len(found.rows) == 2


def test_a_rank_counts_the_peers_known_in_the_year_of_the_latest_figure() -> None:
    found = load_portrait(LENS_LIEVIN)
    line = find_line(found, "housing.authorised")
    inside = store.load_territories_in(("D62",), ["epci"])["code"]
    peers = series.load_series("housing.authorised", levels=("epci",)).frame
    peers = peers[(peers["year"] == line.latest.year) & peers["territory"].isin(inside)].dropna(subset="value")
    assert line.rank is not None
    assert line.rank.known == len(peers)
    assert line.rank.place == 1 + (peers["value"] > line.latest.value).sum()


def test_two_known_peers_make_no_rank(monkeypatch: pytest.MonkeyPatch) -> None:
    peers = make_observations([{"territory": code, "level": "epci"} for code in ("200069037", "200072460")])
    monkeypatch.setattr(store, "load_observations", lambda *_, **__: peers)
    portraits._read_peers.cache_clear()
    assert portraits._read_peers("epci", ("D62",)) == {}
    portraits._read_peers.cache_clear()


def test_a_restricted_figure_has_no_rank() -> None:
    lines = [line for s in load_portrait(LENS_LIEVIN).sections for line in (*s.whole, *s.parts)]
    assert all(line.rank is None for line in lines if line.scope or line.place or line.is_several)


def test_a_commune_without_a_figure_on_a_theme_has_those_of_its_epci() -> None:
    section = next(s for s in load_portrait(LENS).sections if s.theme == "waste")
    assert section.lender is not None
    assert section.lender["code"] == LENS_LIEVIN
    assert section.whole[0].latest.value == 156_402


def test_a_commune_with_only_targets_keeps_them_beside_the_figures_of_its_epci() -> None:
    section = next(s for s in load_portrait(LENS).sections if s.theme == "finance")
    assert section.lender is not None
    assert section.whole
    own = store.load_observations(None, territories=[LENS], place=None)
    aims = own[own["indicator"].str.startswith("finance.") & own["status"].isin(BESIDE)]
    assert len(section.targets) == len(aims)


def test_a_commune_with_a_figure_of_its_own_is_lent_none() -> None:
    housing = next(s for s in load_portrait(LENS).sections if s.theme == "housing")
    assert housing.lender is None


def test_a_grouping_has_the_sum_of_its_members_for_a_year_when_all_are_known() -> None:
    line = find_line(load_portrait("PMA"), "housing.authorised")
    members = series.load_series("housing.authorised", territories=("246200364", "200072460", "246200299")).frame
    assert line.latest.value == members.loc[members["year"] == line.latest.year, "value"].sum()


def test_a_commune_knows_its_epci_and_its_departement() -> None:
    found = load_portrait(LENS)
    assert found.parents["code"].tolist() == [LENS_LIEVIN, "D62"]
    assert found.is_inside


def test_an_epci_knows_its_communes_and_those_it_took_the_place_of() -> None:
    found = load_portrait("200072460")
    assert len(found.members) == 100
    assert found.predecessors["code"].tolist() == ["246200802", "ARTOISCOMM"]
    before = load_portrait("ARTOISCOMM").successor
    assert before is not None and before["code"] == "200072460"


def test_a_commune_elsewhere_has_a_portrait_that_says_it_is_outside() -> None:
    assert not load_portrait("29019").is_inside


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(portraits.UnknownTerritoryError):
        load_portrait("99999")


@pytest.mark.parametrize(("text", "code"), [("62", "D62"), ("pma", "PMA"), ("246 200 364", LENS_LIEVIN), ("x", "X")])
def test_a_code_is_read_as_people_write_it(text: str, code: str) -> None:
    assert normalise_code(text) == code


@pytest.mark.parametrize("code", ["62498", LENS_LIEVIN, "PMA", "D62", "R32", "2A004", "97411", "200069482"])
def test_a_territory_with_a_contour_is_drawn_on_its_surroundings(code: str) -> None:
    assert portrait_map.picture_url(read_territories().loc[code]).startswith(f"/portrait/{code}.svg?v=")
    assert portrait_map.draw_picture(code)


@pytest.mark.parametrize("code", ["ARTOISCOMM", "SMFM", "99999"])
def test_a_territory_without_a_contour_has_no_map(code: str) -> None:
    assert portrait_map.draw_picture(code) is None


def read_path(markup: str) -> str:
    """The SVG that a picture holds."""
    return b64decode(markup.partition("base64,")[2].partition('"')[0]).decode()


def test_a_missing_year_is_a_hole_in_the_small_line() -> None:
    drawn = read_path(draw_sparkline([value(2018, 1.0), value(2019, 2.0), value(2021, 3.0), value(2022, 3.0)]))
    assert drawn.count("M") == 2
    assert drawn.count("L") == 2


def test_a_break_parts_the_small_line() -> None:
    assert read_path(draw_sparkline([value(2020, 1.0), value(2021, 2.0, breaks=True)])).count("M") == 2


def test_what_is_not_final_is_a_hollow_point() -> None:
    drawn = read_path(draw_sparkline([value(2020, 1.0, "estimated"), value(2021, 2.0)]))
    assert drawn.count('r="2.2" fill="none"') == 1


def test_one_known_value_draws_no_line() -> None:
    assert draw_sparkline([value(2020, 1.0), value(2021, None, "missing")]) == ""
