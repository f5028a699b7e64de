"""The sums and ratios of a composed territory: worked out by hand, with what they cover."""

import pandas as pd
import pytest

from loaders.reading.composed.sums import divide_members, sum_members
from loaders.reading.series import load_series
from tests.synthetic import make_observations

LENS, HENIN = "246200364", "246200299"
TWO = f"compose.{HENIN}.{LENS}"
# Inhabitants of the contours: 31 415, 26 022, 30 785 and 1 772, 89 994 together.
FOUR = ("62498", "62427", "62510", "62001")


def observe(*values: float | None, year: int = 2021, **said: object) -> list[dict[str, object]]:
    """One row a member of FOUR, missing where the value is None."""
    return [
        {"territory": code, "year": year, "value": value, "status": "normal" if value is not None else "missing"} | said
        for code, value in zip(FOUR, values, strict=False)
    ]


def rows_of(frame: pd.DataFrame) -> dict[int, tuple[float | None, str, str, bool]]:
    """By year: value, status, note and whether it is after a break."""
    return {
        int(row["year"]): (
            None if pd.isna(row["value"]) else row["value"],
            row["status"],
            row["note"],
            row["break_before"],
        )
        for row in frame.to_dict("records")
    }


def test_the_sum_of_all_members_is_whole() -> None:
    found = rows_of(sum_members(make_observations(observe(1, 2, 3, 4)), "compose.x", FOUR))
    assert found == {2021: (10.0, "normal", "Somme de 4 membres sur 4", False)}


def test_a_sum_of_three_of_four_is_partial_and_says_of_whom() -> None:
    found = rows_of(sum_members(make_observations(observe(1, 2, 3, None)), "compose.x", FOUR))
    # (89 994 − 1 772) ÷ 89 994 = 98.03 %.
    assert found == {2021: (6.0, "partial", "Somme de 3 membres sur 4, 98,0 % des habitants", False)}


def test_a_sum_without_a_third_of_the_inhabitants_is_withheld() -> None:
    found = rows_of(sum_members(make_observations(observe(None, 2, 3, 4)), "compose.x", FOUR))
    assert found == {
        2021: (None, "missing", "Pas de valeur : les territoires connus ont moins de 75 % des habitants", False)
    }


def test_a_sum_of_half_of_the_members_is_withheld() -> None:
    found = rows_of(sum_members(make_observations(observe(1, 2, None, None)), "compose.x", FOUR))
    assert found == {2021: (None, "missing", "Pas de valeur : 2 membres connus sur 4, il en faut 75 %", False)}


def test_a_year_of_which_nothing_is_known_has_no_row() -> None:
    assert sum_members(make_observations(observe(None, None, None, None)), "compose.x", FOUR).empty


def test_the_year_after_which_others_are_counted_is_a_break() -> None:
    rows = observe(1, 2, 3, 4, year=2020) + observe(1, 2, 3, None, year=2021) + observe(1, 2, 3, None, year=2022)
    found = rows_of(sum_members(make_observations(rows), "compose.x", FOUR))
    assert [found[year][3] for year in (2020, 2021, 2022)] == [False, True, False]


def test_a_confidential_member_makes_the_sum_confidential_whatever_else_is_known() -> None:
    rows = [*observe(1, 2, 3), {"territory": "62001", "status": "confidential", "value": None}]
    found = rows_of(sum_members(make_observations(rows), "compose.x", FOUR))
    assert found[2021][:3] == (None, "confidential", "Somme retenue : la valeur d'un membre est confidentielle")


def test_a_ratio_is_that_of_the_sums_of_those_with_both_terms() -> None:
    above, below = make_observations(observe(10, 20, 30, 40)), make_observations(observe(100, 100, 100, None))
    found = rows_of(divide_members(above, below, "compose.x", FOUR, factor=100, name="total"))
    # 100 × (10 + 20 + 30) ÷ (100 + 100 + 100) = 20.
    said = "Rapport des sommes de 3 membres sur 4, 98,0 % des habitants"
    assert found == {2021: (pytest.approx(20.0), "partial", said, False)}


def test_a_ratio_whose_denominator_is_of_two_years_before_says_so() -> None:
    above, below = make_observations(observe(10, 20, 30, 40)), make_observations(observe(1, 2, 3, 4, year=2019))
    frame = divide_members(above, below, "compose.x", FOUR, factor=1, name="population")
    assert rows_of(frame)[2021][2] == "Rapport des sommes de 4 membres sur 4 ; population 2019"
    assert list(frame["denominator_year"]) == [2019]


def test_a_ratio_of_three_years_before_is_none() -> None:
    above, below = make_observations(observe(10, 20, 30, 40)), make_observations(observe(1, 2, 3, 4, year=2018))
    frame = divide_members(above, below, "compose.x", FOUR, factor=1, name="population")
    assert frame.empty or frame["value"].isna().all()


def test_a_ratio_with_a_confidential_term_is_confidential() -> None:
    secret = [{"territory": "62001", "status": "confidential", "value": None}]
    whole, part = make_observations(observe(1, 2, 3, 4)), make_observations(observe(1, 2, 3) + secret)
    for above, below in ((whole, part), (part, whole)):
        found = rows_of(divide_members(above, below, "compose.x", FOUR, factor=1, name="total"))
        assert found[2021][:2] == (None, "confidential")


def test_a_numerator_that_is_itself_of_a_part_is_not_divided_by_the_whole() -> None:
    above = make_observations([*observe(10, 20, 30), {"territory": "62001", "status": "partial", "value": 4.0}])
    below = make_observations(observe(100, 100, 100, 100))
    found = rows_of(divide_members(above, below, "compose.x", FOUR, factor=100, name="total"))
    assert found[2021][:2] == (pytest.approx(20.0), "partial")


# What the real figures give


def read(indicator: str, code: str, year: int, **asked: bool) -> dict:
    frame = load_series(indicator, territories=(code,), **asked).frame
    (row,) = frame[frame["year"] == year].to_dict("records")
    return row


def test_dwellings_started_in_two_epcis_are_added() -> None:
    row = read("housing.started", TWO, 2021)
    # Sitadel: Hénin-Carvin 618, Lens-Liévin 857.
    assert (row["value"], row["note"], row["level"]) == (618 + 857, "Somme de 2 membres sur 2", "grouping")


def test_dwellings_started_in_twelve_communes_are_added() -> None:
    codes = "62065.62119.62178.62250.62386.62427.62498.62510.62516.62563.62774.62907"
    row = read("housing.started", f"compose.{codes}", 2021)
    assert row["value"] == 21 + 253 + 10 + 4 + 5 + 113 + 299 + 127 + 13 + 31 + 0 + 15
    assert row["note"] == "Somme de 12 membres sur 12"


def test_per_inhabitant_both_sums_are_divided() -> None:
    row = read("housing.started", TWO, 2021, per_inhabitant=True)
    assert row["value"] == pytest.approx(1000 * (618 + 857) / (126_840 + 242_587))
    assert row["id"] == f"housing.started~{TWO}~2021~~habitant"


def test_a_share_is_that_of_the_sums_and_not_the_mean_of_the_shares() -> None:
    row = read("housing.vacant_share", "compose.62498.62510", 2025)
    # LOVAC: vacant 1 389 and 582, of 9 720 and 7 338 dwellings.
    assert row["value"] == pytest.approx(100 * (1389 + 582) / (9720 + 7338))


def test_what_may_not_be_summed_has_no_row() -> None:
    assert load_series("population.median_income", territories=(TWO,)).frame.empty
