"""What tests have proved by a count or a table is printed at the end, from whichever process they ran in."""

from __future__ import annotations

import pytest

PROVED = "proved"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each test that passed has recorded under `proved`."""
    reports = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    told = [value for report in reports for name, value in report.user_properties if name == PROVED]
    if told:
        terminalreporter.section("ce qui est prouvé")
        for value in told:
            terminalreporter.write_line(str(value))
