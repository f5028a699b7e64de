"""A dossier is never lost: a reload, a closed tab, a server that stops, a long cut, a length that no address takes."""

from __future__ import annotations

import json
import random

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages.views.dossier import MOST_IN_ADDRESS, Dossier, Slide, pack_dossier, write_address
from pages.views.dossier.browser import Copy, write_word
from tests.browser import serve, wait_ready
from tests.e2e.conftest import Open
from tests.make_view import make_view
from tests.wire import Wire, stretch_wire

VIEW = make_view(kind="trend", indicators=("waste.collected",), territories=("246200364",))
RETURNED = "est revenu\u202f: ce navigateur le gardait."
ADD = ".st-key-add-trend-waste button"


def make_dossier(title: str, *titles: str, comment: str = "") -> Dossier:
    return Dossier(title=title, slides=tuple(Slide(view=VIEW, title=each, comment=comment) for each in titles))


def store(page: Page, dossier: Dossier | str) -> None:
    """Have the browser keep a dossier, or any text, before the page asks."""
    if isinstance(dossier, Dossier):
        word = write_word(dossier)
        dossier = json.dumps({"stamp": Copy(word).stamp, "word": word, "earlier": ""})
    page.add_init_script(
        f"localStorage.getItem('terril.dossier') ?? localStorage.setItem('terril.dossier', {json.dumps(dossier)})"
    )


def expect_views(page: Page, count: int) -> None:
    """The menu says how many views the dossier has."""
    expect(page.get_by_role("link", name=f"Dossier ({count})" if count else "Dossier", exact=True)).to_be_visible()


def read_stored(page: Page) -> dict[str, str]:
    stored: dict[str, str] = json.loads(page.evaluate("localStorage.getItem('terril.dossier')"))
    return stored


def test_a_dossier_comes_back_after_a_reload_and_in_a_new_tab_and_can_be_cleared(open_page: Open, page: Page) -> None:
    open_page("/dechets").locator(ADD).click()
    expect_views(page, 1)
    page.wait_for_function("() => localStorage.getItem('terril.dossier')")
    page.reload()
    expect_views(page, 1)
    expect(page.get_by_text(f"Votre dossier (1\u00a0vue) {RETURNED}")).to_be_visible()
    context, address = page.context, page.url
    page.close()

    anew = context.new_page()
    anew.goto(address.replace("/dechets", "/eau"))
    expect_views(anew, 1)
    anew.get_by_role("button", name="Effacer").click()
    expect_views(anew, 0)
    expect(anew.get_by_text("Le dossier est effacé, de ce navigateur aussi.")).to_be_visible()
    assert read_stored(anew)["word"] == read_stored(anew)["earlier"] == ""
    anew.get_by_role("button", name="Annuler").click()
    expect_views(anew, 1)


def add_and_cut(context: BrowserContext, wire: Wire) -> Page:
    """A page whose connection is cut once its browser has kept the view that was added."""
    page = context.new_page()
    page.goto(wire.address + "/dechets")
    wait_ready(page)
    page.locator(ADD).click()
    expect_views(page, 1)
    page.wait_for_function("() => localStorage.getItem('terril.dossier')")
    wire.cut()
    return page


def test_a_dossier_outlives_its_server_and_the_outage_is_told_in_french(browser: Browser) -> None:
    context = browser.new_context(locale="fr-FR")
    with serve() as first, stretch_wire(first) as wire:
        page = add_and_cut(context, wire)
        lost = page.get_by_text("Terril ne répond plus. Ce qui est affiché reste lisible")
        expect(lost).to_be_visible(timeout=15_000)
        expect(lost).to_contain_text("Votre dossier est gardé dans ce navigateur.")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert (
            "Connect" not in page.locator("body").inner_text() and "Streamlit" not in page.locator("body").inner_text()
        )
        page.get_by_role("button", name="Réessayer").click()
        expect(page.get_by_text("Terril ne répond toujours pas.")).to_be_visible()
        with serve() as second:
            wire.mend(second)
            expect(page.get_by_text(f"Votre dossier (1\u00a0vue) {RETURNED}")).to_be_visible(timeout=60_000)
            expect_views(page, 1)
            expect(page.locator(".t-said .server.on")).to_have_count(0)
            wait_ready(page)
            page.locator(ADD).click()
            expect_views(page, 2)
    context.close()


def test_a_dossier_outlives_its_session(browser: Browser) -> None:
    context = browser.new_context(locale="fr-FR")
    with serve("--server.disconnectedSessionTTL", "1") as server, stretch_wire(server) as wire:
        page = add_and_cut(context, wire)
        page.wait_for_timeout(4000)
        wire.mend(server)
        expect(page.get_by_text(f"Votre dossier (1\u00a0vue) {RETURNED}")).to_be_visible(timeout=60_000)
        wait_ready(page)
        page.locator(ADD).click()
        expect_views(page, 2)
    context.close()


