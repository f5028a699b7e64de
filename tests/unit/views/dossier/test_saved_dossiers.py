"""A dossier comes back from its file and from its address; a bad one is refused in words."""

import json
import random

import pytest

from pages.views.dossier import (
    Dossier,
    DossierError,
    Slide,
    parse_address,
    parse_dossier,
    write_address,
    write_dossier,
)
from pages.views.prepared import prepare
from tests.any_view import draw_view
from tests.make_view import make_view
from tests.proof import count

LENS, BETHUNE, ARRAS = "246200364", "200072460", "200033579"
WASTE = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))


def test_a_dossier_comes_back_from_its_file_and_from_its_address() -> None:
    dossier = Dossier(title="Déchets « 2021 »", slides=(Slide(view=WASTE, comment="=1+1 <b>"), Slide(view=WASTE)))
    assert parse_dossier(write_dossier(dossier)) == dossier
    assert parse_address(write_address(dossier)) == dossier


def test_a_dossier_too_long_for_an_address_has_none() -> None:
    source = random.Random(1)
    dossier = Dossier(slides=tuple(Slide(view=draw_view(source)) for _ in range(40)))
    assert write_address(dossier) == ""


def test_a_view_that_cannot_be_made_leaves_the_others() -> None:
    wrong = make_view(kind="trend", indicators=("waste.nothing",))
    faults = [found.fault for found in prepare(Dossier(slides=(Slide(view=wrong), Slide(view=WASTE))))]
    assert [bool(fault) for fault in faults] == [True, False]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\xff\xfe", "du JSON est attendu"),
        (b"[1, 2]", "« format »"),
        (b'{"format": "terril-dossier", "version": 9}', "version 9"),
        (b'{"format": "terril-dossier", "version": 1, "slides": [{"view": {"kind": "pie"}}]}', "vue 1"),
        (b'{"format": "terril-dossier", "version": 1, "script": "x"}', "« script »"),
        (b"[" * 100_000, "du JSON est attendu"),
        (b" " * 1_000_001, "1000 ko"),
    ],
)
def test_a_broken_or_foreign_file_gets_a_sentence(body: bytes, said: str) -> None:
    with pytest.raises(DossierError, match=said):
        parse_dossier(body)


def test_an_address_cut_short_gets_a_sentence() -> None:
    word = write_address(Dossier(slides=(Slide(view=WASTE),)))
    for end in (0, 1, 10, len(word) // 2, len(word) - 1):
        with pytest.raises(DossierError):
            parse_address(word[:end])


def test_a_hundred_damaged_dossiers_are_opened_or_refused_in_words() -> None:
    source = random.Random(7)
    for _ in range(count(100, sampled=15)):
        dossier = Dossier(slides=tuple(Slide(view=draw_view(source)) for _ in range(source.randint(1, 3))))
        body = bytearray(write_dossier(dossier))
        for _ in range(source.randint(0, 3)):
            body[source.randrange(len(body))] = source.randrange(256)
        try:
            opened = parse_dossier(bytes(body))
        except DossierError:
            continue
        assert json.loads(write_dossier(opened))["format"] == "terril-dossier"
        assert all(found.fault or found.content for found in prepare(opened))
