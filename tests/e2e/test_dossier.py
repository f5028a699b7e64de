"""A meeting prepared in a browser: views added, a comment written, a file taken away, the presentation opened."""

import io

from playwright.sync_api import expect
from pptx import Presentation

from tests.browser import wait_ready
from tests.e2e.conftest import Open


def test_a_meeting_is_prepared_and_taken_away(open_page: Open) -> None:
    page = open_page("/dechets?territoires=Lens-Liévin+(CA)+·+246200364")
    page.locator(".st-key-add-trend-waste button").click()
    expect(page.get_by_text("Ajouté au dossier (1").first).to_be_visible()
    wait_ready(page)
    page.get_by_role("link", name="Dossier (1)").click()
    page.locator(".t-head h1", has_text="Dossier").wait_for()
    wait_ready(page)
    comment = page.get_by_label("Commentaire")
    comment.fill("À dire au bureau.")
    comment.blur()
    wait_ready(page)
    assert "dossier=" in page.url
    page.get_by_role("button", name="Diapositives PPTX").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger : terril-dossier.pptx").click(timeout=60_000)
    deck = Presentation(io.BytesIO(waiting.value.path().read_bytes()))
    words = "\n".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame)
    assert "À dire au bureau." in words
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Présenter").click()
    opened.value.wait_for_load_state()
    opened.value.keyboard.press("End")
    opened.value.locator("text=DMA collectés >> visible=true").first.wait_for()


def test_a_dossier_in_an_address_opens_on_the_first_visit(open_page: Open) -> None:
    page = open_page("/dossier")
    page.get_by_role("button", name="Les déchets de l’année").click()
    wait_ready(page)
    page.get_by_text("6 vues.").wait_for()
    other = open_page(page.url.partition(page.url.split("/")[2])[2])
    other.get_by_text("6 vues.").wait_for()
    expect(other.get_by_label("Titre du dossier")).to_have_value("Les déchets de l’année")
