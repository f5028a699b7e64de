"""What a template is filled with: the territories of the installation, by level, and the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from loaders.catalog import Catalog
from loaders.levels import NAMES
from loaders.reading.surroundings import read_territories
from pages.views.data.geography import find_departements, read_codes
from pages.words.french import format_count

OURS, EPCI, COMMUNES, OF_DEPARTEMENTS = "maison", "epci", "communes", "toutes"


def list_places(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """The territories that a template may have, by a word: the home with its members, EPCIs, its communes, all."""
    own, table = find_departements(), read_territories()
    members = catalog.home_members
    communes = read_codes("commune", own)
    ours = tuple(code for code in communes if table.at[code, "epci"] in members)
    return {
        OURS: tuple(dict.fromkeys([catalog.deployment.home, *members])),
        EPCI: read_codes("epci", own),
        COMMUNES: ours or communes,
        OF_DEPARTEMENTS: communes,
    }


def label_place(word: str, codes: tuple[str, ...], catalog: Catalog) -> str:
    """« Pôle de l'Artois et ses membres (4 territoires) »."""
    home = str(read_territories().at[catalog.deployment.home, "short"])
    plural = {"epci": NAMES["epci"].plural, "commune": NAMES["commune"].plural}
    said = {
        OURS: f"{home} et ses membres" if len(codes) > 1 else home,
        EPCI: f"Les {plural['epci']} de l’installation",
        COMMUNES: f"Les {plural['commune']} de {home}",
        OF_DEPARTEMENTS: f"Toutes les {plural['commune']} de l’installation",
    }
    return f"{said[word]} ({format_count(len(codes), 'ligne')})"


def list_years(today: dt.date) -> tuple[int, ...]:
    """The years that a template may have, the latest first."""
    return tuple(range(today.year, 1989, -1))
