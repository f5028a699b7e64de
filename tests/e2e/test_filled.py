"""From an empty folder of data, what publishers give fills the pages: twenty EPCIs compared, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from loaders.territories.perimeters import read_memberships
from tests.browser import serve, wait_ready
from tests.proof import IS_PROOF
from tests.publishers import open_house
from tests.publishers.checkout import check_out
from tests.publishers.filled import VINTAGE, YEARS, fill
from tests.publishers.services import ODEMA_YEARS

pytestmark = pytest.mark.skipif(not IS_PROOF, reason="tout ce que donnent les éditeurs, depuis rien : dans make proof")
CHOSEN = 12
PAGES = {
    "waste.collected": "/dechets",
    "water.distributed": "/eau",
    "water.price": "/eau",
    "sanitation.billed": "/eau",
    "subsidies.received_amount": "/subventions",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of data that one command has filled from nothing."""
    with open_house() as house:
        fill(house)
        checkout = check_out(tmp_path_factory.mktemp("filled"), house, figures=())
        assert checkout.run("refresh")[0] == 0
    with serve(root=checkout.folder) as started:
        yield started


def list_epcis() -> list[str]:
    members = read_memberships(VINTAGE)
    return sorted(members.loc[members["commune"].str.startswith("62"), "epci"].unique())


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("indicator", PAGES)
def test_twenty_epcis_are_compared(indicator: str, width: int, filled: str, page: Page) -> None:
    page.set_default_timeout(90_000)  # the first reader of a server that still warms up
    page.set_viewport_size({"width": width, "height": 900})
    epcis = list_epcis()
    chosen = "".join(f"&territoires={code}" for code in epcis[:CHOSEN])
    page.goto(f"{filled}{PAGES[indicator]}?indicateur={indicator}&niveau=epci&annee={YEARS[-2]}{chosen}")
    wait_ready(page)
    expect(page.get_by_text(f"{len(epcis)} territoires connus sur {len(epcis)}").first).to_be_visible()
    assert len(epcis) == 20 and page.get_by_text("Sans donnée : ").count() == 0


def test_an_epci_has_flows_of_its_own_and_the_département_still_has_its(filled: str, page: Page) -> None:
    page.set_default_timeout(90_000)
    first = list_epcis()[0]
    for place, said in ((first, f"{ODEMA_YEARS[-1]} : chaque flux selon sa destination"), ("D62", "Pas-de-Calais, 20")):
        page.goto(f"{filled}/dechets?territoires={first}&departement_flux={place}")
        wait_ready(page)
        expect(page.get_by_text(said).first).to_be_visible()
        assert page.get_by_text("Ces flux ne sont publiés que par département").count() == 0
