"""The figures whose printed value is a number that a reader types by its digits: « 156 402 », « 1,90 »."""

from __future__ import annotations

import re

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog

SPACES = " \u00a0\u202f"
NUMBER = re.compile(rf"\d+(?:[{SPACES}]\d{{3}})*(?:[.,]\d+)?")
# Fewer digits are printed everywhere, and four alone are rather a year.
FEWEST = 3
YEAR = re.compile(r"(19|20)\d\d")
# What euros are printed in, beside the symbols of the catalogue.
IN_EUROS = frozenset({"k€", "m€", "md€", "euros", "tonnes"})


def normalise(number: str) -> str:
    """A number by its digits alone: « 1 994,0 » is 1994, « 1,90 » is 1,9."""
    digits = re.sub(f"[{SPACES}]", "", number).replace(".", ",")
    return digits.rstrip("0").rstrip(",") if "," in digits else digits


def read_number(text: str) -> tuple[str, str]:
    """The number that a text is, normalised, and its unit or ""; ("", "") where it is anything else, a year too."""
    found = NUMBER.match(text := text.strip())
    if found is None or sum(sign.isdigit() for sign in found[0]) < FEWEST:
        return "", ""
    unit = text[found.end() :].strip().casefold()
    units = IN_EUROS | {entry.symbol.casefold() for entry in load_catalog().units.values()}
    if unit not in units | {""} or (not unit and YEAR.fullmatch(found[0])):
        return "", ""
    return normalise(found[0]), unit


def find_printed(number: str, unit: str = "") -> pd.DataFrame:
    """The observations and grants that print a normalised number, those of the deployment's home first.

    Those alone that print it with the unit, where there are any.

    In columns id, indicator ("" of a grant), territory or beneficiary, year, period, status, source, published, scope.
    """
    rows = store.load_figures_printing(number.replace(",", ""))
    prints = rows["published"].map(lambda said: number in map(normalise, NUMBER.findall(said)))
    found = rows[prints.astype(bool)]
    has_unit = found["published"].str.casefold().str.contains(unit, regex=False)
    found = found[has_unit] if has_unit.any() else found
    catalog = load_catalog()
    ours = {catalog.deployment.home, *catalog.home_members}
    return found.assign(is_far=~found["territory"].isin(ours)).sort_values(
        ["is_far", "year"], ascending=[True, False], kind="stable", ignore_index=True
    )
