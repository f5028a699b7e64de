"""A server does not start on a setting that is wrong; under a prefix, every address begins with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.access import Access
from loaders.catalog import ROOT
from loaders.own.password import hash_password
from loaders.settings import ACCESS, DEPLOYMENT, PASSWORD, PREFIX
from pages.server.access.starting import PROVIDER, STATUS, list_start_faults, refuse_faults

GUIDE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
LISTED = """
import json
import streamlit
from pathlib import Path
from pages.server.inside import Installed, tell_where
from pages.server import health, later, scripts, style
from pages.server.later import read_router
from pages.server.search import search
from pages.views.paths import list_paths
from pages.views.state.spelling import write_address
from pages.widgets.state import read_path
routes = [route.path for part in (later, scripts, style, health) for route in part.routes]
routes += [route.path for module in later.PATHS for route in read_router(module).routes]
told = tell_where(Installed(Path(streamlit.__file__).parent / "static"))
found = [one["href"] for one in search("lens", "246200364")["results"]]
print(json.dumps([told[told.index('"') + 1 :], *routes, *list_paths(), *found]))
"""


def test_what_is_right_is_no_fault() -> None:
    assert list(list_start_faults("", {})) == []


def test_a_prefix_that_streamlit_alone_knows_is_refused() -> None:
    (said,) = list_start_faults("/terril/", {})
    assert said.startswith("server.baseUrlPath (.streamlit/config.toml ou ligne de commande)\u00a0: attendu, ")
    assert "trouvé, «\u202f/terril/\u202f»" in said and PREFIX in said


def test_who_starts_a_server_that_does_not_say_who_publishes_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setting = tmp_path / "deployment.yaml"
    monkeypatch.setenv(DEPLOYMENT, str(setting))
    office = (
        "name: Agglo, contact: acces@agglo.fr, director: La présidente, host: Chez nous, plan: 'https://agglo.fr/a'"
    )
    for said, missing in ((office, ""), (office.replace("contact: acces@agglo.fr, ", ""), "rien pour office.contact.")):
        setting.write_text(f"departements: [D62]\nhome: PMA\nvintage: 2025\noffice: {{{said}}}\n", encoding="utf-8")
        refuse_faults("", {})
        told = capsys.readouterr().err
        assert missing in told and bool(told) == bool(missing)


def test_a_faulty_file_of_the_installation_is_said_with_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setting = tmp_path / "deployment.yaml"
    setting.write_text("departements: [D62]\nhome: '246200364'\nvintage: 2020\nattache: Arras\n", encoding="utf-8")
    monkeypatch.setenv(DEPLOYMENT, str(setting))
    with pytest.raises(SystemExit) as left:
        refuse_faults("", {})
    said = capsys.readouterr().err.splitlines()
    assert left.value.code == STATUS == 78
    assert said == [
        "Terril ne démarre pas. Corrigez, puis relancez.",
        f"Réglage de l’installation, {setting}\u00a0:",
        "deployment.yaml, vintage : attendu, 2024 ou 2025 ; trouvé, 2020.",
        "deployment.yaml, attache : ce champ n’existe pas ; ceux qui existent : departements, home, vintage, "
        "embedded_by, office.",
    ]


GOOD = {
    "redirect_uri": "https://terril.exemple.fr/oauth2callback",
    "cookie_secret": "trente-deux caractères au hasard, au moins",
    "client_id": "terril",
    "client_secret": "secret",
    "server_metadata_url": "https://id.exemple.fr/.well-known/openid-configuration",
}
WRONG = {
    "redirect_uri": "https://terril.exemple.fr/retour",
    "cookie_secret": "court",
    "client_id": "",
    "client_secret": "",
    "server_metadata_url": "http://id.exemple.fr/.well-known/openid-configuration",
}


@pytest.fixture
def access(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "access.yaml"
    file.write_text("reading: staff\nofficers: [omar@exemple.fr]\n", encoding="utf-8")
    monkeypatch.setenv(ACCESS, str(file))
    return file


def test_a_whole_provider_is_no_fault_and_one_on_this_machine_may_do_without_tls(access: Path) -> None:
    assert list(list_start_faults("", GOOD)) == []
    local = {"redirect_uri": "http://localhost:8501/oauth2callback", "server_metadata_url": "http://127.0.0.1/x"}
    assert list(list_start_faults("", {**GOOD, **local})) == []


@pytest.mark.parametrize("key", WRONG)
def test_each_word_of_the_provider_is_looked_at_and_no_secret_is_said(access: Path, key: str) -> None:
    (said,) = list_start_faults("", {**GOOD, key: WRONG[key]})
    assert said.startswith(f".streamlit/secrets.toml, [auth], {key}\u00a0: attendu, {PROVIDER[key][0]}\u202f; trouvé, ")
    assert "court" not in said


def test_a_provider_without_roles_roles_without_a_provider_and_a_password_beside_are_refused(
    access: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(list(list_start_faults("", {}))) == len(PROVIDER)
    monkeypatch.setenv(PASSWORD, hash_password("douze lettres au moins"))
    (said,) = list_start_faults("", GOOD)
    assert said.startswith(f"{PASSWORD}\u00a0: attendu, rien, puisque {ACCESS} est dit")
    monkeypatch.delenv(PASSWORD)
    monkeypatch.delenv(ACCESS)
    (said,) = list_start_faults("", GOOD)
    assert said.startswith(f"{ACCESS}\u00a0: attendu, le fichier de qui a accès")


def test_a_file_of_roles_that_is_wrong_is_said(access: Path) -> None:
    access.write_text("reading: agents\nadmins: [alice]\n", encoding="utf-8")
    (said,) = list_start_faults("", GOOD)
    assert said.splitlines()[1:] == [
        "access.yaml, reading : attendu, 'everyone' ou 'staff' ; trouvé, 'agents'.",
        "access.yaml, admins : ce champ n’existe pas ; ceux qui existent : reading, claim, readers, officers, "
        "administrators.",
    ]


def test_the_guide_says_every_word_of_the_provider_and_every_field_of_the_roles() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.+?) \|", GUIDE, re.MULTILINE))
    assert {key: rows[key] for key in PROVIDER} == {key: expected for key, (expected, _) in PROVIDER.items()}
    assert [name for name in rows if name not in PROVIDER] == list(Access.model_fields)


def test_under_a_prefix_every_route_page_and_link_begins_with_it() -> None:
    environment = {**os.environ, PREFIX: "/outils/terril/"}
    done = subprocess.run([sys.executable, "-c", LISTED], cwd=ROOT, env=environment, capture_output=True, check=True)
    addresses = json.loads(done.stdout)
    assert len(addresses) > 60
    assert [one for one in addresses if not one.startswith(("/outils/terril/", "#"))] == []
