"""Who calls whom while a piece of work is done: the calls between floors, and the walk through the modules.

`python -m tests.trace` prints the walks of tests/walks.py;
tests/unit/house/test_trace.py asserts that none goes upstairs.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from geo.kept import Until, forget
from loaders.catalog import ROOT

# From the ground up. What is in pages/ and in none of its folders is a page.
FLOORS = ("geo", "loaders", "words", "views", "draw", "files", "server", "widgets", "pages")
HOUSE = ("geo", "loaders", "pages")


class Function(NamedTuple):
    """A function of the house: its module below pages (« draw.france »), its name, its floor as a place in FLOORS."""

    module: str
    name: str
    floor: int

    def __str__(self) -> str:
        return f"{FLOORS[self.floor]}: {self.module}.{self.name}"


@dataclass
class Node:
    """A function called from another one, with what it calls in turn: several calls of the same are one node."""

    function: Function | None
    calls: dict[Function, Node] = field(default_factory=dict)


class Stay(NamedTuple):
    """Calls one after the other within one module, so many modules deep."""

    module: str
    depth: int


class Walk(NamedTuple):
    """The stays of a piece of work: through how many rooms (modules), with how many returns to one it had left."""

    stays: tuple[Stay, ...]

    @property
    def rooms(self) -> int:
        """How many modules it goes through."""
        return len({stay.module for stay in self.stays})

    @property
    def returns(self) -> int:
        """How often it enters again a module that it had left."""
        return len(self.stays) - self.rooms


class Trace:
    """The calls of a piece of work: how many from one function to another, and their tree."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Function, Function]] = Counter()
        self.root = Node(None)
        self._stacks = threading.local()

    def watch(self, frame: FrameType, event: str, _: object) -> None:
        """Take note of a call or a return: what sys.setprofile wants. A step of a generator counts as a call."""
        if event not in ("call", "return"):
            return
        code = frame.f_code
        function = find_function(code.co_filename, code.co_qualname)
        if function is None:
            return
        stack: list[Node] = self._stacks.__dict__.setdefault("nodes", [self.root])
        if event == "call":
            caller = stack[-1]
            if caller.function is not None:
                self.counts[caller.function, function] += 1
            stack.append(caller.calls.setdefault(function, Node(function)))
        elif len(stack) > 1:  # a function begun before the trace returns into nothing
            stack.pop()

    def list_climbs(self) -> list[tuple[Function, Function, int]]:
        """The calls to a higher floor, with how often each was made."""
        return [(*call, count) for call, count in self.counts.items() if call[0].floor < call[1].floor]

    def count_floors(self) -> dict[tuple[str, str], int]:
        """How many calls went from one floor to another, from the top."""
        found: Counter[tuple[int, int]] = Counter()
        for (caller, callee), count in self.counts.items():
            if caller.floor != callee.floor:
                found[caller.floor, callee.floor] += count
        return {(FLOORS[a], FLOORS[b]): found[a, b] for a, b in sorted(found, reverse=True)}

    def fold(self) -> Walk:
        """The walk in the order of calls, what a function does told once: where it was first called."""
        stays: list[Stay] = []
        told: set[Function] = set()

        def go(node: Node, depth: int) -> None:
            for function, called in node.calls.items():
                is_inside = node.function is not None and node.function.module == function.module
                inner = depth if is_inside else depth + 1
                if not stays or stays[-1].module != function.module:
                    stays.append(Stay(function.module, inner))
                if function not in told:
                    told.add(function)
                    go(called, inner)

        go(self.root, -1)
        return Walk(tuple(stays))


@cache
def find_function(file: str, name: str) -> Function | None:
    """The function of a file of the house; None for one of a library."""
    path = Path(file)
    if not path.is_relative_to(ROOT):
        return None
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts == ("dashboard",):
        return Function("dashboard", name, FLOORS.index("pages"))
    # What a cache makes is made by who asks it: like those of a library, its functions are not walked through.
    if parts[0] not in HOUSE or parts == ("geo", "kept"):
        return None
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    inside = parts[1:] if parts[0] == "pages" and len(parts) > 2 else parts
    return Function(".".join(inside), name, FLOORS.index(inside[0]))


def import_house() -> None:
    """Import every module but what is run, pages and migrations: an import later on would be traced as a call."""
    for name in HOUSE:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            is_page = name == "pages" and found.name.count(".") == 1 and not found.ispkg
            is_run = is_page or found.name.endswith("__main__") or ".migrations." in found.name
            if not is_run:
                importlib.import_module(found.name)


def clear_caches() -> None:
    """Forget all that the house keeps, so that a walk does not depend on what was asked before."""
    forget(*Until)


@contextmanager
def record() -> Iterator[Trace]:
    """Trace what is done meanwhile, in this thread and in those it starts."""
    trace = Trace()
    threading.setprofile(trace.watch)
    sys.setprofile(trace.watch)
    try:
        yield trace
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def trace_cold(work: Callable[[], object]) -> Trace:
    """Trace a piece of work that finds nothing ready but the modules."""
    import_house()
    clear_caches()
    with record() as trace:
        work()
    return trace


def write_walk(title: str, trace: Trace) -> str:
    """A walk in words: its numbers, the calls between floors, its stays one after the other."""
    walk = trace.fold()
    head = f"{title}: {len(walk.stays)} stays in {walk.rooms} rooms, {walk.returns} returns"
    floors = [f"  {caller} → {callee}: {count}" for (caller, callee), count in trace.count_floors().items()]
    climbs = [f"  UP {caller} → {callee}: {count}" for caller, callee, count in trace.list_climbs()]
    climbs = climbs or ["  none to a higher floor"]
    stays = [f"  {n:3} {'· ' * stay.depth}{stay.module}" for n, stay in enumerate(walk.stays, 1)]
    return "\n".join([head, "calls between floors", *floors, *climbs, "stays", *stays])


def main() -> None:
    """Print every walk."""
    from tests.walks import WALKS

    for title, work in WALKS.items():
        print(write_walk(title, trace_cold(work)), end="\n\n")


if __name__ == "__main__":
    main()
