"""A refresh that is killed, at whatever moment, leaves whole data, and the next one ends as if nothing had happened."""

from __future__ import annotations

import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from loaders.serving import SERVED, open_version, tell_version
from tests.proof import SEED, count
from tests.publishers import ISDND, SINOE, House, slow, whole
from tests.publishers.checkout import Checkout, check_out
from tests.small_files import hash_files

HEADER = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"
NEW = (HEADER + "".join(f'20{n},62,07A,02B,"10,{n}"\n' for n in range(22, 60))).encode()
SITE = b'[{"annee":2023,"tonnage":10,"aiot":"7000463","name":"X","departement":"62","lng":2,"lat":50}]'
REFRESH = ("refresh", "sinoe", "isdnd")
# In each round three are killed, at shares of the time that a whole one takes: most while it writes, at its end.
ROUNDS = count(17, sampled=1)


def answer_slowly(house: House) -> None:
    house.answers[SINOE], house.answers[ISDND] = slow(NEW, 0.03), whole(SITE)


@pytest.fixture(scope="module")
def begun(publishers: House, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A project with some figures and the tables made of them."""
    checkout = check_out(tmp_path_factory.mktemp("begun"), publishers, figures=("sinoe", "isdnd"))
    assert checkout.run("build")[0] == 0
    return checkout


def describe(checkout: Checkout) -> dict[str, str]:
    """The hash of each file of the data but those that a date is in, or that nobody serves."""
    files = hash_files(checkout.data)
    return {path: mark for path, mark in files.items() if path.split("/")[0] not in ("incoming", "deliveries")}


@pytest.fixture(scope="module")
def ended(begun: Checkout, publishers: House, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    """What a refresh that nobody kills leaves, and how long it takes, in seconds."""
    answer_slowly(publishers)
    checkout, started = begun.copy(tmp_path_factory.mktemp("ended") / "copy"), time.monotonic()
    status, said, faults = checkout.run(*REFRESH)
    assert "isdnd, sinoe : écrit." in said, faults
    assert (status, faults) == (0, "")
    return describe(checkout), time.monotonic() - started


def open_tables(checkout: Checkout) -> str:
    """The version of the tables that a server would start with."""
    version = open_version(checkout.data)
    shutil.rmtree(version.folder)
    return version.id


def test_a_refresh_killed_at_any_moment_leaves_whole_data_and_the_next_ends_well(
    begun: Checkout, ended: tuple[dict[str, str], float], house: House, tmp_path: Path
) -> None:
    expected, duration = ended
    before, drawn, left = tell_version(begun.data), random.Random(SEED), set()
    for n in range(ROUNDS):
        checkout = begun.copy(tmp_path / str(n))
        for moment in (drawn.uniform(0.05, 1), drawn.uniform(0.6, 1), drawn.uniform(0.8, 1.02)):
            answer_slowly(house)
            process = checkout.start(*REFRESH)
            time.sleep(duration * moment)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            left.add(open_tables(checkout))
        status, _, faults = checkout.run(*REFRESH)
        assert (status, faults) == (0, "")
        assert describe(checkout) == expected
        assert not list((checkout.data / "before").glob("*/pending"))
        left.add(open_tables(checkout))
        shutil.rmtree(checkout.folder)
    assert len(left) == 2 and before in left


def test_a_refresh_that_is_interrupted_says_so_and_leaves_the_data_as_they_were(
    begun: Checkout, house: House, tmp_path: Path
) -> None:
    house.answers[SINOE] = slow(NEW, 30)
    checkout = begun.copy(tmp_path / "copy")
    before = describe(checkout)
    process = checkout.start("refresh", "sinoe")
    while not house.asked:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, faults = process.communicate(timeout=60)
    assert process.returncode == 1
    assert faults == "Interrompu : ce qui n’était pas entier n’est pas écrit.\n"
    assert describe(checkout) == before and len(SERVED) == len(list(checkout.data.glob("*.parquet")))
