"""Figures given in the commune codes of their year pass to those of the contours, and say so."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from loaders.catalog import Catalog, Indicator
from loaders.pipeline.figures import Fault, FiguresError, identify
from loaders.pipeline.figures_csv import format_number
from loaders.statistics.ratios import Denominator
from loaders.territories.cog import FIRST_YEAR, Cog, Route
from loaders.territories.passage import carry_counts, carry_ratios, list_parts

# What a publisher prints together, in one geography: the figures of one thing and year, a row a territory.
LIST = ["source", "indicator", "place", "year", "period", "scope", "variant", "revision", "is_target"]
JOINED = ("lines", "section", "break_before")
SUMMED = (
    "un chiffre qui s’additionne, ou un ratio dont la même source donne pour la même commune et la même année le "
    "numérateur et le dénominateur"
)


def list_former(cog: Cog) -> frozenset[str]:
    """The codes that were a commune's since 2010 and no longer are."""
    return frozenset(code for code in cog.moves if code not in cog.populations)


def carry_figures(figures: pd.DataFrame, catalog: Catalog, cog: Cog) -> pd.DataFrame:
    """The figures of `read_figures` in the commune codes of the COG's vintage; the same frame where all are already.

    One former code tells that its whole list is in the codes of its year. A count is then that of all the communes of
    the time, missing where one of them is not in the list; a ratio is computed again from its terms, which the list
    must give; what one commune alone became another code passes as it is, and so does what is at a place. The note says
    which codes, and nothing is said to be printed that is a sum. Raises FiguresError for each row that cannot pass.
    """
    former = list_former(cog)
    if not figures["territory"].isin(former).any():
        return figures
    tagged = figures.assign(is_target=figures["status"].eq("target"))
    of_list = tagged["territory"].isin(former).groupby([tagged[name] for name in LIST])
    is_moving = of_list.transform("any") & tagged["territory"].isin(former | set(cog.populations))
    faults: list[Fault] = []
    frames = [tagged[~is_moving]]
    for _, rows in tagged[is_moving].groupby(LIST, sort=False):
        terms = _find_terms(rows, tagged, catalog)
        wrong = [_tell(row, expected) for row, expected in _find_faults(rows, terms, catalog, cog)]
        faults += wrong
        if not wrong:
            frames += _carry_list(rows, terms, catalog, cog)
    if faults:
        raise FiguresError(faults)
    return pd.concat(frames, ignore_index=True)[list(figures.columns)]


