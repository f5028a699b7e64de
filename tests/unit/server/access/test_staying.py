"""The cookie of who has given the password: for a ticket of ours alone, and out of the reach of scripts."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.own.password import hash_password
from loaders.settings import PASSWORD as SETTING
from pages.server.access import staying
from pages.server.rights import DOOR
from pages.words.paths import STAYING

PASSWORD = "un mot de passe d’essai"


@pytest.fixture
def ticket(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(SETTING, hash_password(PASSWORD))
    monkeypatch.setattr(DOOR, "_wrong", [])
    return DOOR.write_ticket(DOOR.enter(PASSWORD, "Service déchets"))


def send(words: str, scheme: str = "http") -> str:
    """The cookie that words are answered with, \"\" for none."""
    client = TestClient(Starlette(routes=staying.routes), base_url=f"{scheme}://terril.example")
    answer = client.post(STAYING, content=words.encode())
    assert (answer.status_code, answer.content, answer.headers["cache-control"]) == (204, b"", "no-store")
    return answer.headers.get("set-cookie", "")


def test_a_ticket_is_answered_once_with_a_cookie_that_no_script_and_no_other_site_has(ticket: str) -> None:
    cookie = send(ticket)
    assert cookie.startswith(f"{staying.COOKIE}=")
    assert [said in cookie for said in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age", "Secure")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    right = DOOR.find(cookie.split(";")[0].split("=", 1)[1])
    assert right is not None and right.name == "Service déchets"
    assert send(ticket) == ""


def test_where_the_page_came_by_tls_so_does_the_cookie(ticket: str) -> None:
    assert "Secure" in send(ticket, "https")


@pytest.mark.parametrize("words", ["", "x", "é" * 60, "a" * 1_000_000])
def test_any_other_words_learn_nothing(words: str) -> None:
    assert send(words) == ""
