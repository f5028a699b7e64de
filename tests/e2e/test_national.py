"""All communes of France in a browser: an EPCI seen close, arrows and Enter, an unknown EPCI, made-up years."""

import re

from playwright.sync_api import Page, expect

from tests.bench.national import APP
from tests.browser import serve
from tests.e2e.conftest import Open


def test_france_then_an_epci_by_keyboard(page: Page, open_page: Open) -> None:
    answers: list[str] = []
    page.on("response", lambda answer: answers.append(answer.url) if "/france/" in answer.url else None)
    open_page("/france?epci=246200364")
    shown = page.locator(".map.national")
    expect(shown).to_have_attribute("data-communes", "34875")
    expect(shown).to_have_attribute("data-epci", "246200364")
    assert any("/contours/france/246200364-" in url for url in answers)
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((e) => e.name.includes('/france/noms-'))"
    )
    canvas = page.locator("canvas[role=application]")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    tip = page.locator(".tip")
    expect(tip).to_contain_text(re.compile(r"\(62\) : .+\shabitants/km² \(2017\)"))
    first = tip.inner_text()
    page.keyboard.press("ArrowDown")
    expect(tip).not_to_have_text(first)
    page.keyboard.press("Enter")
    link = page.locator(".card").get_by_role("link", name="Portrait")
    expect(link).to_have_attribute("href", re.compile(r"/territoire\?code=62\d{3}"))
    expect(page.locator(".legend")).to_contain_text("17 communes : sans donnée")
    canvas.press("T")
    expect(page.get_by_role("cell", name="Liévin")).to_be_visible()
    shades = canvas.evaluate("(c) => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size")
    assert shades > 8


def test_an_unknown_epci_is_told(page: Page, open_page: Open) -> None:
    open_page("/france?epci=123")
    expect(page.get_by_text("L’adresse demande un EPCI qui n’existe pas")).to_be_visible()
    expect(page.locator(".map.national")).to_have_attribute("data-epci", "")


def test_the_way_from_a_commune_to_its_epci(page: Page, open_page: Open) -> None:
    open_page("/france")
    expect(page.locator(".map.national")).to_have_attribute("data-communes", "34875")
    canvas = page.locator("canvas[role=application]")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator(".card").get_by_role("button", name=re.compile("^Aller à ")).click()
    expect(page.locator(".map.national")).to_have_attribute("data-epci", re.compile(r"\d{9}"))
    expect(page).to_have_url(re.compile(r"epci=\d{9}"))


def test_made_up_years_change_the_colours_and_not_the_classes(page: Page) -> None:
    with serve(app=APP) as address:
        page.goto(f"{address}/france")
        shown = page.locator(".map.national")
        expect(shown).to_have_attribute("data-year", "2020", timeout=30_000)
        expect(page.locator(".legend")).to_contain_text("communes : provisoire")
        read = "(c) => c.toDataURL().length + c.toDataURL().slice(-4000)"
        canvas = page.locator("canvas[role=application]")
        before, classes = canvas.evaluate(read), page.locator(".legend .q4 + span").inner_text()
        page.get_by_label("Année", exact=True).press("ArrowLeft")
        expect(shown).to_have_attribute("data-year", "2019")
        assert canvas.evaluate(read) != before
        assert page.locator(".legend .q4 + span").inner_text() == classes
        expect(page.locator(".legend")).to_contain_text("communes : confidentiel")
