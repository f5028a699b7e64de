"""The figures that directors know, read on the pages in a browser."""

import re

from tests.e2e.conftest import Open

NARROW, NBSP = "\u202f", "\u00a0"


def card(text: str) -> str:
    """A text as cards write it: narrow no-break spaces in numbers, a no-break space before the unit."""
    return text.replace("_", NARROW).replace(" ", NBSP)


def test_waste_of_lens_lievin_in_2021_and_its_change(open_page: Open) -> None:
    page = open_page("/dechets")
    line = page.locator(".t-card", has_text="DMA collectés").locator(".t-line", has_text="Lens-Liévin").first
    line.wait_for()
    assert card("156_402 t") in line.inner_text()
    assert "2021" in line.inner_text()
    assert card("+ 8,6 %") + " sur 2020" in line.inner_text()


def test_waste_per_inhabitant_is_the_printed_one(open_page: Open) -> None:
    page = open_page("/dechets?mesure=Par+habitant")
    line = page.locator(".t-card").first.locator(".t-line", has_text="Lens-Liévin").first
    line.wait_for()
    assert card("642,9 kg/hab.") in line.inner_text()


def test_waste_of_bethune_bruay_in_2022_is_provisional(open_page: Open) -> None:
    page = open_page("/dechets")
    line = page.locator(".t-card", has_text="DMA collectés").locator(".t-line", has_text="Béthune-Bruay").first
    line.wait_for()
    assert card("190_110 t") in line.inner_text()
    assert "provisoire" in line.inner_text()


def test_water_distributed_by_lens_lievin_in_2021(open_page: Open) -> None:
    page = open_page("/eau")
    line = page.locator(".t-card", has_text="Eau distribuée").locator(".t-line", has_text="Lens-Liévin").first
    line.wait_for()
    assert card("11_870_353 m³") in line.inner_text()


def test_housing_renovation_of_lens_lievin_in_2021(open_page: Open) -> None:
    page = open_page("/logement")
    owners = page.locator(".t-card", has_text="Propriétaires aidés").locator(".t-line", has_text="Lens-Liévin").first
    owners.wait_for()
    assert card("321 propriétaires") in owners.inner_text()
    aid = page.locator(".t-card", has_text="Aides de l'Anah").locator(".t-line", has_text="Lens-Liévin").first
    assert card("3,8 M€") in aid.inner_text()


def test_achicourt_pool_and_its_seven_funders(open_page: Open) -> None:
    page = open_page("/subventions")
    plan = page.locator(".t-table", has_text="Financeur").first
    plan.wait_for()
    rows = plan.locator("tbody tr").all_inner_texts()
    amounts = [re.sub(r"[^\d]", "", row.split("\t")[1]) for row in rows]
    assert amounts == ["4904587", "1000000", "850000", "700000", "500000", "300000", "250000", "8504587"]
    assert "Fonds d'innovation territorial" in rows[6]