def _find_terms(rows: pd.DataFrame, every: pd.DataFrame, catalog: Catalog) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The numerators and the denominators that are given beside a list of ratios; empty where there are none."""
    entry, first = catalog.indicators[rows["indicator"].iloc[0]], rows.iloc[0]
    same = [name for name in LIST if name != "indicator"]
    beside = every[every[same].eq(first[same]).all(axis=1)]
    above, below = (beside[beside["indicator"].eq(name or "")] for name in (entry.numerator, entry.denominator))
    return above, below


def _is_additive(entry: Indicator, catalog: Catalog) -> bool:
    return entry.kind != "ratio" and catalog.units[entry.unit].additive


def _passes_as_it_is(row: pd.Series, route: Route, cog: Cog) -> bool:
    """Whether a figure is that of a commune of the vintage as it stands: the same land, or a place in it."""
    if len(route.shares) != 1:
        return False
    return bool(row["place"]) or list_parts(route.shares[0].code, int(row["year"]), cog) == (row["territory"],)


def _find_faults(
    rows: pd.DataFrame, terms: tuple[pd.DataFrame, pd.DataFrame], catalog: Catalog, cog: Cog
) -> Iterator[tuple[pd.Series, str]]:
    """The rows of a list that cannot pass, each with what was expected of it."""
    entry, year = catalog.indicators[rows["indicator"].iloc[0]], int(rows["year"].iloc[0])
    known = set.intersection(*(set(term["territory"]) for term in terms))
    for _, row in rows.iterrows():
        code = str(row["territory"])
        route = cog.trace(code, year)
        if not FIRST_YEAR <= year <= cog.vintage:
            yield row, f"un code de commune de {cog.vintage} ({route.reason})"
        elif not cog.existed(code, year):
            yield row, f"un code de commune au 1er janvier {year}{f' ({route.note})' if route.note else ''}"
        elif not route.shares:
            yield row, f"une commune dont le passage à {cog.vintage} est connu ({route.reason})"
        elif row["value"] and not _passes_as_it_is(row, route, cog):
            if row["place"]:
                yield row, f"la commune de {cog.vintage} où se trouve « {row['place']} » ({route.note})"
            elif not _is_additive(entry, catalog) and code not in known:
                yield row, f"{SUMMED} ({route.note or 'commune réunie à d’autres'})"


def _tell(row: pd.Series, expected: str) -> Fault:
    return Fault(str(row["file"]), int(row["line"]), "territory", expected, str(row["territory"]))


def _carry_list(
    rows: pd.DataFrame, terms: tuple[pd.DataFrame, pd.DataFrame], catalog: Catalog, cog: Cog
) -> Iterator[pd.DataFrame]:
    """A list without fault, in the codes of the vintage."""
    year = int(rows["year"].iloc[0])
    routes = {str(code): cog.trace(str(code), year) for code in rows["territory"]}
    is_whole = pd.Series(
        [_passes_as_it_is(row, routes[str(row["territory"])], cog) for _, row in rows.iterrows()], index=rows.index
    )
    yield _rename(rows[is_whole], routes)
    parts = rows[~is_whole]
    if parts.empty:
        return
    entry = catalog.indicators[rows["indicator"].iloc[0]]
    carried = carry_counts(_to_numbers(parts), cog, joined=JOINED)
    if not _is_additive(entry, catalog) and parts["value"].ne("").any():
        carried = _divide(carried, terms, entry, catalog, cog)
    made = carried.assign(year=str(year), value=pd.to_numeric(carried["value"]).map(format_number), published="")
    yield made.assign(id=[identify(row) for row in made.to_dict("records")])


def _rename(rows: pd.DataFrame, routes: dict[str, Route]) -> pd.DataFrame:
    """Rows under the one code that each became, their notes saying how where it is another."""
    shares = [routes[code].shares[0].code for code in rows["territory"]]
    told = [routes[code].note if code != now else "" for code, now in zip(rows["territory"], shares, strict=True)]
    notes = [" ; ".join(filter(None, pair)) for pair in zip(rows["note"], told, strict=True)]
    renamed = rows.assign(territory=shares, note=notes)
    return renamed.assign(id=[identify(row) for row in renamed.to_dict("records")])


def _divide(
    carried: pd.DataFrame,
    terms: tuple[pd.DataFrame, pd.DataFrame],
    entry: Indicator,
    catalog: Catalog,
    cog: Cog,
) -> pd.DataFrame:
    """Ratios of the communes of `carried`, computed again from their terms; a sum of ratios is none."""
    above, below = (catalog.indicators[name].short for name in (entry.numerator, entry.denominator) if name)
    denominator = Denominator(below, f"{below} : sans donnée", f"{below} : zéro", any_year=False)
    ratios = carry_ratios(_to_numbers(terms[0]), _to_numbers(terms[1]), denominator, cog, factor=entry.factor)
    own = ratios.set_index("territory").reindex(carried["territory"])
    is_made = own["status"].notna().to_numpy()
    notes = own["note"] + f" ; recalculé : {above} ÷ {below}"
    return carried.assign(
        value=carried["value"].mask(is_made, own["value"].to_numpy()),
        status=carried["status"].mask(is_made, own["status"].to_numpy()),
        note=carried["note"].mask(is_made, notes.to_numpy()),
    )


def _to_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(year=rows["year"].astype(int), value=pd.to_numeric(rows["value"]))
