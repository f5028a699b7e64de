"""Stacked bars and flows: what is drawn adds up to what was given, and each hover is in French."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from loaders.store import load_grants
from pages.draw.plotly import charts
from pages.draw.plotly.charts import COLORS, SYMBOLS, draw_sankey, draw_stack

# Synthetic tonnes.
PARTS = pd.DataFrame(
    [
        ("Verre", "Recyclage", 600.0, "0"),
        ("Verre", "Stockage", 400.0, "1"),
        ("Ordures", "Stockage", 2500.0, "2"),
        ("Ordures", "Recyclage", 0.0, "3"),
    ],
    columns=["bar", "part", "value", "id"],
)
FLOWS = pd.DataFrame(
    [("État", "Piscine", 700_000.0), ("Région", "Piscine", 850_000.0), ("État", "Stade", 300_000.0)],
    columns=["nomAttribuant", "projet", "montant"],
)


def drawn(figure: go.Figure) -> dict[tuple[str, str], float]:
    """What the segments of a figure of stacked bars hold."""
    return {(bar, trace.name): value for trace in figure.data for bar, value in zip(trace.y, trace.x, strict=True)}


def test_each_segment_is_the_value_of_its_bar_and_part() -> None:
    found = drawn(draw_stack(PARTS, unit="t", decimals=0))
    assert found == {(row.bar, row.part): row.value for row in PARTS.itertuples()}


def test_parts_are_stacked_the_largest_first_and_the_longest_bar_on_top() -> None:
    figure = draw_stack(PARTS, unit="t", decimals=0)
    assert figure.layout.barmode == "stack"
    assert [trace.name for trace in figure.data] == ["Stockage", "Recyclage"]
    assert list(figure.layout.yaxis.categoryarray) == ["Verre", "Ordures"]


def test_a_part_has_one_colour_in_all_bars_and_no_other_part_has_it() -> None:
    colors = [trace.marker.color for trace in draw_stack(PARTS, unit="t", decimals=0).data]
    assert len(set(colors)) == 2
    assert len(set(COLORS)) == len(COLORS) == len(set(SYMBOLS)) == len(SYMBOLS)


def test_only_a_segment_wide_enough_bears_its_name() -> None:
    texts = {
        trace.name: dict(zip(trace.y, trace.text, strict=True))
        for trace in draw_stack(PARTS, unit="t", decimals=0).data
    }
    assert texts == {
        "Stockage": {"Verre": "Stockage", "Ordures": "Stockage"},
        "Recyclage": {"Verre": "Recyclage", "Ordures": ""},
    }


def test_a_hover_says_the_value_and_its_share_in_french() -> None:
    figure = draw_stack(PARTS, unit="t", decimals=0)
    said = {text for trace in figure.data for text in trace.hovertext}
    assert "Ordures – Stockage : 2\u202f500\u00a0t (100\u00a0%)" in said
    assert "Verre – Recyclage : 600\u00a0t (60\u00a0%)" in said


def test_the_flows_of_a_project_are_its_funders_to_the_euro() -> None:
    (sankey,) = draw_sankey(FLOWS).data
    labels = list(sankey.node.label)
    ends = zip(sankey.link.source, sankey.link.target, sankey.link.value, strict=True)
    found = {(labels[source], labels[target]): value for source, target, value in ends}
    assert found == {(row.nomAttribuant, row.projet): row.montant for row in FLOWS.itertuples()}


def test_a_node_says_the_sum_of_its_flows() -> None:
    (sankey,) = draw_sankey(FLOWS).data
    said = dict(zip(sankey.node.label, sankey.node.customdata, strict=True))
    assert said == {
        "État": "1\u202f000\u202f000\u00a0€",
        "Région": "850\u202f000\u00a0€",
        "Piscine": "1\u202f550\u202f000\u00a0€",
        "Stade": "300\u202f000\u00a0€",
    }


def test_a_funder_that_is_named_like_a_project_is_a_node_of_its_own() -> None:
    flows = pd.DataFrame([("Piscine", "Piscine", 5.0)], columns=list(FLOWS.columns))
    (sankey,) = draw_sankey(flows).data
    assert (list(sankey.node.label), sankey.link.source[0], sankey.link.target[0]) == (["Piscine", "Piscine"], 0, 1)


def test_the_real_plans_flow_to_the_cost_of_each_project() -> None:
    plans = load_grants(stages=["planned"])
    flows = plans.groupby(["nomAttribuant", "projet"], as_index=False)["montant"].sum()
    (sankey,) = draw_sankey(flows).data
    received = pd.Series(list(sankey.link.value)).groupby([sankey.node.label[n] for n in sankey.link.target]).sum()
    costs = plans.groupby("projet")["coutProjet"].first()
    assert received.to_dict() == pytest.approx(costs.to_dict(), abs=0.0101)
    assert received["Piscine François Ménard à Achicourt"] == 8_504_587


def test_numbers_of_an_axis_are_french_and_nothing_is_fetched() -> None:
    figure = draw_stack(PARTS, unit="t", decimals=0)
    assert figure.layout.separators == ",\u202f"
    assert charts.CONFIG["displayModeBar"] is False
    assert "http" not in figure.to_json()


def test_the_unit_stands_over_the_axis() -> None:
    assert [note["text"] for note in charts.lay_out(height=300, unit="tonnes")["annotations"]] == ["tonnes"]
    assert not charts.lay_out(height=300, unit="")["annotations"]


def test_a_part_without_length_is_written_after_its_bar() -> None:
    parts = pd.DataFrame(
        [
            ("Nord", "Verre", 5.0, "", "normal"),
            ("Nord", "Métal", 0.0, "", "normal"),
            ("Nord", "Textile", None, "", "confidential"),
            ("Nord", "Piles", None, "", "missing"),
        ],
        columns=["bar", "part", "value", "id", "status"],
    )
    figure = draw_stack(parts, unit="t", decimals=0)
    said = [note.text for note in figure.layout.annotations]
    assert said == ["Métal : 0\u00a0t ; Textile : confidentiel ; Piles : sans donnée"]
