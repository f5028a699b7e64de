"""The portrait page: each territory of the deployment opens, and says what it has not."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.surroundings import read_territories
from pages.draw.markup.portrait import head_markup, portrait_markup
from pages.draw.portrait_map import picture_url
from pages.files import portrait
from pages.views.data import cached
from pages.views.selection import Selection, label_territories
from tests.app import opening
from tests.app.opening import read_markup, read_page, read_words
from tests.proof import sample

DEPARTEMENTS = load_catalog().deployment.departements
LENS_LIEVIN, LENS = "246200364", "62498"


def visit(code: str | None) -> AppTest:
    """The page at an address."""
    return opening.visit("territoire", **({} if code is None else {"code": code}))


def words_of(code: str) -> str:
    found = cached.read_portrait(code)
    return read_words(head_markup(found) + portrait_markup(found))


@pytest.mark.parametrize(("level", "count"), [("epci", 20), ("commune", 887)])
def test_every_territory_of_the_deployment_opens_under_its_name(level: str, count: int) -> None:
    territories = store.load_territories_in(DEPARTEMENTS, [level])
    names = dict(zip(territories["code"], territories["name"], strict=True))
    assert len(names) == count
    opened = {code: words_of(code).splitlines()[0] for code in sample(list(names), 15)}
    assert opened == {code: names[code] for code in opened}
    assert all(picture_url(row) for _, row in read_territories().loc[list(opened)].iterrows())


@pytest.mark.parametrize(("code", "name"), [("PMA", "Pôle métropolitain de l'Artois"), ("D62", "Pas-de-Calais")])
def test_a_grouping_and_a_departement_open(code: str, name: str) -> None:
    assert words_of(code).startswith(name)


def test_the_page_shows_the_tonnage_of_2021_of_lens_lievin_as_a_link_to_its_origin() -> None:
    app = visit(LENS_LIEVIN)
    assert not app.exception
    assert re.search(r'href="#chiffre-[0-9a-z]+"[^>]*>156\u202f402\u00a0t</a>', read_markup(app))


def test_without_a_code_the_home_territory_opens() -> None:
    assert "Pôle métropolitain de l'Artois" in read_page(visit(None))


def test_a_commune_says_that_the_figures_are_those_of_its_epci() -> None:
    said = read_page(visit(LENS)).replace("\n", " ")
    assert re.search(
        r"La commune n’a pas de chiffre propre sur \d+\sthèmes ; voici ceux de son EPCI, +la CA de Lens-Liévin", said
    )


def test_a_commune_elsewhere_in_france_says_that_little_is_known() -> None:
    app = visit("29019")
    assert not app.exception
    assert "Ce territoire est hors du périmètre suivi ici" in read_page(app)
    assert app.selectbox[0].value == "29019"


def test_a_departement_opens_by_its_number() -> None:
    assert "Pas-de-Calais" in read_page(visit("62"))


def test_an_unknown_code_is_a_sentence_with_a_way_on_and_no_portrait() -> None:
    app = visit("99999")
    assert not app.exception
    assert "« 99999 »" in app.warning[0].value
    assert 'href="/territoire?code=PMA"' in read_markup(app)
    assert "t-portrait" not in read_markup(app)


def test_an_unknown_code_is_never_markup() -> None:
    assert "<script" not in read_markup(visit("<script>alert(1)</script>"))


def test_a_territory_without_grants_says_so() -> None:
    assert "Aucune subvention à un bénéficiaire nommé ni aucun plan de financement" in words_of("62066")


def test_an_epci_leads_to_the_portraits_of_its_communes() -> None:
    markup = portrait_markup(cached.read_portrait(LENS_LIEVIN))
    members = markup.partition('class="members"')[2]
    assert members.count('href="/territoire?code=') == 36


def test_the_files_hold_all_the_rows_of_the_portrait() -> None:
    found = cached.read_portrait(LENS_LIEVIN)
    table = cached.read_territories(DEPARTEMENTS)
    selection = Selection((), (2009, 2026), False, DEPARTEMENTS, "PMA", 2025, table)
    assert portrait.write_tidy_rows(found).count(b"\n") == len(found.rows) + 1
    written = portrait.write_french_rows(found, selection).decode("utf-8-sig")
    assert "156402" in written
    assert '"CA de Lens-Liévin"' in written


def visit_with(code: str, **parameters: str) -> AppTest:
    """The page at an address with further parameters."""
    return opening.visit("territoire", code=code, **parameters)


def section_of(app: AppTest, anchor: str) -> str:
    """The words of a section of the portrait, spaces made plain."""
    (markup,) = re.findall(rf'<section><h2 id="{anchor}">.*?</section>', read_markup(app), re.S)
    return re.sub(r"\s+", " ", read_words(markup))


def test_the_peers_are_named_next_to_each_rank() -> None:
    said = section_of(visit(LENS_LIEVIN), "pairs")
    assert "13e sur 20 connus" in said
    assert said.count("parmi : EPCI du Pas-de-Calais") == 4
    assert "20 sur 20 connus, 100 % des habitants" in said


def test_the_address_chooses_the_peers() -> None:
    app = visit_with(LENS_LIEVIN, groupe="forme")
    assert not app.exception
    assert "communautés d'agglomération, Pas-de-Calais" in section_of(app, "pairs")


def test_a_list_of_ones_own_is_in_the_address() -> None:
    app = visit_with(LENS_LIEVIN, groupe="liste", liste="200072460,246200299,99999")
    assert "« 99999 »" in app.warning[0].value.replace("\u00a0", " ")
    said = section_of(app, "pairs")
    assert "Liste choisie de 2 territoires" in said and "2e sur 3 connus" in said


def test_an_empty_list_and_an_unknown_group_are_sentences() -> None:
    assert "la liste est vide" in section_of(visit_with(LENS_LIEVIN, groupe="liste"), "pairs")
    app = visit_with(LENS_LIEVIN, groupe="zzz")
    assert "« zzz »" in app.warning[0].value
    assert "EPCI du Pas-de-Calais" in section_of(app, "pairs")


def test_a_grouping_has_no_peers_and_says_so() -> None:
    assert "seuls une commune, un EPCI et un département ont des pairs" in section_of(visit("PMA"), "pairs")


def test_what_deserves_a_look_stands_on_the_portrait() -> None:
    assert "de la trajectoire" not in section_of(visit("R32"), "alertes")
    assert "trajectoire de la région Hauts-de-France" in section_of(visit("D62"), "alertes")


@pytest.mark.parametrize("code", ["62210", "49350"])
def test_a_commune_that_is_no_more_leads_to_the_present_one(code: str) -> None:
    app = visit(code)
    assert not app.exception and not app.warning
    assert " a rejoint " in read_page(app).replace("\n", " ")


def test_a_former_commune_unknown_here_opens_the_one_that_holds_it() -> None:
    app = visit("49350")
    assert app.selectbox[0].value == "49301"
    assert "Torfou (49350)" in read_page(app)


def test_a_commune_that_is_no_more_has_no_peers() -> None:
    assert "ce territoire n’existe plus" in section_of(visit("62210"), "pairs")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("200072478", "23 communes en 2025, 27 communes en 2019 ; sorties : "),
        ("200090751", "succède à Calaisis ; 14 communes en 2025, 10 communes en 2019 ; entrées : "),
    ],
)
def test_a_perimeter_that_changed_says_which_communes_came_and_went(code: str, said: str) -> None:
    markup = head_markup(cached.read_portrait(code))
    words = re.sub(r"<[^>]+>", "", markup).replace("\u00a0", " ").replace("\u202f", " ")
    assert said in words
    assert markup.count('href="/territoire?code=62156"') >= 1


def test_a_perimeter_that_did_not_change_is_not_spoken_of() -> None:
    assert "<dt>Périmètre</dt>" not in head_markup(cached.read_portrait(LENS_LIEVIN))


def test_a_territory_that_an_address_asks_for_is_added_for_its_reader_alone() -> None:
    known = dict(label_territories(cached.read_territories(DEPARTEMENTS)))
    stranger = next(code for code in read_territories().index if code not in known)
    assert not visit(stranger).exception
    assert dict(label_territories(cached.read_territories(DEPARTEMENTS))) == known
