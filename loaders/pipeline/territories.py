"""The table of territories: France's communes, EPCIs and départements, and those that the catalogue declares."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import CATALOG, Catalog
from loaders.yaml_files import CatalogError

COLUMNS = [
    "code",
    "level",
    "name",
    "short",
    "departements",
    "epci",
    "population",
    "legal_form",
    "members",
    "successor",
    "lon",
    "lat",
    "note",
]
_FORMS = {"Communauté d'agglomération": "CA", "Communauté urbaine": "CU", "Communauté de communes": "CC"}
_ACRONYM, _ADJECTIVE = re.compile(r"(.+?)\s*\(([^()]+)\)"), re.compile(r"\w+(?:ale|oise)\b")
_FORM = re.compile(r"^(CA|CU|CC)\s+(?:(?:de la\s+|de l'|du\s+|des\s+|de\s+|d')\s*)?", re.I)


def abbreviate_name(name: str) -> str:
    """An EPCI's name with its legal form in letters: « CA de Lens-Liévin »."""
    for form, letters in _FORMS.items():
        name = name.replace(form, letters, 1)
    return name.replace(" - ", "-")


def shorten_name(name: str) -> str:
    """An EPCI's name without its legal form and acronym: « CA d'Hénin-Carvin » → « Hénin-Carvin ».

    Its acronym where the rest is but an adjective of that form: « CA Intercommunale du Nord… (CINOR) » → « CINOR ».
    """
    short = _FORM.sub("", abbreviate_name(name)).split(",")[0].strip()
    if found := _ACRONYM.fullmatch(short):
        short = found[2] if _ADJECTIVE.match(short) else found[1]
    return short[:1].upper() + short[1:] if short else name


def _declared(catalog: Catalog, known: pd.DataFrame, folder: Path) -> list[dict[str, object]]:
    """The territories of territories.yaml, sites.csv and syndicates.csv as rows."""
    places = known.set_index("code")
    rows: list[dict[str, object]] = []
    for code, entry in catalog.territories.items():
        members = [member for member in entry.members if member in places.index]
        departements = sorted({d for m in members for d in str(places.at[m, "departements"]).split(";") if d})
        rows.append(
            {
                "code": code,
                "level": entry.level,
                "name": entry.name,
                "short": entry.short or shorten_name(entry.name),
                "departements": ";".join(departements),
                "members": ";".join(entry.members),
                "successor": entry.successor or "",
                "population": places.loc[members, "population"].sum() if members else None,
                "note": entry.note or "",
            }
        )
    for file, level in (("sites.csv", "site"), ("syndicates.csv", "grouping")):
        path = folder / file
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                rows.append(
                    {
                        "code": row["code"],
                        "level": level,
                        "name": row["name"],
                        "short": row["name"],
                        "departements": row["departement"],
                        "lon": row.get("lon") or None,
                        "lat": row.get("lat") or None,
                    }
                )
    return rows


def _check_codes(catalog: Catalog, known: frozenset[str]) -> None:
    """Raise CatalogError for each territory that the catalogue names and nobody knows."""
    deployment = catalog.deployment
    named = [("deployment.yaml, home", deployment.home)]
    named += [("deployment.yaml, departements", code) for code in deployment.departements]
    for key, entry in catalog.territories.items():
        named += [(f"territories.yaml, {key}", code) for code in (*entry.members, entry.successor) if code]
    faults = [f"{where} : le territoire « {code} » est inconnu." for where, code in named if code not in known]
    if faults:
        raise CatalogError("\n".join(faults))


def build_territories(catalog: Catalog, folder: Path = CATALOG) -> pd.DataFrame:
    """One row per territory of France in the deployment's vintage, and per territory declared in the catalogue.

    `departements` and `members` are codes joined by `;`; `population` counts inhabitants; sorted by code.
    Raises CatalogError where the catalogue names a territory that nobody knows.
    """
    vintage = catalog.deployment.vintage
    communes = read_attributes("commune", vintage).assign(level="commune")
    communes["departements"], communes["short"] = communes["departement"], communes["name"]
    epci = read_attributes("epci", vintage).assign(level="epci")
    epci["name"] = epci["name"].map(abbreviate_name)
    epci["departements"], epci["short"] = epci["departements"].map(";".join), epci["name"].map(shorten_name)
    departements = read_attributes("departement", vintage).assign(level="departement")
    departements["departements"], departements["short"] = departements["code"], departements["name"]
    known = pd.concat([communes, epci, departements], ignore_index=True).reindex(columns=COLUMNS)
    known = pd.concat([known, pd.DataFrame(_declared(catalog, known, folder)).reindex(columns=COLUMNS)])
    _check_codes(catalog, frozenset(known["code"]))
    known = known.drop_duplicates("code", keep="first").sort_values("code", ignore_index=True)
    text = ["name", "short", "departements", "epci", "legal_form", "members", "successor", "note"]
    known[text] = known[text].fillna("").astype("str")
    return known.astype({"population": "Int64", "lon": "float64", "lat": "float64"})