def test_a_dossier_too_long_for_an_address_comes_back_on_any_page(open_page: Open, page: Page) -> None:
    words = random.Random(5).choices("abcdefghijklmnopqrstuvwxyz ", k=4000)
    long = make_dossier("Long", *(f"Vue {n}" for n in range(20)), comment="".join(words))
    assert write_address(long) == "" and len(pack_dossier(long)) > MOST_IN_ADDRESS
    store(page, long)
    open_page("/eau")
    expect_views(page, 20)
    page.reload()
    expect_views(page, 20)
    open_page("/dossier")
    expect(page.get_by_text("Ce navigateur le garde. Le dossier est trop long pour une adresse")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Titre", exact=True)).to_have_count(20)


def test_a_dossier_from_an_address_does_not_lose_the_one_kept(open_page: Open, page: Page) -> None:
    mine, sent = make_dossier("Bureau", "a", "b"), make_dossier("Reçu", "c")
    store(page, mine)
    open_page(f"/dossier?dossier={write_address(sent)}")
    expect(page.get_by_text("gardait un autre dossier «\u202fBureau\u202f» (2\u00a0vues)")).to_be_visible()
    expect_views(page, 1)
    page.goto("about:blank")
    open_page("/dossier")
    expect(page.get_by_label("Titre du dossier")).to_have_value("Reçu")
    page.get_by_role("button", name="Dossier d’avant").click()
    expect(page.get_by_label("Titre du dossier")).to_have_count(1)
    expect(page.get_by_label("Titre du dossier")).to_have_value("Bureau")
    expect_views(page, 2)


def test_words_typed_just_before_the_menu_is_clicked_are_kept_and_the_menu_followed(
    open_page: Open, page: Page
) -> None:
    store(page, make_dossier("Bureau", "a", "b"))
    open_page("/dossier")
    field = page.get_by_label("Commentaire").first
    for typed, name in (("Trois communes sur quatre", "Eau"), ("Une sur deux", "Comparer")):
        field.fill(typed)
        expect(field).to_have_value(typed)
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Eau potable et assainissement" if name == "Eau" else name
        )
        page.get_by_role("link", name="Dossier (2)").click()
        expect(field).to_have_value(typed)


def test_words_typed_are_kept_without_leaving_their_field(open_page: Open, page: Page) -> None:
    store(page, make_dossier("Bureau", "a", "b"))
    open_page("/dossier")
    field = page.get_by_label("Commentaire").first
    field.press_sequentially("Un début")
    page.wait_for_function(
        "word => JSON.parse(localStorage.getItem('terril.dossier')).word !== word", arg=read_stored(page)["word"]
    )
    field.press_sequentially(", puis la fin")
    expect(field).to_be_focused()
    expect(field).to_have_value("Un début, puis la fin")


def test_words_go_to_the_view_that_they_were_typed_for(open_page: Open, page: Page) -> None:
    store(page, make_dossier("Bureau", "a", "b"))
    open_page("/dossier")
    page.get_by_label("Commentaire").first.fill("De la vue a")
    page.get_by_role("button", name="Descendre").first.click()
    expect(page.get_by_label("Titre", exact=True).last).to_have_value("a")
    expect(page.get_by_label("Commentaire").last).to_have_value("De la vue a")
    expect(page.get_by_label("Commentaire").first).to_have_value("")


def test_two_tabs_have_one_dossier(open_page: Open, page: Page, address: str) -> None:
    other = page.context.new_page()
    open_page("/dechets")
    other.goto(address + "/dechets")
    wait_ready(other)
    page.locator(ADD).click()
    expect_views(other, 1)
    other.locator(ADD).click()
    expect_views(page, 2)
    expect(page.get_by_text("Le dossier a changé dans un autre onglet\u202f: 2\u00a0vues maintenant.")).to_be_visible()
    page.locator(".t-said .dossier").get_by_role("button", name="Annuler").click()
    expect_views(page, 1)
    expect_views(other, 1)


def test_a_browser_that_keeps_nothing_says_so(open_page: Open, page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };")
    open_page("/dechets").locator(ADD).click()
    expect(page.get_by_text("Ce navigateur refuse de garder votre dossier")).to_be_visible()
    expect_views(page, 1)
    page.get_by_role("link", name="Dossier (1)").click()
    expect(page.get_by_text("Votre navigateur refuse de le garder")).to_be_visible()


def test_a_browser_without_any_storage_works(open_page: Open, page: Page) -> None:
    refused = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.add_init_script(refused)
    open_page("/dechets")
    expect(page.locator(".t-said .on")).to_have_count(0)
    page.locator(ADD).click()
    expect(page.get_by_text("Ce navigateur refuse de garder votre dossier")).to_be_visible()


SPOILED = [
    "<img src=x onerror=window.broken=1>",
    json.dumps({"stamp": "a.", "word": "<script>window.broken=1</script>", "earlier": ""}),
    json.dumps({"stamp": "a.", "word": pack_dossier(make_dossier("Coupé", "a"))[:-20], "earlier": ""}),
    json.dumps({"stamp": ["a"], "word": {"toString": 1}, "earlier": None}),
]


@pytest.mark.parametrize("text", SPOILED)
def test_what_is_no_dossier_is_said_and_set_aside(open_page: Open, page: Page, text: str) -> None:
    store(page, text)
    open_page("/dechets")
    expect(page.get_by_text("Le dossier gardé dans ce navigateur n’a pas pu être rouvert")).to_be_visible()
    page.locator(ADD).click()
    expect_views(page, 1)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('terril.dossier')).word.length > 100")
    assert page.evaluate("localStorage.getItem('terril.dossier.illisible')") == text
    assert page.evaluate("window.broken") is None


def test_a_title_of_a_kept_dossier_stays_text(open_page: Open, page: Page) -> None:
    store(page, make_dossier("<b id=gras>Gras</b> [lien](https://exemple.fr)", "a"))
    open_page("/dechets")
    expect(
        page.get_by_text("Votre dossier «\u202f<b id=gras>Gras</b> [lien](https://exemple.fr)\u202f»")
    ).to_be_visible()
    expect(page.locator("#gras")).to_have_count(0)
