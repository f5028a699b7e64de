"""The panel of a sum: the table of what it is made of, with its total, and the same as a CSV by an address."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html import unescape

import pytest
from starlette.applications import Starlette

from loaders import store
from pages.server import panel
from pages.server.panel.parts import MOST_ROWS
from tests import asked

APP = Starlette(routes=list(panel.routes))
BETHUNE = ("subsidies.received_amount", "200072460", 2023, "fund=fonds_vert")
DEPARTEMENT = ("subsidies.received_projects", "D62", 2018, "fund=detr")
COMMUNES = ("housing.authorised", "200018083", 2013, "")
ZERO = ("subsidies.received_amount", "200069235", 2023, "fund=fonds_vert")


def find_id(indicator: str, territory: str, year: int, scope: str) -> str:
    rows = store.load_observations([indicator], territories=[territory], years=(year, year), scopes=[scope])
    return str(rows["id"].item())


def read_html(key: tuple[str, str, int, str]) -> str:
    return asked.get(APP, f"/chiffre/{find_id(*key)}").text


def read_table(key: tuple[str, str, int, str]) -> tuple[list[list[str]], list[list[str]]]:
    """The lines of the CSV: those of its head, those of its table with their header."""
    answer = asked.get(APP, f"/chiffre-detail/{find_id(*key)}.csv")
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))
    blank = rows.index([])
    return rows[:blank], rows[blank + 1 :]


def sum_values(rows: list[list[str]]) -> float:
    return round(sum(float(row[-1].replace(",", ".")) for row in rows[1:]), 2)


def test_the_table_has_a_caption_heads_and_a_total() -> None:
    markup = unescape(read_html(BETHUNE)).replace("\u202f", " ").replace("\u00a0", " ")
    assert "<caption>Somme de 39 projets, 4 390 585,76 € au total</caption>" in markup
    assert '<div class="t-table t-parts" tabindex="0" role="region" aria-label="Détail de la somme">' in markup
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)', markup)
    assert heads == ["Bénéficiaire", "Objet", "Territoire", "Dans la source", "Valeur (€)"]
    assert re.search(r'<tfoot>.*<th scope="row" colspan="4">Total</th><td class="num">4 390 585,76</td>', markup)
    assert markup.count('<th scope="row">') == 39


def test_the_address_of_the_panel_gives_all_rows_and_the_same_total() -> None:
    markup = read_html(BETHUNE)
    link = re.search(r'href="(/chiffre-detail/[^"]+)"', markup)
    assert link and asked.get(APP, link[1]).status == 200
    head, rows = read_table(BETHUNE)
    assert (len(rows) - 1, sum_values(rows)) == (39, 4_390_585.76)
    assert ["Territoire", "CA de Béthune-Bruay, Artois-Lys Romane"] in head


def test_a_long_list_shows_its_first_rows_and_the_file_has_them_all() -> None:
    markup = read_html(DEPARTEMENT)
    _, rows = read_table(DEPARTEMENT)
    assert markup.count('<th scope="row">') == MOST_ROWS < len(rows) - 1 == sum_values(rows)
    assert "toutes dans le fichier" in markup


def test_communes_lead_to_their_own_figures() -> None:
    markup = read_html(COMMUNES)
    table = markup[markup.index("<tbody>") : markup.index("</tbody>")]
    figures = re.findall(r'href="#chiffre-([^"]+)"', table)
    assert len(figures) == 31 and asked.get(APP, f"/chiffre/{figures[0]}").status == 200


def test_a_zero_says_that_the_complete_list_has_none() -> None:
    markup = read_html(ZERO)
    assert panel.parts.NONE in unescape(markup) and "<table>" not in markup


@pytest.mark.parametrize("figure", ["inconnu", "0000000000", "waste.collected~246200364~2021~~inhabitant"])
def test_what_is_no_sum_has_no_file(figure: str) -> None:
    answer = asked.get(APP, f"/chiffre-detail/{figure}.csv")
    assert (answer.status, "n’est pas une somme" in answer.text) == (404, True)


def test_the_last_figure_says_that_a_newer_year_should_exist() -> None:
    figure = find_id("subsidies.received_amount", "D62", 2019, "fund=detr")
    older = find_id("subsidies.received_amount", "D62", 2018, "fund=detr")
    said = "une année plus récente devrait exister"
    assert said in (panel.write_panel(figure, dt.date(2026, 11, 21)) or "")
    assert said not in (panel.write_panel(figure, dt.date(2020, 1, 1)) or "")
    assert said not in (panel.write_panel(older, dt.date(2026, 11, 21)) or "")
