"""What tests have proved by a count or a table is printed at the end, from whichever process they ran in; of the tests
marked `drawn`, `make test` tries a few."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.proof import IS_PROOF, sample

PROVED = "proved"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each test that passed has recorded under `proved`."""
    reports = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    told = [value for report in reports for name, value in report.user_properties if name == PROVED]
    if told:
        terminalreporter.section("ce qui est prouvé")
        for value in told:
            terminalreporter.write_line(str(value))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, in words, those that are not drawn."""
    marked: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        mark = item.get_closest_marker("drawn")
        if mark is not None and not IS_PROOF:
            marked[str(item.path), int(mark.args[0])].append(item)
    for (_, most), own in marked.items():
        kept = {item.nodeid for item in sample(own, most)}
        for item in own:
            if item.nodeid not in kept:
                item.add_marker(pytest.mark.skip(reason="non tiré au sort : dans make proof"))
