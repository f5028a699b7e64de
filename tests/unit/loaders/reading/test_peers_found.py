"""The peers of a portrait and of a comparison, found by one module: whom each had before they were one, and how named.

`peers_found.json` was written by the two modules of before, one line a use, territory and kind: label, reason, codes in
order (of more than twenty: how many, the first three, a hash of all). Since then « EPCI, 400 000 habitants ou plus » is
« départements, … » where départements are compared by size, which no selector offers.
"""

import hashlib
import json
from pathlib import Path

import pytest

from loaders.reading.group import find_group, list_kinds
from loaders.statistics.peers import Peers
from pages.views.compared.peers import find_peers, kinds_for
from pages.views.selection import make_selection

FOUND = json.loads(Path(__file__).with_name("peers_found.json").read_text(encoding="utf-8"))
BETHUNE, LIEVIN = "200072460", "62498"


def shorten(codes: tuple[str, ...]) -> list[object]:
    """The codes, or what tells a long list from any other."""
    if len(codes) <= 20:
        return list(codes)
    return [len(codes), *codes[:3], hashlib.sha256(",".join(codes).encode()).hexdigest()[:16]]


def find(use: str, code: str, kind: str) -> Peers:
    if use == "standing":
        return find_group(kind, code, chosen=(BETHUNE, LIEVIN, "D59", "XX", code))
    return find_peers(kind, code, make_selection((code, BETHUNE, LIEVIN), (2009, 2026)))


@pytest.mark.parametrize(("use", "code", "kind", "label", "reason", "codes"), FOUND, ids=lambda part: str(part)[:20])
def test_the_same_peers_in_the_same_order_under_the_same_name(
    use: str, code: str, kind: str, label: str, reason: str, codes: list[object]
) -> None:
    found = find(use, code, kind)
    assert (found.label, found.reason, shorten(found.codes)) == (label, reason, codes)


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("epci", ("tous", "forme", "population", "densite", "revenu", "proches")),
        ("commune", ("tous", "population", "densite", "revenu", "proches")),
        ("departement", ("tous",)),
    ],
)
def test_a_level_has_the_same_kinds_of_peers_on_both_pages_in_the_same_order(
    level: str, kinds: tuple[str, ...]
) -> None:
    assert list_kinds(level) == (*kinds, "liste")
    assert tuple(kinds_for(level)) == (*kinds, "selection")


@pytest.mark.parametrize("level", ["grouping", "region", "site"])
def test_what_has_no_contours_has_no_peers_but_those_selected_beside_it(level: str) -> None:
    assert list_kinds(level) == ()
    assert tuple(kinds_for(level)) == ("selection",)
