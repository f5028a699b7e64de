"""Boundaries: what the committed files hold, and how they are drawn."""

import gzip
import json
import re

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.boundaries import FOLDER, VINTAGES, Level, geojson, read_attributes, read_boundaries, svg_paths, union_of
from geo.coverage import is_coverage
from geo.paths import write_path

PAS_DE_CALAIS = 1_468_018
FRANCE = 66_524_339  # municipal population of 2017, mainland and overseas but Mayotte (INSEE)
LLIVIA = Point(1.9816, 42.4661)


# What the files hold


@pytest.mark.parametrize(("vintage", "france", "pas_de_calais"), [(2024, 34_935, 890), (2025, 34_875, 887)])
def test_each_vintage_has_its_communes(vintage: int, france: int, pas_de_calais: int) -> None:
    communes = read_attributes("commune", vintage)
    assert (len(communes), (communes["departement"] == "D62").sum()) == (france, pas_de_calais)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_populations_add_up_to_the_published_totals(vintage: int) -> None:
    communes = read_attributes("commune", vintage)
    inside = communes.loc[communes["departement"] == "D62", "population"].sum()
    assert (inside, communes["population"].sum()) == (PAS_DE_CALAIS, FRANCE)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_only_mayotte_has_no_population(vintage: int) -> None:
    communes = read_attributes("commune", vintage)
    assert set(communes.loc[communes["population"].isna(), "departement"]) == {"D976"}


@pytest.mark.parametrize(
    ("code", "form", "communes"),
    [("246200364", "CA", 36), ("200072460", "CA", 100), ("246200299", "CA", 14), ("200033579", "CU", 46)],
)
def test_main_epcis_have_their_communes(code: str, form: str, communes: int) -> None:
    epci = read_attributes("epci", 2025).set_index("code")
    members = read_attributes("commune", 2025)["epci"] == code
    assert (epci.loc[code, "legal_form"], epci.loc[code, "communes"], members.sum()) == (form, communes, communes)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_only_four_islands_are_in_no_epci(vintage: int) -> None:
    communes = read_attributes("commune", vintage)
    assert set(communes.loc[communes["epci"].isna(), "code"]) == {"22016", "29083", "29155", "85113"}


def test_epcis_partly_in_a_departement_are_read_whole() -> None:
    epcis = read_boundaries("epci", 2025, departements=["D62"]).set_index("code")
    outside = union_of(("D62",), 2025)
    assert len(epcis) == 20
    assert list(epcis.loc["245900758", "departements"]) == ["D59", "D62"]
    assert epcis.loc["245900758", "geometry"].difference(outside).area > 0


def test_hesdin_la_foret_is_the_union_of_its_four_communes() -> None:
    merged = read_attributes("commune", 2025).set_index("code").loc["62447"]
    members = ("62447", "62461", "62549", "62743")
    before = read_attributes("commune", 2024).set_index("code").loc[list(members), "population"]
    assert (merged["name"], merged["population"]) == ("Hesdin-la-Forêt", 4605)
    assert before.to_list() == [2225, 886, 1093, 401]
    assert tuple(merged["counterparts"]) == members
    assert union_of(("62447",), 2025).equals(union_of(members, 2024))


def test_a_commune_re_established_has_land_of_the_one_it_left() -> None:
    pieces = ("15031", "15035", "15047", "15141", "15171")
    assert union_of(pieces, 2025).equals(union_of(("15141",), 2024))


def test_names_carry_their_article() -> None:
    names = read_attributes("commune", 2025).set_index("code")["name"]
    assert (names["76351"], names["59378"], names["62498"]) == ("Le Havre", "Marcq-en-Barœul", "Lens")


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("level", ["commune", "epci", "departement"])
def test_territories_are_valid_and_neighbours_share_their_edges(level: Level, vintage: int) -> None:
    frame = read_boundaries(level, vintage)
    assert frame["code"].is_unique
    assert is_coverage(frame.geometry.to_numpy())


def test_communes_of_pas_de_calais_neither_overlap_nor_leave_gaps() -> None:
    contours = read_boundaries("commune", 2025, departements=["D62"]).geometry.to_numpy()
    union = shapely.union_all(contours)
    assert union.area == pytest.approx(shapely.area(contours).sum(), rel=1e-12)
    assert union.equals(union_of(("D62",), 2025))


def test_the_only_hole_in_pas_de_calais_is_the_enclave_of_nord() -> None:
    contour = union_of(("D62",), 2025)
    holes = [Polygon(ring) for part in shapely.get_parts(contour) for ring in part.interiors]
    assert len(holes) == 1
    assert holes[0].equals(union_of(("59097", "59176", "59405"), 2025))  # Boursies, Doignies, Mœuvres


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_only_hole_in_france_is_llivia(vintage: int) -> None:
    union = shapely.coverage_union_all(read_boundaries("commune", vintage).geometry.to_numpy())
    holes = [Polygon(ring) for part in shapely.get_parts(union) for ring in part.interiors]
    assert len(holes) == 1
    assert holes[0].contains(LLIVIA)


def test_departements_and_epcis_have_the_same_land_and_people_in_both_vintages() -> None:
    for level in ("departement", "epci"):
        before, after = (read_boundaries(level, vintage).set_index("code") for vintage in VINTAGES)
        before_land, after_land = (shapely.area(frame.geometry.to_numpy()) for frame in (before, after))
        assert after_land == pytest.approx(before_land, rel=1e-12)
        assert before["population"].equals(after["population"])


