"""No call goes to a higher floor: the trace of views to slides, of a dossier to its presentation, of answers, of pages.

`python -m pytest -s tests/unit/house/test_trace.py` prints the walks, as `python -m tests.trace` does.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType

import pytest

from loaders.catalog import ROOT
from tests.trace import Function, Stay, Trace, record, trace_cold, write_walk
from tests.walks import WALKS

# What calls a function of a higher floor because it was handed one, and why it may.
HANDED_DOWN = {
    "loaders.entries.validate_file": "a YAML file is read as the model that the page declares, by that model's rules",
    "words.sentences.state": "a sentence names a territory as the view that it stands on names it",
    "views.maps.repeated.repeat_data": "a page's maps fetch their values where the painter puts them, a file's do not",
}
BY_PAGES_ALONE = "every page to its reader"


def find_callers(trace: Trace) -> set[str]:
    """Who calls a function of a higher floor."""
    return {f"{caller.module}.{caller.name.partition('.<locals>')[0]}" for caller, _, _ in trace.list_climbs()}


@pytest.mark.parametrize("title", [title for title in WALKS if title != BY_PAGES_ALONE])
def test_no_call_goes_to_a_higher_floor(title: str) -> None:
    trace = trace_cold(WALKS[title])
    print(f"\n{write_walk(title, trace)}")
    assert trace.fold().stays
    assert trace.list_climbs() == []


def test_a_page_calls_upward_only_what_it_has_handed_down_itself() -> None:
    trace = trace_cold(WALKS[BY_PAGES_ALONE])
    print(f"\n{write_walk(BY_PAGES_ALONE, trace)}")
    assert find_callers(trace) == set(HANDED_DOWN)


def define(module: str, source: str) -> dict[str, Callable[..., object]]:
    """The functions of a module that is not there, as if they stood in its file."""
    names: dict[str, Callable[..., object]] = {}
    exec(compile(source, str(ROOT.joinpath(*module.split(".")).with_suffix(".py")), "exec"), names)
    return {name: function for name, function in names.items() if isinstance(function, FunctionType)}


def test_a_function_handed_down_and_called_is_a_call_to_a_higher_floor() -> None:
    write = define("pages.words.write", "def write(given): return given()")["write"]
    ask = define("pages.widgets.ask", "def ask(): return 'a'")["ask"]
    with record() as trace:
        write(ask)
        write(ask)
    words, widgets = Function("words.write", "write", 2), Function("widgets.ask", "ask", 7)
    assert trace.list_climbs() == [(words, widgets, 2)]


def test_what_a_function_of_a_library_calls_is_called_by_who_called_the_library() -> None:
    order = define("pages.words.order", "def order(rows, given): return sorted(rows, key=lambda row: given(row))")[
        "order"
    ]
    rank = define("pages.draw.rank", "def rank(row): return -row")["rank"]
    with record() as trace:
        assert order([1, 2], rank) == [2, 1]
    assert find_callers(trace) == {"words.order.order"}


def test_a_walk_counts_stays_and_returns_and_tells_a_loop_once() -> None:
    """draw: line, mark; line calls words three times and then mark: draw, words, draw again."""
    french = define("pages.words.french", "def say(n): return str(n)")["say"]
    draw = define(
        "pages.draw.line", "def line(say):\n  [say(n) for n in range(3)]\n  return mark()\ndef mark(): return ''"
    )["line"]
    with record() as trace:
        draw(french)
    walk = trace.fold()
    assert walk.stays == (Stay("draw.line", 0), Stay("words.french", 1), Stay("draw.line", 0))
    assert (walk.rooms, walk.returns) == (2, 1)
