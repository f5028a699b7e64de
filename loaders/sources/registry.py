"""The sources that can be imported, by the name that the command takes."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.sources import (
    agence_ore,
    decheteries,
    dotations,
    filosofi,
    fonds_vert,
    isdnd,
    lovac,
    maprimerenov,
    movements,
    odema,
    ofgl,
    politique_ville,
    population,
    population_cogugaison,
    population_insee,
    sinoe,
    sinoe_collectivites,
    sispea,
    sitadel,
    sru,
)
from loaders.sources.shape import CatalogueSource, FigureSource

FIGURE_SOURCES: Mapping[str, FigureSource] = {
    "agence_ore": agence_ore,
    "decheteries": decheteries,
    "dotations": dotations,
    "filosofi": filosofi,
    "fonds_vert": fonds_vert,
    "isdnd": isdnd,
    "lovac": lovac,
    "maprimerenov": maprimerenov,
    "odema": odema,
    "ofgl": ofgl,
    "politique_ville": politique_ville,
    "population": population,
    "population_cogugaison": population_cogugaison,
    "population_insee": population_insee,
    "sinoe": sinoe,
    "sinoe_collectivites": sinoe_collectivites,
    "sispea": sispea,
    "sitadel": sitadel,
    "sru": sru,
}
CATALOGUE_SOURCES: Mapping[str, CatalogueSource] = {"movements": movements}
NAMES = sorted([*FIGURE_SOURCES, *CATALOGUE_SOURCES])
