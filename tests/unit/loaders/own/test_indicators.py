"""An indicator that a service declares is of the catalogue from then on: found and shown, without a restart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geo import versions
from geo.versions import holding
from loaders.catalog import Indicator, load_catalog, read_catalog
from loaders.own.database.opening import Database
from loaders.own.indicators import IndicatorDraft, declare_indicator, load_own_catalog
from loaders.own.publications import withdraw
from loaders.own.records import PublicationError
from loaders.reading.search import find
from loaders.serving import open_version
from pages.server.versions import STATE, State, take_up
from pages.words.paths import INDICATOR
from tests.app.opening import read_page, visit
from tests.unit.loaders.own.conftest import BETHUNE, LENS, drop
from tests.unit.loaders.own.test_publications import put_in, quiet, read_tables

COMPOST = IndicatorDraft(
    theme="waste", label="Composteurs distribués", unit="t", kind="flow", definition="Ceux que le service a remis.",
    polarity="up",
)  # fmt: skip
KEY = "waste.own_composteurs_distribues"


@pytest.fixture
def served(database: Database) -> Iterator[Database]:
    """A server that serves the tables of the database, and nothing of them afterwards."""
    before, state = (versions._latest, versions._previous), vars(STATE).copy()
    vars(STATE).update(vars(State()))
    assert take_up(database.place.tables)
    yield database
    versions._latest, versions._previous = before
    vars(STATE).update(state)


def test_one_that_is_declared_is_found_and_shown_by_a_server_that_runs(served: Database) -> None:
    assert KEY not in load_catalog().indicators
    assert declare_indicator(served, COMPOST, author="Anne Roy", on_progress=quiet) == KEY
    row = {"indicator": KEY, "value": "12"}
    put_in(served, drop(row, row | {"territory": BETHUNE, "value": "7"}))
    assert take_up(served.place.tables)
    entry = load_catalog().indicators[KEY]
    assert (entry.label, entry.unit, entry.uses) == ("Composteurs distribués", "t", ("compare", "rank", "map", "sum"))
    found = find("composteurs distribués")[0]
    assert (found.label, found.id) == ("Composteurs distribués", KEY)
    page = visit(INDICATOR[1:], id=KEY, territoires=LENS)
    assert not page.exception
    shown = read_page(page)
    assert "Composteurs distribués" in shown and "Données du service, fourni par Anne Roy, le " in shown


def list_own_indicators(database: Database) -> dict[str, Indicator]:
    catalog = load_own_catalog(database)
    return {key: catalog.indicators[key] for key in sorted(catalog.declared)}


def test_a_name_that_is_there_already_is_refused(database: Database) -> None:
    declare_indicator(database, COMPOST, author="Anne Roy", on_progress=quiet)
    known = COMPOST.model_copy(update={"label": read_catalog().indicators["waste.collected"].label})
    for draft in (COMPOST, known):
        with pytest.raises(PublicationError, match="existe déjà"):
            declare_indicator(database, draft, author="Paul", on_progress=quiet)
    assert list(list_own_indicators(database)) == [KEY]


def test_what_cannot_be_summed_is_not(database: Database) -> None:
    share = COMPOST.model_copy(update={"label": "Part de foyers équipés", "unit": "percent", "kind": "ratio"})
    declare_indicator(database, share, author="Anne Roy", on_progress=quiet)
    (entry,) = list_own_indicators(database).values()
    assert entry.uses == ("compare", "rank", "map")


def test_an_indicator_stays_when_its_figures_are_withdrawn(database: Database) -> None:
    declare_indicator(database, COMPOST, author="Anne Roy", on_progress=quiet)
    before = read_tables(database)
    key = put_in(database, drop({"indicator": KEY, "value": "12"}))
    withdraw(database, key, author="Anne Roy", on_progress=quiet)
    assert read_tables(database) == before
    with holding(open_version(database.place.tables)):
        assert KEY in load_catalog().indicators
