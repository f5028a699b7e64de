"""Who stands where, told of a whole view: among those known, ties said, no median of too few."""

from __future__ import annotations

import random
from typing import Any

import pytest

from loaders.reading.series import Series
from pages.views.contents import read_content
from pages.views.data.geography import find_departements, read_codes
from pages.views.findings.places import tell_corner
from pages.views.record import ViewError
from tests.any_view import draw_view
from tests.make_view import make_view
from tests.proof import count
from tests.told import ARRAS, BETHUNE, CALAIS, HENIN, LENS, make, rows, series, tell

PEERS = (LENS, HENIN, BETHUNE, ARRAS, CALAIS)


def of_2021(**values: float | None) -> Series:
    """Values of 2021, by the names of territories below."""
    codes = {"lens": LENS, "henin": HENIN, "bethune": BETHUNE, "arras": ARRAS, "calais": CALAIS}
    return series(*(rows(codes[name], {2021: value}) for name, value in values.items()))


def at(kind: str, *panels: Series, **fields: Any) -> str:
    """The finding of a view of 2021 of all EPCIs."""
    return tell(*panels, **{"kind": kind, "level": "epci", "year": 2021} | fields)


def test_a_ranking_says_the_place_of_the_territory_chosen_among_those_known() -> None:
    said = at("ranking", of_2021(henin=30.0, lens=20.0, bethune=10.0))
    assert said == "Lens-Liévin est 2e des 3 EPCI connus en 2021, avec 20 t"


def test_a_tie_shares_the_better_place_and_says_so() -> None:
    known = series(
        *(
            rows(code, {2021: value})
            for code, value in zip(read_codes("epci", find_departements()), range(100, 109), strict=False)
        ),
        rows(LENS, {2021: 20.0}),
        rows(HENIN, {2021: 20.0}),
    )
    assert "est 10e ex æquo des 11 EPCI connus" in at("ranking", known)


def test_a_place_that_most_share_is_none() -> None:
    assert at("ranking", of_2021(henin=30.0, lens=0.0, arras=0.0, bethune=0.0)) == ""


def test_without_a_territory_chosen_the_first_is_told_unless_two_are() -> None:
    assert at("ranking", of_2021(henin=30.0, bethune=20.0, arras=1.0)) == (
        "Hénin-Carvin est en tête des 3 EPCI connus en 2021, avec 30 t"
    )
    assert at("ranking", of_2021(henin=30.0, bethune=30.0, arras=1.0)) == ""


def test_a_rank_that_is_not_final_says_so() -> None:
    known = series(rows(HENIN, {2021: 30.0}), rows(LENS, {2021: 20.0}, status="provisional"), rows(ARRAS, {2021: 1.0}))
    assert at("ranking", known).endswith("avec 20 t (provisoire)")


def test_two_territories_are_no_ranking() -> None:
    assert at("ranking", of_2021(henin=30.0, lens=20.0)) == ""


def test_a_map_says_from_what_to_what_and_who_has_most() -> None:
    total = len(read_codes("epci", find_departements()))
    said = at("map", of_2021(henin=340.0, lens=20.0, bethune=12.0))
    assert said == f"En 2021, de 12 à 340 t pour 3 EPCI connus sur {total} : Hénin-Carvin en tête"


def test_a_map_whose_highest_values_read_alike_names_nobody() -> None:
    said = at("map", of_2021(henin=340.2, lens=340.4, bethune=12.0))
    assert "en tête" not in said and said.startswith("En 2021, de 12 à 340 t")


def test_a_map_whose_values_are_all_the_same_has_no_finding() -> None:
    assert at("map", of_2021(henin=5.0, lens=5.0, bethune=5.0)) == ""


def test_a_secret_is_not_told() -> None:
    known = series(*(rows(code, {2021: 10.0 + n}) for n, code in enumerate((LENS, HENIN, BETHUNE))))
    secret = series(
        *(rows(code, {2021: 10.0 + n}) for n, code in enumerate((LENS, HENIN, BETHUNE))),
        rows(ARRAS, {2021: 99.0}, status="confidential"),
    )
    assert at("map", secret) == at("map", known)


