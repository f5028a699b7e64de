"""From a project without a figure, one command fills what its publishers give."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.proof import IS_PROOF
from tests.publishers import House
from tests.publishers.checkout import check_out
from tests.publishers.filled import YEARS, fill


@pytest.mark.skipif(not IS_PROOF, reason="tout ce que donnent les éditeurs, depuis rien : dans make proof")
def test_from_nothing_one_command_fills_eight_years_of_twenty_epcis(house: House, tmp_path: Path) -> None:
    fill(house)
    checkout = check_out(tmp_path, house, figures=())
    status, said, faults = checkout.run("refresh")
    assert (status, faults) == (0, "") and "dotations, fonds_vert" in said
    observations = pd.read_parquet(checkout.data / "observations.parquet")
    own = observations[observations["level"].eq("epci") & observations["value"].notna()]
    for indicator in (
        "waste.collected", "water.distributed", "subsidies.received_amount", "housing.authorised",
        "energy.electricity_delivered", "finance.debt",
    ):  # fmt: skip
        known = own[own["indicator"].eq(indicator)].groupby("year")["territory"].nunique()
        assert known.ge(20).sum() >= len(YEARS)
    acted = own[own["source"].eq("ademe-sinoe-acteurs") & own["scope"].eq("")]
    assert acted.loc[acted["year"].eq(2024), "territory"].nunique() == 18
    asked = len(house.asked)
    assert checkout.run("refresh")[1].endswith("Rien de nouveau : rien n’est écrit.\n")
    again = [(path, headers) for path, headers in house.asked[asked:] if path.split("?")[0] in house.answers]
    assert all("If-None-Match" in headers for path, headers in again if "/api/" not in path)
