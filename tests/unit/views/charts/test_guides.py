"""What lies over a trend: a Theil-Sen line named in full, and the path to a target with the distance to it."""

from dataclasses import replace

import pytest

from loaders.reading.aims import load_aim
from loaders.reading.series import Series, load_series
from pages.views.charts.guides import guide_path, guide_trends, note_path, read_aim
from pages.views.layout.charts import lay_chart
from pages.views.layout.scene import DASHED, DOTTED, Ribbon, Stroke
from pages.views.marks import Chart
from pages.views.slots import prefer_slot
from tests.drawn import content_of
from tests.laid import points_of, texts_of
from tests.synthetic import make_series

LENS, ELSEWHERE = "246200364", "29019"
RATIO = "waste.collected_per_inhabitant"


def plain(said: str) -> str:
    """Words with common spaces."""
    return said.replace("\u202f", " ").replace("\u00a0", " ")


def make_years(*values: float, first: int = 2013, **changes: object) -> Series:
    """The tonnes of Lens-Liévin, a value a year."""
    rows: list[dict[str, object]] = [
        {"territory": LENS, "year": first + n, "value": value, **changes} for n, value in enumerate(values)
    ]
    return make_series(rows, decimals=0)


def test_a_rise_of_two_a_year_is_named_with_its_interval_and_its_test() -> None:
    overlay = guide_trends(make_years(2, 4, 6, 8, 10), (LENS,), lambda _: "Lens-Liévin")
    assert [plain(said) for said in overlay.said] == [
        "Lens-Liévin, 2013-2017 : tendance à la hausse, + 2,0 t par an, entre + 2,0 et + 2,0 "
        "(pente de Theil-Sen et son intervalle à 95 % ; test de Mann-Kendall, p = 0,02)."
    ]


def test_the_line_goes_through_the_values_and_three_years_on_at_most() -> None:
    overlay = guide_trends(make_years(2, 4, 6, 8, 10), (LENS,), str)
    band, known, forecast = overlay.guides
    assert (band.kind, known.kind, forecast.kind) == ("interval", "tendency", "forecast")
    assert known.points == ((2013, 2), (2017, 10))
    assert forecast.points == ((2017, 10), (2020, 16))
    assert max(x for x, _ in band.points) == 2020


def test_a_fall_is_not_prolonged_below_zero_nor_a_share_beyond_the_whole() -> None:
    overlay = guide_trends(make_years(50, 40, 30, 20, 10), (LENS,), str)
    assert [guide.points[-1] for guide in overlay.guides if guide.kind == "forecast"] == [(2018, 0)]
    assert min(y for guide in overlay.guides for _, y in guide.points) == 0
    assert plain(overlay.said[0]).endswith(" Prolongement arrêté en 2018 : il passerait sous zéro.")

    share = guide_trends(replace(make_years(60, 68, 76, 84, 92), unit="%"), (LENS,), str)
    assert [guide.points[-1] for guide in share.guides if guide.kind == "forecast"] == [(2018, 100)]
    assert plain(share.said[0]).endswith(" Prolongement arrêté en 2018 : il passerait au-delà de 100 %.")


def test_a_line_is_drawn_from_where_it_leaves_zero() -> None:
    # The slope is 9 and the line passes through 18 in 2015: zero in 2013, below it in 2012.
    overlay = guide_trends(make_years(0, 0, 9, 18, 27, 36, 45, first=2012), (LENS,), str)
    (known,) = [guide for guide in overlay.guides if guide.kind == "tendency"]
    assert known.points == ((2013, 0), (2018, 45))


@pytest.mark.parametrize("indicator", ["housing.authorised", "housing.started"])
def test_no_line_of_dwellings_is_drawn_below_zero_in_any_commune(indicator: str) -> None:
    series = load_series(indicator, levels=("commune",))
    overlay = guide_trends(series, tuple(series.frame["territory"].astype(str).unique()), str)
    assert len(overlay.guides) > 887 and min(y for guide in overlay.guides for _, y in guide.points) == 0


def test_a_trend_has_the_colour_of_its_territory() -> None:
    overlay = guide_trends(make_years(2, 4, 6, 8, 10), (LENS,), str)
    assert {guide.slot for guide in overlay.guides} == {prefer_slot(LENS)}


