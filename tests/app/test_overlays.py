"""The trend and the path to the target on the pages that draw a series, and the alerts of the overview."""

import json

from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from tests.app.opening import read_markup, read_words, turn_to


def open_overview(**parameters: object) -> AppTest:
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app.run()


def plain(app: AppTest) -> str:
    return read_words(read_markup(app)).replace("\u00a0", " ").replace("\u202f", " ")


def traces_of(app: AppTest) -> list[dict]:
    return [trace for chart in app.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]


def test_the_trend_is_drawn_when_it_is_asked_for_and_then_only() -> None:
    app = open_overview()
    assert "Theil-Sen" not in plain(app)
    app.checkbox(key="tendance").check().run()
    assert not app.exception
    assert "Lens-Liévin, tendance de Theil-Sen sur 2013-2025 : " in plain(app)
    assert sum("tendance de Theil-Sen" in trace.get("name", "") for trace in traces_of(app)) == 8


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
    path = next(trace for trace in traces_of(app) if "trajectoire" in trace.get("name", ""))
    assert path["y"] == [620, 558, 527]


def test_the_alerts_of_the_overview_are_folded_and_read_when_opened() -> None:
    app = open_overview()
    assert "publication attendue" not in plain(app)
    app.session_state["alerts-overview"] = True
    app.run()
    assert not app.exception
    assert "publication attendue" in plain(app)
