"""The address of the page that shows a theme, an indicator or its map."""

from urllib.parse import parse_qs, urlsplit

from pages.views.paths import map_address, theme_address


def test_a_theme_has_its_page_or_that_of_the_other_themes() -> None:
    assert theme_address("sanitation") == "/eau"
    assert theme_address("staff") == "/themes?theme=staff"


def test_an_indicator_is_chosen_by_its_id() -> None:
    asked = urlsplit(theme_address("staff", "staff.headcount"))
    assert (asked.path, parse_qs(asked.query)) == ("/themes", {"theme": ["staff"], "indicateur": ["staff.headcount"]})


def test_an_indicator_that_too_few_territories_know_has_no_map() -> None:
    assert map_address("waste.collected").startswith("/dechets?indicateur=")
    assert map_address("staff.headcount") == ""
