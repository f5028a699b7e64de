"""One reader of a full room: a session over the websocket that comes to addresses and waits for whole pages."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.bench.load.mix import Step, Way

# The longest that a page is waited for, in seconds.
LIMIT = 60
# What is drawn at random for each session: of the dossier in the browser, of a file to come, of a layer of pydeck.
OWN = re.compile(
    rb'"session": "[0-9a-f]{16}"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])'
)


class Answer(NamedTuple):
    """What came of a step: how long the whole page took, its bytes, its fingerprint, what went wrong if anything."""

    step: Step
    milliseconds: float
    size: int
    fingerprint: str
    fault: str


@asynccontextmanager
async def sit_down(address: str) -> AsyncIterator[ClientConnection]:
    """A session with a server on the loopback. ValueError for any other host."""
    if urlsplit(address).hostname != "127.0.0.1":
        raise ValueError(f"{address}: a full room is made on the loopback alone")
    socket = address.replace("http", "ws", 1) + "/_stcore/stream"
    words = [Subprotocol("streamlit")]
    async with connect(socket, subprotocols=words, origin=address, max_size=None, open_timeout=LIMIT) as session:  # type: ignore[arg-type]
        yield session


async def come_to(session: ClientConnection, step: Step) -> Answer:
    """Ask for a page and wait until it is whole."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = step
    start, size, fault = time.perf_counter(), 0, ""
    elements: dict[tuple[int, ...], bytes] = {}
    await session.send(asked.SerializeToString())
    while True:
        raw = await asyncio.wait_for(session.recv(decode=False), LIMIT)
        size += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.SerializeToString(deterministic=True)
            elements[tuple(message.metadata.delta_path)] = OWN.sub(b"", element)
            if message.delta.new_element.WhichOneof("type") == "exception":
                fault = message.delta.new_element.exception.message
        elif kind == "script_finished":
            break
    page = hashlib.sha256(repr(sorted(elements.items())).encode()).hexdigest()
    return Answer(step, (time.perf_counter() - start) * 1000, size, page, fault)


async def walk(address: str, way: Way, *, pause: float = 0.0, rounds: int = 1) -> list[Answer]:
    """All that one reader is given on a way, gone through so many times; a connection that is lost is a fault."""
    found: list[Answer] = []
    try:
        async with sit_down(address) as session:
            for _ in range(rounds):
                for step in way:
                    found.append(await come_to(session, step))
                    await asyncio.sleep(pause)
    except (OSError, TimeoutError, WebSocketException) as error:
        found.append(Answer(way[len(found) % len(way)], 0.0, 0, "", f"{type(error).__name__}: {error}"))
    return found


async def fill(
    address: str, ways: Sequence[Way], readers: int, *, within: float = 2.0, pause: float = 0.0, rounds: int = 1
) -> list[list[Answer]]:
    """What each of so many readers is given, who all come within some seconds and go through the ways in turn."""

    async def come(number: int) -> list[Answer]:
        await asyncio.sleep(within * number / max(readers, 1))
        return await walk(address, ways[number % len(ways)], pause=pause, rounds=rounds)

    return await asyncio.gather(*(come(number) for number in range(readers)))


async def walk_alone(address: str, ways: Sequence[Way], rounds: int = 1) -> list[list[Answer]]:
    """What one reader alone is given on each way, one after the other."""
    return [await walk(address, way, rounds=rounds) for way in ways]


def list_wrong(room: Sequence[Sequence[Answer]], alone: Sequence[Sequence[Answer]]) -> list[str]:
    """What somebody in the room was given that is a fault, or not what one reader alone was given there."""
    found = []
    for number, answers in enumerate(room):
        expected = alone[number % len(alone)]
        if len(answers) != len(expected):
            found.append(f"reader {number}: {len(answers)} pages of {len(expected)}")
        for answer, own in zip(answers, expected, strict=False):
            if answer.fault or answer.fingerprint != own.fingerprint:
                found.append(
                    f"reader {number}, {answer.step.page}?{answer.step.query}: {answer.fault or 'another page'}"
                )
    return found
