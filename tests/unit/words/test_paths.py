"""The path of a page stands in one place, and the menu has every one."""

from __future__ import annotations

import re

from loaders.catalog import ROOT
from pages.views.paths import list_paths
from pages.views.theme_pages import read_pages
from pages.words import paths
from pages.words.addresses import indicator_address, source_address, territory_address

# What the server answers without a page.
SERVED = {
    *("HANDOUT", "HISTORY", "PRESENTATION", "THUMBNAILS", "VIEW_FILES", "EMBED", "EMBED_CODE", "EMBED_IMAGE", "OEMBED"),
    *("API", "API_V1", "ASSISTANT", "CATALOGUE", "PACKAGE", "SCHEMAS", "SCDL", "FEED", "CALENDAR"),
    *(
        "PANEL",
        "DETAIL",
        "HEALTH",
        "MEASURES",
        "EMPTY_STYLE",
        "SIGN_IN",
        "WAY_IN",
        "WAY_TO_PROVIDER",
        "SIGN_OUT",
        "CALLBACK",
        "STAYING",
    ),
}
PATHS = {name: value for name, value in vars(paths).items() if name.isupper() and str(value)[:1] == "/" != value}


def test_no_other_module_or_script_spells_the_path_of_a_page() -> None:
    words = "|".join(path[1:] for path in PATHS.values())
    spelled = re.compile(rf"""["'`}}]/(?:{words})(?=["'`?{{])|url_path="(?:{words})\"""")
    files = [*ROOT.glob("pages/**/*.py"), *ROOT.glob("pages/**/*.js"), ROOT / "dashboard.py"]
    found = {str(file.relative_to(ROOT)) for file in files if spelled.search(file.read_text(encoding="utf-8"))}
    assert found == {"pages/words/paths.py"}


def test_every_path_is_another_and_every_page_of_the_menu_has_one() -> None:
    assert len(set(PATHS.values())) == len(PATHS)
    frame = (ROOT / "pages" / "frame.py").read_text(encoding="utf-8")
    assert set(re.findall(r"name_page\(paths\.([A-Z_]+)\)", frame)) == set(PATHS) - SERVED


def test_the_addresses_of_things_are_what_they_always_were() -> None:
    assert territory_address("62498") == "/territoire?code=62498"
    assert source_address("a b") == "/source?id=a%20b"
    assert indicator_address("waste.collected") == "/indicateur?id=waste.collected"


def test_the_list_of_pages_has_every_page_that_the_frame_registers() -> None:
    frame = (ROOT / "pages" / "frame.py").read_text(encoding="utf-8")
    registered = {PATHS[name] for name in re.findall(r"name_page\(paths\.([A-Z_]+)\)", frame)}
    assert {*list_paths(), *paths.WRITING} == {*read_pages(), *registered}
