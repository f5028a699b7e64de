"""ODEMA: tonnes of household waste by EPCI, year, type and destination, with the inhabitants they are divided by.

Traps: fields were renamed (siren_epci, type_dechet and traitement_destination before); a label is a path, « A > B », of
which the deepest part known counts, by its name of before or of now; rows of an EPCI, year and label add up; the
population stands on each row, and may lack; years are odd until 2023; rubble is among the tonnes; an EPCI whose tonnes
are all zero has declared none, or leaves the service to a syndicate; the server may cut its answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import Asked
from loaders.sources.shape import list_no_parts as list_parts
from loaders.sources.sinoe import sum_flows
from loaders.tabular.faults import Reading
from loaders.tabular.json_files import read_entries
from loaders.tabular.reader import Form
from loaders.tabular.table import Table
from loaders.territories.area import Area
from loaders.territories.perimeters import read_last_perimeters

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "odema-dma"
LAYER = "odema:destination_dma_epci_harmonise"
URL = "https://www.geo2france.fr/geoserver/odema/ows"
PATH = " > "
# The names of before first; the one that a figure's place in the source is told by.
STREAMS = {
    "residual": ("Ordures ménagères résiduelles", "OMR"),
    "rubble": ("Déblais et gravats", "Gravats"),
    "bulky": ("Encombrants",),
    "hazardous": ("Déchets dangereux (y.c. DEEE)", "Dangereux"),
    "recyclables": ("Matériaux recyclables", "Recyclables"),
    "green": ("Déchets verts et biodéchets", "Biodéchets"),
    "other": ("Autres", "Non précisé"),
}
DESTINATIONS = {
    "recycling": ("Valorisation matière", "Valorisation matière inorganique"),
    "energy": ("Incinération avec récupération d'énergie", "Valorisation énergétique"),
    "incineration": ("Incinération sans récupération d'énergie", "Incinération sans valorisation"),
    "landfill": ("Stockage",),
    "composting": ("Valorisation organique", "Valorisation matière organique"),
    "inert_landfill": ("Stockage pour inertes",),
    "unknown": ("Non précisé", ""),
}
FORM = Form(
    ["annee", "epci_siren", "lib_dechet", "lib_traitement", "tonnage"],
    optional=["population"],
    others={"siren_epci": "epci_siren", "type_dechet": "lib_dechet", "traitement_destination": "lib_traitement"},
)
NO_TONNES = "Tonnages tous nuls : non déclarés, ou service laissé à un syndicat"
DIVISOR = "Habitants auxquels l’observatoire rapporte les tonnages"


def fetch(area: Area, years: range) -> Sequence[Asked]:
    """The layer of all EPCIs and years; data/catalog/publishers.yaml says of which region."""
    wanted = {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": LAYER,
        "outputFormat": "application/json",
    }  # fmt: skip
    return [Asked(f"{URL}?{urlencode(wanted)}", "odema.json")]


def _find_members(table: Table, column: str, members: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """The member of a dimension that each label is: that of the deepest part of its path that has one, else a fault."""
    known = {name.replace("'", "’").casefold(): member for member, names in members.items() for name in names}

    def find(label: str) -> str:
        parts = label.replace("'", "’").casefold().split(PATH.strip())
        return next((known[part.strip()] for part in reversed(parts) if part.strip() in known), "")

    found = table.frame[column].map(find)
    for row in found.index[found.eq("")]:
        names = ", ".join(own[-1] or own[0] for own in members.values())
        table.fault(column, row, f"« {table.frame[column][row]} » n’est pas l’un des libellés connus : {names}")
    return found


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per row of the layer: year, epci, stream, destination, printed, tonnes, status, inhabitants.

    `stream` and `destination` are members of these dimensions; `tonnes` and `inhabitants` are NaN where none are given,
    and `status` says which tonnes are missing or confidential, "" beside a number.
    """
    table = read_entries(path, FORM, reading)
    frame = table.frame
    amounts = table.read_amounts("tonnage", what="tonnage")
    people = table.read_numbers("population", what="nombre d’habitants") if "population" in frame else float("nan")
    rows = pd.DataFrame({
        "year": table.read_years("annee"),
        "epci": table.read_sirens("epci_siren"),
        "stream": _find_members(table, "lib_dechet", STREAMS),
        "destination": _find_members(table, "lib_traitement", DESTINATIONS),
        "printed": frame["tonnage"],
        "tonnes": amounts["value"],
        "status": amounts["status"],
        "inhabitants": people,
    })  # fmt: skip
    for row in rows.index[rows["epci"].eq("")]:
        table.fault("epci_siren", row, "un SIREN d’EPCI est attendu, la cellule est vide")
    table.stop_on_faults()
    return rows


def observations(frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None) -> pd.DataFrame:
    """Tonnes of the EPCIs with a commune in the area: total, without rubble, by stream, by stream and destination.

    And the inhabitants that the observatory divides them by, where the rows of an EPCI and year agree on one number.
    """
    members = read_last_perimeters() if members is None else members
    own = members.loc[area.holds(members["commune"]), "epci"]
    rows = frame[frame["epci"].isin(own)].rename(columns={"epci": "territory"})
    is_declared = rows["tonnes"].fillna(1).ne(0).groupby([rows["territory"], rows["year"]]).transform("any")
    rows = rows.assign(
        scope="stream=" + rows["stream"] + ";destination=" + rows["destination"],
        waste=rows["stream"].map({member: names[0] for member, names in STREAMS.items()}),
        destination=rows["destination"].map({member: names[0] for member, names in DESTINATIONS.items()}),
    )
    none = rows.loc[~is_declared, ["territory", "year"]].drop_duplicates()
    none = none.assign(indicator="waste.collected", value=float("nan"), status="missing", note=NO_TONNES)
    flows = pd.concat([sum_flows(rows[is_declared]), none], ignore_index=True)
    of_flows = (flows["waste"].fillna("") + ", " + flows["destination"].fillna("")).str.strip(", ")
    flows = flows.assign(of=(", " + of_flows).where(of_flows.ne(""), ""), section="tonnage", unit="t")
    figures = pd.concat([flows, _list_inhabitants(rows)], ignore_index=True).fillna({"scope": "", "of": ""})
    lines = figures["territory"] + ", " + figures["year"].astype(str) + figures["of"]
    return make_figures(figures.fillna({"published": "", "note": ""}), source=SOURCE, lines=lines)


def _list_inhabitants(rows: pd.DataFrame) -> pd.DataFrame:
    counts = rows.groupby(["territory", "year"])["inhabitants"].agg(value="max", given="nunique").reset_index()
    counts = counts[counts["given"].eq(1)].drop(columns="given")
    printed = counts["value"].map("{:.0f}".format)
    return counts.assign(
        indicator="waste.served_population", section="population", unit="hab", status="normal",
        published=printed, note=DIVISOR,
    )  # fmt: skip
