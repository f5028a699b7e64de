"""Secrecy: no one can work a confidential value out from what is published."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.catalog import load_catalog
from loaders.rules.bounds import Web
from loaders.rules.relations import Change, Estimate, Ratio, Total
from loaders.rules.secrecy import MARGIN, OF_WITHHELD, PRIMARY, SECONDARY, Keeper, withhold


def protect(cells: dict[str, tuple[float | None, str]], *totals: Total) -> dict[str, tuple[float | None, str]]:
    values = pd.Series({name: value for name, (value, _) in cells.items()}, dtype="float64")
    statuses = pd.Series({name: status for name, (_, status) in cells.items()})
    safe = withhold(values, statuses, totals)
    return {str(n): (None if pd.isna(r["value"]) else r["value"], r["reason"]) for n, r in safe.iterrows()}


OF_THREE = Total("T", ("A", "B", "C"))


def test_the_next_smallest_is_withheld_with_the_one_that_is_confidential() -> None:
    cells = {"T": (100.0, "normal"), "A": (7.0, "confidential"), "B": (30.0, "normal"), "C": (63.0, "normal")}
    assert protect(cells, OF_THREE) == {"T": (100, ""), "A": (None, PRIMARY), "B": (None, SECONDARY), "C": (63, "")}


def test_two_that_are_confidential_protect_each_other() -> None:
    cells = {"T": (100.0, "normal"), "A": (None, "confidential"), "B": (None, "confidential"), "C": (63.0, "normal")}
    assert protect(cells, OF_THREE)["C"] == (63, "")


def test_a_part_that_is_missing_protects_already() -> None:
    cells = {"T": (100.0, "normal"), "A": (None, "confidential"), "B": (None, "missing"), "C": (63.0, "normal")}
    assert protect(cells, OF_THREE)["C"] == (63, "")


def test_a_total_that_is_not_published_gives_nothing_away() -> None:
    cells = {"A": (None, "confidential"), "B": (30.0, "normal"), "C": (63.0, "normal")}
    assert protect(cells, OF_THREE) == {"A": (None, PRIMARY), "B": (30, ""), "C": (63, "")}


def test_zeros_hide_nothing_so_that_the_total_goes() -> None:
    cells = {"T": (7.0, "normal"), "A": (None, "confidential"), "B": (0.0, "normal"), "C": (0.0, "normal")}
    assert protect(cells, OF_THREE) == {"T": (None, SECONDARY), "A": (None, PRIMARY), "B": (0, ""), "C": (0, "")}


def test_a_confidential_total_is_not_the_sum_of_what_is_shown() -> None:
    cells = {"T": (None, "confidential"), "A": (7.0, "normal"), "B": (30.0, "normal"), "C": (63.0, "normal")}
    safe = protect(cells, OF_THREE)
    # 7 is less than a tenth of 100: without it alone, the total is still bounded by 93.
    assert (safe["A"], safe["B"], safe["C"]) == ((7, ""), (None, SECONDARY), (63, ""))


def test_a_part_too_small_to_hide_another_is_not_enough() -> None:
    """1 000 + 1 + 900 = 1 901: with 1 withheld, 1 000 would be known to be at most 1 001; 900 goes."""
    cells = {"T": (1901.0, "normal"), "A": (1000.0, "confidential"), "B": (1.0, "normal"), "C": (900.0, "normal")}
    assert {name for name, (value, _) in protect(cells, OF_THREE).items() if value is None} == {"A", "C"}


def test_two_confidential_parts_do_not_hide_each_other_where_one_is_next_to_nothing() -> None:
    cells = {"T": (1901.0, "normal"), "A": (1000.0, "confidential"), "B": (1.0, "confidential"), "C": (900.0, "normal")}
    assert {name for name, (value, _) in protect(cells, OF_THREE).items() if value is None} == {"A", "B", "C"}


def test_a_total_of_zero_tells_its_parts_and_goes() -> None:
    cells = {"T": (0.0, "normal"), "A": (None, "confidential"), "B": (None, "confidential"), "C": (0.0, "normal")}
    assert protect(cells, OF_THREE)["T"] == (None, SECONDARY)


def test_what_does_not_apply_counts_as_zero() -> None:
    cells = {"T": (7.0, "normal"), "A": (None, "confidential"), "B": (None, "not_applicable")}
    assert protect(cells, Total("T", ("A", "B")))["T"] == (None, SECONDARY)


def test_shares_that_make_a_hundred_tell_the_last_one() -> None:
    cells = {"A": (None, "confidential"), "B": (30.0, "normal"), "C": (63.0, "normal")}
    safe = protect(cells, Total(None, ("A", "B", "C"), 100))
    assert safe == {"A": (None, PRIMARY), "B": (None, SECONDARY), "C": (63, "")}


COUNTED = {"tonnes": (100.0, "normal"), "people": (50.0, "normal"), "each": (2.0, "normal"), "day": (0.5, "normal")}
CHAIN = (Ratio("each", "tonnes", "people", 1), Ratio("day", "each", None, 0.25))


@pytest.mark.parametrize(
    ("secret", "withheld"),
    [
        ("tonnes", {"tonnes", "each", "day"}),
        ("people", {"people", "each", "day"}),
        ("each", {"tonnes", "each", "day"}),
        ("day", {"tonnes", "each", "day"}),
    ],
)
def test_a_ratio_of_a_ratio_goes_with_each_of_its_terms_and_they_with_it(secret: str, withheld: set[str]) -> None:
    safe = protect(COUNTED | {secret: (COUNTED[secret][0], "confidential")}, *CHAIN)
    assert {name for name, (value, _) in safe.items() if value is None} == withheld


@pytest.mark.parametrize(
    ("secret", "withheld"),
    [("before", {"before", "change"}), ("after", {"after", "change"}), ("change", {"after", "change"})],
)
@pytest.mark.parametrize(("is_relative", "change"), [(False, 20.0), (True, 25.0)])
def test_a_change_goes_with_its_years(secret: str, withheld: set[str], is_relative: bool, change: float) -> None:
    cells = {"before": (80.0, "normal"), "after": (100.0, "normal"), "change": (change, "normal")}
    safe = protect(cells | {secret: (None, "confidential")}, Change("change", "before", "after", is_relative))
    assert {name for name, (value, _) in safe.items() if value is None} == withheld


def test_a_ratio_found_through_the_sum_of_its_parts_would_tell_its_numerator() -> None:
    """each = 2 is withheld for the tonnes; the two ratios that make it would give it back."""
    cells = COUNTED | {"one": (1.5, "normal"), "other": (0.5, "normal"), "tonnes": (100.0, "confidential")}
    safe = protect(cells, *CHAIN, Total("each", ("one", "other")))
    assert {"tonnes", "each", "day"} < {name for name, (value, _) in safe.items() if value is None}


def test_what_is_as_good_as_a_secret_is_kept_from_sums_as_well() -> None:
    """No project, no amount: the number of projects that the total of projects gives would tell the amount."""
    cells = {"amount": (0.0, "confidential"), "own": (0.0, "normal"), "other": (3.0, "normal"), "T": (3.0, "normal")}
    safe = protect(cells, Estimate("own", ("amount",)), Total("T", ("own", "other")))
    assert {name for name, (value, _) in safe.items() if value is None} >= {"amount", "own", "other"}


def test_a_sum_that_its_known_parts_make_is_of_them_alone() -> None:
    """« Somme de 2 communes sur 3 »: the third, without data, hides nothing."""
    total = Total("T", ("A", "B", "C"))
    assert total.settle({"T": 7.0, "A": 3.0, "B": 4.0}).cells == ("T", "A", "B")
    assert total.settle({"T": 9.0, "A": 3.0, "B": 4.0}) is total
    assert total.settle({"A": 3.0, "B": 4.0}) is total


def test_what_one_sum_tells_alone_is_the_truth_whatever_a_false_one_makes_of_it() -> None:
    """T tells that a is 60; U, of another perimeter, that a and the unknown x make 3: between the two a reader who
    leaves U aside must be kept from 60."""
    cells = {"a": (None, "confidential"), "T": (100.0, "normal"), "b": (38.0, "normal"), "c": (2.0, "normal")}
    cells |= {"U": (3.0, "normal")}
    values = pd.Series({name: value for name, (value, _) in cells.items()}, dtype="float64")
    found = withhold(
        values,
        pd.Series({name: status for name, (_, status) in cells.items()}),
        [Total("T", ("a", "b", "c")), Total("U", ("a", "x"))],
    )
    assert found.loc["a", "truth"] == 60
    assert np.isnan(found.loc["b", "value"]) or np.isnan(found.loc["T", "value"])


def test_a_value_never_given_is_hidden_as_far_as_it_may_be_from_what_is_known_of_it() -> None:
    """T, of the parts b and x then, of « late » too since, is 90 at least, and 100 at most by U. Between the two it may
    be anything, so that bounds must lie a tenth beyond both; that it is 102 at least is true of another territory."""
    cells = {"b": 90.0, "late": 12.0, "U": 110.0, "v": 10.0}
    values = pd.Series({"T": None, **cells}, dtype="float64")
    statuses = pd.Series({"T": "confidential", **dict.fromkeys(cells, "normal")})
    sums = [Total("T", ("b", "x")), Total("T", ("b", "x", "late")), Total("U", ("T", "v", "y"))]
    found = withhold(values, statuses, sums)
    assert found.loc["T", "truth"] == 95
    known = {name: value for name, value in found["value"].items() if not np.isnan(value)}
    low, high = Web(sums).bound("T", known)
    assert low <= 95 - 5 - 9.5 and high >= 95 + 5 + 9.5


def test_a_cell_that_no_bound_moves_with_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """a and the unknown x make W, which with v makes 100: a, 95, is 100 at most, less than a tenth above. Of what is
    published, U = x + y + b, that x and y make 1 100: it holds neither bound, so that no trial is needed to tell that
    withholding U or b alone is of no help. They go all the same, a being told by nothing that can be withheld."""
    tried: list[object] = []
    monkeypatch.setattr(Keeper, "_would_help", lambda self, label, cell, leaking: tried.append(cell))
    cells = {"a": (95.0, "confidential"), "U": (2000.0, "normal"), "b": (900.0, "normal")}
    safe = protect(cells, Total("W", ("a", "x")), Total(None, ("W", "v"), 100), Total("U", ("x", "y", "b")))
    assert {name for name, (value, _) in safe.items() if value is None} == {"a", "U", "b"}
    assert tried == []


def test_an_estimate_goes_with_the_figures_it_is_made_of() -> None:
    cells = {"a": (3.0, "confidential"), "b": (4.0, "normal"), "made": (7.0, "estimated")}
    assert protect(cells, Estimate("made", ("a", "b"))) == {
        "a": (None, PRIMARY),
        "b": (4, ""),
        "made": (None, OF_WITHHELD),
    }


def test_a_table_of_two_ways_is_protected_in_both() -> None:
    """A square of three EPCIs and two streams with its margins: one secret takes a rectangle of four."""
    cells = {"11": (None, "confidential"), "12": (5.0, "normal"), "21": (8.0, "normal"), "22": (9.0, "normal")}
    cells |= {"31": (20.0, "normal"), "32": (30.0, "normal")}
    cells |= {"1": (6.0, "normal"), "2": (17.0, "normal"), "3": (50.0, "normal")}
    cells |= {"s1": (29.0, "normal"), "s2": (44.0, "normal")}
    totals = [Total(row, (f"{row}1", f"{row}2")) for row in "123"]
    totals += [Total(f"s{column}", tuple(f"{row}{column}" for row in "123")) for column in "12"]
    safe = protect(cells, *totals)
    assert {name for name, (value, _) in safe.items() if value is None} == {"11", "12", "21", "22"}


def test_without_secret_nothing_is_withheld() -> None:
    cells = {"T": (3.0, "normal"), "A": (None, "missing"), "B": (0.0, "normal"), "C": (3.0, "estimated")}
    assert protect(cells, OF_THREE) == {"T": (3, ""), "A": (None, ""), "B": (0, ""), "C": (3, "")}


@st.composite
def draw_table(draw: st.DrawFn) -> tuple[pd.Series, pd.Series, list[Total]]:
    """A table of two ways with its margins, some inner cells of which are confidential or missing."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(2, 4))
    inner = np.array(draw(st.lists(st.integers(0, 50), min_size=rows * columns, max_size=rows * columns)))
    inner = inner.reshape(rows, columns).astype(float)
    values = {f"{r}.{c}": inner[r, c] for r in range(rows) for c in range(columns)}
    statuses = {name: draw(st.sampled_from(["normal", "normal", "confidential", "missing"])) for name in values}
    values = {name: np.nan if statuses[name] == "missing" else value for name, value in values.items()}
    totals = [Total(f"r{r}", tuple(f"{r}.{c}" for c in range(columns))) for r in range(rows)]
    totals += [Total(f"c{c}", tuple(f"{r}.{c}" for r in range(rows))) for c in range(columns)]
    values |= {f"r{r}": inner[r].sum() for r in range(rows)} | {f"c{c}": inner[:, c].sum() for c in range(columns)}
    statuses |= {name: "normal" for name in values if name not in statuses}
    return pd.Series(values), pd.Series(statuses), totals