def test_maps_of_years_say_who_leads_them_all_or_the_first_and_the_last() -> None:
    same = series(
        rows(LENS, {2020: 9.0, 2021: 9.0}), rows(HENIN, {2020: 1.0, 2021: 2.0}), rows(ARRAS, {2020: 1.0, 2021: 2.0})
    )
    other = series(
        rows(LENS, {2020: 9.0, 2021: 1.0}), rows(HENIN, {2020: 1.0, 2021: 2.0}), rows(ARRAS, {2020: 1.0, 2021: 1.0})
    )
    fields = {"kind": "maps", "level": "epci", "shown": (2020, 2021)}
    assert tell(same, **fields) == "Lens-Liévin, en tête des EPCI connus chaque année montrée, de 2020 à 2021"
    assert tell(other, **fields) == "En tête des EPCI connus : Lens-Liévin en 2020, Hénin-Carvin en 2021"


def test_a_territory_is_set_against_the_median_of_its_peers() -> None:
    # The median of 10, 20, 30, 40, 46 is 30; 46 is 53.3 % above it.
    known = of_2021(lens=46.0, henin=10.0, bethune=20.0, arras=30.0, calais=40.0)
    said = at("dots", known, among=PEERS, peers="proches")
    assert said == "Lens-Liévin : collecte, 53,3 % au-dessus de la médiane de ses pairs en 2021"


def test_under_three_quarters_known_there_is_no_median() -> None:
    known = of_2021(lens=46.0, henin=10.0, bethune=20.0)
    assert at("dots", known, among=PEERS, peers="proches") == ""


def test_a_scatter_says_on_which_side_of_both_medians() -> None:
    across = of_2021(lens=46.0, henin=10.0, bethune=20.0, arras=30.0, calais=40.0)
    same, other = across, of_2021(lens=1.0, henin=10.0, bethune=20.0, arras=30.0, calais=40.0)
    fields = {"among": PEERS, "peers": "proches"}
    both = "En 2021, Lens-Liévin est au-dessus de la médiane pour les deux"
    assert at("scatter", across, same, **fields) == both
    assert at("scatter", across, other, **fields).endswith(
        "au-dessus de la médiane pour collecte, au-dessous pour collecte"
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((8, 8, 0), "2 des 3 EPCI connus sont dans le tiers haut des deux indicateurs"),
        ((8, 1, 0), "un des 3 EPCI connus est dans le tiers haut des deux indicateurs"),
        ((7, 1, 0), "aucun des 3 EPCI connus n’est dans le tiers haut des deux indicateurs"),
    ],
)
def test_crossed_indicators_count_who_is_high_in_both(cells: tuple[int, ...], said: str) -> None:
    content = make(of_2021(lens=1.0), of_2021(lens=1.0), kind="crossed", level="epci", year=2021)
    numbers = dict(zip((LENS, HENIN, BETHUNE), cells, strict=True))
    assert tell_corner(content, numbers) == (f"En 2021, {said}",)


def test_a_movement_is_told_among_those_known_in_every_year() -> None:
    known = series(
        rows(LENS, {2020: 10.0, 2021: 40.0}),
        rows(HENIN, {2020: 20.0, 2021: 20.0}),
        rows(ARRAS, {2020: 30.0, 2021: 30.0}),
    )
    assert tell(known, kind="movement") == "Lens-Liévin passe du 3e au 1er rang sur 3 entre 2020 et 2021"


def test_a_movement_across_a_break_is_not_told() -> None:
    known = series(
        rows(LENS, {2020: 10.0, 2021: 40.0}, break_before=True),
        rows(HENIN, {2020: 20.0, 2021: 20.0}),
        rows(ARRAS, {2020: 30.0, 2021: 30.0}),
    )
    assert tell(known, kind="movement") == ""


@pytest.mark.parametrize("year", range(2015, 2025))
def test_the_place_told_is_the_one_that_the_chart_prints(year: int) -> None:
    content = read_content(
        make_view(kind="ranking", indicators=("housing.authorised",), territories=(ARRAS,), year=year, level="epci")
    )
    place = next(label for label in content.charts[0].categories if label.endswith("Arras")).partition(".")[0]
    assert content.finding.startswith("Arras est en tête" if place == "1" else f"Arras est {place}e ")


def test_whatever_the_view_its_finding_is_one_plain_line() -> None:
    for seed in range(count(60, sampled=10)):
        view = draw_view(random.Random(seed))
        try:
            said = read_content(view).findings
        except ViewError:
            continue
        for one in said:
            assert one == one.strip() and not one.endswith(".") and "nan" not in one and "None" not in one
            assert "  " not in one and "'" not in one and len(one) < 200
