"""The right to write: given for the password, for a while, and not to who tries many."""

import pytest

from loaders.own.password import hash_password
from loaders.settings import PASSWORD as SETTING
from pages.server.rights import Door, RefusedError, Right

PASSWORD, NAME = "un mot de passe d’essai", "Service déchets"
HASH = hash_password(PASSWORD)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setenv(SETTING, HASH)
    return Door(clock)


def enter(door: Door, password: str = PASSWORD, *, name: str = NAME, where: str = "") -> str:
    """The name of the right, or why there is none."""
    try:
        return door.enter(password, name, where).name
    except RefusedError as error:
        return str(error)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords compared as they are: counting is what is looked at."""
    monkeypatch.setattr("pages.server.rights.is_password", lambda password, kept: password == PASSWORD)


def test_the_password_gives_the_right_under_a_name_in_one_line(door: Door) -> None:
    assert enter(door, name="  Service \n déchets ") == NAME
    assert enter(door, PASSWORD.upper()) == "Ce mot de passe n’est pas celui de cette installation."
    assert enter(door, name=" ").startswith("Dites qui fournit les données")


@pytest.mark.usefixtures("quick")
def test_after_ten_wrong_ones_the_right_one_is_not_heard_from_there_for_a_quarter_of_an_hour(
    door: Door, clock: Clock
) -> None:
    for _ in range(10):
        assert enter(door, "faux", where="A").startswith("Ce mot de passe n’est pas")
    refused = enter(door, where="A")
    assert refused.startswith("Trop de mots de passe faux.") and "15\u00a0minutes" in refused
    assert enter(door, where="B") == NAME
    clock.now += 899
    assert enter(door, where="A") == refused
    clock.now += 1
    assert enter(door, where="A") == NAME


@pytest.mark.usefixtures("quick")
def test_sixty_wrong_ones_from_anywhere_close_the_door_to_all(door: Door) -> None:
    for n in range(60):
        enter(door, "faux", where=str(n))
    assert enter(door, where="another").startswith("Trop de mots de passe faux.")


@pytest.mark.usefixtures("quick")
def test_the_right_password_forgets_the_wrong_ones(door: Door) -> None:
    said = [enter(door, word) for word in [*["faux"] * 9, PASSWORD, *["faux"] * 9, PASSWORD]]
    assert (said[9], said[19]) == (NAME, NAME)


def test_no_address_is_kept_as_it_is(door: Door) -> None:
    enter(door, "faux", where="192.0.2.7")
    assert "192.0.2.7" not in repr(vars(door)) and len(door._wrong) == 1


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("pauses", "lasts"), [([1800], True), ([1801], False), ([1700] * 16, True), ([1700] * 17, False)]
)
def test_a_right_ends_when_nothing_is_done_and_after_a_day_of_work(
    door: Door, clock: Clock, pauses: list[int], lasts: bool
) -> None:
    right: Right | None = door.enter(PASSWORD, NAME)
    for pause in pauses:
        clock.now += pause
        right = door.renew(right) if right else None
    assert (right is not None) == lasts


def test_another_password_of_the_installation_ends_the_rights_of_the_former(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = door.enter(PASSWORD, NAME)
    monkeypatch.setenv(SETTING, hash_password("un autre mot de passe"))
    assert door.renew(right) is None


@pytest.mark.usefixtures("quick")
def test_who_comes_back_with_the_token_has_the_right_until_it_is_given_back(door: Door, clock: Clock) -> None:
    right = door.enter(PASSWORD, NAME)
    clock.now += 1700
    found = door.find(right.token)
    assert found is not None and (found.name, found.seen) == (NAME, clock.now)
    clock.now += 1700
    # What one page does keeps the others in.
    assert door.renew(right) is not None
    door.leave(right)
    assert (door.renew(found), door.find(right.token), door.find("")) == (None, None, None)


@pytest.mark.usefixtures("quick")
def test_a_token_ends_with_its_right(door: Door, clock: Clock) -> None:
    right = door.enter(PASSWORD, NAME)
    clock.now += 1801
    assert door.find(right.token) is None and door.renew(right) is None


@pytest.mark.usefixtures("quick")
def test_a_ticket_is_changed_for_the_token_once_and_soon(door: Door, clock: Clock) -> None:
    right = door.enter(PASSWORD, NAME)
    ticket = door.write_ticket(right)
    assert ticket != right.token
    assert [door.take_ticket(word) for word in ("", right.token, ticket, ticket)] == ["", "", right.token, ""]
    late, of_who_left = door.write_ticket(right), door.write_ticket(right)
    clock.now += 61
    assert door.take_ticket(late) == ""
    door.leave(right)
    assert door.take_ticket(of_who_left) == ""


def test_nothing_that_is_printed_holds_the_token(door: Door) -> None:
    right = door.enter(PASSWORD, NAME)
    assert right.token and right.token not in repr(right)
