"""Slots: a territory keeps its colour when others come and go, no two of twelve have the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.catalog import load_catalog
from pages.views.contents import read_content
from pages.views.data.geography import find_departements, read_codes
from pages.views.palette import SLOTS
from pages.views.slots import assign_slots, find_shared, prefer_slot, share_slots
from pages.views.view import View
from tests.make_view import make_view

CODES = [f"62{n:03d}" for n in range(400)]
# A code for each of the twelve slots, the one that it prefers.
EACH = [next(code for code in CODES if prefer_slot(code) == slot) for slot in range(SLOTS)]


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=SLOTS, unique=True))
def test_no_two_of_twelve_have_one_slot(codes: list[str]) -> None:
    slots = assign_slots(codes)
    assert list(slots) == codes
    assert len(set(slots.values())) == len(codes) and set(slots.values()) <= set(range(SLOTS))


@given(st.lists(st.sampled_from(EACH), min_size=2, unique=True), st.data())
def test_the_others_keep_their_slots_when_one_leaves_and_in_any_order(codes: list[str], data: st.DataObject) -> None:
    left = data.draw(st.sampled_from(codes))
    kept = [code for code in codes if code != left]
    assert assign_slots(kept) == {code: slot for code, slot in assign_slots(codes).items() if code != left}
    assert dict(assign_slots(reversed(codes))) == dict(assign_slots(codes))


@pytest.mark.parametrize("code", ["62498", "246200364", "D62"])
def test_a_territory_alone_has_the_slot_that_it_prefers(code: str) -> None:
    assert assign_slots([code]) == {code: prefer_slot(code)}


def test_of_two_that_prefer_one_slot_the_first_chosen_has_it_and_the_other_the_next() -> None:
    one, other = [code for code in CODES if prefer_slot(code) == 11][:2]
    assert dict(assign_slots([one, other])) == {one: 11, other: 0}
    assert dict(assign_slots([other, one])) == {other: 11, one: 0}


def test_the_members_of_the_home_never_prefer_the_same_slot() -> None:
    catalog = load_catalog()
    first = [*catalog.home_members, catalog.deployment.home]
    assert [prefer_slot(code) for code in first] == list(range(len(first)))


def test_a_code_given_twice_has_one_slot() -> None:
    assert len(assign_slots([CODES[0], CODES[0]])) == 1


def test_beyond_twelve_the_slots_go_round_again_and_no_two_are_alike() -> None:
    slots = assign_slots(CODES[:30]).values()
    assert sorted(slots)[:SLOTS] == list(range(SLOTS))
    assert len(set(slots)) == 30
    assert [slot // SLOTS for slot in slots] == [0] * 12 + [1] * 12 + [2] * 6


def test_in_a_dossier_a_territory_keeps_its_slot_though_a_view_has_not_the_one_that_has_its_own() -> None:
    one, other = [code for code in CODES if prefer_slot(code) == 11][:2]
    with share_slots([one, other]):
        assert dict(assign_slots([one, other])) == {one: 11, other: 0}
        assert dict(assign_slots([other])) == {other: 0}
        assert (find_shared([other]), find_shared([one])) == ((one, other), ())
    assert dict(assign_slots([other])) == {other: 11}


def test_no_two_of_a_view_have_one_colour_though_a_dossier_has_many() -> None:
    with share_slots(CODES[:60]):
        for n in range(0, 60, 7):
            own = CODES[n : n + 7]
            assert len({slot % SLOTS for slot in assign_slots(own).values()}) == len(own)


def test_the_views_of_a_dossier_give_a_territory_one_colour() -> None:
    epcis = read_codes("epci", find_departements())
    one, other = next((a, b) for n, a in enumerate(epcis) for b in epcis[n + 1 :] if prefer_slot(a) == prefer_slot(b))

    def draw(*territories: str) -> View:
        return make_view(kind="trend", indicators=("housing.authorised",), territories=territories)

    with share_slots([one, other]):
        (both,), (alone,) = (read_content(draw(*codes)).charts for codes in ((one, other), (other,)))
    assert [line.slot for line in both.lines][1:] == [line.slot for line in alone.lines]
    (after,) = read_content(draw(other)).charts
    assert [line.slot for line in after.lines] == [prefer_slot(other)] != [line.slot for line in alone.lines]
