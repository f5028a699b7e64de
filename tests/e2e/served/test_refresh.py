"""A refresh under a server that runs: its figures change by themselves, and no answer fails meanwhile."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.browser import serve, wait_ready
from tests.proof import IS_PROOF
from tests.publishers import SINOE, open_house, whole
from tests.publishers.checkout import check_out

HEADER = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"


def read_health(address: str) -> dict[str, str]:
    with urlopen(f"{address}/sante", timeout=30) as answer:
        assert answer.status == 200
        return dict(json.load(answer))


@pytest.mark.skipif(not IS_PROOF, reason="un serveur, ses tables et un rafraîchissement de plus : dans make proof")
def test_figures_change_after_a_refresh_and_tables_that_go_leave_the_last(page: Page, tmp_path: Path) -> None:
    page.set_default_timeout(90_000)
    with open_house() as house:
        checkout = check_out(tmp_path, house, figures=("sinoe", "population"))
        assert checkout.run("build")[0] == 0
        house.answers[SINOE] = whole(f'{HEADER}2023,62,07A,02B,"77777,7"\n'.encode())
        with serve(root=checkout.folder) as address:
            before = read_health(address)
            page.goto(f"{address}/dechets?territoires=D62")
            wait_ready(page)
            assert "77 778 t" not in page.inner_text("body").replace("\N{NARROW NO-BREAK SPACE}", " ")
            process = checkout.start("refresh", "sinoe")
            until = time.monotonic() + 120
            while read_health(address)["version"] == before["version"]:
                assert time.monotonic() < until
                time.sleep(0.1)
            assert "sinoe : écrit." in process.communicate()[0] and process.returncode == 0
            page.goto(f"{address}/dechets?territoires=D62")
            wait_ready(page)
            page.get_by_text("77 778 t").first.wait_for()
            taken = read_health(address)
            (checkout.data / "observations.parquet").unlink()
            while read_health(address)["status"] == "ok":
                assert time.monotonic() < until
                time.sleep(0.1)
            assert read_health(address)["version"] == taken["version"]
            page.reload()
            wait_ready(page)
            page.get_by_text("77 778 t").first.wait_for()
            assert page.locator(".stException").count() == 0
