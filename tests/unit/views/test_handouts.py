"""The handout of a territory or of a theme: five findings at most, one map, one chart, every source named."""

import datetime as dt

import pytest

from pages.views.findings.of_territory import tell_territory
from pages.views.handout.choose import make_handout_of_territory, make_handout_of_theme
from pages.views.handout.handout import Handout

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
TODAY = dt.date(2026, 11, 26)


@pytest.fixture(scope="module")
def housing() -> Handout:
    found = make_handout_of_theme("/logement", (LENS, BETHUNE, HENIN))
    assert found is not None
    return found


def test_a_theme_tells_five_things_each_once(housing: Handout) -> None:
    sentences = [point.sentence for point in housing.points]
    assert len(sentences) == len(set(sentences)) == 5
    assert all(said.endswith(".") and not said.endswith("..") for said in sentences)
    assert sentences[0].startswith("En 2025, Lens-Liévin autorise ")


def test_a_theme_has_its_map_and_its_chart(housing: Handout) -> None:
    assert housing.map is not None and housing.map.form == "maps" and housing.map.level == "epci"
    assert housing.chart is not None and housing.chart.view.kind == "trend"
    assert housing.address == "/logement" and housing.subtitle == "Lens-Liévin, Béthune-Bruay et Hénin-Carvin"


def test_every_source_of_what_is_said_or_drawn_is_named_once(housing: Handout) -> None:
    assert housing.map is not None and housing.chart is not None
    wanted = [s for p in housing.points for s in p.sources] + [*housing.map.sources, *housing.chart.sources]
    assert set(housing.sources) == set(wanted) and len(set(wanted)) == len(housing.sources)


def test_a_territory_begins_with_what_is_told_of_it() -> None:
    found = make_handout_of_territory(LENS, TODAY)
    assert found is not None and found.name == "Lens-Liévin" and found.address == f"/territoire?code={LENS}"
    assert [p.sentence for p in found.points] == [told.sentence for told in tell_territory(LENS, TODAY)][:5]
    assert all(point.sources for point in found.points)


def test_what_has_few_figures_gives_the_latest_ones() -> None:
    found = make_handout_of_theme("/eau", (LENS,))
    assert found is not None
    assert "Eau distribuée\u00a0: 11\u202f870\u202f353\u00a0m³ en 2021 (Lens-Liévin)." in [
        p.sentence for p in found.points
    ]


def test_what_is_not_known_has_no_handout() -> None:
    assert make_handout_of_territory("00000", TODAY) is None
    assert make_handout_of_theme("/rien", (LENS,)) is None and make_handout_of_theme("/themes", (LENS,)) is None
