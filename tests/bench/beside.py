"""`python -m tests.bench.beside REV`: the working tree beside another commit, alternately in one run.

REV is checked out in a temporary folder, removed at the end, and runs on the packages installed here. Both are driven
alike, from outside: their servers by HTTP and a browser, the files of a dossier by each one's own
`python -m tests.bench.files`. Every round measures both, the one that begins changing from round to round; a first
round is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, Error, sync_playwright

from loaders.catalog import ROOT
from tests.bench.report import LABELS, read_processor, write_number, write_table, write_time
from tests.bench.servers import PAGES, System
from tests.bench.trials import visit
from tests.browser import ARGUMENTS, find_browser, serve

# Within 5 % of the other commit is as good; the files of a dossier are to be no slower and to take no more memory.
AS_GOOD, NO_MORE = 1.05, 1.0


class Side(NamedTuple):
    """One of the two that are compared: its name in the report and its checkout."""

    name: str
    root: Path


class Measure(NamedTuple):
    """What is measured, in milliseconds or megabytes, and the ratio of medians that is aimed at."""

    label: str
    unit: str
    most: float


Values = dict[tuple[Measure, Side], list[float]]
Sides = tuple[Side, Side]
START = Measure("démarrage du serveur, jusqu'à sa première réponse", "ms", AS_GOOD)


def read_git(*words: str) -> str:
    """What git answers. Raises RuntimeError with its words where it refuses."""
    answer = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    if answer.returncode:
        raise RuntimeError(f"git {' '.join(words)} : {answer.stderr.strip()}")
    return answer.stdout.strip()


@contextmanager
def check_out(revision: str) -> Iterator[Path]:
    """A commit in a temporary folder, which is gone afterwards whatever happens. RuntimeError for an unknown one."""
    commit = read_git("rev-parse", "--verify", f"{revision}^{{commit}}")
    with TemporaryDirectory(prefix="terril-beside-") as folder:
        root = Path(folder) / "terril"
        try:
            read_git("worktree", "add", "--detach", str(root), commit)
            yield root
        finally:
            read_git("worktree", "remove", "--force", str(root))


def alternate(sides: Sides, rounds: int) -> Iterator[tuple[int, Side]]:
    """Both sides in every round from 0 on, which is not counted; the one that begins changes."""
    for turn in range(rounds + 1):
        yield from ((turn, side) for side in (sides if turn % 2 else sides[::-1]))


def time_starts(sides: Sides, rounds: int) -> Values:
    """Start a server, wait for its first answer, stop it."""
    found: Values = defaultdict(list)
    for turn, side in alternate(sides, rounds):
        start = time.perf_counter()
        with serve(root=side.root, pause=0.02):
            elapsed = (time.perf_counter() - start) * 1000
        if turn:
            found[START, side].append(elapsed)
    return found


def time_pages(browser: Browser, sides: Sides, rounds: int) -> tuple[Values, list[str]]:
    """Visit the pages of both servers in turn: first map, other years, a territory added and removed.

    A visit that comes to no end keeps what it measured until then, and has a line that says so.
    """
    found: Values = defaultdict(list)
    broken: list[str] = []
    with ExitStack() as stack:
        addresses = {side: stack.enter_context(serve(root=side.root)) for side in sides}
        for turn, side in alternate(sides, rounds):
            for page, path in PAGES.items():
                try:
                    for name, elapsed in visit(browser, System(page, "terril", addresses[side] + path), turn):
                        if turn:
                            found[Measure(f"{LABELS[name]} : {page}", "ms", AS_GOOD), side].append(elapsed)
                except Error as error:
                    said = str(error).splitlines()[0]
                    broken.append(f"- visite inachevée, tour {turn}, {side.name}, {page} : {said}")
    return found, broken


def measure_files(sides: Sides, rounds: int) -> Values:
    """Make the files of a dossier, each in a process of its own: how long it takes, and its peak of memory."""
    found: Values = defaultdict(list)
    for form in ("pptx", "pdf"):
        for turn, side in alternate(sides, rounds):
            command = [sys.executable, "-m", "tests.bench.files", form]
            answer = subprocess.run(command, cwd=side.root, stdout=subprocess.PIPE, text=True, check=True)
            run = json.loads(answer.stdout.strip().splitlines()[-1])
            if turn:
                what = f"{form.upper()} d'un dossier de 20 vues dont 6 cartes"
                found[Measure(f"{what}, durée", "ms", NO_MORE), side].append(1000 * run["seconds"])
                found[Measure(f"{what}, mémoire", "Mo", NO_MORE), side].append(run["megabytes"])
    return found


def write_value(value: float, unit: str) -> str:
    """A value with its unit."""
    return write_time(value) if unit == "ms" else f"{write_number(value)} {unit}"


def describe(values: list[float], unit: str) -> tuple[str, str]:
    """The median, and the quartiles where there are values enough for them."""
    if len(values) < 2:
        return write_value(values[0], unit) if values else "", ""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return write_value(middle, unit), f"{write_value(low, unit)} – {write_value(high, unit)}"


def tabulate(values: Values, sides: Sides) -> str:
    """Each measure in Markdown: the median and quartiles of the other commit, those of the tree, their ratio."""
    rows = []
    for measure in dict.fromkeys(measure for measure, _ in values):
        before, now = (values.get((measure, side), []) for side in sides)
        cells = (*describe(before, measure.unit), *describe(now, measure.unit), f"{len(before)}, {len(now)}")
        ratio = statistics.median(now) / statistics.median(before) if before and now else None
        said = "" if ratio is None else write_number(ratio, 2)
        verdict = "oui" if ratio is not None and ratio <= measure.most else "non"
        rows.append((measure.label, *cells, said, f"≤ {write_number(measure.most, 2)}", verdict))
    names = [word for side in sides for word in (side.name, "quartiles")]
    return write_table(("mesure", *names, "n", "rapport", "visé", "atteint"), rows)


def describe_run(browser: str, rounds: tuple[int, int], loads: tuple[float, float]) -> str:
    """The date, the rounds, the machine with its load before and after, the versions."""
    cores = os.cpu_count() or 1
    before, after = (write_number(load, 1) for load in loads)
    said = [
        f"- {datetime.now().astimezone():%Y-%m-%d %H:%M %Z}, {rounds[0]} tours, {rounds[1]} pour les fichiers",
        f"- {read_processor()}, {cores} cœurs, charge de la machine {before} avant et {after} après",
        f"- Python {sys.version.partition(' ')[0]}, Chromium {browser} sans écran ni GPU",
    ]
    if loads[0] > 1:
        said.append("- la machine avait autre chose à faire : ces chiffres ne sont qu'indicatifs")
    return "\n".join(said)


def run(revision: str, rounds: int, file_rounds: int, executable: str) -> str:
    """Measure both and report in Markdown."""
    before = os.getloadavg()[0]
    name = read_git("rev-parse", "--short", revision)
    tree = read_git("describe", "--always", "--dirty=, modifié")
    with check_out(revision) as root, sync_playwright() as playwright:
        sides = (Side(name, root), Side(f"arbre ({tree})", ROOT))
        values = time_starts(sides, rounds)
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        pages, broken = time_pages(browser, sides, rounds)
        version = browser.version
        browser.close()
        values |= pages | measure_files(sides, file_rounds)
    head = describe_run(version, (rounds, file_rounds), (before, os.getloadavg()[0]))
    return "\n\n".join(part for part in (head, tabulate(values, sides), "\n".join(broken)) if part)


def stop(number: int, _: object) -> None:
    """Leave as an exception does, so that servers stop and the checkout goes."""
    sys.exit(128 + number)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.beside", description=__doc__)
    parser.add_argument("revision", metavar="REV", help="the commit to stand beside: a2b8413, HEAD~3, main")
    parser.add_argument("--rounds", type=int, default=12, help="starts and visits; a published run has 12 or more")
    parser.add_argument("--file-rounds", type=int, default=5, help="times that each file is made")
    asked = parser.parse_args()
    executable = find_browser()
    if executable is None:
        sys.exit("aucun Chromium sur cette machine : installez chromium, puis relancez.")
    signal.signal(signal.SIGTERM, stop)
    print(run(asked.revision, max(2, asked.rounds), max(2, asked.file_rounds), executable))


if __name__ == "__main__":
    main()
