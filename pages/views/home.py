"""The territory of a reader: which may be one, and who is beside it until others are chosen."""

from __future__ import annotations

from geo.kept import TERRITORIES, keep
from loaders.catalog import load_catalog
from loaders.reading.group import find_group
from loaders.reading.surroundings import read_territories, split_codes
from pages.views.data.geography import find_departements

# What it is kept as on the browser, for a year; a code and nothing else.
COOKIE, SECONDS = "terril_territoire", 365 * 24 * 3600
# How many of those most like it stand beside a territory that no grouping counts as a member.
BESIDE = 3


def may_be_home(code: str) -> bool:
    """Whether a code is that of an EPCI of today, or of a grouping whose members are known."""
    table = read_territories()
    if code not in table.index or table.at[code, "successor"]:
        return False
    level = table.at[code, "level"]
    return bool(level == "epci" or (level == "grouping" and table.at[code, "members"]))


def find_home(code: str) -> str:
    """The home that a code leads to: itself, what took its place, the EPCI of a commune; "" for none."""
    table = read_territories()
    if code not in table.index:
        return ""
    row = table.loc[code]
    wanted = str(row["successor"] or code)
    if table.at[wanted, "level"] == "commune":
        wanted = str(table.at[wanted, "epci"])
    return wanted if may_be_home(wanted) else ""


@keep(TERRITORIES)
def choose_default(home: str) -> tuple[str, ...]:
    """What is shown of a home before anything is chosen: itself, then its members or fellow members, or its likes.

    A grouping comes with its members, a member of a grouping with the others; anyone else with the three EPCIs of its
    département nearest to it by population and density.
    """
    catalog, table = load_catalog(), read_territories()
    if members := split_codes(table.at[home, "members"]):
        return tuple(dict.fromkeys([home, *members]))
    ours = catalog.territories.get(catalog.deployment.home)
    if ours is not None and home in ours.members:
        return tuple(dict.fromkeys([home, *ours.members]))
    likes = find_group("proches", home).codes
    return (home, *(likes or find_group("tous", home).codes)[:BESIDE])


def is_elsewhere(home: str) -> bool:
    """Whether a home lies outside the deployment."""
    return find_departements((home,)) != find_departements()
