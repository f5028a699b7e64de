"""What lies over a trend: a Theil-Sen line named in full, and the path to a target with the distance to it."""

import pytest

from loaders.reading.aims import load_aim
from pages.draw.plotly.overlays import draw_path, draw_trend_lines, note_path, read_aim
from pages.draw.plotly.trend import draw_trend
from tests.synthetic import make_series

LENS, ELSEWHERE = "246200364", "29019"
RATIO = "waste.collected_per_inhabitant"


def plain(said: str) -> str:
    return said.replace("\u202f", " ").replace("\u00a0", " ")


def make_years(*values: float, first: int = 2013, **changes: object):
    rows = [{"territory": LENS, "year": first + n, "value": value, **changes} for n, value in enumerate(values)]
    return make_series(rows, decimals=0)


def test_a_rise_of_two_a_year_is_named_with_its_interval_and_its_test() -> None:
    overlay = draw_trend_lines(make_years(2, 4, 6, 8, 10), (LENS,), lambda _: "Lens-Liévin")
    assert [plain(said) for said in overlay.said] == [
        "Lens-Liévin, tendance de Theil-Sen sur 2013-2017 : + 2,0 t par an [+ 2,0 ; + 2,0], "
        "Mann-Kendall p = 0,02 : tendance à la hausse."
    ]


def test_the_line_goes_through_the_values_and_three_years_on_at_most() -> None:
    overlay = draw_trend_lines(make_years(2, 4, 6, 8, 10), (LENS,), str)
    band, known, forecast = overlay.traces
    assert (known["x"], known["y"]) == ([2013, 2017], [2, 10])
    assert (forecast["x"], forecast["y"]) == ([2017, 2020], [10, 16])
    assert max(band["x"]) == 2020


def test_below_five_comparable_years_a_sentence_stands_for_the_line() -> None:
    overlay = draw_trend_lines(make_years(2, 4, 6, 8), (LENS,), lambda _: "Lens-Liévin")
    assert overlay.traces == ()
    assert plain(overlay.said[0]) == "Lens-Liévin : pas de tendance, 4 années comparables ; une tendance en demande 5."


def test_years_before_a_break_make_no_trend() -> None:
    series = make_years(2, 4, 6, 8, 10, 12)
    series.frame.loc[series.frame["year"].eq(2016), "break_before"] = True
    assert "3 années comparables" in draw_trend_lines(series, (LENS,), str).said[0]


def ratio_series(*values: float, territory: str = LENS, first: int = 2020):
    rows = [
        {"territory": territory, "year": first + n, "value": value, "indicator": RATIO}
        for n, value in enumerate(values)
    ]
    series = make_series(rows, unit="kg/hab.", decimals=1)
    object.__setattr__(series, "indicator", RATIO)
    return series


def test_the_path_is_drawn_from_its_reference_and_the_distance_is_said() -> None:
    """620 + (558 − 620) × 12 ÷ 16 = 573.5 in 2021; 642.9 is 69.4 above."""
    series, aim = ratio_series(642.9, first=2021), load_aim(RATIO)
    overlay = draw_path(aim, series, (LENS,), lambda code: {"R32": "Hauts-de-France"}.get(code, "Lens-Liévin"))
    (trace,) = overlay.traces
    assert (trace["x"], trace["y"]) == ([2009, 2025, 2030], [620, 558, 527])
    assert plain(overlay.said[0]).endswith("620,0 kg/hab. en 2009, 558,0 kg/hab. en 2025 et 527,0 kg/hab. en 2030.")
    assert plain(overlay.said[1]) == (
        "Lens-Liévin en 2021 : 69,4 kg/hab. au-dessus de la trajectoire (573,5 kg/hab. attendus cette année-là)."
    )


def test_the_table_says_the_distance_of_each_year_and_holds_the_targets() -> None:
    series, aim = ratio_series(642.9, first=2021), load_aim(RATIO)
    rows = note_path(series.frame, aim, series)
    assert plain(rows["note"].iloc[0]) == "Trajectoire de l’objectif : 573,5 kg/hab., écart + 69,4 kg/hab."
    assert rows["year"].tolist() == [2021, 2009, 2025, 2030]
    assert rows["status"].tolist() == ["normal", "normal", "target", "target"]


@pytest.mark.parametrize(("territory", "has_one"), [(LENS, True), (ELSEWHERE, False)])
def test_the_path_is_for_the_territories_of_its_region(territory: str, has_one: bool) -> None:
    assert bool(read_aim(ratio_series(600, territory=territory), (territory,))) is has_one


def test_tonnes_have_no_path_in_kilograms_per_inhabitant() -> None:
    assert read_aim(make_years(1, 2), (LENS,)) is None


def test_a_trend_makes_room_for_what_lies_over_it() -> None:
    series = make_years(2, 4, 6, 8, 10)
    overlay = draw_trend_lines(series, (LENS,), str)
    figure = draw_trend(series, (LENS,), str, overlays=overlay.traces)
    assert tuple(figure.layout.xaxis.range) == (2012.6, 2020.4)
    assert [trace.mode for trace in figure.data] == ["lines", "lines", "lines", "lines+markers"]
