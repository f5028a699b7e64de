"""The charts of a comparison over the years: ranks, small multiples and indices stop where nothing compares."""

import pytest

from pages.draw.plotly.indexed import draw_index
from pages.draw.plotly.multiples import Panel, check_units, draw_panel, find_scale
from pages.draw.plotly.ranks import draw_ranks
from pages.views.compared.indexed import gather_lines, index_series
from pages.views.compared.ranks import rank_years
from tests.drawn import ABSENT, WORDS, series, texts

# Ranks.


def test_ranks_are_among_those_known_in_every_year_kept() -> None:
    known = [
        (code, year, float(n)) for n, code in enumerate("ABCD") for year in (2020, 2021) if (code, year) != ("D", 2021)
    ]
    ranks = rank_years(series(*known, ("D", 2021, None, "missing"), ("A", 2019, 9.0)))
    assert set(ranks["year"]) == {2020, 2021}
    assert ranks[ranks["territory"] == "C"]["rank"].tolist() == [1, 1]
    assert set(ranks["territory"]) == {"A", "B", "C"}


def test_ties_share_the_better_rank() -> None:
    ranks = rank_years(series(("A", 2021, 5.0), ("B", 2021, 5.0), ("C", 2021, 1.0)))
    assert dict(zip(ranks["territory"], ranks["rank"], strict=True)) == {"A": 1, "B": 1, "C": 3}


def test_one_territory_has_no_rank() -> None:
    assert rank_years(series(("A", 2020, 1.0), ("A", 2021, 2.0))).empty


def test_a_confidential_value_has_no_rank() -> None:
    ranks = rank_years(series(("A", 2021, 5.0), ("B", 2021, 4.0), ("C", 2021, 9.0, "confidential")))
    assert set(ranks["territory"]) == {"A", "B"}


def test_a_line_of_ranks_is_cut_before_a_break() -> None:
    ranks = rank_years(series(("A", 2020, 1.0), ("A", 2021, 3.0, "normal", True), ("B", 2020, 2.0), ("B", 2021, 2.0)))
    lanes = {trace.name: list(trace.y) for trace in draw_ranks(ranks, ("A",), str).data}
    assert lanes["A"] == [2, None, 1] and lanes["B"] == [1, 2]


def test_ranks_link_years_left_out_by_faint_dots_only() -> None:
    ranks = rank_years(series(*((code, year, v) for code, v in (("A", 1.0), ("B", 2.0)) for year in (2018, 2021))))
    figure = draw_ranks(ranks, ("A",), str)
    assert all(list(t.x) == [2018, None, 2021] for t in figure.data if t.mode == "lines+markers")
    assert {t.line.dash for t in figure.data if t.mode == "lines"} == {"dot"}


# Small multiples.


def test_panels_share_the_scale_of_all() -> None:
    known = series(("A", 2020, 4.0), ("A", 2021, 10.0), ("B", 2019, -2.0))
    scale = find_scale([Panel("A", known, ("A",)), Panel("B", known, ("B",))])
    assert scale is not None and scale.years == (2019, 2021) and scale.values == (-2.0, 10.0)


def test_panels_of_two_units_do_not_share_a_scale() -> None:
    tonnes, euros = series(("A", 2021, 1.0)), series(("A", 2021, 1.0), unit="€")
    other = type(euros)(**{**vars(euros), "unit_label": "euros"})
    assert check_units([Panel("", tonnes, ("A",)), Panel("", tonnes, ("A",))])
    assert not check_units([Panel("", tonnes, ("A",)), Panel("", other, ("A",))])


@pytest.mark.parametrize("status", ABSENT)
def test_an_empty_panel_says_why(status: str) -> None:
    known = series(("A", 2021, None, status), ("B", 2021, 5.0))
    scale = find_scale([Panel("B", known, ("B",))])
    assert scale is not None
    assert texts(draw_panel(Panel("A", known, ("A",), behind=("B",)), scale, str)) == WORDS[status]


def test_scale_of_nothing_is_none() -> None:
    assert find_scale([Panel("A", series(("A", 2021, None, "missing")), ("A",))]) is None


# An index.


def test_an_index_is_100_in_its_base_year() -> None:
    indexed, withheld = index_series(series(("A", 2020, 50.0), ("A", 2021, 60.0)), 2020)
    assert indexed.frame["value"].tolist() == [100.0, 120.0] and withheld == {}


def test_an_index_stops_at_a_break_and_says_so() -> None:
    known = series(("A", 2019, 40.0), ("A", 2020, 50.0, "normal", True), ("A", 2021, 60.0))
    indexed, withheld = index_series(known, 2020)
    assert indexed.frame["value"].isna().tolist() == [True, False, False]
    assert withheld == {"A": {"rupture de série": [2019]}}


def test_indicators_share_an_axis_only_as_indices() -> None:
    tonnes = series(("A", 2020, 50.0), ("A", 2021, 60.0))
    euros = type(tonnes)(**{**vars(tonnes), "unit_label": "euros"})
    with pytest.raises(ValueError, match="une seule unité est attendue"):
        gather_lines({"Collecte": tonnes, "Coût": euros}, "A")
    together = gather_lines({"Collecte": index_series(tonnes, 2020)[0], "Coût": index_series(euros, 2020)[0]}, "A")
    figure = draw_index(together, ("Collecte", "Coût"), str)
    assert [trace.name for trace in figure.data] == ["Collecte", "Coût"]
