"""One server and one browser for all browser tests; where there is no Chromium they are skipped, and say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import ARGUMENTS, find_browser, serve, wait_ready
from tests.service.log import audit_folder  # noqa: F401 the log of all tests here

Open = Callable[[str], Page]
# What a browser remembers beside the files that it keeps.
REMEMBERED = "cookies,local_storage,session_storage,indexeddb"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = find_browser()
    if path is None:
        pytest.skip("aucun Chromium sur cette machine : les tests dans un navigateur n'ont pas tourné")
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server started for the tests."""
    with serve() as started:
        yield started


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of one reader, 1400 × 900, in French, who has been here before: scripts and contours are kept."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    """A page of its own, whose browser remembers no territory, no dossier and no choice."""
    page = reader.new_page()
    reader.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": REMEMBERED})
    yield page
    reader.set_offline(False)
    for opened in reader.pages:
        opened.close()


@pytest.fixture
def open_page(page: Page, address: str) -> Open:
    """Open an address of the product and wait until it is drawn."""

    def open_and_wait(path: str) -> Page:
        page.goto(address + path)
        wait_ready(page)
        return page

    return open_and_wait
