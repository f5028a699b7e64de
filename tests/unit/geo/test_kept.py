"""What is kept: within its bound, until its time, and made once however many ask for it."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from geo import kept
from geo.kept import Budget, Counts, Until, count_kept, forget, keep, keep_by_frame
from loaders.catalog import ROOT

TWO = Budget("two", 2, Until.DATA)


def test_a_result_is_made_once_and_the_one_asked_for_longest_ago_goes_first() -> None:
    made: list[int] = []

    @keep(TWO)
    def square(number: int) -> int:
        made.append(number)
        return number * number

    assert [square(n) for n in (1, 2, 1, 3, 1, 2)] == [1, 4, 1, 9, 1, 4]
    assert made == [1, 2, 3, 2]
    assert square.count() == Counts(kept=2, hits=2, misses=4)


def test_arguments_by_name_are_part_of_what_is_asked() -> None:
    @keep(TWO)
    def write(number: int, *, unit: str = "t") -> str:
        return f"{number} {unit}"

    assert (write(1), write(1, unit="kg"), write(1, unit="kg")) == ("1 t", "1 kg", "1 kg")
    assert write.count() == Counts(kept=2, hits=1, misses=2)


def test_fifty_readers_of_a_cold_server_make_one_computation_and_get_the_same_object() -> None:
    made, all_there = [], threading.Barrier(50)

    @keep(TWO)
    def build(name: str) -> list[str]:
        made.append(name)
        is_awaited.wait(10)
        return [name]

    is_awaited = threading.Event()

    def read(_: int) -> list[str]:
        all_there.wait(10)
        return build("contours")

    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(read, n) for n in range(50)]
        is_awaited.set()
        results = [one.result(10) for one in asked]
    assert made == ["contours"]
    assert len({id(one) for one in results}) == 1
    assert build.count() == Counts(kept=1, hits=49, misses=1)


def test_what_one_makes_holds_up_nobody_who_asks_for_something_else() -> None:
    is_begun, may_end = threading.Event(), threading.Event()

    @keep(TWO)
    def build(name: str) -> str:
        if name == "slow":
            is_begun.set()
            may_end.wait(10)
        return name

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(build, "slow")
        assert is_begun.wait(10)
        assert build("quick") == "quick"
        assert not slow.done()
        may_end.set()
        assert slow.result(10) == "slow"


def test_a_failure_is_not_kept_and_those_who_waited_try_themselves() -> None:
    tries, is_begun, may_fail = [], threading.Event(), threading.Event()

    @keep(TWO)
    def read(name: str) -> str:
        tries.append(name)
        if len(tries) == 1:
            is_begun.set()
            may_fail.wait(10)
            raise OSError("disk")
        return name

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(read, "file")
        assert is_begun.wait(10)
        second = pool.submit(read, "file")
        may_fail.set()
        with pytest.raises(OSError, match="disk"):
            first.result(10)
        assert second.result(10) == "file"
    assert read.count() == Counts(kept=1, hits=0, misses=1)


def test_a_kept_function_may_use_itself_and_others() -> None:
    @keep(Budget("many", 64, Until.DATA))
    def fibonacci(n: int) -> int:
        return n if n < 2 else fibonacci(n - 1) + other(n - 2)

    @keep(Budget("many", 64, Until.DATA))
    def other(n: int) -> int:
        return fibonacci(n)

    assert fibonacci(30) == 832_040
    assert fibonacci.count().misses == 31


def test_who_asks_for_what_it_is_making_itself_makes_it_rather_than_wait_for_ever() -> None:
    depth: list[int] = []

    @keep(TWO)
    def dive(name: str) -> int:
        depth.append(1)
        return len(depth) if len(depth) == 3 else dive(name)

    assert dive("sea") == 3


def test_two_threads_that_need_each_other_s_results_do_not_wait_for_ever() -> None:
    both, entered = threading.Barrier(2), threading.local()

    def meet(then: Callable[[], int]) -> int:
        """Once in each thread, both wait until the other makes its result too, then ask for the other's."""
        if getattr(entered, "is_in", False):
            return 1
        entered.is_in = True
        both.wait(10)
        return 1 + then()

    @keep(TWO)
    def left() -> int:
        return meet(right)

    @keep(TWO)
    def right() -> int:
        return meet(left)

    with ThreadPoolExecutor(2) as pool:
        results = [pool.submit(left), pool.submit(right)]
        assert {one.result(10) for one in results} <= {2, 3}


