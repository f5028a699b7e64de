"""Flows: what is drawn adds up to what was given, in French, and nothing is fetched."""

import pandas as pd
import pytest

from loaders.store import load_grants
from pages.draw.sankey import CONFIG, draw_sankey
from pages.views.palette import LIGHT

# Synthetic amounts.
FLOWS = pd.DataFrame(
    [("État", "Piscine", 700_000.0), ("Région", "Piscine", 850_000.0), ("État", "Stade", 300_000.0)],
    columns=["nomAttribuant", "projet", "montant"],
)


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


def test_numbers_are_french_and_nothing_is_fetched() -> None:
    figure = draw_sankey(FLOWS)
    assert figure.layout.separators == ",\u202f"
    assert CONFIG["displayModeBar"] is False
    assert "http" not in figure.to_json()


def test_the_flows_of_a_project_have_its_colour_and_no_other_has_it() -> None:
    (sankey,) = draw_sankey(FLOWS).data
    colors = dict(zip(sankey.node.label, sankey.node.color, strict=True))
    assert colors["État"] == colors["Région"] == LIGHT.other
    assert (colors["Piscine"], colors["Stade"]) == LIGHT.lines[:2]
    ends = zip(sankey.link.target, sankey.link.color, strict=True)
    assert all(color.startswith(colors[sankey.node.label[target]]) for target, color in ends)