def test_below_five_comparable_years_a_sentence_stands_for_the_line() -> None:
    overlay = guide_trends(make_years(2, 4, 6, 8), (LENS,), lambda _: "Lens-Liévin")
    assert overlay.guides == ()
    assert plain(overlay.said[0]) == "Lens-Liévin : pas de tendance, 4 années comparables ; une tendance en demande 5."


def test_years_before_a_break_make_no_trend() -> None:
    series = make_years(2, 4, 6, 8, 10, 12)
    series.frame.loc[series.frame["year"].eq(2016), "break_before"] = True
    assert "3 années comparables" in guide_trends(series, (LENS,), str).said[0]


def ratio_series(*values: float, territory: str = LENS, first: int = 2020) -> Series:
    """Kilograms per inhabitant, a value a year."""
    rows: list[dict[str, object]] = [
        {"territory": territory, "year": first + n, "value": value, "indicator": RATIO}
        for n, value in enumerate(values)
    ]
    series = make_series(rows, unit="kg/hab.", decimals=1)
    object.__setattr__(series, "indicator", RATIO)
    return series


def test_the_path_is_drawn_from_its_reference_and_the_distance_is_said() -> None:
    """620 + (558 − 620) × 12 ÷ 16 = 573.5 in 2021; 642.9 is 69.4 above."""
    series, aim = ratio_series(642.9, first=2021), load_aim(RATIO)
    assert aim
    overlay = guide_path(aim, series, (LENS,), lambda code: {"R32": "Hauts-de-France"}.get(code, "Lens-Liévin"))
    (path,) = overlay.guides
    assert path.points == ((2009, 620), (2025, 558), (2030, 527))
    assert [plain(mark.text) for mark in path.marks] == ["620,0 kg/hab.", "558,0 kg/hab.", "527,0 kg/hab."]
    assert all(mark.figure for mark in path.marks), "each goal leads to its origin"
    assert plain(overlay.said[0]).endswith("620,0 kg/hab. en 2009, 558,0 kg/hab. en 2025 et 527,0 kg/hab. en 2030.")
    assert plain(overlay.said[1]) == (
        "Lens-Liévin en 2021 : 69,4 kg/hab. au-dessus de la trajectoire (573,5 kg/hab. attendus cette année-là)."
    )


def test_the_table_says_the_distance_of_each_year_and_holds_the_targets() -> None:
    series, aim = ratio_series(642.9, first=2021), load_aim(RATIO)
    assert aim
    rows = note_path(series.frame, aim, series)
    assert plain(rows["note"].iloc[0]) == "Trajectoire de l’objectif : 573,5 kg/hab., écart + 69,4 kg/hab."
    assert rows["year"].tolist() == [2021, 2009, 2025, 2030]
    assert rows["status"].tolist() == ["normal", "normal", "objective", "objective"]


@pytest.mark.parametrize(("territory", "has_one"), [(LENS, True), (ELSEWHERE, False)])
def test_the_path_is_for_the_territories_of_its_region(territory: str, has_one: bool) -> None:
    assert bool(read_aim(ratio_series(600, territory=territory), (territory,))) is has_one


def test_tonnes_have_no_path_in_kilograms_per_inhabitant() -> None:
    assert read_aim(make_years(1, 2), (LENS,)) is None


def draw_over(series: Series) -> Chart:
    """The trend of Lens-Liévin with its Theil-Sen line."""
    (chart,) = content_of("trend", series, territories=(LENS,), years=(2009, 2026)).charts
    return replace(chart, guides=guide_trends(series, (LENS,), str).guides)


def test_a_trend_makes_room_for_what_lies_over_it() -> None:
    """From 2013 to 2017, then three years: the last mark stands 4.3 of 7.6 years from the left."""
    scene = lay_chart(draw_over(make_years(2, 4, 6, 8, 10)), 13, 10)
    (left, right), last = scene.plot, points_of(scene)[-1]
    assert last.x == pytest.approx(left + (right - left) * 4.3 / 7.6)
    assert {"2013", "2020"} <= set(texts_of(scene))


def test_the_interval_the_trend_and_the_forecast_lie_under_the_marks() -> None:
    scene = lay_chart(draw_over(make_years(2, 4, 6, 8, 10)), 13, 10)
    drawn = [
        one.dash if isinstance(one, Stroke) else type(one)
        for one in scene.marks
        if isinstance(one, Ribbon) or (isinstance(one, Stroke) and one.tone == f"c{prefer_slot(LENS)}")
    ]
    assert drawn[:4] == [Ribbon, DASHED, DOTTED, ()]
