"""The compare page in a browser: a first visit by its address, a change of view in it, a mark that opens its figure."""

from playwright.sync_api import Page, expect

from tests.browser import wait_ready

ADDRESS = (
    "/comparer?territoires=246200364&territoires=200033579"
    "&indicateurs=housing.authorised&indicateurs=housing.started&vue=pente"
)
# Plotly draws its marks again once it knows its size: return once the last one has been the same for half a second.
STILL = """async () => {
    const last = () => [...document.querySelectorAll(".js-plotly-plot .scatterlayer .points path")].at(-1);
    for (let n = 0, mark = last(); n < 10; n += 1) {
        await new Promise((done) => setTimeout(done, 50));
        if (mark !== last()) [n, mark] = [0, last()];
    }
}"""


def test_a_comparison_opens_by_its_address_changes_its_view_and_leads_to_a_figure(page: Page, address: str) -> None:
    page.goto(address + ADDRESS)
    wait_ready(page)
    expect(page.locator(".t-reading").first).to_contain_text("De 2013 à 2024, la CA de Lens-Liévin passe de")
    expect(page.locator(".st-key-compare-controls")).to_contain_text("Nuage")
    page.get_by_text("Parmi les pairs", exact=True).click()
    page.wait_for_url("**vue=Parmi*")
    wait_ready(page)
    expect(page.locator(".t-reading").first).to_contain_text("connus sur")
    page.locator(".js-plotly-plot").last.scroll_into_view_if_needed()
    page.evaluate(STILL)
    box = page.locator(".js-plotly-plot .scatterlayer .points path").last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] - 20, box["y"] - 20)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("dialog.t-panel[open]")).to_contain_text("Logements commencés")


def test_the_trend_of_a_theme_leads_to_its_comparison_with_the_same_territories(page: Page, address: str) -> None:
    page.goto(f"{address}/logement?territoires=Arras+(CU)+·+200033579")
    wait_ready(page)
    page.get_by_role("link", name="Comparer autrement").click()
    page.wait_for_url("**/comparer?**")
    wait_ready(page)
    expect(page.locator(".stMultiSelect", has_text="Arras (CU)")).to_have_count(1)
    expect(page.locator(".stMultiSelect", has_text="Logements autorisés")).to_have_count(1)
