"""The groups that can be added to a selection at once: peers, neighbours, the EPCIs of the département, the members."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo import boundaries
from geo.kept import TERRITORIES, keep
from loaders.catalog import load_catalog
from loaders.levels import NAMES, OUTLINED
from loaders.reading.group import find_group
from loaders.reading.surroundings import read_territories, split_codes
from loaders.territories.area import of_departements
from pages.views.selection import MOST, Selection
from pages.words.french import format_count
from pages.words.paths import BASE
from pages.words.sentences import of

OFFERS = f"{BASE}/territoires/groupes"


@dataclass(frozen=True)
class Offer:
    """Some territories, by code, that are added together: « Pairs de Lens-Liévin », with how they were chosen."""

    label: str
    detail: str
    codes: tuple[str, ...]


def find_reference(selection: Selection) -> str:
    """Whose peers and neighbours are offered: the first chosen that has any, else the home, else its first member."""
    table = read_territories()
    home = split_codes(table.at[selection.home, "members"]) if selection.home in table.index else []
    known = (code for code in (*selection.territories, selection.home, *home) if code in table.index)
    return next((c for c in known if table.at[c, "level"] in OUTLINED and not table.at[c, "successor"]), "")


@keep(TERRITORIES)
def find_neighbours(code: str) -> tuple[str, ...]:
    """The territories of the same level that share a border with one, by name; a single point is no border."""
    row, vintage = read_territories().loc[code], load_catalog().deployment.vintage
    departements = split_codes(row["departements"]) if row["level"] == "commune" else None
    frame = boundaries.read_boundaries(row["level"], vintage, departements=departements).set_index("code")
    if code not in frame.index:
        return ()
    own = frame.geometry[code]
    near = frame.geometry[frame.geometry.intersects(own)].drop(code)
    # Degrees: only whether there is a length at all is asked.
    shared = [str(other) for other, contour in near.items() if contour.intersection(own).length > 0]
    return tuple(sorted(shared, key=lambda other: str(frame.at[other, "name"])))


def _find_peers(code: str, table: pd.DataFrame) -> Offer:
    """The nearest by population and density, or all of a level that has no others."""
    found = find_group("tous" if table.at[code, "level"] == "departement" else "proches", code)
    return Offer(_name("Pairs", code, table), found.label, found.codes)


def _name(what: str, code: str, table: pd.DataFrame) -> str:
    """« Pairs de Lens-Liévin », « Pairs du Pas-de-Calais »."""
    is_departement = table.at[code, "level"] == "departement"
    whose = of_departements([code.removeprefix("D")]) if is_departement else of(str(table.at[code, "short"]))
    return f"{what} {whose}"


def _find_epcis(departement: str, table: pd.DataFrame) -> Offer:
    """The EPCIs of a département, those with the most people where there are more than a selection holds."""
    is_own = table["departements"].map(lambda codes: departement in split_codes(codes))
    epcis = table[(table["level"] == "epci") & (table["successor"] == "") & is_own]
    codes = tuple(epcis.sort_values("population", ascending=False)["code"].astype(str))
    detail = (
        f"les {MOST} plus peuplés sur {len(codes)}" if len(codes) > MOST else format_count(len(codes), "EPCI", "EPCI")
    )
    return Offer(f"EPCI {of_departements([departement.removeprefix('D')])}", detail, codes[:MOST])


@keep(TERRITORIES)
def list_offers(reference: str, home: str) -> tuple[Offer, ...]:
    """The groups round a territory, and the home of the reader where it has members; none of nobody.

    Raises KeyError for a code that nobody knows.
    """
    table = read_territories()
    offers = [_find_peers(reference, table)]
    if table.at[reference, "level"] in OUTLINED and not table.at[reference, "successor"]:
        level = NAMES[str(table.at[reference, "level"])]
        beside = find_neighbours(reference)
        counted = format_count(len(beside), level.singular, level.plural)
        offers.append(Offer(_name("Voisins", reference, table), f"{counted} à sa limite", beside))
    offers += [_find_epcis(code, table) for code in split_codes(table.at[reference, "departements"])[:1]]
    if members := split_codes(table.at[home, "members"]):
        detail = f"avec {format_count(len(members), 'membre')}"
        offers.append(Offer(str(table.at[home, "short"]), detail, (home, *members)))
    return tuple(offer for offer in offers if offer.codes)
