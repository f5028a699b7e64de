"""What an officer does on any page: gives the password, and looks round."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.accessibility.axe import find_faults
from tests.e2e.seen import list_english

PASSWORD = "un mot de passe d’essai"


def enter(page: Page, name: str) -> None:
    """Give a name and the password of the installation."""
    page.get_by_role("textbox", name="Fourni par").fill(name)
    page.get_by_role("textbox", name="Mot de passe de l’installation").fill(PASSWORD)
    page.get_by_role("button", name="Entrer").click()


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
