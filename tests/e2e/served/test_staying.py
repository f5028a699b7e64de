"""Who has given the password is asked for it no more after a reload or in another tab, until they leave."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.served.officer import enter


def test_a_reload_and_another_tab_keep_the_right_and_leaving_ends_it_everywhere(page: Page, house: str) -> None:
    page.goto(f"{house}/importer")
    wait_ready(page)
    with page.expect_response("**/connexion/rester") as told:
        enter(page, "Service déchets")
    assert told.value.status == 204
    name = page.get_by_text("Vous publiez sous le nom")
    expect(name).to_be_visible()
    assert "terril_agent" not in page.evaluate("document.cookie")

    page.reload()
    wait_ready(page)
    expect(name).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{house}/remarques")
    wait_ready(other)
    expect(other.get_by_text("Vous publiez sous le nom")).to_be_visible()

    other.get_by_role("button", name="Sortir").click()
    expect(other.get_by_role("button", name="Entrer")).to_be_visible()
    page.reload()
    wait_ready(page)
    expect(page.get_by_role("button", name="Entrer")).to_be_visible()
