"""`python -m tests.rgaa`, which is `make rgaa`: the grid of the 106 criteria, how each was checked, by which tests."""

from __future__ import annotations

from dataclasses import dataclass

from pages.views.help.rgaa import TOPICS, Criterion, Grid, read_grid
from tests.e2e.accessibility.axe import EXEMPTED, LOOKS
from tests.states import list_officer_states, list_states

STATES = {"conform": "conforme", "not_conform": "NON CONFORME", "not_applicable": "sans objet"}


@dataclass(frozen=True)
class Runs:
    """How many times axe looks in `make proof`: at how many pages, at how many other states."""

    pages: int
    states: int

    @property
    def of_pages(self) -> int:
        """The runs of pages, each in every look."""
        return len(LOOKS) * self.pages

    @property
    def of_states(self) -> int:
        """The runs of dialogs, panels, tips and screens of the presentation."""
        return len(LOOKS) * self.states

    @property
    def said(self) -> str:
        """The counts in words."""
        return (
            f"axe-core, dans make proof : {self.of_pages} passages de {self.pages} pages, {self.of_states} de "
            f"{self.states} autres états, chacun en {len(LOOKS)} aspects ; exceptions : {len(EXEMPTED)}"
        )


def count_runs() -> Runs:
    """All that axe looks at, what an officer alone sees included."""
    states = (*list_states(), *list_officer_states("", ""))
    pages = sum(state.is_page for state in list_states())
    return Runs(pages, len(states) - pages)


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
    lines += ["", count_runs().said, "Ce qu’axe trouve et qui reste :"]
    lines += [f"  {one.rule} ({one.owner}) : {one.reason}" for one in EXEMPTED] or ["  rien"]
    counts = " · ".join(f"{len(grid.list_of(state))} {said.lower()}" for state, said in STATES.items())  # type: ignore[arg-type]
    return "\n".join([*lines, "", f"{grid.version}, {grid.date} : {counts}", f"{grid.rate} % : {grid.said}"])


if __name__ == "__main__":
    print(write_grid(read_grid()))
