"""The report of a run in Markdown: what it ran on, medians and quartiles, the ratios that Terril aims at, bytes."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.d3_page import D3
from tests.bench.servers import System
from tests.bench.trials import ADDED, FIRST_MAP, FOLLOWED, REMOVED, YEAR, Times

LABELS = {
    FIRST_MAP: "première carte",
    YEAR: "changement d'année, la carte",
    FOLLOWED: "changement d'année, toute la page",
    ADDED: "territoire ajouté, toute la page",
    REMOVED: "territoire retiré, toute la page",
}
MOST_BYTES = 50_000


def write_number(value: float, decimals: int = 0) -> str:
    """A number as the French write it."""
    return f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",")


def write_time(milliseconds: float) -> str:
    """Seconds from one second on, milliseconds below."""
    return f"{write_number(milliseconds / 1000, 2)} s" if milliseconds >= 1000 else f"{write_number(milliseconds)} ms"


def write_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table, its first column to the left and the others to the right."""
    rule = ("---", *["---:"] * (len(head) - 1))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def read_processor() -> str:
    """The model of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def describe_run(browser: str, rounds: int, loads: tuple[float, float]) -> str:
    """The date, the machine, its load before and after (a load above its cores makes times doubtful), the versions."""
    before, after = (write_number(load, 1) for load in loads)
    now = datetime.now().astimezone()
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "plotly", "dash", "waitress"))
    return "\n".join(
        [
            f"- {now:%Y-%m-%d %H:%M %Z}, {rounds} tours, charge de la machine {before} avant et {after} après",
            f"- {read_processor()}, {os.cpu_count()} cœurs, {platform.system()} {platform.release()}",
            f"- Python {platform.python_version()}, {packages}, d3 {D3}",
            f"- Chromium {browser} sans écran ni GPU, fenêtre de 1400 × 900 ; WebGL, dont Dash a besoin, y est émulé",
        ]
    )


def tabulate_times(times: Times) -> str:
    """Median and quartiles of each measure of each page."""
    rows, order = [], list(LABELS)
    for (system, name), values in sorted(times.items(), key=lambda item: (order.index(item[0][1]), item[0][0])):
        low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
        rows.append(
            (
                f"{LABELS[name]} : {system}",
                write_time(middle),
                f"{write_time(low)} – {write_time(high)}",
                str(len(values)),
            )
        )
    return write_table(("mesure", "médiane", "quartiles", "n"), rows)


def _compare(times: Times, names: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Each ratio of medians with what it must not exceed."""
    aims = [
        (FIRST_MAP, "Dash", FIRST_MAP, 0.8),
        (YEAR, "D3", YEAR, 1.0),
        (ADDED, "Dash", YEAR, 1.0),
        (REMOVED, "Dash", YEAR, 1.0),
    ]
    for mine, other, theirs, most in aims:
        if (other, theirs) not in times:
            continue
        base = statistics.median(times[other, theirs])
        for name in names:
            ratio = statistics.median(times[name, mine]) / base
            verdict = "oui" if ratio <= most else "non"
            what = f"{name}, {LABELS[mine]} / {other}, {LABELS[theirs]}"
            yield what, write_number(ratio, 2), f"≤ {write_number(most, 1)}", verdict


def tabulate_ratios(times: Times, systems: list[System]) -> str:
    """The ratios of medians that Terril aims at, each of its pages beside the other systems."""
    names = [system.name for system in systems if system.kind == "terril"]
    return write_table(("rapport de médianes", "mesuré", "visé", "atteint"), list(_compare(times, names)))


def tabulate_bytes(weights: dict[str, dict[str, int]]) -> str:
    """What a server sends: a whole first visit, the geometry in it, and one change of year."""
    rows = []
    for system, sent in weights.items():
        verdict = ("oui" if sent["year"] < MOST_BYTES else "non") if system.startswith("Terril") else ""
        rows.append(
            (system, *(f"{write_number(sent[part] / 1000, 1)} ko" for part in ("page", "geometry", "year")), verdict)
        )
    head = ("octets envoyés par le serveur", "première visite", "dont contours", "changement d'année", "moins de 50 ko")
    return write_table(head, rows)
