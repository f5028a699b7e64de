"""No English word is in what opens when asked; what stands on a page is seen of every page."""

from tests.e2e.conftest import Open
from tests.e2e.seen import list_english


def test_what_opens_is_in_french(open_page: Open) -> None:
    page = open_page("/dechets")
    page.keyboard.press("/")
    page.keyboard.type("déchets lens 2021")
    page.get_by_role("option").first.wait_for()
    assert list_english(page) == []
    page.keyboard.press("Enter")
    page.locator("dialog.t-panel[open]").wait_for()
    assert list_english(page) == []
