"""The cases of the corpus: a group, a name, and what is asked; the data is in the modules of each group."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.corpus import page_cases, route_cases, view_cases

GROUPS = ("views", "states", "files", "dossiers", "pages", "routes")
# One case in so many is compared by default, beside the first of each kind and of each page.
STEP = {"views": 7, "states": 6, "files": 23, "dossiers": 15, "pages": 11, "routes": 3}


@dataclass(frozen=True)
class Case:
    """One case. `kind` is the kind of view, the page or the route that it is of."""

    group: str
    name: str
    kind: str
    asked: Any

    @property
    def id(self) -> str:
        """The name of its file, without its ending."""
        return f"{self.group}/{self.name}"


@cache
def list_cases() -> tuple[Case, ...]:
    """Every case, in order. Raises ValueError where two have one name."""
    cases = [
        *(Case("views", name, fields["kind"], fields) for name, fields in view_cases.list_views().items()),
        *(Case("states", f"{kind}-{s}", kind, (kind, s)) for kind, s in view_cases.list_states()),
        *(Case("files", name, view_cases.kind_of(asked), asked) for name, asked in view_cases.list_files().items()),
        *(Case("dossiers", f"{n}-{form}", form, (n, form)) for n, form in view_cases.list_dossiers()),
        *(Case("pages", name, page, (page, query)) for name, (page, query) in page_cases.list_pages().items()),
        *(Case("routes", name, asked.path, asked) for name, asked in route_cases.list_requests().items()),
    ]
    ids = [case.id for case in cases]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"two cases of one name: {', '.join(twice)}")
    return tuple(cases)


def sample_cases() -> tuple[Case, ...]:
    """The cases compared by default: the first of each kind and page, and every so many."""
    seen: set[tuple[str, str]] = set()
    chosen = []
    for group in GROUPS:
        for n, case in enumerate(case for case in list_cases() if case.group == group):
            is_first = group in ("views", "pages") and (group, case.kind) not in seen
            if is_first or n % STEP[group] == STEP[group] // 2:
                chosen.append(case)
            seen.add((group, case.kind))
    return tuple(chosen)


def find_cases(pattern: str) -> tuple[Case, ...]:
    """The cases whose id matches a pattern with stars, or holds it."""
    return tuple(c for c in list_cases() if fnmatch.fnmatch(c.id, pattern) or pattern in c.id)
