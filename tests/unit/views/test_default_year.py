"""The year a map opens on: where much is known, and where one of those chosen has a value if there is such a year."""

import pandas as pd
import pytest

from pages.views.choice import default_year

# Synthetic: a and b are known in 2020, a in 2021, b in 2022, c and d in all three but 2022.
ROWS = [("a", 2020), ("b", 2020), ("a", 2021), ("b", 2022), ("c", 2020), ("d", 2020), ("c", 2021), ("d", 2021)]
FRAME = pd.DataFrame(ROWS, columns=["territory", "year"]).assign(value=1.0)


@pytest.mark.parametrize(
    ("chosen", "year"), [((), 2021), (("b",), 2020), (("b", "a"), 2021), (("z",), 2021), (("c", "d"), 2021)]
)
def test_the_map_opens_where_the_chosen_are_known(chosen: tuple[str, ...], year: int) -> None:
    """By hand: 4 known in 2020, 3 in 2021, 1 in 2022, less than half of 4."""
    assert default_year(FRAME, chosen) == year
