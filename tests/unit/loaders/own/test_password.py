"""The password of who may write: hashed by argon2id, never too short, and a broken setting lets nobody in."""

import io

import pytest

from loaders.__main__ import main
from loaders.own.password import hash_password, is_password, may_write
from loaders.settings import PASSWORD as SETTING

PASSWORD = "un mot de passe d’essai"
HASH = hash_password(PASSWORD)


def test_a_hash_is_of_its_password_alone() -> None:
    assert HASH.startswith("$argon2id$") and hash_password(PASSWORD) != HASH
    assert [is_password(word, HASH) for word in (PASSWORD, PASSWORD + " ", "", HASH)] == [True, False, False, False]


@pytest.mark.parametrize(
    "broken", ["", PASSWORD, HASH[:-20], "$argon2id$rien"], ids=["none", "in clear", "cut", "of nothing"]
)
def test_a_hash_that_cannot_be_read_is_of_no_password(broken: str) -> None:
    assert [is_password(word, broken) for word in (PASSWORD, broken, "")] == [False, False, False]


def test_nobody_may_write_without_a_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for setting in ("", "  ", "un mot de passe en clair", HASH):
        monkeypatch.setenv(SETTING, setting)
        found.append(may_write())
    assert found == [False, False, False, True]


def test_the_command_prints_the_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    assert main(["hash-password"]) == 0
    name, _, quoted = capsys.readouterr().out.strip().partition("=")
    assert name == "TERRIL_OFFICER_PASSWORD_HASH" and is_password(PASSWORD, quoted.strip("'"))


def test_a_short_password_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("court\n"))
    assert main(["hash-password"]) == 1
    assert capsys.readouterr() == ("", "Le mot de passe a 5 caractères ; 12 au moins sont attendus.\n")
