"""The trend and the path to the target on the pages that draw a series, and the alerts of the overview."""

import re

from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from tests.app.opening import read_charts, read_markup, read_words, turn_to


def open_overview(**parameters: object) -> AppTest:
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app.run()


def plain(app: AppTest) -> str:
    return read_words(read_markup(app)).replace("\u00a0", " ").replace("\u202f", " ")


def draw_wide(app: AppTest, key: str) -> str:
    """A chart of a page as it is laid out for wide places."""
    return read_charts(app)[key].partition(" wide")[2]


def bands_of(app: AppTest) -> int:
    """How many intervals the trend of the overview has."""
    return draw_wide(app, "chart-trend-overview").count('opacity="0.12"')


def test_the_trend_is_drawn_when_it_is_asked_for_and_then_only() -> None:
    app = open_overview()
    assert "Theil-Sen" not in plain(app)
    assert bands_of(app) == 0
    app.checkbox(key="tendance").check().run()
    assert not app.exception
    assert bands_of(app) == 4, "an interval for each of the four territories"
    assert "Lens-Liévin, 2013-2025 : tendance à la hausse" in plain(
        app
    ) or "Lens-Liévin, 2013-2025 : pas de tendance" in plain(app)
    assert "pente de Theil-Sen" in plain(app)


def test_the_address_asks_for_the_trend() -> None:
    app = open_overview(tendance="true")
    assert app.checkbox(key="tendance").value is True


def test_the_path_of_the_region_stands_on_the_kilograms_per_inhabitant() -> None:
    app = open_overview(territoires=["Lens-Liévin (CA) · 246200364", "Pas-de-Calais · D62"], mesure="Par habitant")
    app = turn_to(app, "waste")
    assert not app.exception
    said = plain(app)
    assert "Trajectoire de l’objectif, Hauts-de-France : 620,0 kg/hab. en 2009" in said
    assert (
        "Lens-Liévin en 2021 : 69,4 kg/hab. au-dessus de la trajectoire (573,5 kg/hab. attendus cette année-là)."
        in said
    )
    path = re.findall(
        r'data-name="trajectoire de l’objectif \(Hauts-de-France\)" data-text="([^"]+)"[^>]* data-at="(\d+)"',
        draw_wide(app, "chart-trend-waste").replace("\u00a0", " "),
    )
    assert path == [("620,0 kg/hab.", "2009"), ("558,0 kg/hab.", "2025"), ("527,0 kg/hab.", "2030")]


def test_the_alerts_of_the_overview_are_folded_and_read_when_opened() -> None:
    app = open_overview()
    assert "publication attendue" not in plain(app)
    app.session_state["alerts-overview"] = True
    app.run()
    assert not app.exception
    assert "publication attendue" in plain(app)
