"""Flows laid out: heights are sums at one scale, bands meet both ends, words never lie on one another."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.views.layout.flows import THICK, Flow, lay_flows
from pages.views.layout.scene import Patch, Ribbon, Scene, Words

# Synthetic: two funders, two projects; in inches 6.4 wide.
FLOWS = (
    Flow("État", "Piscine", 700, "700 €", "a"),
    Flow("Région", "Piscine", 850, "850 €"),
    Flow("État", "Stade", 300, "300 €"),
)


def lay(*flows: Flow) -> Scene:
    return lay_flows(flows, 6.4, 10, lambda value: f"{value:.0f} €")


def ends_of(scene: Scene) -> dict[str, Patch]:
    return {mark.datum.name: mark for mark in scene.marks if isinstance(mark, Patch) and mark.datum}


def bands_of(scene: Scene) -> list[Ribbon]:
    return [mark for mark in scene.marks if isinstance(mark, Ribbon)]


def test_an_end_is_as_high_as_its_sum_and_says_it() -> None:
    ends = ends_of(lay(*FLOWS))
    one = ends["Région"].box.height / 850
    assert {name: end.box.height / one for name, end in ends.items()} == pytest.approx(
        {"État": 1000, "Région": 850, "Piscine": 1550, "Stade": 300}
    )
    assert ends["Piscine"].datum is not None and ends["Piscine"].datum.text == "1550 €"
    assert all(end.box.width == THICK for end in ends.values())


def test_a_band_is_as_high_at_both_ends_as_what_flows_and_leads_to_its_figure() -> None:
    scene = lay(*FLOWS)
    one = ends_of(scene)["Stade"].box.height / 300
    told = {band.datum.name: band for band in bands_of(scene) if band.datum}
    for flow in FLOWS:
        points = told[f"{flow.source} → {flow.target}"].points
        assert points[0][1] - points[-1][1] == pytest.approx(flow.value * one)
        middle = len(points) // 2
        assert points[middle - 1][1] - points[middle][1] == pytest.approx(flow.value * one)
    first = told["État → Piscine"].datum
    assert first is not None and (first.text, first.figure) == ("700 €", "a")


def test_bands_of_a_project_have_its_colour_and_no_other_has_it() -> None:
    tones = {band.datum.name.partition(" → ")[2]: band.tone for band in bands_of(lay(*FLOWS)) if band.datum}
    assert tones == {"Piscine": "c0", "Stade": "c1"}


def test_a_funder_that_is_named_like_a_project_is_an_end_of_its_own() -> None:
    patches = [mark for mark in lay(Flow("Piscine", "Piscine", 5, "5 €")).marks if isinstance(mark, Patch)]
    assert [patch.zone for patch in patches] == ["left", "right"]


def test_a_flow_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="une valeur positive"):
        lay(Flow("a", "b", 0, "0 €"))


NAMES = st.text("abc éè", min_size=1, max_size=60).filter(str.strip)


@given(st.lists(st.tuples(NAMES, NAMES, st.floats(1, 1e9)), min_size=1, max_size=30, unique_by=lambda one: one[:2]))
def test_whatever_flows_words_and_ends_stay_apart_and_inside(given: list[tuple[str, str, float]]) -> None:
    scene = lay(*(Flow(source, target, value, "x") for source, target, value in given))
    for kind in ("left", "right"):
        words = [mark.box for mark in scene.marks if isinstance(mark, Words) and mark.zone == kind]
        ends = [mark.box for mark in scene.marks if isinstance(mark, Patch) and mark.zone == kind]
        assert all(box.bottom >= -0.01 and box.top <= scene.height + 0.01 for box in (*words, *ends))
        for boxes, slack in ((words, 0.02), (ends, 0.0)):
            for one, other in itertools.combinations(boxes, 2):
                down = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert down <= slack + 1e-6
