"""What is said of a server to who watches over it: readers, files, versions; nothing of who reads."""

import asyncio
import threading
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pages.files import jobs
from pages.files.progress import Progress
from pages.server import health
from pages.server.inside import Installed
from pages.server.surroundings import Surroundings
from pages.words.version import VERSION


def read_measures() -> dict[str, float]:
    answer = TestClient(Starlette(routes=health.routes)).get("/sante/mesures")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    found = list(text_string_to_metric_families(answer.text))
    told = next(one.samples[0].labels for one in found if one.name == "terril_version_info")
    assert told["program"] == VERSION and set(told) == {"program", "data"}
    return {sample.name: sample.value for one in found for sample in one.samples if not sample.labels}


def test_a_page_is_counted_while_it_is_open_however_it_ends(tmp_path: Path) -> None:
    seen = []

    async def fail(*_: object) -> None:
        seen.append(read_measures()["terril_readers"])
        raise ConnectionError

    async def visit() -> None:
        around = Surroundings(fail, Installed(tmp_path))
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": []}
        await asyncio.gather(*(around(dict(scope), None, None) for _ in range(2)), return_exceptions=True)  # type: ignore[arg-type]

    before = read_measures()
    asyncio.run(visit())
    assert seen == [before["terril_readers"] + 1] * 2
    after = read_measures()
    assert after["terril_readers"] == before["terril_readers"]
    assert after["process_resident_memory_bytes"] > 0


def test_files_that_are_made_and_that_wait_are_counted() -> None:
    go, before = threading.Event(), read_measures()

    def write(_: Progress) -> tuple[bytes, list[str]]:
        go.wait(20)
        return b"", []

    asked = [jobs.start(jobs.Job("F", "f.txt", "text/plain"), write) for _ in range(3)]
    while read_measures()["terril_files_running"] < before["terril_files_running"] + 2:
        assert not any(one.done() for one in asked)
    assert read_measures()["terril_files_waiting"] == before["terril_files_waiting"] + 1
    go.set()
    for one in asked:
        one.result(20)
    after = read_measures()
    assert (after["terril_files_running"], after["terril_files_waiting"]) == (0, 0)
