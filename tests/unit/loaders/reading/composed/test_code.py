"""The code of a composed territory: one for the same members, read back as it was written, nothing else in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.composed.code import MOST_LETTERS, MOST_NAMED, is_composed, parse, spell, tidy_name


def test_members_in_any_order_and_twice_are_one_code() -> None:
    assert spell(["62498", "62427", "62498"], "Artois Est") == "compose.62427.62498.Artois Est"


def test_a_code_says_its_members_and_its_name() -> None:
    assert parse("compose.246200364.2A004.L’Est (1)") == (("246200364", "2A004"), "L’Est (1)")
    assert parse("compose.246200364.62498") == (("246200364", "62498"), "")


@pytest.mark.parametrize(
    "code",
    [
        "62498",
        "compose",
        "compose.",
        "compose.Lens",
        "compose.62498.=1+1",
        "compose.62498.<b>gras</b>",
        "compose.62498.a.b",
        "compose.62498.a;b",
        "compose.62498.a,b",
        "compose.62498.a~b",
        "compose.62498.../x",
        "compose.62498. x",
        "Compose.62498",
        "compose." + ".".join(["62498"] * 300),
    ],
)
def test_anything_else_is_no_code(code: str) -> None:
    assert not is_composed(code)
    assert parse(code) is None


def test_a_name_is_tidied() -> None:
    assert tidy_name("  L'Artois   d’en haut ") == "L’Artois d’en haut"


@pytest.mark.parametrize("name", ["=SOMME(A1)", "@x", "+1", "-1", "a<b", "[a](b)", "a*b", "a\\b", "a`b", "$x$", "a:b"])
def test_a_name_that_could_be_a_formula_or_markup_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValueError, match=r"Le nom « .* » ne convient pas : 40 signes au plus"):
        tidy_name(name)


def test_a_name_that_reads_as_a_member_is_refused() -> None:
    with pytest.raises(ValueError, match="Le nom « 62498 » est un code"):
        tidy_name("62498")


@given(
    st.lists(st.sampled_from(["62498", "62427", "246200364", "2B033", "97411"]), min_size=1, max_size=5),
    st.text(max_size=MOST_NAMED),
)
def test_whatever_is_named_is_read_back_or_refused(members: list[str], text: str) -> None:
    try:
        name = tidy_name(text)
    except ValueError:
        return
    code = spell(members, name)
    assert len(code) <= MOST_LETTERS
    assert parse(code) == (tuple(sorted({*members})), name)
