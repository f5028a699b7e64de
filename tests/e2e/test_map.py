"""The map in a browser: geometry once, years without a server, a click that lasts, a keyboard path."""

from playwright.sync_api import Page, expect

from loaders.contrast import parse_color
from pages.views.palette import LIGHT
from pages.views.slots import assign_slots
from tests.browser import wait_ready
from tests.e2e.conftest import Open

LENS = '.areas path[data-code="246200364"]'
ARRAS = '.areas path[data-code="200033579"]'


FOCUSED = """() => {
    let element = document.activeElement;
    while (element.shadowRoot) element = element.shadowRoot.activeElement;
    return element.getAttribute("aria-label");
}"""


MARKED = "(count) => document.querySelectorAll('.t-ranking .mark').length === count"


def wait_map(page: Page) -> None:
    """Return once the map has drawn its territories."""
    page.locator(".map svg .areas path").first.wait_for()


def compare_arras(page: Page) -> None:
    """Open the card of Arras with a click, and compare it."""
    page.locator(ARRAS).first.dispatch_event("click")
    page.locator(".map .card").get_by_role("button", name="Comparer").click()


def year_of(page: Page) -> str:
    """The year that the map shows."""
    return page.locator(".map[data-year]").first.get_attribute("data-year") or ""


def test_geometry_is_fetched_once_compressed_and_for_good(page: Page, open_page: Open) -> None:
    answers = []
    page.on("response", lambda answer: answers.append(answer) if "/contours/epci-" in answer.url else None)
    open_page("/logement")
    wait_map(page)
    page.get_by_label("Année précédente").click()
    page.locator(".t-head").wait_for()
    wait_ready(page)
    fetched = [answer for answer in answers if not answer.from_service_worker]
    assert len({answer.url for answer in fetched}) == 1
    headers = fetched[0].headers
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]


def test_changing_the_year_sends_less_than_50_kb(page: Page, open_page: Open) -> None:
    received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    open_page("/?niveau=Communes")
    wait_map(page)
    before = year_of(page)
    received.clear()
    page.get_by_label("Année précédente").click()
    page.wait_for_timeout(2000)
    wait_ready(page)
    assert year_of(page) == str(int(before) - 1)
    assert sum(received) < 50_000


