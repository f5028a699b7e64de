"""The territory of a reader, who stands beside it, and the part of France that maps draw: of the territories alone."""

import pytest

from pages.views.coverage import has_figures
from pages.views.data.geography import find_border, find_departements, find_known
from pages.views.home import choose_default, find_home
from pages.views.maps.outlines import name_ground, parse_ground
from pages.views.selection import make_selection

LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"
GRENOBLE, LILLE, PARIS, REUNION = "200040715", "200093201", "200054781", "249740119"


@pytest.mark.parametrize(
    ("code", "home"),
    [
        (LENS, LENS),
        ("PMA", "PMA"),
        ("62498", LENS),
        ("38185", GRENOBLE),
        ("ARTOISCOMM", BETHUNE),
        ("D62", ""),
        ("999999", ""),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_home_is_an_epci_of_today_or_a_grouping_with_members(code: str, home: str) -> None:
    assert find_home(code) == home


def test_a_grouping_comes_with_its_members() -> None:
    assert choose_default("PMA") == ("PMA", LENS, BETHUNE, HENIN)


def test_a_member_comes_with_the_other_members() -> None:
    assert choose_default(BETHUNE) == (BETHUNE, LENS, HENIN)


@pytest.mark.parametrize("home", [ARRAS, GRENOBLE, LILLE, PARIS, REUNION])
def test_any_other_epci_comes_with_three_of_its_départements(home: str) -> None:
    own, *beside = choose_default(home)
    assert (own, len(set(beside))) == (home, 3)
    assert all({*find_departements((code,))} & {*find_departements((home,))} for code in beside)


@pytest.mark.parametrize(
    ("territories", "departements"),
    [
        ((), ("D62",)),
        ((LENS, GRENOBLE), ("D62",)),
        ((GRENOBLE, LENS), ("D38",)),
        (("38185",), ("D38",)),
        (("R32",), ("D62",)),
        ((PARIS,), ("D75", "D91", "D92", "D93", "D94", "D95")),
        ((REUNION,), ("D974",)),
        (("SYMEVAD",), ("D62",)),
        (("999999", GRENOBLE), ("D38",)),
    ],
)
def test_maps_draw_the_départements_of_the_first_territory(
    territories: tuple[str, ...], departements: tuple[str, ...]
) -> None:
    assert find_departements(territories) == departements


def test_what_may_be_chosen_is_in_the_deployment_or_round_what_is_chosen() -> None:
    assert find_known((GRENOBLE, LENS)) == ("D62", "D38")
    assert {"38185", "62498", GRENOBLE} <= set(make_selection((GRENOBLE,), (2009, 2026)).table.index)
    assert "38185" not in make_selection((LENS,), (2009, 2026)).table.index


@pytest.mark.parametrize(
    ("territories", "border"), [((), "PMA"), ((LENS, "PMA"), LENS), (("62498",), LENS), ((GRENOBLE,), GRENOBLE)]
)
def test_the_border_drawn_is_that_of_the_first_territory_or_of_its_epci(
    territories: tuple[str, ...], border: str
) -> None:
    assert find_border(territories) == border


@pytest.mark.parametrize(
    ("themes", "territories", "is_known"),
    [
        (("culture",), (GRENOBLE,), False),
        (("waste",), (LILLE,), True),
        (("waste",), (GRENOBLE, LENS), True),
        (("culture",), ("62066",), True),
    ],
)
def test_a_theme_is_closed_only_elsewhere_and_where_nothing_is_known(
    themes: tuple[str, ...], territories: tuple[str, ...], is_known: bool
) -> None:
    assert has_figures(themes, territories) is is_known


def test_an_objective_of_the_region_holds_in_it_alone() -> None:
    assert make_selection((LENS,), (2009, 2026)).regions == ("R32",)
    assert make_selection((GRENOBLE,), (2009, 2026)).regions == ()


def test_outlines_elsewhere_are_named_by_their_départements() -> None:
    assert [name_ground("epci", codes) for codes in (("D62",), ("D38",))] == ["epci", "D38/epci"]
    assert parse_ground("D38/epci") == ("epci", ("D38",))


@pytest.mark.parametrize("word", ["", "pays", "D38/pays", "D01-D38-D62-D75/commune", "../epci", "D99/epci"])
def test_outlines_that_no_territory_asks_for_are_not_made(word: str) -> None:
    with pytest.raises(ValueError, match="contours"):
        parse_ground(word)
