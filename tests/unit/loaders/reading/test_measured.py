"""Series in another measure: per km², per tonne, share of a whole."""

import pytest

from loaders.reading.provenance import UnknownFigureError, trace
from loaders.reading.relative import compute_relative, find_areas, find_obstacle, load_relative
from loaders.reading.series import load_series

LENS, PMA, PAS_DE_CALAIS = "246200364", "PMA", "D62"


def value_of(series, territory, year):
    frame = series.frame
    return frame.loc[frame["territory"].eq(territory) & frame["year"].eq(year)].iloc[0]


def test_a_share_is_that_of_the_whole_of_the_same_year() -> None:
    green = load_relative("waste.collected", "share", territories=(PAS_DE_CALAIS,), scopes=("stream=green",))
    part = value_of(load_series("waste.collected", territories=(PAS_DE_CALAIS,), scopes=("stream=green",)), "D62", 2021)
    whole = value_of(load_series("waste.collected", territories=(PAS_DE_CALAIS,)), "D62", 2021)
    assert value_of(green, "D62", 2021)["value"] == pytest.approx(100 * part["value"] / whole["value"])
    assert green.unit == "%"


def test_a_density_divides_by_the_area_of_the_contours() -> None:
    dense = load_relative("housing.authorised", "km2", territories=(LENS,))
    # 925 dwellings authorised in 2013 (Sitadel) on the 239.1 km² of the contours.
    assert value_of(dense, LENS, 2013)["value"] == pytest.approx(925 / find_areas([LENS])[LENS])
    assert find_areas([LENS])[LENS] == pytest.approx(239, abs=2)
    assert dense.unit == "logements/km²"


def test_the_area_of_a_grouping_is_that_of_its_members() -> None:
    areas = find_areas([PMA, "246200364", "200072460", "246200299"])
    assert areas[PMA] == pytest.approx(areas.drop(PMA).sum())


def test_what_has_no_contours_has_no_area() -> None:
    assert "SMFM" not in find_areas(["SMFM"])


@pytest.mark.parametrize(
    ("indicator", "scope", "measure", "said"),
    [
        ("waste.recovery_rate", "", "km2", "ratio"),
        ("housing.authorised", "", "tonne", "déchets"),
        ("waste.collected", "", "share", "déjà l’ensemble"),
    ],
)
def test_a_measure_that_is_none_says_why(indicator, scope, measure, said) -> None:
    assert said in find_obstacle(indicator, scope, measure)
    with pytest.raises(ValueError, match=said):
        compute_relative(load_series(indicator, levels=("epci", "departement")), measure)


def test_each_measured_figure_leads_to_its_terms() -> None:
    row = value_of(
        load_relative("waste.collected", "share", territories=("D62",), scopes=("stream=green",)), "D62", 2021
    )
    found = trace(row["id"])
    assert found.row["value"] == row["value"]
    assert list(found.terms["scope"]) == ["stream=green", ""]
    dense = value_of(load_relative("housing.authorised", "km2", territories=(LENS,)), LENS, 2013)
    assert "superficie" in trace(dense["id"]).formula


def test_a_measure_that_cannot_be_is_no_figure() -> None:
    with pytest.raises(UnknownFigureError):
        trace("housing.authorised~246200364~2013~~siecle")


def test_a_figure_per_household_stands_on_the_households_of_its_year_or_of_the_nearest_within_two() -> None:
    found = load_relative("housing.authorised", "household", territories=(LENS,)).frame.set_index("year")
    counts = load_series("housing.authorised", territories=(LENS,)).frame.set_index("year")["value"]
    households = load_series("population.fiscal_households", territories=(LENS,)).frame.set_index("year")["value"]
    assert households[2019] == 98_637
    assert found.loc[2019, "value"] == pytest.approx(1000 * counts[2019] / 98_637)
    assert (found.loc[2021, "denominator_year"], found.loc[2021, "note"]) == (2019, found.loc[2021, "note"])
    assert found.loc[2021, "note"].endswith("ménages fiscaux 2019")
    assert trace(found.loc[2019, "id"]).formula.endswith("× 1000 ÷ ménages fiscaux de 2019")
    assert found.loc[2022, "status"] == "missing"
    assert found.loc[2022, "note"].endswith("ménages fiscaux inconnus à deux ans près")


def test_a_figure_without_denominator_leads_to_its_numerator_and_says_why() -> None:
    """A syndicate has no legal population."""
    found = trace("subsidies.received_amount~200018000~2018~fund=detr~habitant")
    assert found.formula == "Dotations attribuées ÷ population"
    assert "population inconnue à deux ans près" in found.row["note"] and len(found.terms) == 1


def test_a_figure_per_km2_of_what_has_no_contour_leads_to_its_numerator_and_says_why() -> None:
    found = trace("subsidies.received_amount~200018000~2018~fund=detr~km2")
    assert found.formula == "Dotations attribuées ÷ superficie des contours"
    assert "superficie inconnue" in found.row["note"] and len(found.terms) == 1
