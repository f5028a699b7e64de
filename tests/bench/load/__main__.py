"""`python -m tests.bench.load`: readers who open one page together and then choose something every few seconds.

Prints how long whole pages take (median, 95th and 99th percentile), what was wrong, the server's memory and processor.
A page is wrong where it is not, to the byte, what one reader alone is given. One reader has been everywhere before,
unless the server is to be cold.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.load.mix import WAYS
from tests.bench.load.reader import Answer, fill, list_wrong, walk_alone
from tests.bench.report import read_processor, write_number, write_table, write_time
from tests.browser import serve

MOST_READERS, MOST_ROUNDS = 300, 200


def find_process(address: str) -> Path:
    """The folder in /proc of the server that listens at an address. LookupError where there is none."""
    port = str(urlsplit(address).port)
    for folder in Path("/proc").glob("[0-9]*"):
        words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        if "--server.port" in words and words[words.index("--server.port") + 1] == port:
            return folder
    raise LookupError(f"no server at {address}")


def read_memory(process: Path) -> float:
    """The memory that a process holds, in megabytes."""
    line = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def read_seconds(process: Path) -> float:
    """The processor time that a process has had, in seconds."""
    words = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def describe(name: str, answers: Sequence[Answer]) -> tuple[str, ...]:
    """A row: how many pages, and how long they took."""
    times = sorted(answer.milliseconds for answer in answers if not answer.fault)
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return name, str(len(times)), *(write_time(cuts[n - 1]) for n in (50, 95, 99))


def run(readers: int, *, pause: float, rounds: int, is_cold: bool) -> tuple[str, list[str]]:
    """The report of a full room in Markdown, and what was wrong in it."""
    with serve() as address:
        alone = asyncio.run(walk_alone(address, WAYS, rounds)) if not is_cold else []
        process = find_process(address)
        memory, seconds, start = read_memory(process), read_seconds(process), datetime.now().astimezone()
        room = asyncio.run(fill(address, WAYS, readers, pause=pause, rounds=rounds))
        busy, elapsed = read_seconds(process) - seconds, (datetime.now().astimezone() - start).total_seconds()
        after = read_memory(process)
        alone = alone or asyncio.run(walk_alone(address, WAYS, rounds))
    wrong = list_wrong(room, alone)
    first, later = [answers[0] for answers in room], [answer for answers in room for answer in answers[1:]]
    rows = [describe("première page, tous ensemble", first), describe("choix et pages d’après", later)]
    head = [
        f"- {start:%Y-%m-%d %H:%M %Z}, {readers} lecteurs en deux secondes, {pause:g} s entre deux choix",
        f"- serveur {'froid' if is_cold else 'déjà visité'}, {read_processor()}, {os.cpu_count()} cœurs",
        f"- mémoire {write_number(memory)} Mo avant, {write_number(after)} Mo après",
        f"- processeur : {write_number(busy / elapsed, 2)} cœur en moyenne",
        f"- pages fausses ou en faute : {len(wrong)} sur {sum(map(len, room))}",
    ]
    table = write_table(("ce que voit un lecteur", "n", "médiane", "95 %", "99 %"), rows)
    return "\n".join([*head, "", table]), wrong


def main() -> None:
    """Read the command line, fill the room, print; status 1 where a page was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--readers", type=int, default=50, help="how many come within two seconds")
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between a page and the next choice")
    parser.add_argument("--rounds", type=int, default=3, help="how many times each goes through his way of four pages")
    parser.add_argument("--cold", action="store_true", help="nobody has been on the server before")
    asked = parser.parse_args()
    readers, rounds = (max(1, min(*pair)) for pair in ((asked.readers, MOST_READERS), (asked.rounds, MOST_ROUNDS)))
    said, wrong = run(readers, pause=max(0.0, asked.pause), rounds=rounds, is_cold=asked.cold)
    print(said)
    if wrong:
        print("\n".join(wrong[:20]), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
