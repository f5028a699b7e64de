"""The statement of accessibility and the legal notice, and the foot that leads to them from every page."""

from __future__ import annotations

import pytest

from loaders.office import Office
from pages.draw.markup.accessibility import legal_markup, statement_markup
from pages.views.help.rgaa import read_grid
from tests.app.opening import open_page, read_markup

SIGNED = Office(name="Agglo", contact="acces@agglo.fr", director="Le président", host="Chez nous, Lens")


def test_every_page_leads_to_the_statement_the_notice_and_the_interface() -> None:
    markup = read_markup(open_page("water"))
    assert f">Accessibilité : {read_grid().said}</a>" in markup
    assert 'href="/accessibilite"' in markup and 'href="/mentions-legales"' in markup
    assert '<a href="/api" target="_self">Données par programme</a>' in markup


def test_the_statement_has_the_parts_that_the_law_asks_for_and_the_rate_of_the_grid() -> None:
    grid = read_grid()
    markup = read_markup(open_page("accessibility"))
    for part in ("État de conformité", "Résultats des tests", "Contenus non accessibles", "Voies de recours"):
        assert f"<h2>{part}</h2>" in markup
    for part in ("Non-conformités", "Dérogations pour charge disproportionnée", "Contenus non soumis à l’obligation"):
        assert f"<h3>{part}" in markup
    assert "Cette déclaration s’applique aux pages de cette installation" in markup
    assert f"trouve {grid.rate} % des critères" in markup
    for number, one in grid.list_of("not_conform").items():
        assert f"{number} {one.about}" in markup and one.instead in markup


def test_who_publishes_is_named_where_the_setting_names_it_and_else_said_to_be_unnamed() -> None:
    assert "Agglo s’engage" in statement_markup(read_grid(), SIGNED)
    assert 'href="mailto:acces@agglo.fr"' in statement_markup(read_grid(), SIGNED)
    assert "ne donne pas encore d’adresse" in statement_markup(read_grid(), Office())
    assert "Chez nous, Lens" in legal_markup(SIGNED)


@pytest.mark.parametrize("key", ["name", "director", "host", "contact"])
def test_what_the_setting_does_not_say_of_who_publishes_is_said_to_be_missing(key: str) -> None:
    missing = f"le réglage de cette installation ne le dit pas encore (office.{key})"
    assert missing in legal_markup(Office()) and missing not in legal_markup(SIGNED)


def test_a_plan_is_a_link_or_is_said_to_be_missing() -> None:
    assert "(office.plan)" in statement_markup(read_grid(), SIGNED)
    planned = SIGNED.model_copy(update={"plan": "https://agglo.fr/schema"})
    assert '<a href="https://agglo.fr/schema"' in statement_markup(read_grid(), planned)


@pytest.mark.parametrize("kept", [{"keeps_names": True}, {"signs_in": True}], ids=["names", "signing in"])
def test_whose_name_is_kept_is_told_the_rights_there_are(kept: dict[str, bool]) -> None:
    assert "articles 15 à 18" in legal_markup(SIGNED, **kept) and "CNIL" in legal_markup(SIGNED, **kept)
    assert "articles 15 à 18" not in legal_markup(SIGNED)


@pytest.mark.parametrize("contact", ["<script>", 'x" onclick="y@z', "javascript:alert(1)"])
def test_a_contact_is_never_markup_nor_a_script(contact: str) -> None:
    markup = legal_markup(Office(contact=contact))
    assert "<script" not in markup and 'onclick="' not in markup and 'href="javascript' not in markup