def test_the_year_moves_without_the_server(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    before = year_of(page)
    page.context.set_offline(True)
    page.locator(".years input").first.evaluate(
        "slider => { slider.value = 0; slider.dispatchEvent(new Event('input')); }"
    )
    assert year_of(page) == "2013"
    assert before != "2013"


def test_a_click_selects_and_survives_a_change_of_year(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    compare_arras(page)
    page.locator(".picker .chips li", has_text="Arras").wait_for()
    page.wait_for_url("**territoires=200033579*")
    page.get_by_label("Année précédente").click()
    page.wait_for_timeout(1500)
    wait_ready(page)
    assert page.locator(ARRAS).first.get_attribute("aria-pressed") == "true"
    expect(page.locator(".picker .chips li", has_text="Arras")).to_have_count(1)


def test_the_year_of_the_map_is_the_year_of_the_ranking(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    page.get_by_label("Année précédente").click()
    year = year_of(page)
    page.locator(".t-title, .t-subject", has_text=f"{year} : classement").wait_for()
    page.wait_for_url(f"**annee={year}**")


def test_missing_territories_have_their_own_legend_line(page: Page, open_page: Open) -> None:
    open_page("/eau")
    wait_map(page)
    assert "19 territoires : sans donnée" in page.locator(".map .legend").first.inner_text()
    expect(page.locator(".areas path.missing")).to_have_count(19)


def test_arrows_move_from_a_territory_to_its_neighbour(page: Page, open_page: Open) -> None:
    open_page("/logement?mesure=Par+habitant")
    wait_map(page)
    page.locator(LENS).first.focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate(FOCUSED)
    assert "Hénin-Carvin" in focused


def test_no_choice_is_lost_when_they_come_quickly(page: Page, open_page: Open) -> None:
    open_page("/logement?territoires=Arras+(CU)+·+200033579")
    wait_map(page)
    wanted = ["246200364", "246200299", "246200729", "200069037"]
    for code in wanted:
        page.locator(f'.areas path[data-code="{code}"]').first.press("Enter")
    page.wait_for_timeout(1500)
    wait_ready(page)
    pressed = page.locator('.areas path[aria-pressed="true"]')
    assert sorted(path.get_attribute("data-code") for path in pressed.all()) == sorted(["200033579", *wanted])


def test_the_last_year_asked_for_is_the_one_kept(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    slider = page.locator(".years input").first
    for index in (2, 7, 1, 9, 4):
        slider.evaluate(
            "(slider, index) => { slider.value = index; slider.dispatchEvent(new Event('input'));"
            " slider.dispatchEvent(new Event('change')); }",
            index,
        )
        page.wait_for_timeout(330)
    page.wait_for_timeout(2000)
    wait_ready(page)
    assert year_of(page) == "2017"
    assert "annee=2017" in page.url


def test_values_of_another_version_or_indicator_are_not_served(page: Page, open_page: Open, address: str) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/valeurs/" in request.url else None)
    open_page("/logement")
    wait_map(page)
    assert page.request.get(asked[0]).status == 200
    assert page.request.get(asked[0].partition("&v=")[0] + "&v=000000000000").status == 404
    assert page.request.get(f"{address}/valeurs/epci/valeur/nothing.json?&v=0").status == 404


def test_the_area_of_a_circle_is_as_its_value(open_page: Open) -> None:
    """By hand: the largest value of all years, 1 737, has a radius of 54; 846 has 54 × √(846 ÷ 1 737) = 37,7."""
    page = open_page("/logement?annee=2025")
    page.locator(".circles circle").first.wait_for()
    radius = {
        code: page.locator(f'.circles circle[data-code="{code}"]').get_attribute("r")
        for code in ("246200364", "200072460", "246200299")
    }
    assert radius == {"246200364": "37.7", "200072460": "38.1", "246200299": "27.7"}


def test_a_territory_has_its_own_colour_on_the_map_and_in_the_ranking(page: Page, open_page: Open) -> None:
    codes = ("246200364", "200072460", "246200299")
    asked = "&".join(f"territoires={code}" for code in codes)
    open_page(f"/logement?{asked}")
    wait_map(page)
    wanted = {write_rgb(LIGHT.lines[slot]) for slot in assign_slots(codes).values()}
    stroke, color = (
        "nodes => nodes.map((node) => getComputedStyle(node)." + name + ")" for name in ("stroke", "color")
    )
    assert set(page.locator(".selection path.own").evaluate_all(stroke)) == wanted
    assert set(page.locator(".t-ranking .mark").evaluate_all(color)) == wanted
    compare_arras(page)
    page.locator(".picker .chips li", has_text="Arras").wait_for()
    page.wait_for_function(MARKED, arg=4)
    more = {write_rgb(LIGHT.lines[slot]) for slot in assign_slots((*codes, "200033579")).values()}
    assert set(page.locator(".selection path.own").evaluate_all(stroke)) == more > wanted


def write_rgb(color: str) -> str:
    """A colour as a browser says it."""
    return f"rgb({', '.join(str(round(255 * part)) for part in parse_color(color))})"


def test_a_browser_that_tells_no_idle_moments_draws_the_map_with_names_and_another_year(
    page: Page, address: str
) -> None:
    """As Safari, which knows no requestIdleCallback."""
    page.add_init_script("delete window.requestIdleCallback; delete window.cancelIdleCallback;")
    page.goto(f"{address}/logement?niveau=commune&mesure=Par+habitant&annee=2025")
    wait_map(page)
    assert page.evaluate("window.requestIdleCallback") is None
    expect(page.locator(".map .names .name").first).to_be_attached()
    said = page.locator(".map .head").first
    expect(said).to_contain_text("2025")
    page.get_by_label("Année précédente").first.click()
    expect(said).to_contain_text("2024")
    expect(page.locator('.map .areas path[aria-label*="(2024"]').first).to_be_attached()
