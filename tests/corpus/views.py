"""What a view shows, as facts: its words, rows, charts, maps, who is lost, its screens and its sheets."""

from __future__ import annotations

from typing import Any

from tests.corpus import files, reach
from tests.corpus.facts import Facts, write_leaf
from tests.corpus.markup import read_markup
from tests.corpus.states import make_state

FEW = 12


def describe_view(fields: dict[str, Any]) -> str:
    """A view of the data of Terril, or the words in which it is refused."""
    facts = Facts()
    facts.head("asked")
    facts.data(fields)
    try:
        view = reach.open_view(fields)
    except reach.RefusedError as error:
        facts.head("refused")
        facts.say("said", str(error))
        return facts.write()
    _describe(facts, view, str(fields["kind"]))
    return facts.write()


def describe_state(kind: str, status: str) -> str:
    """A view of synthetic data in which a value has a status."""
    facts = Facts()
    _describe(facts, make_state(kind, status), kind)
    return facts.write()


def _describe(facts: Facts, view: reach.Opened, kind: str) -> None:
    facts.head("words")
    facts.data(reach.describe_words(view))
    facts.head("rows for a program")
    facts.list(reach.write_csv(view).split("\n")[:-1])
    rows = reach.list_rows(view)
    facts.head(f"rows for paper: {len(rows)}")
    facts.list(files.list_table(rows), FEW)
    _describe_charts(facts, view)
    facts.head("lost")
    facts.list(reach.list_lost_words(view))
    if kind in reach.list_map_kinds():
        _describe_maps(facts, view, kind)
    _describe_screens(facts, view)
    facts.head("workbook")
    facts.lines += files.read_workbook(reach.write_workbook(view), FEW)


def _describe_charts(facts: Facts, view: reach.Opened) -> None:
    for n, chart in enumerate(reach.list_charts(view), 1):
        lines = chart.pop("lines")
        facts.head(f"chart {n}")
        facts.data(chart)
        said = []
        for line in lines:
            said.append(f"line: {line['name']}, {line['color']}{' (lead)' if line['lead'] else ''}")
            said += [f"  {' | '.join(write_leaf(part) for part in mark)}" for mark in line["marks"]]
        facts.list(said, 4 * FEW)


def _describe_maps(facts: Facts, view: reach.Opened, kind: str) -> None:
    if kind == "france":
        return
    for n, data in enumerate(reach.list_maps(view), 1):
        table = data.pop("table", {})
        facts.head(f"map {n}")
        facts.data(data)
        facts.data(table, "table", FEW)
    facts.head("lost of the maps")
    facts.data(reach.list_lost_of_maps(view))
    facts.head("layer")
    facts.list(files.list_table(reach.read_layer(view)), FEW)


def _describe_screens(facts: Facts, view: reach.Opened) -> None:
    """The screens, each in what it has not of the one before; the charts and the maps on them are those above."""
    before: dict[str, Any] = {}
    for n, screen in enumerate(reach.list_screens_of(view)[1:], 1):
        figures = screen.pop("figures")
        facts.head(f"screen {n}")
        facts.data({k: v for k, v in screen.items() if before.get(k, type(v)()) != v})
        before = screen
        for kind, title, _, markup in figures:
            facts.say("figure", f"{kind} {title}".strip())
            facts.list(read_markup(markup), FEW)
