"""Who somebody is, of what a provider says, and what they may do, of the file of the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders.access import Access
from loaders.settings import ACCESS, AUDIT
from pages.server.access.gate import clean_address
from pages.server.access.identity import LONGEST, NobodyError, identify

NOW = 1_800_000_000.0
LISTS = Access(claim="groups", readers=("agents",), officers=("Omar@exemple.fr",), administrators=("terril-admin",))


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "omar@exemple.fr"}, "officer"),
        ({"email": "OMAR@EXEMPLE.FR"}, "officer"),
        ({"email": "omar@exemple.fr", "email_verified": True}, "officer"),
        ({"email": "omar@exemple.fr", "email_verified": False}, None),
        ({"groups": ["agents"]}, "reader"),
        ({"groups": "agents"}, "reader"),
        ({"groups": ["agents", "Terril-Admin"]}, "administrator"),
        ({"groups": ["autres"]}, None),
        # A group that somebody may name as they like is no address.
        ({"groups": ["omar@exemple.fr"]}, None),
        ({"roles": ["terril-admin"]}, None),
        ({"groups": {"terril-admin": True}}, None),
        ({"groups": [1, None, ["terril-admin"]]}, None),
        ({"email": ["omar@exemple.fr"]}, None),
        ({}, None),
    ],
)
def test_a_role_is_that_of_an_address_or_of_a_group(claims: dict[str, Any], role: str | None) -> None:
    assert LISTS.find_role(claims) == role


def test_without_a_list_of_readers_all_whom_the_provider_knows_read() -> None:
    assert Access(officers=("omar@exemple.fr",)).find_role({"email": "x@y.fr"}) == "reader"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "access.yaml"
    file.write_text("reading: staff\nofficers: [omar@exemple.fr]\n", encoding="utf-8")
    monkeypatch.setenv(ACCESS, str(file))
    monkeypatch.setenv(AUDIT, str(tmp_path))


CLAIMS = {
    "is_logged_in": True,
    "aud": "terril",
    "iat": NOW - 60,
    "sub": "o",
    "name": "Omar",
    "email": "omar@exemple.fr",
}


@pytest.mark.usefixtures("installed")
def test_somebody_is_who_the_provider_says_for_this_application_and_for_a_while() -> None:
    person = identify(CLAIMS, "terril", now=NOW)
    assert (person.name, person.role, person.may("reader"), person.may("administrator")) == (
        "Omar",
        "officer",
        True,
        False,
    )
    assert identify({**CLAIMS, "aud": ["autre", "terril"]}, "terril", now=NOW).name == "Omar"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "autre"},
        {"aud": None},
        {"aud": []},
        {"aud": {"terril": 1}},
        {"iat": NOW - LONGEST - 1},
        {"iat": NOW + 3600},
        {"iat": "hier"},
        {"iat": None},
        {"is_logged_in": False},
        {"name": "", "email": "", "sub": ""},
    ],
)
def test_anything_else_is_nobody(changed: dict[str, Any]) -> None:
    with pytest.raises(NobodyError):
        identify({**CLAIMS, **changed}, "terril", now=NOW)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/dechets?territoires=246200364&vue=lignes", "/dechets?territoires=246200364&vue=lignes"),
        ("/territoire?code=é", "/territoire?code=%C3%A9"),
        ("//ailleurs.fr/x", "/"),
        ("https://ailleurs.fr", "/"),
        ("/\\ailleurs.fr", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=1", "/a%0D%0ASet-Cookie:%20x=1"),
        ("/" + "a" * 3000, "/"),
        ("", "/"),
    ],
)
def test_a_reader_is_sent_on_within_terril_alone(address: str, expected: str) -> None:
    assert clean_address(address) == expected
