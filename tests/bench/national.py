"""`python -m tests.bench.national`: all communes and 20 made-up years, against the first map of the overview."""

from __future__ import annotations

import argparse
import os
import statistics
import sys

from playwright.sync_api import Browser, sync_playwright

from tests.bench import measures
from tests.bench.report import write_number, write_table, write_time
from tests.bench.servers import System
from tests.bench.trials import FIRST_MAP, YEAR, measure
from tests.browser import ARGUMENTS, find_browser, serve

APP = "tests/bench/national_app.py"
MOST_RATIO, MOST_YEAR = 1.5, 150.0
OVERVIEW, NATIONAL = "Pas-de-Calais, vue d'ensemble", "France, 34 875 communes, 20 ans inventés"


def run(browser: Browser, rounds: int) -> str:
    """Visit both pages in turn; medians and the two ratios in Markdown."""
    with serve(app=APP) as address:
        systems = [System(OVERVIEW, "terril", f"{address}/"), System(NATIONAL, "national", f"{address}/france")]
        times = measure(browser, systems, rounds)
    rows = [
        (system.name, *(write_time(statistics.median(times[system.name, name])) for name in (FIRST_MAP, YEAR)))
        for system in systems
    ]
    first = {system.name: statistics.median(times[system.name, FIRST_MAP]) for system in systems}
    ratio = first[NATIONAL] / first[OVERVIEW]
    year = statistics.median(times[NATIONAL, YEAR])
    goals = [
        ("première carte, France ÷ Pas-de-Calais", write_number(ratio, 2), "≤ 1,5", _judge(ratio <= MOST_RATIO)),
        ("changement d'année, France", write_time(year), "< 150 ms", _judge(year < MOST_YEAR)),
    ]
    load = write_number(os.getloadavg()[0], 1)
    return "\n\n".join(
        [
            f"{rounds} tours, Chromium {browser.version}, charge de la machine {load}",
            write_table(("page", "première carte", "changement d'année"), rows),
            write_table(("but", "mesuré", "attendu", "atteint"), goals),
        ]
    )


def _judge(is_met: bool) -> str:
    return "oui" if is_met else "non"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.national", description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="visits to each page; a published run has 12 or more")
    parser.add_argument("--publish", action="store_true", help="write the report into MEASURES.md too")
    options = parser.parse_args()
    executable = find_browser()
    if executable is None:
        sys.exit("aucun Chromium sur cette machine : installez chromium, puis relancez.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        measured = run(browser, max(2, options.rounds))
        browser.close()
    print(measured)
    if options.publish:
        measures.publish(measures.NATIONAL, measured)


if __name__ == "__main__":
    main()