def find_derivable(safe: pd.DataFrame, totals: list[Total]) -> set[str]:
    """The unknown cells that a solver finds: those that no vector of the equations' null space moves."""
    unknown = [str(name) for name in safe.index[safe["value"].isna()]]
    if not unknown:
        return set()
    rows = [[(name in t.parts) - float(name == t.whole) for name in unknown] for t in totals]
    _, sizes, basis = np.linalg.svd(np.array(rows))
    null = basis[(sizes > 1e-9).sum() :]
    return {name for n, name in enumerate(unknown) if np.abs(null[:, n]).max(initial=0) < 1e-9}


@given(draw_table())
def test_no_confidential_cell_can_be_worked_out(table: tuple[pd.Series, pd.Series, list[Total]]) -> None:
    values, statuses, totals = table
    safe = withhold(values, statuses, totals)
    secrets = set(statuses[statuses.eq("confidential")].index)
    assert safe.loc[sorted(secrets), "value"].isna().all()
    assert not find_derivable(safe, totals) & secrets


@given(draw_table())
def test_what_is_shown_is_unchanged_and_what_is_withheld_says_so(
    table: tuple[pd.Series, pd.Series, list[Total]],
) -> None:
    values, statuses, totals = table
    safe = withhold(values, statuses, totals)
    shown = safe["value"].notna()
    assert safe.loc[shown, "value"].equals(values[shown])
    assert safe.loc[shown, "status"].equals(statuses[shown].astype(str))
    newly = safe["value"].isna() & values.notna()
    assert safe.loc[newly, "status"].eq("confidential").all()
    assert safe.loc[newly, "reason"].isin([PRIMARY, SECONDARY]).all()


