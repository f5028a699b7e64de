"""What is kept of what was computed: how much of it, until when, and made once though many ask at the same time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, wraps
from threading import Event, RLock, get_ident
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from geo.versions import find_version, holding, name_version

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F")
T_co = TypeVar("T_co", covariant=True)


class Until(Enum):
    """When what is kept is no longer true."""

    GOOD = "made of the code and of the contours: as long as the server runs"
    DATA = "made of the tables: until the data change"
    DAY = "dated: for the day, or until the data change"


@dataclass(frozen=True)
class Budget:
    """How many results each function of a family keeps at most, the last asked for, and until when."""

    name: str
    most: int
    until: Until


# Made of the code: scripts, fonts, components.
CODE = Budget("CODE", 32, Until.GOOD)
# Streamlit's files, compressed.
SCRIPTS = Budget("SCRIPTS", 512, Until.GOOD)
# The contours of a level in one of their forms, up to a megabyte each.
CONTOURS = Budget("CONTOURS", 16, Until.GOOD)
# One outline or one division into classes, found by long search.
SHAPES = Budget("SHAPES", 64, Until.GOOD)
PICTURES = Budget("PICTURES", 1024, Until.DATA)  # the small map of each territory
# What bounds a figure beside a secret, asked several times for one cell; the widths of short texts.
PROGRAMS = Budget("PROGRAMS", 64, Until.GOOD)
WIDTHS = Budget("WIDTHS", 8192, Until.GOOD)
# The catalogue, whole tables, and what is made of a whole table; then the tables of a past day.
TABLES = Budget("TABLES", 8, Until.DATA)
PAST = Budget("PAST", 3, Until.DATA)
# What is made for one choice among a few: themes, years, a level, a département.
CHOICES = Budget("CHOICES", 32, Until.DATA)
# What is made of one frame that is kept elsewhere.
FRAMES = Budget("FRAMES", 32, Until.DATA)
# The rows of a few indicators, and the charts and sections made of so many.
OBSERVATIONS = Budget("OBSERVATIONS", 64, Until.DATA)
# One indicator at one level, or one territory: a series, the values of a map, a portrait.
SERIES = Budget("SERIES", 256, Until.DATA)
# What one view shows, its frames with it.
CONTENTS = Budget("CONTENTS", 128, Until.DATA)
# The panel of one figure.
PANELS = Budget("PANELS", 512, Until.DATA)
# One indicator of one territory.
TERRITORIES = Budget("TERRITORIES", 4096, Until.DATA)
# The files of one view, which bear the date.
FILES = Budget("FILES", 64, Until.DAY)
# What is to be said today of one territory.
NOTICES = Budget("NOTICES", 256, Until.DAY)


class Counts(NamedTuple):
    """How many results are kept, how often one was there and how often it was made, since the last forgetting."""

    kept: int
    hits: int
    misses: int


class Kept(Protocol[P, T_co]):
    """A function whose results are kept. They are shared: whoever is given one must not change it."""

    cache_clear: Callable[[], None]
    count: Callable[[], Counts]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """The result, made where it is not there."""


class _Making:
    """A result that a thread is making; `maker` is nobody once it is there or has failed."""

    __slots__ = ("is_outdated", "maker", "over")

    def __init__(self, maker: int) -> None:
        self.maker: int | None = maker
        self.is_outdated = False
        # There only once somebody waits.
        self.over: Event | None = None


class _NotKeptError(Exception):
    """What is asked for is not kept."""


# Held while results are looked for, handed over and forgotten; never while one is made.
_guard = RLock()
_awaited: dict[int, _Making] = {}
_stores: dict[str, _Store[..., Any]] = {}


def _is_waiting_for(thread: int, making: _Making) -> bool:
    """Whether a result is made by this thread, or by one that waits for what this thread makes."""
    following: _Making | None = making
    while following is not None and following.maker is not None and following.maker != thread:
        following = _awaited.get(following.maker)
    return following is not None and following.maker == thread


class _Store(Generic[P, T]):
    """What one function keeps.

    The order and the bound are those of functools, at its speed. But lru_cache keeps whatever it is answered: so it is
    answered only under the guard, when a result that is not outdated is handed over.
    """

    def __init__(self, function: Callable[P, T], budget: Budget) -> None:
        self.function, self.budget, self._is_of_data = function, budget, budget.until is not Until.GOOD
        self._answers: dict[str, Any] = {}
        self.look = cast(Callable[P, T], self._look if self._is_of_data else self._find_answers(""))
        self._handed: dict[int, T] = {}
        self._in_making: dict[Hashable, _Making] = {}
        self._misses, self._day = 0, dt.date.today()

    def _find_answers(self, version: str) -> Any:
        """What is kept of one version of the data."""
        found = self._answers.get(version)
        return found or self._answers.setdefault(version, lru_cache(self.budget.most)(self._take_handed))

    def _look(self, *args: Any, **kwargs: Any) -> Any:
        return self._find_answers(name_version())(*args, **kwargs)

    def _take_handed(self, *args: Any, **kwargs: Any) -> T:
        """What this thread hands over. Raises _NotKeptError where it only looks."""
        if get_ident() not in self._handed:
            raise _NotKeptError
        return self._handed[get_ident()]

    def wait_or_make(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result: made, or found once the thread that makes it has done so; all of one version of the data."""
        with holding(find_version()):
            return self._wait_or_make(*args, **kwargs)

    def _wait_or_make(self, *args: P.args, **kwargs: P.kwargs) -> T:
        key, thread = (name_version() if self._is_of_data else "", args, tuple(kwargs.items())), get_ident()
        own: _Making | None
        while True:
            with _guard:
                self._forget_yesterday()
                try:
                    return self.look(*args, **kwargs)
                except _NotKeptError:
                    other = self._in_making.get(key)
                if other is None:
                    own = self._in_making[key] = _Making(thread)
                    break
                if _is_waiting_for(thread, other):
                    own = None
                    break
                _awaited[thread] = other
                over = other.over = other.over or Event()
            over.wait()
            with _guard:
                del _awaited[thread]
        return self.function(*args, **kwargs) if own is None else self._make(own, key, *args, **kwargs)

    def _make(self, own: _Making, key: Hashable, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            result = self.function(*args, **kwargs)
            with _guard:
                if not own.is_outdated:
                    self._misses += 1
                    self._handed[get_ident()] = result
                    self.look(*args, **kwargs)
                    del self._handed[get_ident()]
        finally:
            with _guard:
                del self._in_making[key]
                own.maker = None
                if own.over is not None:
                    own.over.set()
        return self._wait_or_make(*args, **kwargs) if own.is_outdated else result

    def _forget_yesterday(self) -> None:
        if self.budget.until is Until.DAY and self._day != dt.date.today():
            self.clear()
            self._day = dt.date.today()

    def clear(self) -> None:
        """Forget the results, and those that are being made as well."""
        with _guard:
            for answers in self._answers.values():
                answers.cache_clear()
            self._misses = 0
            for making in self._in_making.values():
                making.is_outdated = True

    def count(self) -> Counts:
        """What is kept, and what it was good for."""
        found = [answers.cache_info() for answers in list(self._answers.values())]
        return Counts(sum(each.currsize for each in found), sum(each.hits for each in found), self._misses)

    def clear_version(self, version: str) -> None:
        """Forget what is kept of a version of the data."""
        with _guard:
            self._answers.pop(version, None)


def keep(budget: Budget) -> Callable[[Callable[P, T]], Kept[P, T]]:
    """Keep the results of a pure function of hashable arguments, within a budget.

    Threads that ask for the same result at once wait for the first of them; where that one fails the next one tries,
    for failures are not kept. Who would wait for itself, or in a circle, makes the result on its own. What is forgotten
    while it is made is made anew. A kept function must not wait for work that it gives to other threads.
    """

    def decorate(function: Callable[P, T]) -> Kept[P, T]:
        store = _stores[f"{function.__module__}.{function.__qualname__}"] = _Store(function, budget)
        look, wait_or_make = store.look, store.wait_or_make

        @wraps(function)
        def read(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return cast(T, look(*args, **kwargs))
            except _NotKeptError:
                pass
            return cast(T, wait_or_make(*args, **kwargs))

        kept = cast(Kept[P, T], read)
        kept.cache_clear, kept.count = store.clear, store.count
        return kept

    return decorate


class _Held(Generic[F]):
    """Something as a key: itself alone is equal to it."""

    __slots__ = ("one",)

    def __init__(self, one: F) -> None:
        self.one = one

    def __hash__(self) -> int:
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.one is self.one


def keep_by_frame(
    budget: Budget,
) -> Callable[[Callable[Concatenate[F, P], T]], Kept[Concatenate[F, P], T]]:
    """Keep what a pure function makes of its first argument, a frame that must not be changed, known by identity."""

    def decorate(function: Callable[Concatenate[F, P], T]) -> Kept[Concatenate[F, P], T]:
        @keep(budget)
        @wraps(function)
        def make(held: _Held[F], *args: P.args, **kwargs: P.kwargs) -> T:
            return function(held.one, *args, **kwargs)

        @wraps(function)
        def read(frame: F, *args: P.args, **kwargs: P.kwargs) -> T:
            return make(_Held(frame), *args, **kwargs)

        kept = cast(Kept[Concatenate[F, P], T], read)
        kept.cache_clear, kept.count = make.cache_clear, make.count
        return kept

    return decorate


def forget(*until: Until) -> None:
    """Forget what is kept until then; without a word, all that depends on the data, of whatever version."""
    with _guard:
        for store in _stores.values():
            if store.budget.until in (until or (Until.DATA, Until.DAY)):
                store.clear()


def forget_version(version: str) -> None:
    """Forget what is kept of one version of the data, which nobody works with any more."""
    for store in list(_stores.values()):
        store.clear_version(version)


def count_kept() -> dict[str, tuple[Budget, Counts]]:
    """The budget of each function and what it keeps, by module and name."""
    return {name: (store.budget, store.count()) for name, store in _stores.items()}
