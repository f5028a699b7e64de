"""What the server answers of a territory that a reader composed: its panel, its handout, its small map."""

from __future__ import annotations

import gzip
import re
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pages.draw.portrait_map import draw_picture
from pages.server import handout, panel
from pages.server.panel import write_panel

NAMED = "compose.246200299.246200364.Gohelle (essai)"
CLIENT = TestClient(Starlette(routes=[*handout.routes, *panel.routes]))


def read_panel(figure: str) -> str:
    """The words of the panel of a figure."""
    answer = CLIENT.get(f"/chiffre/{quote(figure, safe='')}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_the_panel_of_a_sum_names_each_of_its_terms() -> None:
    said = read_panel(f"housing.started~{NAMED}~2021~~valeur")
    assert "1 475 logements" in said
    assert "somme des 2 membres" in said
    assert "Gohelle (essai)" in said
    for term in ("618", "857"):
        assert f"2021 : {term}" in said


def test_the_panel_of_a_ratio_of_sums_names_both_terms_of_each_member() -> None:
    said = read_panel("housing.vacant_share~compose.62498.62510~2025~~valeur")
    assert "somme des membres : Logements vacants × 100 ÷ somme des mêmes : Logements privés de 2024" in said
    assert [number in said for number in ("389", "582", "720", "338")] == [True] * 4


def test_the_panel_of_a_sum_with_a_secret_says_only_that_it_is_one() -> None:
    said = read_panel("housing.vacant_dwellings~compose.62107.62498~2025~~valeur")
    assert "Somme retenue : la valeur d" in said
    assert "confidentiel" in said


@pytest.mark.parametrize("code", ["compose.62498.99999", "compose.<b>", "compose." + ".".join(["62498"] * 400)])
def test_a_figure_of_a_territory_of_nobody_has_no_panel(code: str) -> None:
    assert write_panel(f"housing.started~{code}~2021~~valeur") is None


def test_a_composed_territory_has_a_handout_and_so_has_a_theme_for_it() -> None:
    for asked in (f"territoire={quote(NAMED)}", f"page=/logement&territoires={quote(NAMED)},246200364"):
        answer = CLIENT.get(f"/fiche/pdf?{asked}")
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")


def test_its_small_map_has_one_outline_of_its_own() -> None:
    picture = gzip.decompress(draw_picture(NAMED) or b"").decode()
    assert picture.count('class="own"') == 1
