"""What looks odd in figures that are otherwise right: said before they are published, never refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import pandas as pd

from loaders.catalog import Catalog
from loaders.importing.leaps import find_leaps
from loaders.own.reading.understood import Finding
from loaders.pipeline.build import make_observations
from loaders.pipeline.figures_csv import format_number
from loaders.pipeline.linked import Cell, list_relations
from loaders.pipeline.own import identify_rows
from loaders.pipeline.territories import build_territories
from loaders.pipeline.withheld import read_cells
from loaders.rules.printed import write_number
from loaders.rules.relations import Total
from loaders.statuses import BESIDE

TENFOLD = 10
# Fewer territories than this may well have one value, and fewer EPCIs make no range.
FEWEST, FEWEST_EPCIS = 3, 5
# Of each kind, the first ones are said, the others counted.
MOST = 20
# Sums are tried on this many rows at most: more, and it would take longer than reading the file.
MOST_FOR_SUMS = 60_000
# What a sum may differ by, of itself: each of its terms was rounded.
SPARE = 0.01
SERIES = ["indicator", "territory", "place", "scope"]
Row = Mapping[Any, Any]
CHECK = "Vérifiez l’unité et la cellule ; si c’est bien cela, publiez."


def find_odd(
    given: pd.DataFrame, *, before: pd.DataFrame, official: pd.DataFrame, catalog: Catalog
) -> Iterator[Finding]:
    """Warnings on figures given as text: `before` are the service's own that stand, `official` those of others."""
    rows = _read_values(given)
    if rows.empty:
        return
    territories = build_territories(catalog)
    known = pd.concat([_read_values(before), _read_official(official)], ignore_index=True)
    names = dict(zip(territories["code"], territories["short"], strict=True))
    yield from find_tenfold(rows, known, catalog, names)
    found = (
        find_beyond(rows, _read_official(official), territories, catalog),
        find_same(rows, catalog),
        _tell_leaps(given, official, before, catalog),
        find_broken_sums(given, official, territories, catalog),
    )
    for own in found:
        yield from _shorten(own)


def _shorten(found: Iterator[Finding]) -> Iterator[Finding]:
    listed = list(found)
    yield from listed[:MOST]
    if len(listed) > MOST:
        yield _count_rest(listed[0].kind, len(listed) - MOST)


def _count_rest(kind: str, rest: int) -> Finding:
    return Finding(kind, False, expected=f"et {rest} autre{'s' if rest > 1 else ''} de la même sorte", count=rest)


def _read_values(rows: pd.DataFrame) -> pd.DataFrame:
    """The results that have a value, their year and value as numbers."""
    known = rows[rows["value"].astype(str).ne("") & ~rows["status"].isin(BESIDE)]
    return known.assign(value=pd.to_numeric(known["value"]), year=known["year"].astype("int64"))


