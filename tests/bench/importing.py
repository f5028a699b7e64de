"""`python -m tests.bench.importing`: a file of a million values of an office, read, compared and published.

The rows are made up, one for each commune, year and indicator, and go with the folder that the server is given. What
the page of an officer asks for runs as it does there, in a process of its own; readers go through pages before and
meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from itertools import islice, product
from pathlib import Path
from typing import Any

import httpx

from loaders.catalog import CATALOG, ROOT, load_catalog
from loaders.own.apart import ask, read_answer
from loaders.reading.surroundings import read_territories
from loaders.tables import SERVED
from tests.bench.load.__main__ import describe
from tests.bench.load.mix import WAYS
from tests.bench.load.reader import Answer, walk
from tests.bench.report import read_processor, write_table, write_time
from tests.browser import serve

FIRST_YEAR, YEARS = 2005, 20


def list_rows() -> Iterator[str]:
    """Rows of made-up values without end in sight: territory, year, indicator, value."""
    territories = read_territories()
    communes = territories.index[territories["level"].eq("commune") & territories["departements"].eq("D62")]
    flows = {id: one.uses for id, one in load_catalog().indicators.items() if one.kind == "flow"}
    # Those that maps show first: they are what readers meet.
    counted = sorted(flows, key=lambda id: "map" not in flows[id])
    for indicator, year, code in product(counted, range(FIRST_YEAR, FIRST_YEAR + YEARS), communes):
        number = int(code, 36)
        # Of one size each commune, and not three percent more or less from one year to the next.
        yield f"{code};{year};{indicator};{(100 + number % 997) * (1000 + number * year % 31)}\n"


def run_apart(
    folder: Path, what: str, words: dict[str, Any], content: bytes | None, environment: dict[str, str]
) -> Any:
    """Have something done in a process of its own; how long until it first says where it stands, how long in all, and
    what came of it."""
    ask(folder, what, words, content)
    start, first = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "loaders.own.apart", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in process.stdout:
            first = first or time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"« {what} » ended with status {process.returncode}")
    return first, time.perf_counter() - start, read_answer(folder)


class Room:
    """Readers who go through pages, one choice a second each, as long as they are let."""

    def __init__(self, address: str, readers: int) -> None:
        self.address, self.readers, self.is_open = address, readers, True
        self.pool = ThreadPoolExecutor(1)
        self.answers: Future[list[Answer]] = self.pool.submit(lambda: asyncio.run(self._fill()))

    async def _fill(self) -> list[Answer]:
        async def read(number: int) -> list[Answer]:
            found: list[Answer] = []
            while self.is_open:
                found += await walk(self.address, WAYS[number % len(WAYS)], pause=1.0)
            return found

        return [one for own in await asyncio.gather(*map(read, range(self.readers))) for one in own]

    def close(self) -> list[Answer]:
        """All that they were given."""
        self.is_open = False
        return self.answers.result()


def run(rows: int, readers: int, seconds: float) -> str:
    """The report in Markdown."""
    with tempfile.TemporaryDirectory(prefix="terril-bench-") as place, tempfile.TemporaryDirectory() as folder:
        setting = Path(place) / "deployment.yaml"
        shutil.copy(CATALOG / "deployment.yaml", setting)
        for name in SERVED:
            shutil.copy(ROOT / "data" / f"{name}.parquet", place)
        environment = os.environ | {"TERRIL_DEPLOYMENT": str(setting)}
        environment.pop("TERRIL_DATABASE", None)
        made = list(islice(list_rows(), rows))
        content = ("territoire;annee;indicateur;valeur\n" + "".join(made)).encode()
        with serve(deployment=setting) as address:
            start, before = datetime.now().astimezone(), httpx.get(f"{address}/sante").json()["version"]
            asyncio.run(_warm(address))
            alone = Room(address, readers)
            time.sleep(seconds)
            rest = alone.close()
            room, apart = Room(address, readers), Path(folder)
            first, looked, seen = run_apart(apart, "look", {"name": "suivi.csv", "mapping": None}, content, environment)
            asked = {"author": "Mesure", "title": "suivi", "replaces": None}
            _, published, _ = run_apart(apart, "publish", asked, None, environment)
            shown = time.perf_counter()
            while httpx.get(f"{address}/sante").json()["version"] == before:
                time.sleep(0.2)
            taken = time.perf_counter() - shown
            meanwhile = room.close()
    times = [("premier mot de progrès", first), ("lu et comparé", looked), ("publié", published), ("montré", taken)]
    report = [(name, write_time(1000 * value)) for name, value in [*times, ("en tout", looked + published + taken)]]
    faults = sum(bool(one.fault) for one in meanwhile)
    slowest = max(meanwhile, key=lambda one: one.milliseconds)
    return "\n".join([
        f"- {start:%Y-%m-%d %H:%M %Z}, {len(made)} lignes inventées, {len(content) / 1e6:.0f} Mo",
        f"- {seen.values} valeurs lues, {seen.understanding.rows_in_error} lignes en erreur",
        f"- {read_processor()}, {os.cpu_count()} cœurs, {readers} lecteurs, un choix par seconde chacun",
        f"- pages en faute pendant ce temps : {faults} sur {len(meanwhile)}",
        f"- la plus lente : /{slowest.step.page}?{slowest.step.query}, {write_time(slowest.milliseconds)}",
        "",
        write_table(("l’import", "durée"), report),
        "",
        write_table(
            ("ce que voit un lecteur", "n", "médiane", "95 %", "99 %"),
            [describe("avant", rest), describe("pendant l’import", meanwhile)],
        ),
    ])  # fmt: skip


async def _warm(address: str) -> None:
    for way in WAYS:
        await walk(address, way)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.importing", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--readers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long readers are watched before the import")
    asked = parser.parse_args()
    print(run(asked.rows, asked.readers, asked.seconds))


if __name__ == "__main__":
    main()
