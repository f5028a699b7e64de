"""Readers behind nginx, whose sessions come back as a browser's do when a server stops, and a program that asks."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.bench.load.mix import Step, Way
from tests.bench.load.reader import Answer, come_to

# The longest that a page may be away, and the pauses of a reader and of a program, in seconds.
PATIENCE, PAUSE, BREATH = 40.0, 1.0, 0.25
LOST = (OSError, TimeoutError, WebSocketException, EOFError)
TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE


@dataclass
class Seen:
    """What a room has had: pages, how often a connection was lost and mended, the longest wait for a page in seconds,
    answers to programs, and what went wrong."""

    pages: int = 0
    mended: int = 0
    longest: float = 0.0
    answers: int = 0
    faults: list[str] = field(default_factory=list)
    by_reader: dict[int, int] = field(default_factory=dict)

    def wait_for_all(self, readers: int, *, pages: int = 2) -> None:
        """Return once each reader has come to so many pages more. TimeoutError where one has not in a while."""
        before, deadline = dict(self.by_reader), time.monotonic() + 4 * PATIENCE
        while any(self.by_reader.get(each, 0) < before.get(each, 0) + pages for each in range(readers)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"a reader has come to no page: {self.by_reader}, {self.faults}")
            time.sleep(0.2)

    def tell(self) -> str:
        """In a line."""
        return (
            f"{self.pages} pages, {self.answers} réponses, {self.mended} connexions reprises, "
            f"{self.longest:.1f} s au plus pour une page, {len(self.faults)} fautes"
        )


@contextmanager
def fill_room(address: str, ways: Sequence[Way], readers: int, paths: Sequence[str]) -> Iterator[Seen]:
    """So many readers on the ways, and a program that asks for the paths, until one leaves; what they have seen."""
    seen, is_over = Seen(), threading.Event()

    async def fill() -> None:
        walks = [_walk(address, ways[number % len(ways)], number, seen, is_over) for number in range(readers)]
        await asyncio.gather(*walks, _ask(address, paths, seen, is_over))

    thread = threading.Thread(target=lambda: asyncio.run(fill()))
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


async def _walk(address: str, way: Way, number: int, seen: Seen, is_over: threading.Event) -> None:
    """Go round a way; who loses the connection comes back to the same page, for as long as PATIENCE."""
    await asyncio.sleep(0.1 * number)
    position, since = 0, time.monotonic()
    while not is_over.is_set():
        try:
            async with await _sit_down(address) as session:
                while not is_over.is_set():
                    answer = await come_to(session, way[position % len(way)])
                    _note(seen, number, answer, time.monotonic() - since)
                    position += 1
                    await asyncio.sleep(PAUSE)
                    since = time.monotonic()
        except LOST as error:
            seen.mended += 1
            if time.monotonic() - since > PATIENCE:
                seen.faults.append(
                    f"reader {number}, {_name(way[position % len(way)])}: {type(error).__name__} {error}"
                )
                return
            await asyncio.sleep(0.5)


async def _sit_down(address: str) -> ClientConnection:
    """A session, with the server that the cookie names, as a browser has it after the page."""
    async with httpx.AsyncClient(verify=False, timeout=30) as client:
        page = await client.get(address)
    if page.status_code != 200:
        raise ConnectionError(f"{page.status_code} for the page")
    cookies: SimpleCookie = SimpleCookie(page.headers.get("set-cookie", ""))
    headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items())}
    words = [Subprotocol("streamlit")]
    return await connect(
        address.replace("https", "wss", 1) + "/_stcore/stream", subprotocols=words, origin=address, max_size=None,  # type: ignore[arg-type]
        additional_headers=headers, ssl=TRUSTING, open_timeout=30,
    )  # fmt: skip


def _note(seen: Seen, number: int, answer: Answer, waited: float) -> None:
    seen.pages += 1
    seen.by_reader[number] = seen.by_reader.get(number, 0) + 1
    seen.longest = max(seen.longest, waited)
    if answer.fault:
        seen.faults.append(f"reader {number}, {_name(answer.step)}: {answer.fault}")


def _name(step: Step) -> str:
    return f"{step.page}?{step.query}"


async def _ask(address: str, paths: Sequence[str], seen: Seen, is_over: threading.Event) -> None:
    """Ask for addresses without a session, one after the other; anything but 200 is a fault."""
    turn = 0
    while not is_over.is_set():
        path = paths[turn % len(paths)]
        try:
            async with httpx.AsyncClient(verify=False, timeout=30) as client:
                answer = await client.get(address + path)
            seen.answers += 1
            if answer.status_code != 200:
                seen.faults.append(f"{path}: {answer.status_code} {answer.text[:200]}")
        except httpx.HTTPError as error:
            seen.faults.append(f"{path}: {type(error).__name__} {error}")
        turn += 1
        await asyncio.sleep(BREATH)
