"""What the browser calls each page, in its tab and its history."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Vue d’ensemble · Terril"),
        ("/dechets", "Déchets · Terril"),
        ("/themes?theme=finance", "Finances · Terril"),
        ("/territoire?code=246200364", "CA de Lens-Liévin · Territoire · Terril"),
        ("/indicateur?id=waste.collected", "Déchets ménagers et assimilés collectés · Terril"),
        ("/source?id=000-call-2021", "Rapport d'activités 2021 · Sources · Terril"),
        ("/dossier", "Dossier · Terril"),
        ("/controles", "Contrôles · Terril"),
        ("/aide", "Aide · Terril"),
    ],
)
def test_each_page_has_a_title_of_its_own(open_page: Open, path: str, title: str) -> None:
    expect(open_page(path)).to_have_title(re.compile(re.escape(title)), timeout=15000)