@pytest.mark.parametrize("value", [3.0, None])
def test_a_confidential_value_that_came_along_is_dropped(value: float | None) -> None:
    assert protect({"A": (value, "confidential")}) == {"A": (None, PRIMARY)}


def test_the_method_states_the_margin_and_its_source() -> None:
    stated = " ".join(text for name, text in load_catalog().rules.items() if "secret" in name)
    assert f"{100 * MARGIN:.0f} %" in stated and "Hundepool" in stated


def test_a_printed_sum_that_its_parts_contradict_is_known_with_its_gap() -> None:
    """105 is printed for 7 + 30 + 63: who knows that it is 5 too much finds 7 all the same."""
    values = {"T": 105.0, "A": 7.0, "B": 30.0, "C": 63.0}
    total = OF_THREE.settle(values)
    cells = {name: (value, "normal") for name, value in values.items()} | {"A": (7.0, "confidential")}
    assert {name for name, (value, _) in protect(cells, total).items() if value is None} == {"A", "B"}
    assert total.sum == -5


def test_parts_that_lack_more_than_a_tenth_of_a_whole_do_not_tell_one_another() -> None:
    """200 is printed for 7 + 30 + 63: something is left out, and 7 may be anything up to 107."""
    cells = {"T": (200.0, "normal"), "A": (7.0, "confidential"), "B": (30.0, "normal"), "C": (63.0, "normal")}
    total = OF_THREE.settle({name: value for name, (value, _) in cells.items()})
    assert {name for name, (value, _) in protect(cells, total).items() if value is None} == {"A"}
