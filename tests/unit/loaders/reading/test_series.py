"""Series ready to be shown: sums of groupings, published ratios before computed ones, the latest value of a card."""

import dataclasses

import pandas as pd
import pytest

from loaders import store
from loaders.catalog import load_catalog
from loaders.preference import prefer
from loaders.reading.latest import Latest, latest_of
from loaders.reading.series import Series, load_series
from loaders.reading.streams import load_cells, load_ratios, split_scope
from loaders.statistics.ranks import Rank
from tests.synthetic import make_observations, make_series

LENS, BETHUNE, HENIN, ARRAS, PMA = "246200364", "200072460", "246200299", "200033579", "PMA"
MEMBERS = load_catalog().territories[PMA].members


def row_of(series: Series, territory: str, year: int) -> dict:
    """The one row of a territory and a year."""
    (row,) = series.frame[(series.frame["territory"] == territory) & (series.frame["year"] == year)].to_dict("records")
    return row


def read_synthetic(monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, object]]) -> None:
    """Put synthetic observations in the place of the stored ones."""
    frame = make_observations(rows)

    def load(
        indicators: list[str],
        *,
        territories: list[str] | None = None,
        years: tuple[int, int] = (0, 9999),
        **_: object,
    ) -> pd.DataFrame:
        kept = frame["indicator"].isin(indicators) & frame["year"].between(*years)
        return frame[kept & (frame["territory"].isin(territories) if territories is not None else True)]

    monkeypatch.setattr(store, "load_observations", load)


# What the real figures give


def test_the_detr_of_the_pole_in_2019_is_the_sum_of_its_three_members() -> None:
    series = load_series("subsidies.received_amount", territories=(PMA,), scopes=("fund=detr",))
    row = row_of(series, PMA, 2019)
    assert row["value"] == pytest.approx(1_911_844.29 + 2_087_177.16 + 504_686.89)
    assert (row["note"], row["level"], row["published"]) == ("Somme de 3 membres sur 3", "grouping", "")


def test_the_waste_of_the_pole_is_withheld_as_its_members_never_share_a_year() -> None:
    assert load_series("waste.collected", territories=(PMA,)).frame.empty


def test_the_ratio_that_lens_lievin_prints_comes_before_ours() -> None:
    series = load_series("waste.collected", territories=(LENS,), per_inhabitant=True)
    printed, computed = row_of(series, LENS, 2021), row_of(series, LENS, 2020)
    assert (printed["value"], printed["source"], series.unit) == (642.9, "000-call-2021", "kg/hab.")
    assert pd.isna(printed["denominator_year"])
    people = row_of(load_series("population.municipal", territories=(LENS,)), LENS, int(computed["denominator_year"]))
    assert computed["value"] == pytest.approx(144_037_000 / people["value"])


def test_a_printed_ratio_is_not_compared_with_a_computed_one() -> None:
    series = load_series("waste.collected", territories=(LENS,), per_inhabitant=True)
    latest = latest_of(series, LENS, since=2009, until=2026)
    assert latest is not None
    assert (latest.value, latest.change.value, latest.change.base_year) == (642.9, None, 2020)
    assert latest.change.reason == "périmètres ou méthodes différents"


def test_dwellings_are_counted_for_a_thousand_inhabitants_and_euros_for_one() -> None:
    dwellings = load_series("housing.authorised", territories=(LENS,), per_inhabitant=True)
    euros = load_series("subsidies.received_amount", territories=(LENS,), scopes=("fund=detr",), per_inhabitant=True)
    people = load_series("population.municipal", territories=(LENS,))
    count = row_of(load_series("housing.authorised", territories=(LENS,)), LENS, 2019)["value"]
    heads = row_of(people, LENS, 2019)["value"]
    assert row_of(dwellings, LENS, 2019)["value"] == pytest.approx(1000 * count / heads)
    assert row_of(euros, LENS, 2019)["value"] == pytest.approx(1_911_844.29 / heads)
    assert (dwellings.per_inhabitant, euros.unit, euros.decimals) == (True, "€/hab.", 2)


