"""A full room: readers who come at once are each given what one reader alone is given, to the byte."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.bench.load.mix import WAYS, Step
from tests.bench.load.reader import fill, list_wrong, sit_down, walk, walk_alone

READERS = 12


def run(coming: Coroutine[Any, Any, Any]) -> Any:
    """What comes of readers, in a thread of their own: that of a browser's tests has its loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coming).result()


def test_each_of_many_readers_is_given_what_one_alone_is(address: str) -> None:
    room = run(fill(address, WAYS, READERS))
    alone = run(walk_alone(address, WAYS))
    assert [answer.fault for answers in alone for answer in answers if answer.fault] == []
    assert list_wrong(room, alone) == []


def test_another_page_would_be_found(address: str) -> None:
    lens, arras = ((Step("dechets", f"territoires={code}"),) for code in ("246200364", "200033579"))
    room, alone = run(walk_alone(address, [arras])), run(walk_alone(address, [lens]))
    assert list_wrong(room, alone) == ["reader 0, dechets?territoires=200033579: another page"]


def test_a_room_is_made_on_the_loopback_alone() -> None:
    async def sit() -> None:
        async with sit_down("http://192.0.2.1:80"):
            pass

    with pytest.raises(ValueError, match="on the loopback alone"):
        run(sit())


def test_a_server_that_is_not_there_is_a_fault() -> None:
    (answer,) = run(walk("http://127.0.0.1:9", (Step("dechets", ""),)))
    assert answer.fault.startswith("ConnectionRefusedError")