def test_a_publication_forgets_what_depends_on_the_data_and_nothing_else() -> None:
    data = {"year": 2023}
    budgets = {until: Budget("one", 4, until) for until in Until}

    def read(of: str) -> tuple[str, int]:
        return of, data["year"]

    def take(of: str) -> tuple[str, int]:
        return read(of)

    def write(of: str) -> tuple[str, int]:
        return read(of)

    good, tables, dated = (
        keep(budgets[Until.GOOD])(read),
        keep(budgets[Until.DATA])(take),
        keep(budgets[Until.DAY])(write),
    )
    assert {good("a"), tables("a"), dated("a")} == {("a", 2023)}
    data["year"] = 2024
    forget()
    assert (good("a"), tables("a"), dated("a")) == (("a", 2023), ("a", 2024), ("a", 2024))
    data["year"] = 2025
    forget(Until.GOOD)
    assert (good("a"), tables("a")) == (("a", 2025), ("a", 2024))


def test_what_is_made_of_the_old_data_while_they_are_replaced_is_made_anew() -> None:
    data, is_begun, may_end = {"year": 2023}, threading.Event(), threading.Event()

    @keep(TWO)
    def read_old_or_new() -> int:
        year = data["year"]
        is_begun.set()
        may_end.wait(10)
        return year

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(read_old_or_new)
        assert is_begun.wait(10)
        data["year"] = 2024
        forget()
        may_end.set()
        assert asked.result(10) == 2024
    assert read_old_or_new() == 2024


def test_what_is_dated_goes_with_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.date):
        now = dt.date(2026, 3, 1)

        @classmethod
        def today(cls) -> dt.date:  # type: ignore[override]
            return cls.now

    monkeypatch.setattr(kept.dt, "date", Clock)

    @keep(Budget("day", 4, Until.DAY))
    def stamp(name: str, today: dt.date) -> str:
        return f"{name} {today}"

    stamp("a", Clock.now), stamp("b", Clock.now)
    assert stamp.count().kept == 2
    Clock.now = dt.date(2026, 3, 2)
    assert stamp("a", Clock.now) == "a 2026-03-02"
    assert stamp.count().kept == 1


def test_what_is_made_of_a_frame_is_made_once_and_never_given_for_another() -> None:
    made = []

    @keep_by_frame(TWO)
    def total(frame: pd.DataFrame, times: int) -> float:
        made.append(times)
        return float(frame["value"].sum()) * times

    one, same = pd.DataFrame({"value": [1.0, 2.0]}), pd.DataFrame({"value": [1.0, 2.0]})
    assert [total(one, 1), total(one, 1), total(one, 2), total(same, 1)] == [3, 3, 6, 3]
    assert made == [1, 2, 1]


def list_sources() -> list[Path]:
    """Our modules, but the one that keeps."""
    folders = ("geo", "loaders", "pages")
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py") if path != ROOT / "geo" / "kept.py"]


def test_one_module_alone_decides_what_is_kept() -> None:
    other = re.compile(r"\blru_cache\b|\bcache_data\b|\bcache_resource\b|import cache\b|functools\.cache\b")
    assert [str(path.relative_to(ROOT)) for path in list_sources() if other.search(path.read_text("utf-8"))] == []


def test_every_budget_is_used_and_bounded() -> None:
    budgets = {name: value for name, value in vars(kept).items() if isinstance(value, Budget)}
    text = "\n".join(path.read_text("utf-8") for path in list_sources())
    assert {name for name in budgets if not re.search(rf"@?keep(_by_frame)?\({name}\)", text)} == set()
    assert {name: value.name for name, value in budgets.items()} == {name: name for name in budgets}
    assert all(1 <= value.most <= 8192 for value in budgets.values())


def test_what_the_product_keeps_is_counted_by_name() -> None:
    from loaders.catalog import load_catalog

    load_catalog()
    budget, counts = count_kept()["loaders.catalog.load_catalog"]
    assert (budget, counts.kept >= 1, counts.misses >= 1) == (kept.TABLES, True, True)
