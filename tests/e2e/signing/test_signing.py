"""Signing in where staff alone may read: in, out, refused, a state twice, another's token, a cookie touched."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from pages.server.access.identity import EXPIRED, FAULTY, LONGEST, STRANGER
from tests.service.signing import COOKIE, ROLES, House, mint, open_house, sign_in

PAGE = "/dechets?territoires=246200364"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house"), reading="staff", **ROLES) as opened:
        yield opened


@pytest.fixture
def client(house: House) -> Iterator[httpx.Client]:
    house.write_access(reading="staff", **ROLES)
    with house.open() as opened:
        yield opened


def asks_to_sign_in(answer: httpx.Response) -> bool:
    return answer.url.path == "/connexion" and "Se connecter" in answer.text


def is_let_in(house: House, cookies: dict[str, str]) -> bool:
    answer = httpx.get(f"{house.address}/recherche?q=lens", cookies=cookies)
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def test_who_signs_in_comes_to_the_page_that_was_asked_for_and_is_told_in_the_log(
    house: House, client: httpx.Client
) -> None:
    assert asks_to_sign_in(client.get(PAGE))
    answer = sign_in(client, "rose", PAGE)
    assert (answer.status_code, str(answer.url)) == (200, house.address + PAGE)
    assert 'id="root"' in answer.text
    assert client.get("/recherche?q=lens").json()["results"]
    line = house.read_log()[-1]
    assert (line["who"], line["what"], line["about"], line["where"]) == (
        "Rose Lectrice",
        "sign-in",
        "reader",
        "127.0.0.1",
    )


def test_who_signs_out_is_out_in_every_window_of_that_sign_in(house: House, client: httpx.Client) -> None:
    sign_in(client, "rose")
    kept = dict(client.cookies)
    with house.open() as other:
        sign_in(other, "rose")
        client.get("/auth/logout")
        assert COOKIE not in client.cookies and asks_to_sign_in(client.get(PAGE))
        assert not is_let_in(house, kept)
        assert is_let_in(house, dict(other.cookies))
    assert [line["what"] for line in house.read_log()[-3:]] == ["sign-in", "sign-in", "sign-out"]


def test_who_refuses_at_the_provider_is_not_in(house: House, client: httpx.Client) -> None:
    assert asks_to_sign_in(sign_in(client, "rose", action="deny"))
    assert COOKIE not in client.cookies
    assert house.read_log()[-1]["what"] == "sign-in refused"


def test_who_is_not_staff_is_told_so_and_may_take_another_account(house: House, client: httpx.Client) -> None:
    answer = sign_in(client, "sam", PAGE)
    assert asks_to_sign_in(answer) and STRANGER in answer.text and "Prendre un autre compte" in answer.text
    assert not is_let_in(house, dict(client.cookies))
    line = house.read_log()[-1]
    assert (line["who"], line["what"], line["about"]) == ("Sam Étranger", "sign-in refused", STRANGER)


def test_a_token_for_another_application_lets_nobody_in(house: House, client: httpx.Client) -> None:
    assert asks_to_sign_in(sign_in(client, "eve"))
    assert not is_let_in(house, dict(client.cookies))
    assert not is_let_in(house, mint(house, aud=["autre-application"]))
    assert is_let_in(house, mint(house))


def test_an_answer_of_the_provider_is_taken_once_and_by_who_asked(house: House, client: httpx.Client) -> None:
    came = next(one for one in sign_in(client, "rose").history if one.url.path == "/oauth2callback").url
    client.get("/auth/logout")
    assert asks_to_sign_in(client.get(came))
    with house.open() as other:
        assert asks_to_sign_in(other.get(came))
        assert COOKIE not in other.cookies
    assert [line["what"] for line in house.read_log()[-2:]] == ["sign-in refused", "sign-in refused"]


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_cookie_that_was_touched_is_none(house: House, place: int) -> None:
    value = list(mint(house)[COOKIE])
    # Of the last letter two bits count for nothing: the letters put in its place differ in the others.
    value[place] = "A" if value[place] != "A" else "w"
    assert not is_let_in(house, {COOKIE: "".join(value)})


def test_a_cookie_signed_by_another_or_of_another_place_is_none(house: House) -> None:
    assert not is_let_in(house, mint(house, secret="un autre secret au hasard, de l’essai seul"))
    assert not is_let_in(house, mint(house, origin="https://ailleurs.exemple.fr"))
    assert not is_let_in(house, mint(house, is_logged_in=False))


@pytest.mark.parametrize(("ago", "is_in"), [(LONGEST - 60, True), (LONGEST + 60, False), (-3600, False)])
def test_a_sign_in_holds_for_a_day_of_work(house: House, ago: float, is_in: bool) -> None:
    cookies = mint(house, iat=int(time.time() - ago))
    assert is_let_in(house, cookies) is is_in
    if not is_in:
        answer = httpx.get(f"{house.address}/connexion", cookies=cookies)
        assert EXPIRED in answer.text


def test_a_role_that_changes_is_that_of_the_next_request(house: House, client: httpx.Client) -> None:
    sign_in(client, "rose")
    assert client.get("/recherche?q=lens").status_code == 200
    house.write_access(reading="staff", **{**ROLES, "readers": ["direction"]})
    assert asks_to_sign_in(client.get(PAGE))
    house.write_access(reading="staff", **ROLES)
    assert client.get("/recherche?q=lens").status_code == 200


def test_a_file_of_roles_that_cannot_be_read_lets_nobody_in(house: House, client: httpx.Client) -> None:
    sign_in(client, "rose")
    house.write_access(reading="tout le monde")
    answer = client.get(PAGE)
    assert asks_to_sign_in(answer) and FAULTY in answer.text
    assert httpx.get(f"{house.address}/sante").status_code == 200


@pytest.mark.parametrize("wanted", ["//ailleurs.fr", "https://ailleurs.fr", "/\\ailleurs.fr", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(house: House, client: httpx.Client, wanted: str) -> None:
    assert str(sign_in(client, "rose", wanted).url) == f"{house.address}/"
