"""What an officer does on any page: gives the password, and looks round."""

from __future__ import annotations

from playwright.sync_api import Page
from pptx import Presentation
from pptx.presentation import Presentation as PresentationFile

from tests.browser import wait_ready
from tests.e2e.accessibility.axe import find_faults
from tests.e2e.seen import list_english

PASSWORD = "un mot de passe d’essai"


def enter(page: Page, name: str) -> None:
    """Give a name and the password of the installation."""
    page.get_by_role("textbox", name="Fourni par").fill(name)
    page.get_by_role("textbox", name="Mot de passe de l’installation").fill(PASSWORD)
    page.get_by_role("button", name="Entrer").click()


def press(page: Page, key: str, *, then: str, within: str = "") -> None:
    """Press the button of a key, and wait for what is to be said then."""
    page.locator(f"{within} .st-key-{key} button").click()
    page.get_by_text(then).first.wait_for()
    wait_ready(page)


def take_slides(page: Page, *, patience: int) -> PresentationFile:
    """Put the first view of a page in the dossier and take it away as slides, within so many milliseconds."""
    page.locator('[class*="st-key-add-"] button').first.click()
    page.locator('[data-testid="stToast"]').wait_for()
    page.get_by_role("link", name="Dossier (1)").first.click()
    wait_ready(page)
    with page.expect_download(timeout=patience) as waited:
        page.get_by_role("button", name="Diapositives PPTX").click()
    return Presentation(str(waited.value.path()))


def look(page: Page) -> None:
    """No fault that axe finds and no English, light and dark, wide and narrow."""
    assert list_english(page) == []
    for theme, width in (("light", 1400), ("dark", 390)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(800)
        assert find_faults(page) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1400, "height": 900})
