"""The presentation: screens from a dossier, figures that a room can read, one page that asks for nothing."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from pages.files.presentation.figures import Figure, list_figures, share_out
from pages.files.presentation.screens import list_screens, split_words
from pages.files.presentation.tables import MOST_ROWS
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from tests.make_view import make_view
from tests.presented import BASE, BETHUNE, HENIN, HOUSING, LENS, make, trend


def test_a_dossier_has_a_title_screen_a_screen_per_section_and_one_per_view() -> None:
    dossier = Dossier(
        title="Bureau",
        slides=(
            Slide(view=trend(LENS), section="Déchets"),
            Slide(view=trend(BETHUNE), section="Déchets"),
            Slide(view=make_view(kind="map", indicators=HOUSING, year=2021), section="Logement"),
        ),
    )
    kinds = [screen.kind for screen in list_screens(dossier, BASE)]
    assert kinds == ["title", "section", "view", "view", "section", "view"]


def test_a_view_that_cannot_be_made_has_a_screen_that_says_so_and_the_rest_goes_on() -> None:
    screens = list(list_screens(make(trend("ZZ99"), trend(LENS)), BASE))
    assert "Territoire inconnu ici : ZZ99" in screens[1].paragraphs[0]
    assert screens[2].kind == "view"


def test_a_view_without_a_value_says_that_nothing_is_published() -> None:
    screens = list(list_screens(make(trend(HENIN)), BASE))
    assert screens[1].paragraphs[0].startswith("Aucune valeur n’est publiée")


def test_every_view_has_its_source_on_the_screen_and_its_statuses_in_the_notes() -> None:
    screen = list(list_screens(make(trend(LENS), notes="Rappeler la hausse."), BASE))[1]
    assert "Source : " in screen.foot[-1]
    assert screen.notes[0] == "Rappeler la hausse."
    assert "Statuts : 1 publié, 1 estimé." in [line.replace("\u00a0", " ") for line in screen.notes]


def test_what_is_not_final_is_explained_on_the_screen() -> None:
    screen = list(list_screens(make(trend(LENS)), BASE))[1]
    assert screen.key == "Marque creuse : valeur estimée."


def test_a_short_comment_stands_beside_its_view_and_a_long_one_has_its_own_screens() -> None:
    short = list(list_screens(make(trend(LENS), comment="En hausse."), BASE))
    long = list(list_screens(make(trend(LENS), comment="Le tonnage monte depuis un an. " * 40), BASE))
    assert [screen.comment for screen in short] == ["", "En hausse."]
    assert [screen.part for screen in long] == ["", "", "1/3", "2/3", "3/3"]
    assert long[1].comment == ""


def test_a_long_text_is_cut_after_sentences_and_loses_none() -> None:
    words = "Une phrase assez courte. " * 30
    parts = split_words(words, 120)
    assert all(len(part) <= 120 and part.endswith(".") for part in parts)
    assert " ".join(parts) == words.strip()


def test_a_word_longer_than_a_screen_is_cut_all_the_same() -> None:
    assert split_words("x" * 250, 100) == ["x" * 100, "x" * 100, "x" * 50]


def test_items_are_shared_out_as_evenly_as_can_be() -> None:
    assert [len(group) for group in share_out(list(range(14)), 6)] == [5, 5, 4]
    assert share_out([], 6) == []


def list_marks(figure: Figure) -> dict[str, list[tuple[str, str, str]]]:
    """What the marks of a chart say for each format of a screen: whose they are, when and what."""
    found = {}
    for svg in ElementTree.fromstring(f"<div>{figure.markup}</div>"):
        marks = [e.attrib for e in svg.iter() if e.get("class") == "t-mark"]
        found[str(svg.get("class")).split()[-1]] = [(m["data-name"], m["data-at"], m["data-text"]) for m in marks]
    return found


def test_the_chart_on_the_screen_has_the_values_and_the_words_of_the_view_in_both_formats() -> None:
    (figure,) = list_figures(read_content(trend(LENS, BETHUNE)), BASE)[0]
    marks = list_marks(figure)
    assert list(marks) == ["wide", "square"] and marks["wide"] == marks["square"]
    said = [(name, at, text.replace("\u202f", " ").replace("\u00a0", " ")) for name, at, text in marks["wide"]]
    assert sorted(said) == [
        ("Béthune-Bruay", "2022", "190 110 t (provisoire)"),
        ("Lens-Liévin", "2020", "144 037 t (estimé)"),
        ("Lens-Liévin", "2021", "156 402 t"),
    ]


def test_every_bar_of_a_ranking_is_on_one_screen() -> None:
    content = read_content(make_view(kind="ranking", indicators=HOUSING, territories=(LENS,), year=2021))
    ((figure,),) = list_figures(content, BASE)
    assert len(list_marks(figure)["wide"]) == len(content.rows) == 20


def test_small_charts_are_six_a_screen_and_larger_ones_alone_or_two() -> None:
    small = make_view(kind="multiples", indicators=HOUSING, territories=(LENS, BETHUNE, HENIN))
    two = make_view(kind="trend", indicators=("waste.collected", *HOUSING), territories=(LENS,))
    assert [len(screen) for screen in list_figures(read_content(small), BASE)] == [3]
    assert [len(screen) for screen in list_figures(read_content(two), BASE)] == [2]


def test_a_map_holds_all_its_years_and_opens_on_that_of_the_view() -> None:
    (figure,) = list_figures(read_content(make_view(kind="map", indicators=HOUSING, year=2021)), BASE)[0]
    assert figure.data
    assert figure.data["year"] == 2021
    assert figure.data["years"] == figure.data["table"]["years"]
    assert len(figure.data["table"]["years"]) > 5


def test_a_count_is_shown_by_circles_and_a_ratio_by_shades() -> None:
    def symbol(**fields: Any) -> str:
        view = make_view(kind="map", indicators=HOUSING, year=2021, **fields)
        data = list_figures(read_content(view), BASE)[0][0].data
        assert data
        return str(data["symbol"])

    assert symbol() == "circle"
    assert symbol(per_inhabitant=True) == "fill"


def test_a_map_has_as_many_classes_and_shades_as_asked() -> None:
    view = make_view(kind="map", indicators=HOUSING, year=2021, per_inhabitant=True, classes=7)
    data = list_figures(read_content(view), BASE)[0][0].data
    assert data
    assert len(data["breaks"]) == len(data["labels"]) == len(data["colors"]["dark"]) == 7


def test_a_card_says_why_a_territory_has_no_figure_and_leads_to_the_origin_of_those_it_has() -> None:
    view = make_view(kind="cards", indicators=("waste.collected",), territories=(LENS, HENIN))
    markup = list_figures(read_content(view), BASE)[0][0].markup
    assert "sans donnée" in markup
    assert re.search(rf'href="{BASE}/dechets[^"]*#chiffre-3113f03816"', markup)


def test_a_table_counts_the_rows_that_have_no_room() -> None:
    markup = list_figures(read_content(make_view(kind="table", indicators=("waste.collected",))), BASE)[0][0].markup
    rows = int(re.search(r'data-rows="(\d+)"', markup)[1])  # type: ignore[index]
    assert rows == len(read_content(make_view(kind="table", indicators=("waste.collected",))).rows)
    assert markup.count("<tr>") == MOST_ROWS + 1
