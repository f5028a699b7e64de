"""Figures of a service that nothing ties to a secret are left out of what is worked out, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pandas as pd
import pytest

from loaders import store
from loaders.catalog import Catalog, Source, load_catalog
from loaders.pipeline.untied import find_untied
from loaders.pipeline.withheld import find_hidden, hide
from tests.withheld import read_whole

LENS = "246200364"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    own = Source(title="fourni", publisher="Service", nature="office", date=2026, licence="Donnée du service")
    known = load_catalog()
    return replace(known, sources=known.sources | {"own-1": own})


def make_rows(*rows: dict[str, object]) -> pd.DataFrame:
    """Vacant dwellings as published, with their secrets, and rows of a service beside them."""
    whole = read_whole().observations
    communes = store.load_territories(levels=["commune"])
    codes = [LENS, *communes.loc[communes["epci"].eq(LENS), "code"]]
    is_housing = whole["indicator"].astype(str).str.startswith("housing.") & whole["year"].ge(2023)
    official = whole[is_housing & whole["territory"].isin(codes)]
    like = official[official["territory"].astype(str).eq(LENS)].iloc[0].to_dict()
    usual = {**like, "source": "own-1", "note": "", "status": "normal", "year": 2024, "period": "2024", "scope": ""}
    own = [
        {**usual, "locator": str(n), "published": str(row["value"]), "id": f"own{n}", **row}
        for n, row in enumerate(rows)
    ]
    texts = ["indicator", "territory", "level", "status", "source", "warning"]
    both = pd.concat([official.astype(dict.fromkeys(texts, str)), pd.DataFrame(own)], ignore_index=True)
    return both.astype({"value": "float64"})


def find_ids(rows: pd.DataFrame, catalog: Catalog) -> set[str]:
    is_secret = rows["status"].astype(str).eq("confidential")
    assert is_secret.any()
    return {*rows.loc[find_untied(rows, is_secret, catalog), "id"]}


def test_what_a_chain_leads_to_a_secret_from_is_tied_and_the_rest_of_a_service_is_apart(catalog: Catalog) -> None:
    rows = make_rows(
        {"indicator": "waste.collected", "value": 1500.0},
        {"indicator": "housing.vacant_dwellings", "value": 1600.0},
        {"indicator": "population.municipal", "value": 1700.0},
        {"indicator": "waste.collected", "value": 1800.0, "note": "dont 1 600 vacants"},
        {"indicator": "waste.collected", "value": 1900.0, "locator": "1"},
        {"indicator": "waste.collected", "value": 2000.0, "locator": "000-call-2021: 12"},
        {"indicator": "waste.collected", "value": 2100.0, "status": "estimated"},
    )
    assert find_ids(rows, catalog) == {"own0"}


def test_what_is_withheld_is_the_same_as_if_all_was_looked_at(catalog: Catalog) -> None:
    official = make_rows().query("status == 'confidential'").head(5)
    again = [
        {name: str(row[name]) for name in ("indicator", "territory", "level", "period")}
        | {"year": row["year"], "value": 4.0}
        for row in official.to_dict("records")
    ]
    rows = make_rows(*again, *({**row, "indicator": "waste.collected", "value": 1000.0} for row in again))
    territories = store.load_territories()
    found = hide(rows, find_hidden(rows, catalog, territories))
    with patch("loaders.pipeline.withheld.find_untied", lambda rows, *_: pd.Series(False, index=rows.index)):
        whole = hide(rows, find_hidden(rows, catalog, territories))
    pd.testing.assert_frame_equal(found, whole)
    own = found[found["source"].eq("own-1")]
    assert list(own["status"]) == ["confidential"] * 5 + ["normal"] * 5
    assert own["value"].tolist()[5:] == [1000.0] * 5
