"""`python -m tests.bench`: measure Terril, Dash and D3 in one run and print the report in Markdown."""

from __future__ import annotations

import argparse
import os
import sys

from playwright.sync_api import sync_playwright

from tests.bench import report
from tests.bench.measures import PAGES, publish
from tests.bench.servers import serve_all
from tests.bench.trials import measure, weigh
from tests.browser import ARGUMENTS, find_browser


def read_options() -> argparse.Namespace:
    """What the command line asks for: `rounds`, two at the least, and whether to `publish`."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="visits to each page; a published run has 12 or more")
    parser.add_argument("--publish", action="store_true", help="write the report into MEASURES.md too")
    return parser.parse_args()


def run(rounds: int, executable: str) -> str:
    """Serve, visit, weigh; the report."""
    before = os.getloadavg()[0]
    with serve_all() as systems, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        times = measure(browser, systems, rounds)
        weights = {system.name: weigh(browser, system) for system in systems}
        parts = [
            report.describe_run(browser.version, rounds, (before, os.getloadavg()[0])),
            report.tabulate_times(times),
            report.tabulate_ratios(times, systems),
            report.tabulate_bytes(weights),
        ]
        browser.close()
    if not any(system.kind == "d3" for system in systems):
        parts.append("La page D3 n'a pas été mesurée : npm manque sur cette machine ou n'a pas apporté D3.")
    return "\n\n".join(parts)


def main() -> None:
    """Read the command line, measure, print."""
    options = read_options()
    found = find_browser()
    if found is None:
        sys.exit("aucun Chromium sur cette machine : installez chromium, puis relancez.")
    measured = run(max(2, options.rounds), found)
    print(measured)
    if options.publish:
        publish(PAGES, measured)


if __name__ == "__main__":
    main()
