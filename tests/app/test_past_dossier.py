"""The day of a dossier on its page: written as it is here, held in the address, said where it is none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pages.views.dossier import Dossier, Slide, write_address
from tests.app.opening import read_query, visit
from tests.app.test_slides import WASTE

BUREAU = write_address(Dossier(title="Bureau", slides=(Slide(view=WASTE),)))
YESTERDAY = dt.date.today() - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A database in which nobody has put anything."""
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")


def test_a_day_that_is_written_is_held_in_the_address_and_said_on_the_page() -> None:
    app = visit("dossier", dossier=BUREAU)
    assert not any("Chiffres tels que" in one.value for one in app.info)
    app = app.text_input(key="au").set_value(f"{YESTERDAY:%d/%m/%Y}").run()
    assert read_query(app)["au"] == [YESTERDAY.isoformat()]
    assert any(f"Terril les montrait le {YESTERDAY:%d/%m/%Y}" in one.value for one in app.info)
    app = app.text_input(key="au").set_value("").run()
    assert "au" not in read_query(app) and not app.exception


def test_an_address_with_a_day_opens_the_dossier_on_it_and_one_that_is_none_is_said() -> None:
    app = visit("dossier", dossier=BUREAU, au=YESTERDAY.isoformat())
    assert app.text_input(key="au").value == f"{YESTERDAY:%d/%m/%Y}"
    app = visit("dossier", dossier=BUREAU, au="2026-13-45")
    assert any("n’est pas une date" in one.value for one in app.warning) and not app.exception