def _read_official(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows[rows["value"].notna()]
    return known.astype(dict.fromkeys([*SERIES, "status"], str)).astype({"year": "int64"})


def _find(kind: str, row: Row, expected: str, found: str) -> Finding:
    line, _, letter = str(row.get("lines", "")).partition(", colonne ")
    sheet, number = str(row.get("section", "")), int(line) if line.isdigit() else 0
    return Finding(kind, False, sheet=sheet, row=number, letter=letter, expected=expected, found=found, advice=CHECK)


def _name(row: Row, catalog: Catalog, names: dict[str, str]) -> str:
    entry = catalog.indicators[str(row["indicator"])]
    return f"{entry.short}, {names.get(str(row['territory']), str(row['territory']))}, {int(row['year'])}"


def find_tenfold(rows: pd.DataFrame, known: pd.DataFrame, catalog: Catalog, names: dict[str, str]) -> Iterator[Finding]:
    """Values ten times those of the year before, or a tenth of them: the first ones, and how many others."""
    every = pd.concat([rows[[*SERIES, "year", "value"]], known[[*SERIES, "year", "value"]]])
    earlier = every.drop_duplicates([*SERIES, "year"]).assign(year=lambda each: each["year"] + 1)
    both = rows.merge(earlier, how="inner", on=[*SERIES, "year"], suffixes=("", "_before"))
    both = both[both["value"].ne(0) & both["value_before"].ne(0)]
    both = both.assign(ratio=(both["value"] / both["value_before"]).abs())
    far = both[both["ratio"].ge(TENFOLD) | both["ratio"].le(1 / TENFOLD)]
    for row in far.head(MOST).to_dict("records"):
        times = float(row["ratio"])
        much = "fois" if times >= TENFOLD else "fois moins que"
        said = f"{write_number(round(max(times, 1 / times)))} {much} l’année d’avant"
        told = f"{_name(row, catalog, names)} : {said} ({write_number(row['value_before'])})"
        yield _find("tenfold", row, told, write_number(row["value"]))
    if len(far) > MOST:
        yield _count_rest("tenfold", len(far) - MOST)


def find_beyond(
    rows: pd.DataFrame, official: pd.DataFrame, territories: pd.DataFrame, catalog: Catalog
) -> Iterator[Finding]:
    """Values of EPCIs and larger ones that, per inhabitant, no EPCI of France has ever had published."""
    people = territories.set_index("code")["population"]
    levels = territories.set_index("code")["level"]
    names = dict(zip(territories["code"], territories["short"], strict=True))
    may = [key for key in rows["indicator"].unique() if catalog.may_per_inhabitant(str(key))]
    large = rows[rows["indicator"].isin(may) & rows["territory"].map(levels).ne("commune") & rows["place"].eq("")]
    theirs = official[official["territory"].map(levels).eq("epci") & official["place"].eq("")]
    for key, own in large.groupby(["indicator", "scope"]):
        same = theirs[theirs["indicator"].eq(key[0]) & theirs["scope"].eq(key[1])]
        rates = (same["value"] / same["territory"].map(people)).dropna()
        if same["territory"].nunique() < FEWEST_EPCIS or rates.empty:
            continue
        rate = own["value"] / own["territory"].map(people)
        symbol = catalog.unit_of(str(key[0])).symbol
        for row, each in zip(own.to_dict("records"), rate, strict=True):
            if pd.notna(each) and not rates.min() <= each <= rates.max():
                said = (
                    f"{_name(row, catalog, names)} : {write_number(each, symbol)} par habitant, alors que les EPCI "
                    f"connus vont de {write_number(rates.min())} à {write_number(rates.max())}"
                )
                yield _find("per_inhabitant", row, said, write_number(row["value"]))


def find_same(rows: pd.DataFrame, catalog: Catalog) -> Iterator[Finding]:
    """One value for all the territories of a year."""
    grouped = rows.groupby(["indicator", "scope", "place", "year"])
    counts = grouped["value"].agg(["nunique", "size", "first"])
    for (indicator, _, _, year), row in counts[counts["nunique"].eq(1) & counts["size"].ge(FEWEST)].iterrows():
        label = catalog.indicators[str(indicator)].short
        said = f"{label}, {year} : la même valeur pour les {int(row['size'])} territoires"
        yield Finding("same_everywhere", False, expected=said, found=write_number(row["first"]), advice=CHECK)


def _tell_leaps(
    given: pd.DataFrame, official: pd.DataFrame, before: pd.DataFrame, catalog: Catalog
) -> Iterator[Finding]:
    """Totals of a new year that cannot be those of the same thing."""
    theirs = official.assign(value=official["value"].map(lambda value: "" if pd.isna(value) else format_number(value)))
    columns = [*SERIES, "year", "value", "status"]
    kept = pd.concat([before[columns], theirs[columns].astype("str")], ignore_index=True)
    for leap in find_leaps(kept, given):
        times = write_number(round(leap.ratio, 1))
        label = catalog.indicators[leap.indicator].short
        said = f"{label} : le total de {leap.year} vaut {times} fois celui de {leap.before}"
        yield Finding("leap", False, expected=said, advice=CHECK)


def find_broken_sums(
    given: pd.DataFrame, official: pd.DataFrame, territories: pd.DataFrame, catalog: Catalog
) -> Iterator[Finding]:
    """Sums that the values given are a term of, all of whose terms are known, and that do not fit."""
    if len(given) + len(official) > MOST_FOR_SUMS:
        said = f"les sommes ne sont vérifiées que jusqu’à {MOST_FOR_SUMS} valeurs"
        yield Finding("sums_unchecked", False, expected=said)
        return
    texts = given.assign(id=identify_rows(given))
    observed = make_observations(texts, territories.set_index("code")["level"], catalog)
    both = pd.concat([observed.astype({"value": "float64"}), official], ignore_index=True)
    both = both[both["value"].notna() & ~both["status"].isin(BESIDE)]
    rows = both.assign(cell=read_cells(both))
    values = rows.drop_duplicates("cell").set_index("cell")["value"].to_dict()
    mine = {*read_cells(observed)}
    names = dict(zip(territories["code"], territories["short"], strict=True))
    for total in list_relations(rows, catalog, territories):
        if not isinstance(total, Total) or total.whole is None or total.whole not in values:
            continue
        if mine.isdisjoint(total.cells) or not all(part in values for part in total.parts):
            continue
        whole, parts = values[total.whole], sum(values[part] for part in total.parts)
        if abs(parts - whole) > SPARE * abs(whole) + len(total.parts):
            cell = cast(Cell, total.whole)
            row = {"indicator": cell.indicator, "territory": cell.territory, "year": cell.period[:4]}
            said = (
                f"{_name(row, catalog, names)} : {write_number(whole)}, alors que ses {len(total.parts)} parties font"
            )
            yield Finding("sum", False, expected=said, found=write_number(parts), advice=CHECK)
