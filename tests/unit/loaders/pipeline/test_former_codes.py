"""Figures given in the commune codes of their year: carried to today's and said, or refused with file and line."""

from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import Catalog
from loaders.pipeline.build import build_tables
from loaders.pipeline.figures import COLUMNS, OPTIONAL, FiguresError, identify, read_figures
from loaders.pipeline.former_codes import carry_figures, list_former
from loaders.pipeline.grants import COLUMNS as GRANT_COLUMNS
from loaders.territories.cog import Cog, Move, make_cog
from tests.synthetic import CATALOG, FIGURE, read_catalog, write_rows

RATE = (
    "waste.people: {label: Habitants, short: Habitants, unit: t, kind: stock, polarity: neutral, decimals: 0, "
    "uses: [compare, sum], definition: Synthétique.}\n"
    "waste.rate: {label: Par habitant, short: Par habitant, unit: kg, kind: ratio, polarity: down, decimals: 0, "
    "uses: [compare], definition: Synthétique., numerator: waste.collected, denominator: waste.people, factor: 1000}\n"
)
MERGED, RECODED, SPLIT, ENDED = "01002", "01006", "01009", "01002 réunie dans 01001 (Un) le 01/01/2016"


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """The synthetic catalogue, with a ratio and its terms."""
    return read_catalog(tmp_path / "catalog", indicators__waste=CATALOG["indicators/waste.yaml"] + RATE)


@pytest.fixture(scope="module")
def cog() -> Cog:
    """01002 joined 01001 in 2016, 01006 became 01007 in 2017, 01009 was split in 2018; 01010 is as it was."""
    moves = [
        Move("2016-01-01", "merged", "01001", "01001", "Un", "Un"),
        Move("2016-01-01", "merged", "01002", "01001", "Deux", "Un"),
        Move("2017-01-01", "recoded", "01006", "01007", "Six", "Six"),
        Move("2018-01-01", "split", "01009", "01003", "Neuf", "Trois"),
        Move("2018-01-01", "split", "01009", "01005", "Neuf", "Cinq"),
    ]
    return make_cog(moves, {"01001": 900, "01003": 300, "01005": 100, "01007": 50, "01010": 70}, 2025)


def figure(territory: str, value: str, **changes: str) -> dict[str, str]:
    return (
        FIGURE
        | {"territory": territory, "value": value, "published": value, "year": "2013", "period": "2013"}
        | changes
    )


def read(folder: Path, catalog: Catalog, cog: Cog, rows: list[dict[str, str]]) -> pd.DataFrame:
    write_rows(folder / "synthétique.csv", rows, [*COLUMNS, *OPTIONAL])
    return read_figures(folder, catalog, {*cog.populations, *list_former(cog), "AB"})


@pytest.fixture
def carry(tmp_path: Path, catalog: Catalog, cog: Cog):
    """What rows of a figures file become, as records in the order of their codes."""

    def do(*rows: dict[str, str]) -> list[dict[str, str]]:
        carried = carry_figures(read(tmp_path, catalog, cog, list(rows)), catalog, cog)
        return carried.sort_values(["indicator", "territory"]).to_dict("records")

    return do


def test_a_merger_is_the_sum_of_its_communes_and_nothing_is_said_to_be_printed(carry) -> None:
    (row,) = carry(figure("01001", "3"), figure(MERGED, "4", lines="14"))
    assert (row["territory"], row["value"], row["status"]) == ("01001", "7", "normal")
    assert (row["published"], row["lines"]) == ("", "12 ; 14")
    assert row["note"] == f"Somme des codes 01001, 01002 ; {ENDED}"


def test_a_merger_of_which_a_commune_is_not_given_is_missing_and_names_it(carry) -> None:
    (row,) = carry(figure(MERGED, "4"))
    assert (row["territory"], row["value"], row["status"]) == ("01001", "", "missing")
    assert row["note"] == f"sans donnée pour 01001 ; {ENDED}"


def test_the_year_of_a_merger_may_be_given_under_the_codes_of_before(carry) -> None:
    merger = {"year": "2016", "period": "2016"}
    (row,) = carry(figure("01001", "3", **merger), figure(MERGED, "4", **merger))
    assert (row["territory"], row["value"]) == ("01001", "7")


def test_a_confidential_part_makes_the_sum_confidential(carry) -> None:
    (row,) = carry(figure("01001", "3"), figure(MERGED, "", status="confidential"))
    assert (row["value"], row["status"]) == ("", "confidential")


def test_a_split_is_shared_out_by_population_and_estimated(carry) -> None:
    rows = carry(figure(SPLIT, "400"))
    assert [(row["territory"], row["value"], row["status"]) for row in rows] == [
        ("01003", "300", "estimated"),
        ("01005", "100", "estimated"),
    ]
    assert rows[0]["note"] == "01009 (Neuf) partagée le 01/01/2018 entre 01003, 01005, au prorata des populations"


def test_a_commune_that_only_changed_its_code_keeps_what_was_printed(carry) -> None:
    (row,) = carry(figure(RECODED, "5.50", published="5,50"))
    assert (row["territory"], row["value"], row["published"], row["status"]) == ("01007", "5.50", "5,50", "normal")
    assert row["note"] == "01006 devenue 01007 (Six) le 01/01/2017"


def test_the_id_is_that_of_the_figure_of_today(carry) -> None:
    (row,) = carry(figure(RECODED, "5"))
    assert row["id"] == identify(row) != identify(row | {"territory": RECODED})


def test_a_commune_that_did_not_change_and_a_grouping_stay_as_they_are(carry) -> None:
    rows = carry(figure(RECODED, "5"), figure("01010", "2"), figure("AB", "9"))
    assert [(row["territory"], row["value"], row["note"]) for row in rows[1:]] == [("01010", "2", ""), ("AB", "9", "")]


