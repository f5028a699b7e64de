"""The map of all communes: what is packed comes back whole, and what the browser fetches is under its hash."""

import gzip
import json
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
import shapely

from geo import packed
from geo.boundaries import read_attributes, read_boundaries
from pages.draw.markup.france import notes_markup
from pages.views.france import drawn as france_map
from pages.views.france import figures
from pages.views.france import sent as france
from pages.views.france.table import list_communes, list_departements

LENS = "246200364"
Rings = list[npt.NDArray[np.float64]]


@cache
def read_national() -> tuple[list[str], list[Rings]]:
    return packed.unpack(packed.FILE.read_bytes())


def measure(rings: Rings) -> float:
    """The area within rings of which holes turn the other way."""
    return abs(sum(np.dot(r[:, 0], np.roll(r[:, 1], -1)) - np.dot(r[:, 1], np.roll(r[:, 0], -1)) for r in rings)) / 2e6


def test_every_commune_is_in_the_file_once_in_the_order_of_the_names() -> None:
    codes, rings = read_national()
    assert len(codes) == len(set(codes)) == len(rings) == 34_875
    assert codes == list(figures.read_communes()["code"])


def test_the_file_is_small_and_what_the_boundaries_give() -> None:
    assert packed.FILE.stat().st_size < 3_000_000
    assert packed.build_national() == packed.FILE.read_bytes()


def test_areas_of_the_mainland_are_kept() -> None:
    rings = read_national()[1]
    communes = figures.read_communes()
    is_mainland = ~communes["departement"].str.startswith("D97").to_numpy()
    drawn = np.array([measure(r) for r in rings])[is_mainland]
    known = communes["area_km2"].to_numpy()[is_mainland]
    assert drawn.sum() == pytest.approx(known.sum(), rel=0.002)
    assert np.median(np.abs(drawn / known - 1)) < 0.03
    assert np.mean((drawn / known > 0.85) & (drawn / known < 1.15)) > 0.99


def test_neighbours_share_their_edges() -> None:
    """Each side of a contour within the country is met once in each direction."""
    codes, rings = read_national()
    sides: dict[tuple[float, ...], int] = {}
    for code, each in zip(codes, rings, strict=True):
        if not code.startswith("23"):
            continue
        for ring in each:
            for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True):
                key = (*min(a.tolist(), b.tolist()), *max(a.tolist(), b.tolist()))
                sides[key] = sides.get(key, 0) + 1
    counts = list(sides.values())
    assert max(counts) == 2
    assert counts.count(2) > 4 * counts.count(1)


def test_overseas_departements_stand_within_their_boxes_and_apart() -> None:
    codes, rings = read_national()
    for inset in packed.INSETS:
        prefix = inset.departement[1:]
        points = np.concatenate(
            [r for code, each in zip(codes, rings, strict=True) if code[:3] == prefix for r in each]
        )
        left, bottom, right, top = inset.box
        assert (points >= [left, bottom]).all() and (points <= [right, top]).all()
    mainland = [r for code, each in zip(codes, rings, strict=True) if not code.startswith("97") for r in each]
    assert min(r[:, 0].min() for r in mainland) > max(inset.box[2] for inset in packed.INSETS)


def test_a_hole_and_two_parts_come_back() -> None:
    ring = shapely.box(0, 0, 9000, 9000).difference(shapely.box(3000, 3000, 6000, 6000))
    pair = shapely.MultiPolygon([shapely.box(3000, 3000, 6000, 6000), shapely.box(20_000, 0, 30_000, 5000)])
    codes, rings = packed.unpack(packed.pack(["01001", "2A004"], np.array([ring, pair])))
    assert codes == ["01001", "2A004"]
    assert [len(each) for each in rings] == [2, 2]
    assert measure(rings[0]) == pytest.approx(72, rel=1e-3)
    assert measure(rings[1]) == pytest.approx(59, rel=1e-3)


def test_a_contour_too_small_for_the_grid_is_told() -> None:
    contours = np.array([shapely.box(0, 0, 1e6, 1e6), shapely.box(5, 5, 5.1, 5.1)])
    with pytest.raises(ValueError, match="01002 disparaissent"):
        packed.pack(["01001", "01002"], contours)


