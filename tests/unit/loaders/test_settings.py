"""Settings: each is in the guide as in the code, read in one place, and what is wrong is said."""

from __future__ import annotations

import re

import pytest

from loaders import settings
from loaders.catalog import ROOT
from loaders.own.password import hash_password
from loaders.settings import (
    ACCESS,
    AUDIT,
    AUDIT_DAYS,
    DATABASE,
    DEPLOYMENT,
    PASSWORD,
    PREFIX,
    PUBLISHERS,
    SETTINGS,
    list_faults,
)

GUIDE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([A-Z][A-Z_]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
READS = re.compile(r"os\.environ|getenv")
# What hands the whole environment on, or says to a library what it reads before us.
OTHERS = {"loaders/settings.py", "pages/files/apart.py", "geo/memory.py"}


def test_the_guide_has_a_row_for_each_setting_in_the_words_of_the_code() -> None:
    assert ROW.findall(GUIDE) == [(name, one.says, one.without) for name, one in SETTINGS.items()]


def test_the_environment_is_read_nowhere_else() -> None:
    sources = [path for folder in ("pages", "loaders", "geo") for path in (ROOT / folder).rglob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in sources if READS.search(path.read_text(encoding="utf-8"))}
    assert found == OTHERS


def test_each_name_of_a_setting_is_in_the_table() -> None:
    names = [value for name, value in vars(settings).items() if name.isupper() and isinstance(value, str)]
    assert sorted(names) == sorted(SETTINGS)


RIGHT = {
    DEPLOYMENT: [str(ROOT / "data/catalog/deployment.yaml")],
    DATABASE: ["sqlite:////srv/own.sqlite", "postgresql+psycopg://terril:mot@localhost/terril"],
    PASSWORD: [hash_password("douze lettres au moins")],
    ACCESS: [str(ROOT / "README.md")],
    AUDIT: [str(ROOT)],
    AUDIT_DAYS: ["1", "365"],
    PREFIX: ["terril", "/terril/", "outils/terril-2"],
    PUBLISHERS: ["http://127.0.0.1:8621"],
}
WRONG = {
    DEPLOYMENT: ["/nulle/part.yaml", str(ROOT)],
    DATABASE: ["mysql://a:b@c/d", "own.sqlite"],
    PASSWORD: ["douze lettres au moins", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv"],
    ACCESS: ["/nulle/part.yaml"],
    AUDIT: ["/nulle/part", str(ROOT / "README.md")],
    AUDIT_DAYS: ["0", "-3", "un an", "10000"],
    PREFIX: ["Terril", "a b", "../x", "/", "a//b"],
    PUBLISHERS: ["127.0.0.1:8621", "ftp://127.0.0.1"],
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_right_value_of_each_setting_is_taken_and_a_wrong_one_is_said(name: str) -> None:
    assert [list(list_faults({name: value})) for value in RIGHT[name]] == [[]] * len(RIGHT[name])
    for value in WRONG[name]:
        (said,) = list_faults({name: value})
        assert said.startswith(f"{name}\u00a0: attendu, {SETTINGS[name].check(value)}\u202f; trouvé, ")
        assert said.endswith(f" Sans ce réglage : {SETTINGS[name].without}.")
        assert (value in said) is not SETTINGS[name].is_secret


def test_a_misspelt_name_is_said_and_another_of_ours_or_of_none_is_not() -> None:
    (said,) = list_faults({"TERRIL_DEPLOYEMENT": "x", "TERRIL_PROOF": "1", "HOME": "/root"})
    assert said == (
        "TERRIL_DEPLOYEMENT\u00a0: attendu, le réglage TERRIL_DEPLOYMENT\u202f; trouvé, un nom que rien ne lit. "
        "Corrigez le nom."
    )
