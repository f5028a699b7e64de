"""What the page of maps can show: its kinds, and the indicators and years known well enough."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.catalog import load_catalog
from loaders.reading.headline import Headline
from loaders.reading.series import Series
from pages.views.choice import ENOUGH
from pages.views.compared.comparison import label_item
from pages.views.data import cached
from pages.views.data.geography import MapLevel
from pages.views.reading import known_rows

KIND_LABELS = {"annees": "Une carte par année", "evolution": "Évolution", "croisement": "Deux indicateurs croisés"}


def list_items(level: MapLevel, departements: tuple[str, ...]) -> dict[str, str]:
    """The indicators known for enough territories of a level, those that are whole first, with their labels."""
    catalog = load_catalog()
    coverage = cached.read_map_coverage(departements)
    rows = coverage[(coverage["level"] == level) & (coverage["drawn"] >= ENOUGH)]
    rows = rows.sort_values(["scope", "indicator"])
    items = (rows["indicator"] + ("@" + rows["scope"]).where(rows["scope"] != "", "")).tolist()
    return {item: label_item(catalog, item) for item in items}


def find_partner(item: str, others: Iterable[str], level: MapLevel, departements: tuple[str, ...]) -> str:
    """The one of others to cross an item with: known for the most territories, of its own theme before another's."""
    catalog, coverage = load_catalog(), cached.read_map_coverage(departements)
    drawn = coverage[coverage["level"] == level].set_index(["indicator", "scope"])["drawn"].to_dict()
    theme = catalog.theme_of(Headline.parse(item).indicator)

    def place(other: str) -> tuple[int, bool]:
        one = Headline.parse(other)
        return -int(drawn.get((one.indicator, one.restriction), 0)), catalog.theme_of(one.indicator) != theme

    return min(others, key=place)


def read_item(item: str, level: MapLevel, departements: tuple[str, ...], *, per_inhabitant: bool) -> Series:
    """The series of an item for the territories of a map, in all years."""
    headline = Headline.parse(item)
    return cached.read_mapped(
        headline.indicator, headline.restriction, level, per_inhabitant, cached.EVER, departements
    )


def list_years(*series: Series, within: tuple[int, int]) -> list[int]:
    """The years in which every series is known for enough territories, between two years."""
    found = []
    for one in series:
        counts = known_rows(one).groupby("year")["territory"].nunique()
        found.append({int(year) for year in counts[counts >= ENOUGH].index if within[0] <= year <= within[1]})
    return sorted(set.intersection(*found)) if found else []
