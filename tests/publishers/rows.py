"""Hosts that give rows: data-fair page by page, Opendatasoft whole beside their count; and synthetic rows for them.

In the publishers' forms and never shipped: amounts are drawn by lot.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from loaders.sources import agence_ore, ofgl, sinoe_collectivites
from loaders.sources.odema import DESTINATIONS, STREAMS
from loaders.sources.sinoe_collectivites import ACTORS, OUTLETS, SERVED, SETS, WASTE
from loaders.territories.perimeters import list_perimeters
from tests.publishers import Asking, House, whole
from tests.publishers.services import ODEMA_YEARS

Row = Mapping[str, Any]
MOST_ROWS = 10_000
SYNDICATE, BURNER = "900", "901"
KINDS = (("Electricité", "RES"), ("Electricité", "PRO"), ("Gaz", "RES"))
LEAST = {"Epargne brute": -1e6}
EXPORT = ofgl.DATASET.removeprefix("https:/")


def locate_lines(host: str, dataset: str) -> str:
    """The path below which the rows of a dataset are asked for."""
    return f"/{host}/data-fair/api/v1/datasets/{dataset}/lines"


def serve_lines(
    house: House,
    host: str,
    dataset: str,
    rows: Sequence[Row],
    *,
    size: int = MOST_ROWS,
    spoil: Callable[[dict[str, Any]], None] = len,
) -> None:
    """Serve rows as data-fair does, at most `size` a page; `spoil` changes a page before it is sent.

    A column or filter that is none is refused, what is empty in a row is left out of it, `next` is there only beside a
    full page, and the total is an estimate unless it is asked for exactly.
    """
    columns = {name for row in rows for name in row}

    def answer(request: Asking) -> None:
        path, _, query = request.path.partition("?")
        asked = dict(parse_qsl(query))
        select = asked.get("select", "").split(",")
        filters = {name.rpartition("_"): value for name, value in asked.items() if name.endswith(("_eq", "_starts"))}
        if not columns >= {*select, *(column for column, _, _ in filters)} or int(asked["size"]) > MOST_ROWS:
            request.reply(400, b"unknown column")
            return
        found = [row for row in rows if all(_holds(row, *key, value) for key, value in filters.items())]
        start, most = int(asked.get("after", "0")), min(size, int(asked["size"]))
        given = found[start : start + most]
        results = [{n: row[n] for n in select if row.get(n) is not None} | {"_score": None} for row in given]
        page: dict[str, Any] = {"total": len(found) + (0 if asked.get("count") == "exact" else 7), "results": results}
        if len(given) == most:
            page["next"] = f"https:/{path}?{urlencode({**asked, 'after': start + most})}"
        spoil(page)
        whole(json.dumps(page).encode())(request)

    house.answers[locate_lines(host, dataset)] = answer


def _holds(row: Row, column: str, _: str, how: str, value: str) -> bool:
    found = str(row.get(column, ""))
    return found.startswith(value) if how == "starts" else found == value


def serve_export(house: House, rows: Sequence[Row], *, given: int | None = None) -> None:
    """Serve an export of Opendatasoft and the count of its rows, of which `given` alone come, by default all."""
    lines = [";".join(ofgl.COLUMNS), *(";".join(str(row[name]) for name in ofgl.COLUMNS) for row in rows[:given])]
    house.answers[f"{EXPORT}/exports/csv"] = whole(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    count = {"total_count": len(rows), "results": [dict(row) for row in rows[:1]]}
    house.answers[f"{EXPORT}/records"] = whole(json.dumps(count).encode())


def serve_actors(house: House, epcis: Iterable[str], draw: random.Random) -> None:
    """Have SINOE give its four sets: an actor an EPCI, but one for the first two; one that burns for all of them."""
    rows: dict[str, list[Row]] = {kind: [] for kind in SETS}
    codes = {epci: str(100 + n) for n, epci in enumerate(sorted(set(epcis)))}
    codes |= dict.fromkeys(list(codes)[:2], SYNDICATE)
    ways = list_perimeters()
    for year in ODEMA_YEARS:
        for epci, actor in codes.items():
            communes = next((way for way, years in ways.get(epci, {}).items() if year in years), ())
            for commune in communes:
                served = {"annee": year, "code_commune": commune, "libelle_service": "Collecte"}
                rows[SERVED].append({**served, "code_acteur": actor, "libelle_acteur": f"Acteur d’essai {actor}"})
                rows[SERVED].append({**served, "code_acteur": BURNER, "libelle_acteur": "Syndicat d’essai"})
        for actor in sorted({*codes.values()}):
            people = draw.randrange(15_000, 280_000)
            rows[ACTORS].append({"annee": year, "code_acteur": actor, "pop_adh_coll": people if year != 2009 else None})
            for kind, labels in ((WASTE, list(STREAMS.values())), (OUTLETS, list(DESTINATIONS.values())[:5])):
                for names in labels:
                    tonnes = round(people * draw.uniform(0.01, 0.08), 2)
                    row = {"annee": year, "code_acteur": actor, SETS[kind].label: names[0], SETS[kind].amount: tonnes}
                    rows[kind].append(row)
        label, amount = SETS[WASTE].label, SETS[WASTE].amount
        rows[WASTE].append({"annee": year, "code_acteur": BURNER, label: STREAMS["residual"][0], amount: 0})
    for kind, own in SETS.items():
        serve_lines(house, sinoe_collectivites.HOST, own.dataset, rows[kind])


def serve_energy(house: House, communes: Iterable[str], draw: random.Random) -> None:
    """Have the Agence ORE give MWh of each commune: one row in twenty is secret, every third commune has gas."""
    rows: list[Row] = []
    for year in range(2011, 2025):
        for n, commune in enumerate(communes):
            for kind, sector in KINDS[: 3 if n % 3 == 0 else 2]:
                is_secret = sector == "PRO" and draw.random() < 0.05
                rows.append({
                    "annee": str(year), "filiere": kind, "code_commune": commune, "code_departement": commune[:2],
                    "code_categorie_consommation": sector, "nombre_de_mailles_secretisees": int(is_secret),
                    "conso_totale_mwh": None if is_secret else round(draw.uniform(100, 90_000), 3),
                })  # fmt: skip
    serve_lines(house, agence_ore.HOST, agence_ore.DATASET, rows)


def serve_accounts(house: House, epcis: Iterable[str], draw: random.Random) -> None:
    """Have the OFGL give the aggregates of each EPCI since 2018; savings may be below zero."""
    rows = [
        {"exer": year, "siren": epci, "agregat": name, "montant": round(draw.uniform(LEAST.get(name, 1e6), 9e7), 2)}
        for year in range(2018, 2026)
        for epci in sorted(set(epcis))
        for name in ofgl.INDICATORS
    ]
    serve_export(house, rows)
