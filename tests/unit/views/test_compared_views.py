"""What Comparer and Cartes say of a view, its files say too: who is withheld, unranked or without change."""

import pytest

from pages.files.presentation import screens
from pages.files.presentation.build import build_presentation
from pages.files.slides.slides import write_pptx
from pages.files.workbook import list_rows
from pages.views.contents import read_content
from pages.views.data.granted import read_granted
from pages.views.dossier import Dossier, DossierError, Slide, parse_dossier
from pages.views.rows import write_rows
from tests.make_view import make_view

LENS, BETHUNE, MEL = "246200364", "200072460", "200093201"
HOUSING = ("housing.authorised",)


def test_an_index_withheld_is_not_without_data() -> None:
    content = read_content(make_view(kind="trend", indicators=("waste.collected",), territories=(MEL,), base=2015))
    (line,) = content.charts[0].lines
    said = {mark.x: mark.text for mark in line.marks}
    assert said[2017] == "non comparable" and said[2010] == "sans donnée"
    assert "rupture de série" in content.notes[0]
    assert not any("2017" in sentence for sentence in content.lost)


def test_only_the_group_is_ranked() -> None:
    chosen = (LENS, "62498", "PMA")
    content = read_content(
        make_view(kind="dots", indicators=HOUSING, territories=chosen, peers="tous", reference=LENS, year=2021)
    )
    (chart,) = content.charts
    assert "Lens-Liévin" in chart.categories and "Pôle de l'Artois" in chart.categories
    assert chart.notes[0] == "20\u00a0territoires connus sur 20"
    assert chart.notes[-1] == "Trait\u00a0: médiane, 183,5\u00a0logements."


def test_a_chosen_territory_without_value_among_peers_is_named() -> None:
    view = make_view(kind="dots", indicators=("waste.collected",), territories=(LENS, BETHUNE), peers="tous", year=2021)
    assert any("Béthune-Bruay" in note for note in read_content(view).notes)


def test_the_rows_of_ranks_are_those_ranked() -> None:
    view = make_view(kind="movement", indicators=("population.municipal",), territories=(LENS,), peers="tous")
    content = read_content(view)
    assert content.rows["rank"].notna().all() and set(content.rows["year"]) == set(range(2009, 2024))


def test_years_that_too_few_know_are_named_and_not_shown() -> None:
    view = make_view(kind="movement", indicators=("population.fiscal_households",), territories=(LENS,), peers="tous")
    content = read_content(view)
    assert set(content.rows["year"]) == {2016, 2017, 2018, 2019}
    assert any("Années non montrées" in note and "2014 et 2015" in note for note in content.notes)


def test_a_change_that_cannot_be_says_why_on_each_territory() -> None:
    rows = read_content(make_view(kind="change", indicators=("waste.collected",), years=(2021, 2022))).rows
    said = dict(zip(rows["territory"].astype(str), rows["obstacle"], strict=True))
    assert said == {LENS: "sans donnée en 2022", BETHUNE: "sans donnée en 2021"}


def test_a_slope_across_a_break_says_so() -> None:
    view = make_view(kind="slope", indicators=("waste.collected",), territories=(MEL,), years=(2015, 2019))
    assert any("Sans évolution" in note and "rupture" in note for note in read_content(view).notes)


def test_a_year_without_data_has_its_empty_map() -> None:
    content = read_content(make_view(kind="maps", indicators=HOUSING, shown=(2021, 2010)))
    assert [data["year"] for data in list(content.maps.each)] == [2010, 2021]
    assert "2010, 2021" in content.subtitle
    assert any("Sans donnée (2010)" in sentence for sentence in content.lost)


def test_a_screen_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: object, base: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(screens, "list_figures", fail)
    view = make_view(kind="trend", indicators=HOUSING, territories=(LENS,))
    dossier = Dossier(title="Bureau", slides=(Slide(view=view),))
    assert "n’a pas pu être dessinée" in build_presentation(dossier, is_file=True, base="").decode()


def test_what_a_view_cannot_have_is_said_in_words() -> None:
    body = '{"format": "terril-dossier", "version": 1, "slides": [{"view": {"kind": "maps", "indicators": '
    body += '["housing.authorised"], "base": 2015}}]}'
    with pytest.raises(DossierError, match="une carte par année : base n’y a pas de sens"):
        parse_dossier(body.encode())


def test_the_grants_of_a_view_are_those_of_its_page_in_every_file() -> None:
    view = make_view(kind="grants", indicators=("subsidies.received_amount",), territories=(LENS,))
    content = read_content(view)
    shown = read_granted(content.selection)
    assert len(content.rows) == len(shown) > 0 and content.rows["montant"].sum() == shown["montant"].sum()
    assert len(write_rows(content)) == len(list_rows(content)) == len(shown)
    body, faults = write_pptx(Dossier(slides=(Slide(view=view),)))
    assert body and not faults
    assert "Montant" in build_presentation(Dossier(slides=(Slide(view=view),)), is_file=True, base="").decode()
