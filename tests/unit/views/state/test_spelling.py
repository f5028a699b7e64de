"""An address: short and stable words, one order, what earlier versions wrote, nothing that a reader's home decides."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.views.state.fields import FIELDS, FORMER_NAMES
from pages.views.state.spelling import read_address, write_address, write_query

LENS, ARRAS = "246200364", "200033579"


def test_an_address_is_made_of_codes_and_ids_in_one_order() -> None:
    words = {
        "annee": ["2021"],
        "mesure": ["habitant"],
        "indicateur": ["housing.authorised"],
        "territoires": [LENS, ARRAS],
    }
    assert write_address("/logement", words) == (
        "/logement?territoires=246200364&territoires=200033579&mesure=habitant&indicateur=housing.authorised&annee=2021"
    )


def test_a_default_that_is_the_same_for_every_reader_is_left_out() -> None:
    words = {"annees": ["2009-2026"], "mesure": ["valeur"], "vue": ["lignes"], "perimetre": [""], "classes": ["5"]}
    assert write_query(words) == {}


def test_what_the_home_the_data_or_the_day_decides_is_always_written() -> None:
    left_out = {name for name, field in FIELDS.items() if field.default is not None}
    assert not left_out & {
        "territoires",
        "code",
        "indicateur",
        "indicateurs",
        "niveau",
        "annee",
        "de",
        "a",
        "reference",
    }


def test_that_no_territory_is_chosen_is_written() -> None:
    assert write_address("/eau", {"territoires": []}) == "/eau?territoires="
    assert read_address({"territoires": [""]}) == {"territoires": ()}


@given(
    st.dictionaries(
        st.sampled_from(sorted(set(FIELDS) - {"annees"})),
        st.lists(st.from_regex(r"[a-z0-9.@=]{1,9}", fullmatch=True), unique=True),
    )
)
def test_what_is_written_is_read_again(words: dict[str, list[str]]) -> None:
    written = write_query(words)
    kept = {name: said for name, said in words.items() if name in written}
    read = read_address(parse_qs(write_address("/", words).partition("?")[2], keep_blank_values=True))
    assert {name: list(said) for name, said in read.items()} == kept


# What the version before this one wrote, and what it meant: each was read off an address of that version.
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"territoires": ["Lens-Liévin (CA) · 246200364", "Lens · 62498"]}, {"territoires": (LENS, "62498")}),
        ({"annees": ["2015", "2020"]}, {"annees": ("2015-2020",)}),
        ({"mesure": ["Par habitant"]}, {"mesure": ("habitant",)}),
        ({"niveau": ["Communes"]}, {"niveau": ("commune",)}),
        ({"vue": ["Parmi les pairs"]}, {"vue": ("pairs",)}),
        ({"pairs": ["Les 5 plus proches"]}, {"pairs": ("proches",)}),
        ({"reference": ["Arras · 200033579"]}, {"reference": (ARRAS,)}),
        ({"rapport": ["Par km²"]}, {"rapport": ("km2",)}),
        ({"base": ["Indice 100 en 2015"]}, {"base": ("2015",)}),
        ({"par": ["Indicateur"], "echelle": ["Propre"]}, {"par": ("indicateur",), "echelle": ("propre",)}),
        ({"carte": ["Évolution"], "vers": ["2021"]}, {"carte": ("evolution",), "a": ("2021",)}),
        ({"echelon": ["Départements"], "an": ["2021"]}, {"niveau": ("departement",), "annee": ("2021",)}),
        (
            {"premier": ["Logements autorisés"], "second": ["a"]},
            {"indicateur": ("Logements autorisés",), "avec": ("a",)},
        ),
        ({"en": ["2020"]}, {"annee": ("2020",)}),
        ({"tendance": ["true"]}, {"tendance": ("oui",)}),
        ({"liste": ["200072460,200033579"]}, {"liste": ("200072460", "200033579")}),
        ({"explication": ["Sans explication"]}, {"explication": ("sans",)}),
    ],
)
def test_an_address_of_the_version_before_says_the_same(
    query: dict[str, list[str]], words: dict[str, tuple[str, ...]]
) -> None:
    assert read_address(query) == words


def test_a_name_that_nobody_knows_says_nothing() -> None:
    assert read_address({"utm_source": ["lettre"], "embed": ["true"]}) == {}


def test_a_name_of_today_is_never_one_of_before() -> None:
    assert not set(FORMER_NAMES) & set(FIELDS)
    assert set(FORMER_NAMES.values()) <= set(FIELDS)
