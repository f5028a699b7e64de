"""The compare page in a browser: a first visit by its address, a change of view in it, a mark that opens its figure."""

from playwright.sync_api import Page, expect

from tests.browser import wait_ready

ADDRESS = (
    "/comparer?territoires=246200364&territoires=200033579"
    "&indicateurs=housing.authorised&indicateurs=housing.started&vue=pente"
)


def test_a_comparison_opens_by_its_address_changes_its_view_and_leads_to_a_figure(page: Page, address: str) -> None:
    page.goto(address + ADDRESS)
    wait_ready(page)
    expect(page.locator(".t-reading").first).to_contain_text("De 2013 à 2024, la CA de Lens-Liévin passe de")
    expect(page.locator(".st-key-compare-controls")).to_contain_text("Nuage")
    page.get_by_text("Parmi les pairs", exact=True).click()
    page.wait_for_url("**vue=pairs*")
    wait_ready(page)
    expect(page.locator(".t-reading").first).to_contain_text("connus sur")
    page.locator(".t-plot .wide .t-mark[data-figure]").last.click()
    expect(page.locator("dialog.t-panel[open]")).to_contain_text("Logements commencés")


def test_the_trend_of_a_theme_leads_to_its_comparison_with_the_same_territories(page: Page, address: str) -> None:
    page.goto(f"{address}/logement?territoires=Arras+(CU)+·+200033579")
    wait_ready(page)
    page.get_by_role("link", name="Comparer autrement").click()
    page.wait_for_url("**/comparer?**")
    wait_ready(page)
    expect(page.locator(".picker .chips li", has_text="Arras")).to_have_count(1)
    expect(page.locator(".stMultiSelect", has_text="Logements autorisés")).to_have_count(1)
