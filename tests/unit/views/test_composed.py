"""A composed territory in the views: its values, what is said of them, its place, its border, its files."""

from __future__ import annotations

import io

import pytest
import shapely
from openpyxl import load_workbook

from geo import boundaries
from loaders.statistics.ranks import Rank
from pages.files.rows import write_content_csv
from pages.files.workbook import write_dossier_workbook
from pages.views.compared.comparison import read_items
from pages.views.composed import explain_no_sum
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.data.geography import find_border, find_departements
from pages.views.dossier import Dossier, Slide, parse_dossier, write_dossier
from pages.views.layout.maps.ground import read_ground
from pages.views.maps.outlines import add_contours, draw_composed
from pages.views.record import ViewError
from pages.views.selection import make_selection
from pages.views.view import AnyKind, parse_word, write_word
from tests.decks import charts, open_deck
from tests.make_view import make_view

LENS, HENIN, ARRAS = "246200364", "246200299", "200033579"
TWO = f"compose.{HENIN}.{LENS}"
NAMED = f"{TWO}.Gohelle"
EVER = (2009, 2026)


def view(**said: object) -> AnyKind:
    return make_view(kind="trend", indicators=("housing.started",), territories=(NAMED, HENIN, LENS), **said)


def test_a_view_of_a_composed_territory_is_an_address_and_a_dossier_that_are_read_back() -> None:
    assert parse_word(write_word(view())) == view()
    dossier = Dossier(title="Essai", slides=(Slide(view=view()),))
    assert parse_dossier(write_dossier(dossier)) == dossier


@pytest.mark.parametrize("code", [f"{TWO}.<b>", f"{TWO}.=1", "compose.a", "compose." + ".".join(["62498"] * 300)])
def test_a_code_that_cannot_be_one_is_no_territory_of_a_view(code: str) -> None:
    with pytest.raises(ValueError, match="territories"):
        make_view(kind="trend", indicators=("housing.started",), territories=(code,))


def test_a_composed_territory_of_unknown_members_is_said_to_be_unknown() -> None:
    with pytest.raises(ViewError, match="Territoire inconnu ici"):
        read_content(make_view(kind="trend", indicators=("housing.started",), territories=("compose.99998.99999",)))


def test_a_trend_adds_its_members_year_by_year() -> None:
    rows = read_content(view()).rows
    of_2021 = rows[rows["year"] == 2021].set_index("territory")["value"]
    assert (of_2021[HENIN], of_2021[LENS], of_2021[NAMED]) == (618, 857, 1475)


def test_who_is_in_it_is_said_beside_a_name_of_the_readers_own() -> None:
    assert "Gohelle réunit 2\u00a0membres : Hénin-Carvin et Lens-Liévin." in read_content(view()).notes


def test_what_is_not_summed_is_said_and_has_no_value() -> None:
    content = read_content(make_view(kind="trend", indicators=("population.median_income",), territories=(NAMED, LENS)))
    assert NAMED not in set(content.rows["territory"])
    assert (
        "« Revenu médian » ne s’additionne pas : c’est une médiane, un indice ou un ratio dont les deux termes ne sont "
        "pas publiés par territoire. Pas de valeur pour Gohelle." in content.notes
    )


def test_what_may_be_summed_has_no_such_sentence() -> None:
    assert explain_no_sum("housing.started", "Gohelle") == ""
    assert explain_no_sum("waste.collected_per_inhabitant", "Gohelle") == ""


def test_a_year_withheld_says_why() -> None:
    notes = read_content(make_view(kind="trend", indicators=("waste.collected",), territories=(NAMED,))).notes
    assert "Gohelle, 2020-2021 : Pas de valeur : 1 membre connu sur 2, il en faut 75 %." in notes


def test_in_a_ranking_it_takes_the_place_of_those_it_is_made_of() -> None:
    asked = make_view(kind="ranking", indicators=("housing.started",), territories=(NAMED,), year=2021)
    content = read_content(asked)
    ranks = content.rows.set_index("territory")["rank"]
    assert (len(ranks), ranks[NAMED]) == (19, 1)
    assert {HENIN, LENS}.isdisjoint(ranks.index)
    assert content.finding.startswith("L’ensemble «\u00a0Gohelle\u00a0» est en tête des 19 territoires en 2021, avec")


def test_those_chosen_too_keep_their_place_beside_it() -> None:
    asked = make_view(kind="ranking", indicators=("housing.started",), territories=(NAMED, LENS), year=2021)
    ranks = read_content(asked).rows.set_index("territory")["rank"]
    assert len(ranks) == 20
    assert LENS in ranks.index
    assert HENIN not in ranks.index


