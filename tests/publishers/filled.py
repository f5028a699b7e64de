"""All that publishers with an address give: real files where they are beside the project, else synthetic ones.

What is synthetic is in the publisher's form and is never shipped: its amounts are drawn by lot.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable

import pandas as pd

from loaders.sources.sitadel import ALL_TYPES
from loaders.territories.perimeters import read_memberships
from tests.publishers import ISDND, SINOE, SITADEL, House, whole
from tests.publishers.rows import serve_accounts, serve_actors, serve_energy
from tests.publishers.services import ODEMA, list_waste, serve_water
from tests.samples import SAMPLES

YEARS = range(2018, 2026)
VINTAGE = 2025
LISTED = (
    "exercice;dispositif;programme;beneficiaire_type;beneficiaire_siren;beneficiaire_dep;beneficiaire_nom;"
    "beneficiaire_code_insee;intitule;cout_ht;subvention;taux\n"
)
GREEN = (
    "nom_region,code_departement,nom_departement,code_commune,nom_commune,numero_dossier_ds,nom_du_projet,"
    "siret_beneficiaire,raison_sociale_beneficiaire,montant_engage\n"
)


def fill(house: House, departement: str = "62") -> None:
    """Have the publishers give their files, the synthetic ones for the communes and EPCIs of a département."""
    draw = random.Random(2026)
    every = read_memberships(VINTAGE)
    members = every[every["commune"].str.startswith(departement)]
    start = "dgcl-liste-projets-dotations-investissement-local-"
    house.list_files("dotations", {f"{start}{year}.csv": _list_grants(year, members, draw) for year in YEARS})
    green = {f"fonds-vert-{year}.csv": _list_green(members, draw) for year in (2024, 2025)}
    path = SAMPLES / "fonds_vert" / "fonds_vert_2023_source.csv"
    if path.exists():
        green["fonds-vert-2023.csv"] = path.read_bytes()
    house.list_files("fonds_vert", green)
    for name, address in (
        ("sinoe/SINOE04_DestinationDmaParTypeTraitement.csv", SINOE),
        ("isdnd/isdnd_tonnage_annee.json", ISDND),
    ):
        if (SAMPLES / name).exists():
            house.answers[address] = whole((SAMPLES / name).read_bytes())
    house.answers[SITADEL] = whole(_list_dwellings(members["commune"], draw))
    house.answers[ODEMA] = whole(list_waste(members["epci"], draw))
    serve_actors(house, members["epci"], draw)
    serve_energy(house, every.loc[every["epci"].isin(members["epci"]), "commune"].drop_duplicates(), draw)
    serve_accounts(house, members["epci"], draw)
    serve_water(house, every[every["epci"].isin(members["epci"])], YEARS, draw)


def _list_grants(year: int, members: pd.DataFrame, draw: random.Random) -> bytes:
    """A list of the DGCL: a project of every third commune, and one of each EPCI."""
    rows = []
    for commune, siren in zip(members["commune"], members["siren"], strict=True):
        if draw.random() < 0.33:
            rows.append(("Commune", siren, commune, draw.choice(("DETR", "DSIL"))))
    rows += [("EPCI", epci, "", "DSIL") for epci in sorted(members["epci"].unique())]
    lines = []
    for kind, siren, commune, fund in rows:
        cost = draw.randrange(10_000, 900_000)
        place = f"0{(commune or members['commune'].iloc[0])[:2]}"
        amount = f"{cost * draw.choice((20, 30, 40)) // 100},50"
        lines.append(f"{year};{fund};119;{kind};{siren};{place};Essai;{commune};Projet;{cost},00;{amount};0,3\n")
    return ("\ufeff" + LISTED + "".join(lines)).encode()


def _list_green(members: pd.DataFrame, draw: random.Random) -> bytes:
    """A list of the Fonds vert since 2024: a project of every tenth commune."""
    chosen = [row for row in members.itertuples() if draw.random() < 0.1]
    lines = [
        f"Hauts-de-France,{row.commune[:2]},Pas-de-Calais,{row.commune},Essai,{n},Projet,{row.siren}00012,Essai,"
        f"{draw.randrange(5_000, 300_000)}.25\n"
        for n, row in enumerate(chosen, 1)
    ]
    return (GREEN + "".join(lines)).encode()


def _list_dwellings(communes: Iterable[str], draw: random.Random) -> bytes:
    """DiDo's file: made of the compact JSON of the real one where that is there."""
    lines = ['"ANNEE";"COMM";"TYPE_LGT";LOG_AUT;LOG_COM\n']
    path = SAMPLES / "sitadel" / "sitadel.json.gz"
    if path.exists():
        for code, series in json.loads(gzip.decompress(path.read_bytes()))["communes"].items():
            for n, (asked, begun) in enumerate(zip(series["a"], series["s"], strict=True)):
                cells = ("" if value < 0 else value for value in (asked, begun))
                lines.append(f'"{series["y0"] + n}";"{code}";"{ALL_TYPES}";{";".join(map(str, cells))}\n')
    else:
        for year in YEARS:
            lines += [
                f'"{year}";"{code}";"{ALL_TYPES}";{draw.randrange(90)};{draw.randrange(90)}\n' for code in communes
            ]
    return "".join(lines).encode()
