"""What a reader chose, in a browser: a choice is a step of Back, an address says all of it, a page stays as left."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import free_port, serve, wait_ready
from tests.e2e.conftest import Open

LENS = "/logement?territoires=246200364"
COMPARED = "/comparer?territoires=246200364&territoires=200033579&indicateurs=housing.authorised"


def query_of(page: Page) -> dict[str, list[str]]:
    """What the address of a page asks for."""
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def wait_address(page: Page, **words: str) -> None:
    """Return once the address says these words, and the page is drawn."""
    page.wait_for_function(
        "(words) => Object.entries(words).every(([name, word]) =>"
        " new URLSearchParams(location.search).getAll(name).join() === word)",
        arg=words,
    )
    wait_ready(page)


def read_figures(page: Page) -> list[str]:
    """The figures of a theme page: its cards and its ranking."""
    page.locator(".t-ranking").first.wait_for()
    return [*page.locator(".t-card").all_inner_texts(), page.locator(".t-ranking").first.inner_text()]


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a list."""
    page.locator(f".st-key-{key} input").first.click()
    page.get_by_role("option", name=option, exact=True).click()


def turn_to(page: Page, name: str) -> None:
    """Another page, by the menu; returns once it stands there: its address may say what that of the page left said."""
    left = page.locator("h1").first.text_content()
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_function("(left) => document.querySelector('h1')?.textContent !== left", arg=left)
    page.locator("h1").first.wait_for()
    wait_ready(page)


def test_one_choice_is_one_step_back(page: Page, open_page: Open) -> None:
    page.goto("about:blank")
    open_page(LENS)
    wait_address(page, indicateur="housing.authorised")
    page.get_by_text("Par habitant", exact=True).click()
    wait_address(page, mesure="habitant")
    choose(page, "indicateur", "Logements commencés")
    wait_address(page, indicateur="housing.started")
    expect(page.locator(".t-subject").first).to_contain_text("Logements commencés")
    page.go_back()
    wait_address(page, indicateur="housing.authorised", mesure="habitant")
    expect(page.locator(".t-subject").first).to_contain_text("Logements autorisés")
    page.go_back()
    wait_address(page, indicateur="housing.authorised", mesure="")
    expect(page.locator(".st-key-mesure [aria-checked=true]")).to_have_text("Valeur")
    wait_ready(page)
    page.go_forward()
    wait_address(page, mesure="habitant")
    expect(page.locator(".st-key-mesure [aria-checked=true]")).to_have_text("Par habitant")
    page.go_back()
    wait_address(page, mesure="")
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize("pause", [0, 20, 80, 250])
def test_forward_while_the_page_still_runs_for_back_shows_what_its_address_says(
    page: Page, open_page: Open, pause: int
) -> None:
    open_page(LENS)
    page.get_by_text("Par habitant", exact=True).click()
    wait_address(page, mesure="habitant")
    for _ in range(3):
        page.evaluate("history.back()")
        page.wait_for_timeout(pause)
        page.evaluate("history.forward()")
        wait_address(page, mesure="habitant")
        expect(page.locator(".st-key-mesure [aria-checked=true]")).to_have_text("Par habitant")


def test_a_page_of_the_menu_is_one_step(page: Page, open_page: Open) -> None:
    open_page(LENS)
    wait_address(page, indicateur="housing.authorised")
    turn_to(page, "Eau")
    wait_address(page, indicateur="water.distributed")
    page.go_back()
    page.wait_for_url("**/logement?**")
    wait_ready(page)
    expect(page.locator("h1")).to_have_text("Logement et renouvellement urbain")
    assert query_of(page)["indicateur"] == ["housing.authorised"]


def test_a_page_left_is_found_as_it_was_left(page: Page, open_page: Open) -> None:
    open_page(LENS)
    choose(page, "indicateur", "Logements commencés")
    wait_address(page, indicateur="housing.started")
    choose(page, "annee", "2019")
    wait_address(page, annee="2019")
    turn_to(page, "Eau")
    wait_address(page, indicateur="water.distributed")
    turn_to(page, "Logement")
    wait_address(page, indicateur="housing.started", annee="2019")
    expect(page.locator(".t-subject").first).to_contain_text("Logements commencés, 2019")
    expect(page.get_by_text("L’adresse demande")).to_have_count(0)


def test_an_address_shows_the_same_figures_to_another_reader_and_after_f5(
    browser: Browser, page: Page, open_page: Open
) -> None:
    open_page(LENS)
    choose(page, "indicateur", "Logements commencés")
    wait_address(page, indicateur="housing.started")
    choose(page, "annee", "2019")
    wait_address(page, annee="2019")
    seen, address = read_figures(page), page.url
    other = browser.new_context(locale="fr-FR").new_page()
    other.goto(address)
    wait_ready(other)
    assert read_figures(other) == seen
    assert other.url == address
    other.context.close()
    page.reload()
    wait_ready(page)
    assert read_figures(page) == seen
    assert page.url == address