def test_a_card_ranks_it_among_the_epcis_that_it_has_no_commune_of() -> None:
    latest = cached.read_latest("population.municipal", "", NAMED, "grouping", EVER, False, ("D62",))
    # 242 013 and 125 793 in 2023; twenty EPCIs less two, and itself.
    assert latest is not None
    assert (latest.value, latest.year, latest.rank) == (367_806, 2023, Rank(1, 19))


def test_a_table_of_all_figures_holds_its_sums_with_the_figures_of_its_members() -> None:
    asked = make_view(kind="table", indicators=("housing.started",), territories=(NAMED,), with_members=True)
    rows = read_content(asked).rows
    of_2021 = rows[rows["year"] == 2021].set_index("territory")["value"]
    assert (of_2021[NAMED], of_2021[HENIN], of_2021[LENS], of_2021["62498"]) == (1475, 618, 857, 299)


def test_its_border_is_that_of_its_members_without_what_parts_them() -> None:
    assert find_border((NAMED, ARRAS)) == NAMED
    assert find_departements((NAMED,)) == ("D62",)
    d = draw_composed("epci", ("D62",), NAMED)
    united = boundaries.union_of((HENIN, LENS), 2025)
    # One outline where both touch: as many rings as the union has.
    assert d.lower().count("m") == sum(1 + len(part.interiors) for part in shapely.get_parts(united))
    assert read_ground("epci", ("D62",), chosen=(NAMED,)).find_outline(NAMED) == d
    data = {"selected": [NAMED, LENS], "border": NAMED}
    assert add_contours(data, "epci", ("D62",))["contours"] == {NAMED: d}
    assert "contours" not in add_contours({"selected": [LENS]}, "epci", ("D62",))


def test_a_composed_territory_elsewhere_is_drawn_where_its_first_member_is() -> None:
    assert find_departements(("compose.200040715.73065",)) == ("D38",)


def test_names_of_composed_territories_are_those_of_the_selection() -> None:
    selection = make_selection((NAMED, TWO, LENS), EVER)
    assert [selection.name(code) for code in selection.territories] == [
        "Gohelle",
        "Lens-Liévin et Hénin-Carvin",
        "Lens-Liévin",
    ]
    assert selection.members == (NAMED, TWO, LENS, HENIN)


def test_the_files_hold_the_same_sum() -> None:
    content = read_content(view())
    body = write_content_csv(content).decode("utf-8-sig")
    (line,) = [line for line in body.splitlines() if '"Gohelle"' in line and ";2021;" in line]
    assert ";1475;" in line
    assert "Somme de 2 membres sur 2" in line
    deck, faults = open_deck(Slide(view=view()))
    (chart,) = [chart for slide in deck.slides for chart in charts(slide)]
    values = {series.name: tuple(series.values) for series in chart.plots[0].series}
    assert faults == []
    assert 1475.0 in next(own for name, own in values.items() if name.startswith("Gohelle"))
    book = load_workbook(
        io.BytesIO(write_dossier_workbook(Dossier(title="Essai", slides=(Slide(view=view()),)), base="")[0])
    )
    cells = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any("Gohelle" in row and 1475 in row for row in cells)


def test_among_its_peers_it_is_situated_among_the_epcis_that_it_has_no_commune_of() -> None:
    asked = make_view(
        kind="dots", indicators=("housing.started",), territories=(NAMED,), year=2021, peers="tous", reference=NAMED
    )
    content = read_content(asked)
    assert len(content.codes) == 19
    assert {HENIN, LENS}.isdisjoint(content.codes)
    assert content.finding.startswith("L’ensemble «\u00a0Gohelle\u00a0» : logements commencés, ")


def test_what_three_quarters_of_its_members_have_may_be_compared() -> None:
    codes = ("62498", "62427", "62510", "62001")
    # Of the private dwellings of Acheville (62003) nothing may be said.
    held, _ = read_items((f"compose.{'.'.join(sorted([*codes, '62003']))}",), EVER)
    assert "housing.started" in held


def test_it_has_a_place_among_the_epcis_and_among_communes_the_reason_why_not() -> None:
    def read(level: str) -> tuple[str, ...]:
        asked = {"kind": "ranking", "indicators": ("housing.started",), "territories": (NAMED,), "level": level}
        return read_content(make_view(**asked)).notes

    said = "Gohelle : pas de rang parmi les communes. Un territoire composé se classe parmi les EPCI."
    assert said in read("commune")
    assert not any("pas de rang" in note for note in read("epci"))
