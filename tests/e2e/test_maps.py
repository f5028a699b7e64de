"""Maps of more than one thing, in a browser: small maps with one legend, a change, nine cells, years that play."""

import re

from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.e2e.test_map import LENS, wait_map, year_of


def test_small_maps_share_one_legend_and_one_set_of_values(page: Page, open_page: Open) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/valeurs/" in request.url else None)
    open_page("/cartes?carte=Une+carte+par+année&ans=2019&ans=2020&ans=2021&mesure=Par+habitant")
    wait_map(page)
    page.wait_for_timeout(500)
    assert page.locator(".map.small .head").all_inner_texts() == ["2019", "2020", "2021"]
    expect(page.locator(".map:not(.small) .legend i")).to_have_count(5)
    assert len(asked) == 1


def test_a_change_is_told_per_territory(page: Page, open_page: Open) -> None:
    open_page("/cartes?carte=Évolution&de=2013&vers=2021")
    wait_map(page)
    # The address is written anew once the page is drawn, and the map with it: what a shape is called is read from the
    # shape, whether or not it has kept the focus.
    expect(page.locator(LENS).first).to_have_attribute("aria-label", re.compile("%, de .* en 2013 à"))


def test_nine_cells_are_named_and_counted(page: Page, open_page: Open) -> None:
    open_page("/cartes?carte=Deux+indicateurs+croisés")
    wait_map(page)
    cells = page.locator(".map .cells li")
    counts = [int(text) for text in cells.locator(".count").all_inner_texts()]
    assert sum(counts) == 20
    assert all(" : tiers " in text for text in cells.all_inner_texts())


def test_the_years_play_and_stop(page: Page, open_page: Open) -> None:
    open_page("/logement?annee=2016")
    wait_map(page)
    page.get_by_label("Lire les années").first.click()
    page.wait_for_timeout(1200)
    page.get_by_label("Arrêter la lecture").first.click()
    stopped = year_of(page)
    page.wait_for_timeout(1500)
    assert (stopped, year_of(page)) == ("2017", "2017")


def test_the_table_of_a_map_is_one_key_away(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    page.locator(LENS).first.focus()
    page.keyboard.press("t")
    page.locator(".t-table table").first.wait_for()
    wait_ready(page)
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_where_most_are_not_final_their_dashes_are_one_layer_that_another_year_puts_away(
    page: Page, open_page: Open
) -> None:
    """As many outlines as the legend counts have the dashes, and none of them in its own class."""
    open_page("/?territoires=PMA&indicateur=housing.authorised&niveau=commune&mesure=Par+habitant&annee=2025")
    wait_map(page)
    dashes = page.locator(".map .hollow")
    said = page.locator(".map .legend li", has=page.locator("i.provisional")).locator(".count").inner_text()
    outlines = "(g) => [...g.children].map((path) => path.getAttribute('d')).join('').match(/M/g).length"
    parts = "(g) => [...g.children].map((path) => path.getAttribute('d')).join('').match(/[Mm]/g).length"
    assert dashes.evaluate(outlines) == int(said)
    assert dashes.evaluate(parts) == page.locator(".map .areas").evaluate(parts)
    expect(dashes).to_have_css("opacity", "1")
    expect(page.locator(".map .areas .provisional")).to_have_count(0)
    page.get_by_label("Année précédente").first.click()
    assert year_of(page) == "2024"
    expect(dashes).to_have_css("opacity", "0")
