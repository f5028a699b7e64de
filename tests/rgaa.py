"""`python -m tests.rgaa`, which is `make rgaa`: the grid of the 106 criteria, how each was checked, by which tests."""

from __future__ import annotations

from pages.views.help.rgaa import TOPICS, Criterion, Grid, read_grid
from tests.e2e.accessibility.axe import EXEMPTED

STATES = {"conform": "conforme", "not_conform": "NON CONFORME", "not_applicable": "sans objet"}


def describe(number: str, one: Criterion, grid: Grid) -> list[str]:
    """The lines of a criterion."""
    lines = [f"{number:>5}  {STATES[one.state]:<13} {one.about}"]
    if one.why:
        lines.append(f"{'':21}{one.why}")
    if one.instead:
        lines.append(f"{'':21}à la place : {one.instead} ({one.owner})")
    for key in one.checked:
        check = grid.checks[key]
        lines.append(f"{'':21}{check.said} : {', '.join(check.tests) or 'à l’œil'}")
    return lines


def write_grid(grid: Grid) -> str:
    """The whole grid, by topic, then what axe is allowed to find, then the rate."""
    lines: list[str] = []
    for topic, (name, count) in enumerate(TOPICS.items(), 1):
        lines += ["", f"{topic}. {name}"]
        for n in range(1, count + 1):
            number = f"{topic}.{n}"
            lines += describe(number, grid.criteria[number], grid)
    lines += ["", "Ce qu’axe trouve et qui reste :"]
    lines += [f"  {one.rule} ({one.owner}) : {one.reason}" for one in EXEMPTED] or ["  rien"]
    counts = " · ".join(f"{len(grid.list_of(state))} {said.lower()}" for state, said in STATES.items())  # type: ignore[arg-type]
    return "\n".join([*lines, "", f"{grid.version}, {grid.date} : {counts}", f"{grid.rate} % : {grid.said}"])


if __name__ == "__main__":
    print(write_grid(read_grid()))