def test_a_thousand_inhabitants_is_written_as_the_french_do() -> None:
    series = load_series("housing.authorised", territories=(LENS,), per_inhabitant=True)
    assert series.unit == "logements/1\u202f000\u00a0hab."
    assert series.unit_label == "logements pour 1\u202f000\u00a0habitants"


def test_a_population_is_not_divided_by_itself() -> None:
    series = load_series("population.municipal", territories=(LENS,), per_inhabitant=True)
    assert not series.per_inhabitant
    assert row_of(series, LENS, 2019)["value"] > 200_000


def test_a_level_gives_its_territories_and_no_other() -> None:
    frame = load_series("housing.authorised", levels=("epci",)).frame
    assert set(frame["level"].astype(str)) == {"epci"}
    assert frame["territory"].nunique() >= 19
    assert not frame.duplicated(["territory", "year"]).any()


def test_the_waste_of_lens_lievin_on_a_card() -> None:
    own = load_series("waste.collected", territories=(LENS,))
    latest = latest_of(own, LENS, since=2009, until=2026)
    assert latest is not None
    assert (latest.year, latest.value, latest.status, latest.locator) == (2021, 156_402, "normal", "4159;4173")
    assert (latest.change.value, latest.change.base_year) == (pytest.approx(0.0858, abs=5e-5), 2020)


def test_a_title_says_what_and_in_which_unit() -> None:
    assert load_series("waste.collected", territories=(LENS,)).title == "DMA collectés, en tonnes"


# Restriction


def test_restrict_keeps_territories_and_both_bounds_of_the_years() -> None:
    rows = [{"territory": t, "year": year} for t in "AB" for year in (2018, 2019, 2020, 2021)]
    series = make_series(rows)
    kept = series.restrict(("A",), (2019, 2020))
    assert kept.frame[["territory", "year"]].to_numpy().tolist() == [["A", 2019], ["A", 2020]]
    assert (len(series.frame), kept.frame.index.tolist(), kept.unit) == (8, [0, 1], "t")
    assert series.restrict((), (1990, 2100)).frame.empty


# Sums of groupings, on synthetic values


def test_a_figure_of_its_own_comes_before_the_sum_of_the_members(monkeypatch: pytest.MonkeyPatch) -> None:
    read_synthetic(monkeypatch, [{"territory": PMA, "value": 7}, *({"territory": m, "value": 2} for m in MEMBERS)])
    assert row_of(load_series("waste.collected", territories=(PMA,)), PMA, 2021)["value"] == 7


def test_a_sum_lacking_one_member_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"territory": m, "value": 2, "year": year} for m in MEMBERS for year in (2020, 2021)]
    read_synthetic(monkeypatch, rows[:-1])
    assert load_series("waste.collected", territories=(PMA,)).frame["year"].tolist() == [2020]


def test_a_sum_with_a_secret_member_is_confidential_and_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = sorted(MEMBERS)
    secret = {"territory": first, "value": None, "status": "confidential"}
    read_synthetic(monkeypatch, [secret, *({"territory": m, "value": 2} for m in others)])
    row = row_of(load_series("waste.collected", territories=(PMA,)), PMA, 2021)
    assert (pd.isna(row["value"]), row["status"]) == (True, "confidential")
    assert "confidentielle" in row["note"]


def test_a_sum_says_each_of_its_sources_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = ["000-call-2021", "001-cabbalr-2022", "000-call-2021"]
    read_synthetic(monkeypatch, [{"territory": m, "source": s} for m, s in zip(sorted(MEMBERS), sources, strict=True)])
    row = row_of(load_series("waste.collected", territories=(PMA,)), PMA, 2021)
    assert (row["value"], row["source"]) == (3, "000-call-2021;001-cabbalr-2022")


