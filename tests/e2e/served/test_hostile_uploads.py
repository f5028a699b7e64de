"""An officer drops files that mean harm, one after the other: none runs on the page, another reader feels nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bench.load.mix import WAYS
from tests.bench.load.reader import Answer, list_wrong, walk
from tests.browser import wait_ready
from tests.e2e.served.officer import enter
from tests.office_files import LONG, ROW, long
from tests.proof import IS_PROOF
from tests.unit.loaders.own.reading.hostile_files import FORMULAS, HOSTILE, MARKUP, Hostile

pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")
TYPES = (".csv", ".xlsx", ".xlsm", ".xls")
# What a page would have if a text of a file had become a part of it, and what it shows all the same.
HURT = (
    "() => window.terril_was_hurt || document.querySelectorAll("
    "'.stMain img[src=x], .stMain iframe, .stMain [onload], .stMain [onerror], a[href^=javascript]').length"
)
LONGEST = 300_000


def write(hostile: Hostile, folder: Path) -> Path:
    """The file, under its name as far as a disk takes it."""
    name = "".join(letter for letter in hostile.name if letter not in "/\\\0")[:200] or "x"
    path = folder / (name if name.endswith(TYPES) else f"{name}.csv")
    path.write_bytes(hostile.make())
    return path


def check_unhurt(page: Page, asked: list[str], address: str) -> None:
    assert page.evaluate(HURT) in (0, None)
    assert [
        url for url in asked if not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))
    ] == []


def drop(page: Page, path: Path, look: Callable[[], None] = lambda: None) -> None:
    """Give a file, look once the page has told what it made of it, and take it back."""
    page.locator("input[type=file]").set_input_files(path)
    cancel = page.get_by_role("button", name="Annuler", exact=True)
    cancel.wait_for(timeout=LONGEST)
    wait_ready(page)
    look()
    cancel.click()
    cancel.wait_for(state="detached", timeout=LONGEST)


class Other:
    """Another reader, who goes round meanwhile."""

    def __init__(self, address: str) -> None:
        self.address, self.is_over = address, threading.Event()
        self.alone: list[Answer] = []
        self.answers: list[list[Answer]] = []
        # In a thread of its own, for the browser has the loop of this one.
        self.thread = threading.Thread(target=self._stay)
        self.thread.start()

    def _go(self) -> list[Answer]:
        return asyncio.run(walk(self.address, WAYS[0], pause=2.0))

    def _stay(self) -> None:
        self.alone = self._go()
        while not self.is_over.is_set():
            self.answers.append(self._go())

    def leave(self) -> list[str]:
        """What was wrong, or not what the reader had alone."""
        self.is_over.set()
        self.thread.join()
        return list_wrong(self.answers, [self.alone])


def test_sixty_files_that_mean_harm_leave_nothing_on_the_page_and_another_reader_feels_nothing(
    page: Page, house: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{house}/importer")
    wait_ready(page)
    enter(page, "Service habitat")
    # The first file of all makes the database, which the choice of territories of every reader knows of from then on.
    (plain := tmp_path / "habitat.csv").write_bytes(long(ROW))
    drop(page, plain)
    other, dropped = Other(house), 0
    for number, hostile in enumerate(HOSTILE):
        (tmp_path / str(number)).mkdir()
        path = write(hostile, tmp_path / str(number))
        if path.stat().st_size > 50_000_000:
            continue
        drop(page, path, lambda: check_unhurt(page, asked, house))
        dropped += 1
    assert other.leave() == []
    assert dropped >= 60
    pages = sum(map(len, other.answers))
    told = f"{dropped} fichiers qui veulent nuire, déposés dans une page : rien n’y reste"
    record_property("proved", f"{told} ; {pages} pages d’un autre lecteur, toutes comme il les a seul")


def test_what_hostile_cells_say_is_published_as_the_text_that_it_is(page: Page, house: str, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    quoted = [f'"{said.strip().replace(chr(34), chr(34) * 2)}"' for said in (*MARKUP, *FORMULAS)]
    rows = [f"{ROW.replace('2021', str(2000 + n))};{said}" for n, said in enumerate(quoted)]
    path = tmp_path / "<img src=x onerror=window.terril_was_hurt=1>.csv"
    path.write_bytes(long(*rows, header=f"{LONG};Note"))
    page.goto(f"{house}/importer")
    wait_ready(page)
    enter(page, "<img src=x onerror=window.terril_was_hurt=1>")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Publier", exact=True).click(timeout=LONGEST)
    page.get_by_text("Publié : ").wait_for(timeout=LONGEST)
    check_unhurt(page, asked, house)
    ways = page.locator(".t-ways a").evaluate_all("links => links.map((one) => one.href)")
    for way in [*ways, f"{house}/comparer?territoires=62498&indicateur=waste.collected", f"{house}/controles"]:
        page.goto(way)
        wait_ready(page)
        expect(page.locator(".stMain")).not_to_be_empty()
        page.wait_for_timeout(500)
        check_unhurt(page, asked, house)
