"""The maps of a view as they are drawn, on a page and in a file alike, and what stands round them in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.classes import Method
from pages.views.maps.reference import Reference
from pages.views.maps.style import name_method

NOTHING = "Aucune valeur n’est publiée pour ce choix : il n’y a rien à dessiner."


@dataclass(frozen=True)
class Maps:
    """Each map as the browser is told of it, see pages.views.maps.data: its values in `table`, outlines named by level.

    `classes` says how the shades were made, `head` what they are where it is not the unit and the year, `home` whose
    border is drawn, `nothing` what is said where no territory has a value. Those of a `is_series` share one legend.
    """

    each: tuple[dict[str, Any], ...] = ()
    classes: str = ""
    head: str = ""
    home: str = ""
    nothing: str = NOTHING
    is_series: bool = False
    is_plain: bool = False


def describe_classes(method: Method, years: str, reference: Reference = "all") -> str:
    """« Classes : quantiles de toutes les années montrées et de tous les territoires de la carte. »"""
    among = f" de toutes les années {years} et de tous les territoires de la carte"
    if method == "own":
        among = ""
    elif reference == "year":
        among = " de cette année et de tous les territoires de la carte"
    return f"Classes : {name_method(method)}{among}."


def read_shown(data: dict[str, Any]) -> tuple[dict[str, float], dict[str, str]]:
    """The values and the statuses of the year that a map shows."""
    table, year = data["table"], data["year"]
    if year not in table["years"]:
        return {}, {code: said[year] for code, said in table["statuses"].items() if year in said}
    column = table["years"].index(year)
    values = {code: float(row[column]) for code, row in table["values"].items() if row[column] is not None}
    statuses = dict.fromkeys(values, "normal")
    return values, statuses | {code: said[year] for code, said in table["statuses"].items() if year in said}
