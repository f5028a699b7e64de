"""A delivery takes the place of the years and territories that it covers, and of nothing else."""

from __future__ import annotations

import pandas as pd

from loaders.importing.compare import compare_figures
from loaders.importing.merge import merge_figures, merge_parts, merge_rows
from loaders.pipeline import parts
from loaders.pipeline.figures import COLUMNS

ROW = dict.fromkeys(COLUMNS, "") | {"source": "s", "indicator": "i", "status": "normal", "unit": "t"}


def make(*figures: tuple[str, int, str], **cells: str) -> pd.DataFrame:
    """Figures as text: territory, year, value; without value they are missing."""
    rows = [
        ROW | {"territory": territory, "year": str(year), "period": str(year), "value": value}
        | ({} if value else {"status": "missing"}) | cells
        for territory, year, value in figures
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def list_values(figures: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(figures[["territory", "year", "value"]].itertuples(index=False, name=None))


def test_a_year_is_added_to_those_kept() -> None:
    merged = merge_figures(make(("a", 2019, "1"), ("a", 2020, "2")), make(("a", 2021, "3")))
    assert list_values(merged) == [("a", "2019", "1"), ("a", "2020", "2"), ("a", "2021", "3")]


def test_one_territory_replaces_itself_alone() -> None:
    merged = merge_figures(make(("a", 2020, "1"), ("b", 2020, "2")), make(("a", 2020, "9")))
    assert list_values(merged) == [("a", "2020", "9"), ("b", "2020", "2")]


def test_what_a_new_list_of_the_same_year_no_longer_has_is_gone() -> None:
    kept = pd.concat([make(("a", 2020, "1"), scope="x"), make(("a", 2020, "2"), scope="y")])
    merged = merge_figures(kept, make(("a", 2020, "5"), scope="x"))
    assert merged[["scope", "value"]].values.tolist() == [["x", "5"]]


def test_the_first_delivery_is_all_there_is() -> None:
    assert list_values(merge_figures(pd.DataFrame(), make(("a", 2020, "1")))) == [("a", "2020", "1")]


def test_caveats_written_beside_other_figures_stay() -> None:
    kept = make(("a", 2020, "1"), ("b", 2020, "2")).assign(warning=["", "undated"])
    merged = merge_figures(kept, make(("a", 2020, "9")))
    assert merged[["value", "warning"]].values.tolist() == [["9", ""], ["2", "undated"]]


def make_parts(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    columns = ["year", "territory", "epci", "locator"]
    return pd.DataFrame(rows, columns=columns, dtype="str").reindex(columns=parts.COLUMNS, fill_value="")


def test_rows_of_lists_go_with_the_sums_that_count_them() -> None:
    kept = make_parts(("2020", "a", "E", "1"), ("2020", "b", "E", "2"), ("2019", "a", "E", "3"), ("2020", "", "F", "4"))
    given = make_parts(("2020", "a", "E", "9"))
    assert merge_parts(kept, given, make(("a", 2020, "1")))["locator"].tolist() == ["3", "2", "4", "9"]
    assert merge_parts(kept, given, make(("E", 2020, "1")))["locator"].tolist() == ["3", "4", "9"]


def test_rows_of_the_catalogue_are_replaced_by_group() -> None:
    kept = pd.DataFrame({"date": ["1", "1", "2"], "before": ["a", "b", "a"], "after": ["x", "y", "z"]})
    given = pd.DataFrame({"date": ["1"], "before": ["a"], "after": ["w"]})
    merged = merge_rows(kept, given, ("date", "before"), ("date", "before"))
    assert merged["after"].tolist() == ["w", "y", "z"]


def test_each_figure_has_one_outcome() -> None:
    before = make(("a", 1, "10"), ("b", 1, "10"), ("c", 1, "10"), ("d", 1, "10"), ("e", 1, "10"), ("f", 1, ""))
    after = make(("a", 1, "10"), ("b", 1, "10.5"), ("c", 1, "12"), ("d", 1, "0"), ("e", 1, ""), ("f", 1, "3"))
    found = compare_figures(before, after).figures.set_index("territory")["outcome"].to_dict()
    assert found == {"a": "same", "b": "changed", "c": "moved", "d": "zeroed", "e": "lost", "f": "added"}


def test_a_figure_whose_note_alone_changes_is_no_loss_and_is_written() -> None:
    comparison = compare_figures(make(("a", 1, "10"), note="x"), make(("a", 1, "10"), note="y"))
    assert comparison.count("reworded") == 1
    assert not comparison.has_losses and comparison.has_changes


def test_a_break_that_is_no_longer_told_is_a_loss() -> None:
    broken = make(("a", 1, "10"), break_before="1")
    assert compare_figures(broken, make(("a", 1, "10"))).count("joined") == 1
    assert compare_figures(broken, make(("a", 1, "10"))).has_losses
    assert not compare_figures(make(("a", 1, "10")), broken).has_losses


def test_the_same_delivery_again_changes_nothing() -> None:
    figures = make(("a", 1, "10"), ("b", 1, ""))
    assert not compare_figures(figures, figures).has_changes


def test_one_figure_less_is_a_loss_and_more_than_one_in_five_that_moves_too() -> None:
    five = make(*((name, 1, "10") for name in "abcde"))
    assert compare_figures(five, five.iloc[1:]).has_losses
    one, two = five.copy(), five.copy()
    one.loc[:0, "value"], two.loc[:1, "value"] = "20", "20"
    assert not compare_figures(five, one).has_losses
    assert compare_figures(five, two).has_losses


def test_new_figures_are_no_loss() -> None:
    assert not compare_figures(pd.DataFrame(), make(("a", 1, "10"))).has_losses
