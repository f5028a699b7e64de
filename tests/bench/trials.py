"""One visit to a page in a new context, as a reader would make it: first map, other years, another territory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response, ViewportSize

from tests.bench.servers import System

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
WINDOW: ViewportSize = {"width": 1400, "height": 900}
FIRST_MAP, YEAR, FOLLOWED, ADDED, REMOVED = "first map", "year", "page of the year", "added", "removed"
YEARS = 2

Times = dict[tuple[str, str], list[float]]


@contextmanager
def open_page(browser: Browser, system: System) -> Iterator[Page]:
    """A page with the probe in it, in a context whose cache is empty; it goes nowhere yet."""
    context = browser.new_context(viewport=WINDOW, locale="fr-FR")
    context.set_default_timeout(60_000)
    context.add_init_script(f"window.benchKind = '{system.kind}';{PROBE}")
    try:
        yield context.new_page()
    finally:
        context.close()


def press(page: Page, aim: str) -> float:
    """Aim, press the key that the probe asks for, and return the milliseconds until the change showed."""
    page.keyboard.press(page.evaluate(aim))
    elapsed = float(page.evaluate("bench.changed"))
    page.evaluate("bench.settle()")
    return elapsed


def visit(browser: Browser, system: System, turn: int) -> Iterator[tuple[str, float]]:
    """Measures of one visit, in milliseconds; `turn` makes each visit choose another territory."""
    with open_page(browser, system) as page:
        page.goto(system.address, wait_until="commit")
        yield FIRST_MAP, float(page.evaluate("bench.first"))
        page.evaluate("bench.settle()")
        for _ in range(YEARS):
            yield YEAR, press(page, "bench.aimYear()")
            if system.kind == "terril":
                yield FOLLOWED, float(page.evaluate("bench.followed"))
        if system.kind == "terril":
            yield ADDED, press(page, f"bench.aimTerritory({37 * turn})")
            yield REMOVED, press(page, "bench.aimTerritory(null)")


def measure(browser: Browser, systems: list[System], rounds: int) -> Times:
    """Visit every system once unmeasured, then in turn, round by round, each round beginning with another one."""
    times: Times = defaultdict(list)
    for turn in range(rounds + 1):
        start = turn % len(systems)
        for system in systems[start:] + systems[:start]:
            for name, elapsed in visit(browser, system, turn):
                if turn:
                    times[system.name, name].append(elapsed)
    return times


@contextmanager
def count_bytes(page: Page) -> Iterator[dict[str, int]]:
    """Bytes that the server sends meanwhile: `socket` the frames of websockets, `http` answers with their headers.

    The browser tells the length of a frame once decompressed: where a server compresses them, less is sent.
    """
    sent = {"socket": 0, "http": 0}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def add_frame(event: dict[str, Any]) -> None:
        response = event["response"]
        data = response["payloadData"]
        sent["socket"] += len(data) * 3 // 4 if response["opcode"] == 2 else len(data.encode())

    def add_answer(event: dict[str, Any]) -> None:
        sent["http"] += int(event["encodedDataLength"])

    session.on("Network.webSocketFrameReceived", add_frame)
    session.on("Network.loadingFinished", add_answer)
    yield sent
    session.detach()


def weigh(browser: Browser, system: System) -> dict[str, int]:
    """Bytes sent for the whole page, for its geometry, and for a change of year; visited apart from the timing."""
    geometry: list[int] = []

    def add_geometry(answer: Response) -> None:
        if "/contours" in answer.url:
            geometry.append(int(answer.headers.get("content-length", 0)))

    with open_page(browser, system) as page:
        page.on("response", add_geometry)
        with count_bytes(page) as first:
            page.goto(system.address, wait_until="commit")
            page.evaluate("bench.first")
            page.evaluate("bench.settle()")
        with count_bytes(page) as year:
            press(page, "bench.aimYear()")
        return {"page": sum(first.values()), "geometry": max(geometry, default=0), "year": sum(year.values())}
