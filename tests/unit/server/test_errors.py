"""What a reader sees of an error, and where its trace goes."""

from __future__ import annotations

import logging
import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT


def _fail() -> None:
    from pages.widgets.errors import show_failure

    show_failure(ValueError("mot de passe"))


def test_a_reader_gets_a_sentence_and_the_log_the_trace(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="terril"):
        app = AppTest.from_function(_fail).run()
    (shown,) = app.error
    assert shown.value.startswith("Cette partie de la page n’a pas pu être affichée.")
    assert "mot de passe" not in shown.value
    assert "ValueError: mot de passe" in caplog.text


def test_streamlit_shows_no_details_of_its_own() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
