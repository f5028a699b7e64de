"""Rankings and bars: ties, gaps, the chosen ones wherever they stand, every name escaped."""

import re

import pandas as pd
import pytest

from pages.draw.markup.bars import Bar, bars_markup
from pages.draw.markup.ranking import ranking_markup
from pages.views.maps.data import map_data
from pages.views.ranking import add_ranks, describe_unknown, rank_rows
from pages.views.selection import Selection
from pages.views.slots import assign_slots
from tests.synthetic import make_observations, make_series


def make_selection(*chosen: str, **names: str) -> Selection:
    """A synthetic scope: territories chosen, and the names of those that have one."""
    table = pd.DataFrame({"short": names, "level": "epci"})
    return Selection(chosen, (2009, 2026), False, ("D62",), "A", 2025, table)


def lines(markup: str) -> list[list[str]]:
    """The text of each cell of each line of a table."""
    rows = re.findall(r"<tr.*?</tr>", markup)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def bars(*items: Bar, largest: float = 200) -> str:
    """Synthetic bars in tonnes."""
    return bars_markup(
        items, title="Tonnes", unit="t", decimals=0, label="Territoire", value_label="Tonnes", largest=largest
    )


def test_ties_share_the_better_place_and_the_next_place_is_left_out() -> None:
    values = {"A": 10, "B": 30, "C": 20, "D": 20}
    ranked = rank_rows(make_observations([{"territory": t, "value": v} for t, v in values.items()]))
    assert ranked[["territory", "rank"]].to_numpy().tolist() == [["B", 1], ["C", 2], ["D", 2], ["A", 4]]


def test_who_has_no_value_has_no_rank_and_zero_has_one() -> None:
    rows = [{"territory": "A", "value": 0}, {"territory": "B", "value": None, "status": "missing"}, {"territory": "C"}]
    assert rank_rows(make_observations(rows))["territory"].tolist() == ["C", "A"]


def test_a_ranking_shows_the_first_and_the_chosen_wherever_they_stand() -> None:
    rows = [{"territory": t, "value": 100 - n} for n, t in enumerate("ABCDEF")]
    series = make_series(rows)
    markup = ranking_markup(rank_rows(series.frame), series, make_selection("E", A="Alpha", E="Epsilon"), 2)
    assert lines(markup) == [
        ["Rang", "Territoire", "Part du plus grand", "Tonnes"],
        ["1", "Alpha", "", "100\u00a0t"],
        ["2", "B", "", "99\u00a0t"],
        ["5", "▸ Epsilon", "", "96\u00a0t"],
    ]
    assert markup.count('class="chosen"') == 1


def test_a_chosen_territory_has_its_own_colour_in_the_ranking_and_on_the_map() -> None:
    series = make_series([{"territory": t, "value": 100 - n} for n, t in enumerate("ABCDEF")])
    markup = ranking_markup(rank_rows(series.frame), series, make_selection("E", "B"), 9)
    data = map_data(series, geometry="", values="", year=None, selected=("E", "B"), symbol="fill")
    slots = assign_slots(("E", "B"))
    assert data["tones"] == {code: f"c{slot}" for code, slot in slots.items()}
    assert re.findall(r"--tone:var\(--t-(c\d+)\)", markup) == [data["tones"][code] for code in "BE"]


def test_a_status_that_is_not_final_stands_beside_its_value() -> None:
    series = make_series([{"territory": "A", "value": 5, "status": "provisional"}, {"territory": "B", "value": 4}])
    found = lines(ranking_markup(rank_rows(series.frame), series, make_selection(), 9))
    assert [line[-1] for line in found[1:]] == ["5\u00a0t provisoire", "4\u00a0t"]


def test_a_bar_is_as_long_as_its_share_of_the_largest() -> None:
    markup = bars(Bar("A", 200), Bar("B", 50), Bar("C", 0), Bar("D", -10))
    assert re.findall(r"width:([\d.]+)%", markup) == ["100.0", "25.0", "0.0", "0.0"]


def test_a_largest_of_zero_divides_nothing() -> None:
    assert re.findall(r"width:([\d.]+)%", bars(Bar("A", 0), largest=0)) == ["0.0"]


def test_bars_without_rank_have_no_column_for_it() -> None:
    assert lines(bars(Bar("A", 1)))[0] == ["Territoire", "Part du plus grand", "Tonnes"]
    assert lines(bars(Bar("A", 1, rank="1")))[0] == ["Rang", "Territoire", "Part du plus grand", "Tonnes"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'A" onclick="x', "Nœux & Béthune"])
def test_a_name_is_never_markup(name: str) -> None:
    markup = bars(Bar(name, 1))
    assert "<script" not in markup
    assert '" onclick="' not in markup
    assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in markup


def test_a_bar_is_hidden_from_screen_readers_and_its_label_heads_the_line() -> None:
    markup = bars(Bar("Alpha", 1))
    assert re.search(r'<td class="bar" aria-hidden="true">', markup)
    assert '<th scope="row">Alpha</th>' in markup


def test_who_has_no_place_is_told_by_reason() -> None:
    rows = [
        {"territory": "A", "value": 0},
        {"territory": "B", "value": None, "status": "missing"},
        {"territory": "C", "value": None, "status": "confidential"},
        {"territory": "D", "value": None, "status": "not_applicable"},
    ]
    said = describe_unknown(make_observations(rows), make_selection(C="Gamma", D="Delta"), 6)
    assert said == "Sans donnée : 3\u00a0territoires. Confidentiel : Gamma. Sans objet : Delta."


def test_where_all_are_known_nothing_is_said() -> None:
    assert describe_unknown(make_observations([{"territory": "A", "value": 0}]), make_selection(), 1) == ""


def test_the_rows_of_a_year_are_listed_by_rank_and_those_without_a_value_last() -> None:
    rows = [{"territory": "A", "value": None, "status": "missing"}, {"territory": "B", "value": 1}, {"territory": "C"}]
    listed = add_ranks(make_observations(rows).assign(value=[None, 1.0, 5.0]))
    assert listed["territory"].tolist() == ["C", "B", "A"]
    assert listed["rank"].tolist()[:2] == [1, 2]
