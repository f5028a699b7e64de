"""Every reader of a publisher's file names a source of the catalogue."""

from types import ModuleType

import pytest

from loaders.catalog import load_catalog
from loaders.sources import (
    dotations,
    filosofi,
    fonds_vert,
    isdnd,
    population,
    population_cogugaison,
    population_insee,
    sinoe,
    sitadel,
)

POPULATIONS = (population, population_cogugaison, population_insee)


@pytest.mark.parametrize("source", [dotations, filosofi, fonds_vert, isdnd, *POPULATIONS, sinoe, sitadel])
def test_every_source_declares_where_its_figures_come_from(source: ModuleType) -> None:
    assert source.SOURCE in load_catalog().sources
