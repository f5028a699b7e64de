"""Six tasks of a director who hears the page: done by keys alone, knowing nothing but the accessibility tree.

Each is told step by step, in its docstring as it is lived, in its body as it is pressed and heard; no place on the page
is named, no selector. Some of them are drawn in `make test`, all in `make proof`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import wait_ready
from tests.e2e.accessibility.reader import Reader
from tests.e2e.conftest import Open
from tests.proof import sample


def read_an_origin(reader: Reader, open_page: Open) -> None:
    """I want to know where a figure comes from.

    The first Tab says « Aller au contenu »; Enter skips the menu. I go on by Tab until a link says a figure and that
    it opens its origin; Enter. A dialog named after the indicator has the focus; its terms say the territory, the
    period and the source or the sum. Escape closes it, and I hear the figure that I came from.
    """
    open_page("/")
    reader.go_to("Aller au contenu", most=4)
    reader.press("Enter")
    figure = reader.go_to(r"^link, .*\d.*ouvre l’origine de ce chiffre")
    reader.press("Enter")
    for term in ("Territoire", "Période", "Source|Calcul"):
        reader.expect("dialog", r"\w", says=term)
    reader.press("Escape")
    assert reader.wait_at("ouvre l’origine") == figure


def choose_a_territory(reader: Reader, open_page: Open) -> None:
    """I want Arras beside Lens-Liévin.

    The list « Territoires choisis » has Lens-Liévin. By Tab to « Ajouter, ranger… », Enter: a field « Chercher un
    territoire » has the focus. I type « arras », and the first option is Arras; Enter takes it, and it is said. Escape
    leaves me on the button that I pressed, and the list has both.
    """
    open_page("/dechets?territoires=246200364")
    reader.expect("list", "Territoires choisis", says="Lens-Liévin")
    reader.go_to("^button, Ajouter, ranger…")
    reader.press("Enter")
    reader.wait_at("^combobox, Chercher un territoire")
    reader.expect("option")
    reader.write("arras")
    reader.expect("option", "Arras")
    reader.press("Enter")
    reader.is_told("Arras")
    reader.press("Escape")
    reader.wait_at("^button, Ajouter")
    reader.expect("list", "Territoires choisis", says="Lens-Liévin.*Arras")


def read_a_map(reader: Reader, open_page: Open) -> None:
    """I want to know what lies round Lens-Liévin on the map.

    By Tab to the first territory of the map: its name, its value, its year. An arrow goes to a neighbour, which says
    its own. Enter adds it to those compared; T leads to the table of the map, opened, with its heads.
    """
    open_page("/logement?territoires=246200364")
    reader.expect("group", "Logements autorisés")
    first = reader.go_to(r"^button, [^,]*\s: .*logements? \(\d{4}")
    reader.press("ArrowDown")
    second = reader.press("ArrowRight")
    assert second != first and re.search(r"\s: .*logements?", second)
    reader.press("Enter")
    reader.is_told("Graphique")
    assert reader.find("list", "Territoires choisis").get_by_role("listitem").count() == 2
    assert "expanded" in reader.press("t")
    reader.expect("columnheader", "Territoire")


def read_a_chart(reader: Reader, open_page: Open) -> None:
    """I want the values of a chart, and where one of them is from.

    By Tab to the chart: its name says what it shows, from which value to which, and the keys. Arrow
    left says a year and each value of it; Enter opens the origin of the one I stand on. Escape comes back to the chart.
    """
    open_page("/logement?territoires=246200364")
    said = reader.go_to(r"donne tout\s; flèches pour lire")
    assert re.search(r"De .* à .*\. Le tableau", said)
    reader.press("ArrowLeft", "ArrowLeft")
    reader.is_told(r"\d{4}.*Lens-Liévin.*\d")
    reader.press("Enter")
    reader.expect("dialog", says="Lens-Liévin")
    reader.press("Escape")
    reader.wait_at("flèches pour lire")


def prepare_a_meeting(reader: Reader, open_page: Open) -> None:
    """I want a chart in a dossier with a title, to be presented.

    By Tab to « Ajouter au dossier », Enter: it is told that the dossier has one view, and the button under the focus
    now says « annuler ». Back by Shift+Tab to « Dossier (1) » in the menu, Enter: another page, told by its title. By
    Tab to the field « Titre du dossier », where I write; by Tab to the link « Présenter ».
    """
    open_page("/dechets")
    reader.go_to("^button, Ajouter au dossier")
    reader.press("Enter")
    reader.is_told("Ajouté au dossier")
    reader.wait_at("annuler")
    reader.go_to(r"^link, Dossier \(1\)", by="Shift+Tab")
    reader.press("Enter")
    reader.is_told("Dossier")
    reader.expect("heading", "^Dossier$")
    wait_ready(reader.page)
    reader.go_to("^textbox, Titre du dossier")
    reader.press("Control+a")
    reader.write("Bureau de juin")
    assert "Sous-titre" in reader.press("Tab")
    reader.go_to("^link, Présenter")


def ask_a_question(reader: Reader, open_page: Open) -> None:
    """I want one figure, and I know its name.

    « / » opens a dialog « Rechercher » whose field has the focus. I type « déchets lens 2021 »: its answer is told,
    with the figure. Enter opens its origin, with the lines of the report; Escape closes it.
    """
    open_page("/")
    reader.press("/")
    reader.wait_at("Rechercher")
    reader.write("déchets lens 2021")
    reader.expect("dialog", "Rechercher", says=r"156\s402")
    reader.press("Enter")
    reader.expect("dialog", "DMA collectés|Déchets ménagers", says="lignes 4159;4173")
    reader.press("Escape")
    assert reader.page.get_by_role("dialog").count() == 0


TASKS: tuple[Callable[[Reader, Open], None], ...] = (
    read_an_origin,
    choose_a_territory,
    read_a_map,
    read_a_chart,
    prepare_a_meeting,
    ask_a_question,
)


@pytest.mark.parametrize("task", sample(TASKS, 3), ids=lambda task: task.__name__)
def test_a_task_is_done_by_keys_and_the_tree_alone(
    page: Page, open_page: Open, task: Callable[[Reader, Open], None]
) -> None:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    task(Reader(page), open_page)