def test_two_tabs_keep_each_its_own_state(page: Page, open_page: Open) -> None:
    open_page(LENS)
    wait_address(page, indicateur="housing.authorised")
    other = page.context.new_page()
    other.goto(page.url)
    wait_ready(other)
    other.get_by_text("Par habitant", exact=True).click()
    wait_address(other, mesure="habitant")
    choose(page, "annee", "2019")
    wait_address(page, annee="2019", mesure="")
    assert "annee=2019" not in other.url


def test_an_address_of_the_version_before_shows_the_same_and_is_written_anew(page: Page, open_page: Open) -> None:
    open_page(
        "/logement?territoires=Arras+(CU)+·+200033579&mesure=Par+habitant&indicateur=Logements+commencés"
        "&niveau=Communes&annee=2020"
    )
    wait_address(
        page,
        territoires="200033579",
        mesure="habitant",
        indicateur="housing.started",
        niveau="commune",
        annee="2020",
    )
    expect(page.locator(".t-subject").first).to_contain_text("Logements commencés, 2020")
    expect(page.get_by_text("L’adresse demande")).to_have_count(0)


def test_after_a_restart_of_the_server_the_page_shows_what_it_showed(browser: Browser) -> None:
    port, page = free_port(), browser.new_context(locale="fr-FR").new_page()
    with serve(port=port) as address:
        page.goto(address + LENS)
        wait_ready(page)
        choose(page, "annee", "2019")
        wait_address(page, annee="2019")
        seen, before = read_figures(page), page.url
    page.locator('[data-test-connection-state="CONNECTED"]').wait_for(state="detached")
    with serve(port=port):
        page.locator('[data-test-connection-state="CONNECTED"]').wait_for(timeout=60_000)
        page.wait_for_timeout(500)
        wait_ready(page)
        page.get_by_text("Par habitant", exact=True).click()
        wait_address(page, annee="2019", mesure="habitant")
        page.get_by_text("Valeur", exact=True).click()
        wait_address(page, annee="2019", mesure="")
        assert read_figures(page) == seen
        assert page.url == before
    page.context.close()


def test_the_indicator_of_a_theme_goes_along_to_maps_and_comparison_with_its_scope(page: Page, open_page: Open) -> None:
    open_page("/subventions?territoires=246200364&indicateur=subsidies.received_amount&perimetre=fund%3Ddetr")
    wait_address(page, perimetre="fund=detr")
    turn_to(page, "Cartes")
    wait_address(page, indicateur="subsidies.received_amount@fund=detr")
    turn_to(page, "Comparer")
    wait_address(page, indicateurs="subsidies.received_amount@fund=detr")


def test_what_was_left_on_the_page_of_maps_stays_until_another_indicator_is_chosen(page: Page, open_page: Open) -> None:
    open_page(LENS)
    wait_address(page, indicateur="housing.authorised")
    turn_to(page, "Cartes")
    wait_address(page, indicateur="housing.authorised")
    choose(page, "indicateur", "Logements commencés")
    wait_address(page, indicateur="housing.started")
    turn_to(page, "Logement")
    wait_address(page, indicateur="housing.authorised")
    turn_to(page, "Cartes")
    wait_address(page, indicateur="housing.started")


def test_the_portrait_opens_on_the_first_territory_chosen(page: Page, open_page: Open) -> None:
    open_page("/logement?territoires=200033579&territoires=246200364")
    turn_to(page, "Territoire")
    wait_address(page, code="200033579")
    expect(page.locator("h1")).to_contain_text("Arras")


def test_a_link_opens_in_the_same_document_and_back_leads_back(page: Page, open_page: Open) -> None:
    open_page(LENS)
    wait_address(page, indicateur="housing.authorised")
    page.evaluate("() => (window.isSameDocument = true)")
    page.get_by_role("link", name="Comparer autrement").click()
    wait_address(page, indicateurs="housing.authorised", territoires="246200364")
    expect(page.locator("h1")).to_have_text("Comparer")
    assert page.evaluate("() => window.isSameDocument")
    page.go_back()
    wait_address(page, indicateur="housing.authorised")
    expect(page.locator("h1")).to_have_text("Logement et renouvellement urbain")


def test_views_of_a_comparison_are_steps_and_keep_their_settings(page: Page, open_page: Open) -> None:
    open_page(COMPARED)
    wait_address(page, indicateurs="housing.authorised")
    page.get_by_text("Pente", exact=True).click()
    wait_address(page, vue="pente")
    choose(page, "de", "2016")
    wait_address(page, de="2016")
    page.get_by_text("Lignes", exact=True).click()
    wait_address(page, vue="", de="")
    page.get_by_text("Pente", exact=True).click()
    wait_address(page, vue="pente", de="2016")
    page.go_back()
    wait_address(page, vue="")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/logement?annees=abc", "« abc ». De 2009 à 2026 sont possibles"),
        ("/logement?mesure=douzaine", "L’adresse demande une mesure qui n’existe pas ici : « douzaine »"),
        ("/logemant", "Aucune page n’a l’adresse"),
        ("/logement/arras", "Aucune page n’a l’adresse"),
    ],
)
def test_what_is_not_understood_is_said_in_french(page: Page, open_page: Open, path: str, said: str) -> None:
    open_page(path)
    page.get_by_text(said).wait_for()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