def test_areas_are_those_of_the_ground() -> None:
    """Published by IGN: 6,671 km² for Pas-de-Calais (land register); the contours include estuaries and beaches."""
    departement = read_attributes("departement", 2025).set_index("code").loc["D62"]
    assert departement["area_km2"] == pytest.approx(6_671, rel=0.005)


@pytest.mark.parametrize("level", ["commune", "epci", "departement"])
def test_label_points_are_inside(level: Level) -> None:
    frame = read_boundaries(level, 2025)
    assert shapely.contains_xy(frame.geometry.to_numpy(), frame["lon"], frame["lat"]).all()


def test_files_are_small_enough_for_the_repository() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.parquet")) < 25_000_000


def test_a_frame_read_twice_is_not_the_same_object() -> None:
    read_boundaries("epci", 2025)["name"] = "overwritten"
    assert (read_boundaries("epci", 2025)["name"] != "overwritten").all()


def test_unknown_requests_say_what_is_expected() -> None:
    with pytest.raises(ValueError, match="millésime 2023"):
        read_boundaries("commune", 2023)
    with pytest.raises(ValueError, match="« 62 » n'est pas un département"):
        read_boundaries("commune", 2025, departements=["62"])
    with pytest.raises(ValueError, match="62461"):
        union_of(("62447", "62461"), 2025)


# Drawing


def test_paths_of_pas_de_calais_travel_light() -> None:
    drawing = svg_paths(read_boundaries("commune", 2025, departements=["D62"]))
    packed = gzip.compress(json.dumps(drawing, separators=(",", ":")).encode())
    assert len(drawing["shapes"]) == 887
    assert len(packed) < 100_000


def test_paths_still_touch_and_keep_their_areas() -> None:
    frame = read_boundaries("commune", 2025, departements=["D62"])
    drawing = svg_paths(frame)
    drawn = np.array([read_path(shape["d"]) for shape in drawing["shapes"]])
    left, _, right, _ = drawing["bbox"]
    on_ground = shapely.area(drawn) * ((right - left) / 1000 / 1000) ** 2
    # 2e-4: neighbours share every vertex, so that only rounding across a neighbour's edge can overlap
    assert shapely.area(drawn).sum() == pytest.approx(shapely.union_all(drawn).area, rel=2e-4)
    assert on_ground.sum() == pytest.approx(frame.to_crs(2154).area.sum() / 1e6, rel=1e-3)


def test_paths_are_in_lambert_93_with_y_downwards() -> None:
    """Lambert-93 puts 3° E 46.5° N at (700 000 ; 6 600 000) by definition."""
    frame = gpd.GeoDataFrame(
        {"code": ["a", "b"], "name": ["origin", "south"], "lon": [3.0, 3.0], "lat": [46.5, 46.2]},
        geometry=[box(2.5, 46.4, 3.5, 46.6), box(2.5, 46, 3.5, 46.4)],
        crs=4326,
    )
    drawing = svg_paths(frame)
    (x, y), (_, south) = (shape["label"] for shape in drawing["shapes"])
    left, _, right, top = drawing["bbox"]
    metres = (right - left) / drawing["viewBox"][0]
    assert drawing["crs"] == "EPSG:2154"
    assert (left + x * metres, top - y * metres) == (pytest.approx(700_000, abs=10), pytest.approx(6_600_000, abs=10))
    assert south > y


def test_overseas_departements_are_drawn_in_their_own_projection() -> None:
    found = [svg_paths(read_boundaries("departement", 2025, departements=[f"D97{i}"]))["crs"] for i in (1, 2, 3, 4, 6)]
    assert found == ["EPSG:5490", "EPSG:5490", "EPSG:2972", "EPSG:2975", "EPSG:4471"]


def test_mainland_and_overseas_are_not_drawn_together() -> None:
    with pytest.raises(ValueError, match="une seule projection"):
        svg_paths(read_boundaries("departement", 2025))


def test_a_territory_smaller_than_the_grid_is_still_drawn() -> None:
    frame = gpd.GeoDataFrame(
        {"code": ["a", "b"], "name": ["large", "tiny"]},
        geometry=[box(2, 50, 3, 51), box(3.5, 50.5, 3.500001, 50.500001)],
        crs=4326,
    )
    assert read_path(svg_paths(frame, precision=1)["shapes"][1]["d"]).area == 1


def test_holes_and_islands_are_drawn_in_their_place() -> None:
    ring, island = box(0, 0, 100, 100).difference(box(40, 40, 60, 60)), box(200, 10, 210, 20)
    assert read_path(write_path(shapely.union(ring, island), 0.5)).equals(shapely.union(ring, island))


def test_geojson_winds_counter_clockwise_with_five_decimals() -> None:
    collection = geojson(read_boundaries("commune", 2025, departements=["D66"]))
    assert set(collection["features"][0]["properties"]) == {"code", "name"}
    for feature in collection["features"]:
        for polygon in shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"]))):
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)
    assert not re.search(r"\.\d{6}", json.dumps(collection))


def read_path(data: str) -> BaseGeometry:
    """Read path data of relative moves back into a surface, rings filled by the even-odd rule."""
    rings, pen = [], np.zeros(2)
    for ring in re.findall(r"m([^z]+)z", data):
        moves = np.array(re.findall(r"-?[\d.]+", ring), dtype=float).reshape(-1, 2)
        points = np.cumsum(moves, axis=0) + pen
        pen = points[0]
        rings.append(shapely.make_valid(Polygon(points)))
    surface = rings[0]
    for ring in rings[1:]:
        surface = surface.symmetric_difference(ring)
    return surface
