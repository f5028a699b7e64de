"""Describing a case, and what is expected of it: written, read, compared."""

from __future__ import annotations

import difflib
import logging
from pathlib import Path

from tests.corpus import clock, files, pages, routes, views
from tests.corpus.cases import Case, list_cases

FOLDER = Path(__file__).parent / "expected"
MOST_SAID = 40


def describe(case: Case) -> str:
    """What a case shows today."""
    describers = {
        "views": views.describe_view,
        "states": lambda asked: views.describe_state(*asked),
        "files": files.describe_files,
        "dossiers": lambda asked: files.describe_dossier(*asked),
        "pages": lambda asked: pages.describe_page(*asked),
        "routes": routes.describe_answer,
    }
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with clock.stand_still():
            return describers[case.group](case.asked)
    finally:
        logging.disable(before)


def find_path(case: Case) -> Path:
    """The file of what is expected of a case."""
    return FOLDER / f"{case.id}.txt"


def write_expected(case: Case, said: str) -> None:
    """Keep what a case shows."""
    path = find_path(case)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(said.encode())


def find_differences(case: Case) -> list[str]:
    """The lines before (-) and after (+), each under the part that it is of; [] where all is as expected."""
    path = find_path(case)
    if not path.exists():
        return ["nothing is recorded of this case"]
    before, after = path.read_bytes().decode().split("\n"), describe(case).split("\n")
    if before == after:
        return []
    said: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            part = next((line for line in reversed(before[:a]) if line.startswith("## ")), "")
            said += [part, *(f"- {line}" for line in before[a:b]), *(f"+ {line}" for line in after[c:d])]
    more = len(said) - MOST_SAID
    return said[:MOST_SAID] + ([f"… {more} more lines"] if more > 0 else [])


def drop_strays() -> list[str]:
    """Remove the expectations that have no case; their names."""
    known = {find_path(case) for case in list_cases()}
    strays = [path for path in sorted(FOLDER.rglob("*.txt")) if path not in known]
    for path in strays:
        path.unlink()
    return [str(path.relative_to(FOLDER)) for path in strays]


def list_strays() -> list[str]:
    """The expectations that have no case."""
    known = {find_path(case) for case in list_cases()}
    return [str(path.relative_to(FOLDER)) for path in sorted(FOLDER.rglob("*.txt")) if path not in known]


def measure_expected() -> int:
    """The size of all expectations, in bytes."""
    return sum(path.stat().st_size for path in FOLDER.rglob("*.txt"))
