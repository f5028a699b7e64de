"""Hosts that give rows: data-fair page by page; and synthetic rows for them.

In the publishers' forms and never shipped: amounts are drawn by lot.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from loaders.sources import agence_ore
from tests.publishers import Asking, House, whole

Row = Mapping[str, Any]
MOST_ROWS = 10_000
KINDS = (("Electricité", "RES"), ("Electricité", "PRO"), ("Gaz", "RES"))


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