def test_a_list_in_the_codes_of_today_is_left_alone_beside_one_of_another_year(carry) -> None:
    later = figure("01001", "8", year="2020", period="2020")
    rows = carry(figure("01001", "3"), figure(MERGED, "4"), later)
    assert sorted((row["year"], row["value"], row["published"]) for row in rows) == [
        ("2013", "7", ""),
        ("2020", "8", "8"),
    ]


def test_a_target_is_not_added_to_a_result(carry) -> None:
    both = [
        figure(code, value, status=s)
        for s in ("normal", "objective")
        for code, value in (("01001", "1"), (MERGED, "2"))
    ]
    assert [(row["status"], row["value"]) for row in carry(*both)] == [("normal", "3"), ("objective", "3")]


def test_figures_without_a_former_code_are_the_same_frame(tmp_path: Path, catalog: Catalog, cog: Cog) -> None:
    figures = read(tmp_path, catalog, cog, [figure("01001", "3")])
    assert carry_figures(figures, catalog, cog) is figures


# Ratios and places


def of(indicator: str, *values: str, unit: str = "t") -> list[dict[str, str]]:
    codes = ("01001", MERGED)
    return [figure(code, value, indicator=indicator, unit=unit) for code, value in zip(codes, values, strict=True)]


def test_the_ratio_of_a_merger_is_computed_again_from_its_terms(carry) -> None:
    rates = of("waste.rate", "600", "100", unit="kg")
    rows = carry(*of("waste.collected", "60", "30"), *of("waste.people", "100", "300"), *rates)
    (rate,) = [row for row in rows if row["indicator"] == "waste.rate"]
    assert (rate["territory"], rate["value"]) == ("01001", "225")  # and not (600 + 100) ÷ 2 = 350
    assert rate["note"].endswith("recalculé : Collecte ÷ Habitants")
    assert (rate["unit"], rate["published"]) == ("kg", "")


def refused(carry, *rows: dict[str, str]) -> str:
    with pytest.raises(FiguresError) as caught:
        carry(*rows)
    return str(caught.value)


def test_the_ratio_of_a_merger_without_its_terms_is_refused_line_by_line(carry) -> None:
    said = refused(carry, *of("waste.rate", "600", "100", unit="kg")).splitlines()
    assert len(said) == 2
    assert said[1].startswith(
        "synthétique.csv, ligne 3, colonne « territory » : un chiffre qui s’additionne, ou un ratio"
    )
    assert said[1].endswith(f"le numérateur et le dénominateur ({ENDED}) ; trouvé « 01002 ».")


def test_the_ratio_of_a_commune_that_only_changed_its_code_passes(carry) -> None:
    (row,) = carry(figure(RECODED, "12", indicator="waste.rate", unit="kg"))
    assert (row["territory"], row["value"]) == ("01007", "12")


def test_what_is_at_a_place_goes_with_the_place_and_is_no_sum(carry) -> None:
    (row,) = carry(figure(MERGED, "4", place="Déchèterie"))
    assert (row["territory"], row["value"], row["published"]) == ("01001", "4", "4")
    assert row["note"] == ENDED


def test_a_place_in_a_commune_that_was_split_is_refused(carry) -> None:
    assert "dans une seule commune de 2025 (Déchèterie ; " in refused(carry, figure(SPLIT, "4", place="Déchèterie"))


def test_two_places_of_one_name_in_communes_that_merged_are_refused(carry) -> None:
    rows = figure("01001", "3", place="Mairie"), figure(MERGED, "4", place="Mairie")
    assert "le seul lieu de ce nom" in refused(carry, *rows)


# What cannot pass


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        (MERGED, "2019", f"un code de commune au 1er janvier 2019 ({ENDED})"),
        (MERGED, "2005", "un code de commune de 2025 (passage connu de 2010 à 2025, 2005 demandée)"),
        (MERGED, "2030", "un code de commune de 2025 (passage connu de 2010 à 2025, 2030 demandée)"),
    ],
)
def test_a_code_that_was_none_that_year_is_refused(code: str, year: str, expected: str, carry) -> None:
    said = refused(carry, figure(code, "4", year=year, period=year))
    assert said == f"synthétique.csv, ligne 2, colonne « territory » : {expected} ; trouvé « {code} »."


def test_a_list_in_the_codes_of_two_years_is_refused(carry) -> None:
    said = refused(carry, figure(MERGED, "4"), figure("01007", "1"))
    assert "ligne 3" in said and "un code de commune au 1er janvier 2013" in said and "« 01007 »" in said


def test_a_split_between_communes_of_unknown_population_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    moves = [Move("2018-01-01", "split", SPLIT, code, "Neuf", code) for code in ("01003", "01005")]
    cog = make_cog(moves, {"01003": 300, "01005": None}, 2025)
    figures = read(tmp_path, catalog, cog, [figure(SPLIT, "4")])
    with pytest.raises(FiguresError, match="population des communes issues du partage inconnue"):
        carry_figures(figures, catalog, cog)


# The whole build, with the communes of France


def test_a_build_gives_the_sum_of_enguinegatte_and_enquin_to_the_commune_of_today(tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    write_rows(figures / "synthétique.csv", [figure("62294", "3"), figure("62295", "4")])
    write_rows(figures / "grants-synthétique.csv", [], GRANT_COLUMNS)
    (row,) = build_tables(read_catalog(tmp_path / "catalog"), figures).observations.to_dict("records")
    assert (row["territory"], row["level"], row["value"]) == ("62295", "commune", 7)
    assert row["note"] == "Somme des codes 62294, 62295 ; 62294 réunie dans 62295 (Enquin-lez-Guinegatte) le 01/01/2017"