def test_an_epci_has_the_points_of_the_source() -> None:
    codes, rings = packed.unpack(packed.build_epci(LENS))
    fine = dict(zip(codes, rings, strict=True))
    members = packed.read_members(LENS)
    assert set(members["code"]) < set(codes)
    source = shapely.get_num_coordinates(members.geometry.to_numpy()) - 1
    assert [sum(map(len, fine[code])) for code in members["code"]] == pytest.approx(source, abs=3)
    coarse = dict(zip(*read_national(), strict=True))
    assert sum(source) > 1.3 * sum(sum(map(len, coarse[code])) for code in members["code"])
    with pytest.raises(ValueError, match="999999999"):
        packed.build_epci("999999999")


def test_files_are_found_only_under_the_name_of_today() -> None:
    for address, body in (
        france.build_communes(),
        france.build_names(),
        france.build_values("densite"),
        france.build_epci(LENS),
    ):
        assert france.find_file(address) == body
        assert france.find_file(address.replace("-", "-0")) is None
    for address in ("/contours/france/999-a.bin", "/valeurs/france/rien-a.bin", "/contours/france/x"):
        assert france.find_file(address) is None


def test_names_and_epcis_follow_the_order_of_the_contours() -> None:
    names = json.loads(gzip.decompress(france.build_names()[1]))
    at = read_national()[0].index("62498")
    assert names["names"][at] == "Lens"
    assert names["sirens"][names["epci"][at]] == LENS
    assert len(names["names"]) == len(names["epci"]) == 34_875


def test_values_say_what_is_zero_missing_or_not_computed() -> None:
    population, density = figures.read_table("population"), figures.read_table("densite")
    communes = figures.read_communes()
    missing, rough = figures.STATUSES.index("missing"), figures.STATUSES.index("not_comparable")
    is_mayotte = (communes["departement"] == "D976").to_numpy()
    assert (population.statuses[0][is_mayotte] == missing).all() and np.isnan(population.values[0][is_mayotte]).all()
    assert (population.values[0] == 0).sum() == (communes["population"] == 0).sum() > 0
    is_small = (communes["area_km2"] < 1).to_numpy() & ~is_mayotte
    assert (density.statuses[0][is_small] == rough).all() and np.isnan(density.values[0][is_small]).all()
    body = gzip.decompress(france.build_values("densite")[1])
    assert len(body) == 6 * 34_875
    assert np.array_equal(np.frombuffer(body, "<f4", 34_875), density.values[0], equal_nan=True)


def test_the_map_is_told_the_same_classes_with_and_without_an_epci() -> None:
    whole, close = france_map.map_data("densite", None), france_map.map_data("densite", LENS)
    assert whole["breaks"] == close["breaks"] and len(whole["labels"]) == 5
    assert whole["years"] == [2017]
    assert close["epci"]["members"] == sorted(close["epci"]["members"]) and len(close["epci"]["members"]) == 36
    assert france_map.map_data("population", None)["symbol"] == "circle"


def test_the_table_lists_departements_or_the_communes_of_the_epci_and_files_all_communes() -> None:
    assert len(list_departements("population")) == len(read_attributes("departement", 2025)) == 101
    assert len(list_communes("population", None)) == 34_875
    rows = list_communes("densite", LENS).set_index("territory")
    lens = read_boundaries("commune", 2025, departements=["D62"]).set_index("code").loc["62498"]
    assert len(rows) == 36
    assert rows.at["62498", "value"] == pytest.approx(lens["population"] / lens["area_km2"], abs=0.1)
    assert set(list_departements("population").query("status == 'missing'")["name"]) == {"Mayotte"}


def test_the_page_says_the_year_and_that_the_density_is_computed() -> None:
    said = notes_markup("densite", LENS, "")
    assert "2017" in said and "calculée par Terril" in said and f"/territoire?code={LENS}" in said
    assert "calculée par Terril" not in notes_markup("population", None, "")
