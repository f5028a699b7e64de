"""What ODEMA and SISPEA give, synthetic: tonnes of each EPCI, and water services of which some serve several EPCIs.

In the publishers' forms and never shipped: names and amounts are drawn by lot.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

import pandas as pd

from loaders.sources.helpers.sispea_files import CODES, COMMUNE, DISTRIBUTES, MEMBER_OF, NAMES, PEOPLE, SERVICE, STATE
from loaders.sources.odema import DESTINATIONS, STREAMS
from loaders.sources.sispea import DOCUMENTS, MEMBERS, SERVICES
from tests.publishers import House, whole
from tests.small_files import make_book, make_zip

ODEMA = "/www.geo2france.fr/geoserver/odema/ows"
# The survey is of odd years, and of each since 2024.
ODEMA_YEARS = (*range(2009, 2024, 2), 2024)
FIRST_ID = {"AEP": 1000, "AC": 2000, "ANC": 3000}
LABELS = {name: label for label, name in NAMES.items() if "service" not in label}


def list_waste(epcis: Iterable[str], draw: random.Random) -> bytes:
    """The layer of the tonnes of each EPCI and year, two destinations a stream."""
    features = []
    for epci in sorted(set(epcis)):
        people = draw.randrange(15_000, 280_000)
        for year in ODEMA_YEARS:
            for stream in STREAMS.values():
                for outlet in draw.sample(list(DESTINATIONS.values())[:6], 2):
                    tonnes = round(people * draw.uniform(0.005, 0.06), 2)
                    row = {"annee": year, "epci_siren": epci, "lib_dechet": stream[0], "lib_traitement": outlet[0]}
                    features.append({"type": "Feature", "properties": row | {"tonnage": tonnes, "population": people}})
    return json.dumps({"type": "FeatureCollection", "numberMatched": len(features), "features": features}).encode()


def serve_water(house: House, members: pd.DataFrame, years: Iterable[int], draw: random.Random) -> None:
    """Have SISPEA give its two files a competence and year: a service an EPCI, and of a hundredth of the communes

    The latter are of syndicates that reach over the bounds of EPCIs.
    """
    epcis = sorted(members["epci"].unique())
    people = {commune: draw.randrange(200, 9_000) for commune in members["commune"]}
    syndicates = {commune: draw.randrange(5) for commune in members["commune"] if draw.random() < 0.01}
    for competence, codes in CODES.items():
        first = FIRST_ID[competence]
        of = {
            commune: first + len(epcis) + syndicates[commune] if commune in syndicates else first + epcis.index(epci)
            for commune, epci in zip(members["commune"], members["epci"], strict=True)
        }
        for year in years:
            rows: list[list[object]] = [
                ["DPT du siège de la coll.", LABELS[SERVICE], LABELS["Nom_serv"], STATE, *codes]
            ]
            for service in sorted(set(of.values())):
                served = sum(people[commune] for commune, own in of.items() if own == service)
                rows.append(
                    ["062", service, f"Service d’essai {service}", _draw_state(draw), *_declare(served, codes, draw)]
                )
            listed = [[COMMUNE, MEMBER_OF, PEOPLE[0], DISTRIBUTES]]
            listed += [[commune, service, people[commune], "Oui"] for commune, service in of.items()]
            for place, book in ((SERVICES, {"Entités de gestion": rows}), (MEMBERS, {"Données": listed})):
                path = f"{DOCUMENTS}/{place.format(year, competence)}".removeprefix("https:/")
                house.answers[path] = whole(make_zip(file_xlsx=make_book(book)))


def _draw_state(draw: random.Random) -> str:
    return draw.choice(("Confirmé / publié", "Confirmé / publié", "Publié non vérifié"))


def _declare(people: int, codes: Iterable[str], draw: random.Random) -> list[object]:
    """What a service of so many inhabitants declares, in the order of the codes."""
    billed, lost = people * draw.uniform(40, 60), draw.uniform(0.1, 0.3)
    known = {
        "D101.0": people, "D201.0": people, "D301.0": people, "D102.0": round(draw.uniform(1.6, 2.9), 2),
        "D204.0": round(draw.uniform(1.8, 3.2), 2), "P104.3": round(100 * (1 - lost), 1),
        "P106.3": round(draw.uniform(1, 9), 2), "P301.3": round(draw.uniform(20, 90), 1), "VP.056": people // 2,
        "VP.059": round(billed / (1 - lost)), "VP.060": 0, "VP.061": 0, "VP.063": round(billed * 0.8),
        "VP.068": round(billed), "VP.077": round(people / 60, 1), "VP.201": round(billed * 0.2), "VP.220": 0,
        "VP.221": 0,
    }  # fmt: skip
    return [known[code] for code in codes]