def test_a_share_is_never_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    read_synthetic(monkeypatch, [{"indicator": "waste.recovery_rate", "territory": m, "value": 50} for m in MEMBERS])
    assert load_series("waste.recovery_rate", territories=(PMA,)).frame.empty


@pytest.mark.parametrize("broken", MEMBERS)
def test_a_sum_breaks_where_one_of_its_members_does(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"territory": m, "year": y, "break_before": m == broken and y == 2021} for m in MEMBERS for y in (2020, 2021)
    ]
    read_synthetic(monkeypatch, rows)
    series = load_series("waste.collected", territories=(PMA,))
    assert row_of(series, PMA, 2021)["break_before"]
    latest = latest_of(series, PMA, since=2009, until=2026)
    assert latest is not None
    assert latest.change.reason == "rupture de série"


# The latest value, on synthetic series


def latest(rows: list[dict[str, object]], *, until: int = 2026, peers: pd.DataFrame | None = None) -> Latest:
    """The latest value of the synthetic territory A."""
    found = latest_of(make_series(rows), "A", since=2009, until=until, peers=peers)
    assert found is not None
    return found


def test_the_latest_value_is_the_last_known_between_the_years() -> None:
    rows = [{"year": 2019, "value": 1}, {"year": 2020, "value": 2}, {"year": 2021, "value": None, "status": "missing"}]
    assert (latest(rows).year, latest(rows, until=2019).year) == (2020, 2019)


def test_no_value_between_the_years_is_no_card() -> None:
    series = make_series([{"year": 2019}, {"year": 2021, "value": None, "status": "missing"}])
    assert latest_of(series, "A", since=2020, until=2026) is None
    assert latest_of(series, "B", since=2009, until=2026) is None


def test_the_rank_is_taken_among_the_peers_of_the_same_year() -> None:
    peers = make_observations(
        [
            {"value": 5},
            {"territory": "B", "value": 9},
            {"territory": "C", "value": 5},
            {"territory": "C", "year": 2020, "value": 99},
        ]
    )
    assert latest([{"value": 5}], peers=peers).rank == Rank(2, 3)


def test_two_publishers_are_not_compared() -> None:
    rows = [{"year": 2020, "source": "sdes-sitadel", "value": 1}, {"year": 2021, "source": "ademe-sinoe04", "value": 2}]
    assert latest(rows).change.reason == "sources différentes"


def test_a_period_of_two_years_is_not_compared_with_a_single_year() -> None:
    rows = [{"year": 2020, "period": "2019-2020", "value": 200}, {"year": 2021, "value": 110}]
    assert latest(rows).change.value is None


# Streams


def test_cells_are_tonnes_by_stream_and_destination() -> None:
    cells = load_cells("D62")
    burnt = cells[(cells["year"] == 2009) & (cells["scope"] == "stream=residual;destination=energy")]
    assert burnt[["stream", "destination", "value"]].to_numpy().tolist() == [
        ["Ordures ménagères résiduelles", "Incinération avec récupération d'énergie", 170_909.0]
    ]


def test_split_scope_keeps_exactly_the_dimensions_asked_for() -> None:
    rows = make_observations([{"scope": s} for s in ("", "stream=glass", "stream=glass;destination=recycling", "Parc")])
    assert split_scope(rows, "stream")[["scope", "stream"]].to_numpy().tolist() == [["stream=glass", "Verre"]]


def test_ratios_are_kilogrammes_on_the_population_of_the_departement() -> None:
    tonnes = prefer(
        store.load_observations(
            ["waste.collected"], territories=["D62"], years=(2021, 2021), scopes=["stream=residual"]
        )
    )["value"].item()
    row = load_ratios(2021, ["D62"]).query("scope == 'stream=residual'").iloc[0]
    people = store.load_observations(["population.municipal"], territories=["D62"], scopes=[""])
    heads = people.loc[people["year"] == row["denominator_year"], "value"].item()
    assert row["value"] == pytest.approx(1000 * tonnes / heads)


def test_a_series_once_made_does_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_series([{}]).unit = "kg"  # type: ignore[misc]
