"""What holds of every page, in one visit: a title of its own, no stranger called, no English, room at every width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from pages.words import paths
from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.e2e.seen import list_english, list_unfit
from tests.proof import IS_PROOF

# From the narrowest to the widest: what a width leaves open, the next one finds.
WIDTHS = (390, 768, 1024, 1200, 1400, 1920) if IS_PROOF else (390, 900, 1400)
TITLES = {
    "/": "Vue d’ensemble · Terril",
    "/dechets": "Déchets · Terril",
    "/eau": "Eau · Terril",
    "/logement": "Logement · Terril",
    "/subventions": "Subventions · Terril",
    "/themes?theme=finance": "Finances · Terril",
    "/territoire?code=246200364": "CA de Lens-Liévin · Territoire · Terril",
    "/territoire?code=62498": "Lens · Territoire · Terril",
    paths.COMPARE: "Comparer · Terril",
    f"{paths.COMPARE}?vue=tableau": "Comparer · Terril",
    paths.MAPS: "Cartes · Terril",
    paths.FRANCE: "France · Terril",
    paths.DOSSIER: "Dossier · Terril",
    "/indicateur?id=waste.collected": "Déchets ménagers et assimilés collectés · Terril",
    paths.SOURCES: "Sources · Terril",
    "/source?id=000-call-2021": "Rapport d'activités 2021 · Sources · Terril",
    paths.CHECKS: "Contrôles · Terril",
    paths.METHOD: "Méthode · Terril",
    paths.HELP: "Aide · Terril",
    paths.ACCESSIBILITY: "Accessibilité · Terril",
    paths.LEGAL: "Mentions légales · Terril",
}
FIELDS = '[data-testid="stSelectbox"] input, [data-testid="stMultiSelect"] input'


@contextmanager
def watch(page: Page, address: str) -> Iterator[list[str]]:
    """Who is called from the page, and what its policy refuses, until the end."""
    found: list[str] = []
    own = urlsplit(address).netloc

    def note(url: str) -> None:
        if urlsplit(url).netloc not in ("", own):
            found.append(url)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    yield found
    # Not until the network is idle: the worker of a map of points is a request that has no end.
    page.wait_for_timeout(600)


def list_english_of_fields(page: Page) -> list[str]:
    """What two fields say where nothing is found."""
    found: list[str] = []
    for field in page.locator(FIELDS).all()[:2]:
        field.click()
        page.keyboard.type("zzzq")
        page.get_by_text(re.compile("Aucun résultat|Au plus")).first.wait_for()
        found += list_english(page)
        page.keyboard.press("Escape")
    return found


@pytest.mark.parametrize(("path", "title"), TITLES.items(), ids=TITLES)
def test_a_page(page: Page, open_page: Open, address: str, path: str, title: str) -> None:
    faults: dict[str, list[str]] = {}
    with watch(page, address) as called:
        open_page(path)
        expect(page).to_have_title(title)
        faults["english"] = list_english(page) + list_english_of_fields(page)
        page.mouse.wheel(0, 4000)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(300)
            wait_ready(page)
            faults[f"{width} pixels"] = list_unfit(page)
    assert {what: found for what, found in (faults | {"called": called}).items() if found} == {}
