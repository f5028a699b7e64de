"""Figures given in the commune codes of their year pass to those of the contours, and say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from loaders.catalog import Catalog
from loaders.pipeline.figures import Fault, FiguresError, identify
from loaders.pipeline.figures_csv import format_number
from loaders.statistics.ratios import Denominator
from loaders.statuses import are_results
from loaders.territories.cog import FIRST_YEAR, Cog, Route
from loaders.territories.passage import carry_counts, carry_ratios, list_parts

# What a publisher prints together, in one geography: the figures of one thing and year, a row a territory.
LIST = ["source", "indicator", "place", "year", "period", "scope", "variant", "revision", "is_beside"]
JOINED = ("lines", "section", "break_before")
SUMMED = (
    "un chiffre qui s’additionne, ou un ratio dont la même source donne pour la même commune et la même année le "
    "numérateur et le dénominateur"
)

# The numerators and the denominators of a list of ratios.
Terms = tuple[pd.DataFrame, pd.DataFrame]


def list_former(cog: Cog) -> frozenset[str]:
    """The codes that were a commune's since 2010 and no longer are."""
    return frozenset(code for code in cog.moves if code not in cog.populations)


def carry_figures(figures: pd.DataFrame, catalog: Catalog, cog: Cog) -> pd.DataFrame:
    """The figures of `read_figures` in the commune codes of the COG's vintage; the same frame where all are already.

    One former code tells that its whole list is in the codes of its year, those that end on 1 January included: many
    publishers give the year of a merger under the codes of before. A count is then that of all the communes of
    the time, missing where one of them is not in the list; a ratio is computed again from its terms, which the list
    must give; what one commune alone became another code passes as it is, and so does what is at a place. The note says
    which codes, and nothing is said to be printed that is a sum. Raises FiguresError for each row that cannot pass.
    """
    former = list_former(cog)
    if not figures["territory"].isin(former).any():
        return figures
    tagged = figures.assign(is_beside=~are_results(figures["status"]))
    of_list = tagged["territory"].isin(former).groupby([tagged[name] for name in LIST])
    is_moving = of_list.transform("any") & tagged["territory"].isin({*cog.moves, *cog.sources})
    faults: list[Fault] = []
    frames = [tagged[~is_moving]]
    for _, rows in tagged[is_moving].groupby(LIST, sort=False):
        routes = {str(code): cog.trace(str(code), int(rows["year"].iloc[0])) for code in rows["territory"]}
        found = routes, _find_whole(rows, routes, cog), _find_terms(rows, tagged, catalog), catalog, cog
        wrong = list(_find_faults(rows, *found))
        faults += wrong
        if not wrong:
            frames += _carry_list(rows, *found)
    if faults:
        raise FiguresError(faults)
    return pd.concat(frames, ignore_index=True)[list(figures.columns)]


def _find_terms(rows: pd.DataFrame, every: pd.DataFrame, catalog: Catalog) -> Terms:
    """The numerators and the denominators that are given beside a list of ratios; empty where there are none."""
    entry, first = catalog.indicators[rows["indicator"].iloc[0]], rows.iloc[0]
    same = [name for name in LIST if name != "indicator"]
    beside = every[every[same].eq(first[same]).all(axis=1)]
    above, below = (beside[beside["indicator"].eq(name or "")] for name in (entry.numerator, entry.denominator))
    return above, below


def _is_additive(rows: pd.DataFrame, catalog: Catalog) -> bool:
    return catalog.may(rows["indicator"].iloc[0], "sum")


def _find_whole(rows: pd.DataFrame, routes: dict[str, Route], cog: Cog) -> pd.Series:
    """Whether each figure of a list is that of a commune of the vintage as it is: of the same land, or at a place."""
    landed = Counter(share.code for route in routes.values() for share in route.shares)

    def is_whole(code: str, place: str, year: int) -> bool:
        shares = routes[code].shares
        if len(shares) != 1 or landed[shares[0].code] > 1:
            return False
        return bool(place) or {*list_parts(shares[0].code, year, cog)} <= {code}

    cells = zip(rows["territory"], rows["place"], rows["year"].astype(int), strict=True)
    return pd.Series([is_whole(*cell) for cell in cells], index=rows.index)


def _find_faults(
    rows: pd.DataFrame, routes: dict[str, Route], is_whole: pd.Series, terms: Terms, catalog: Catalog, cog: Cog
) -> Iterator[Fault]:
    """What is wrong with the rows of a list that cannot pass."""
    year, is_additive = int(rows["year"].iloc[0]), _is_additive(rows, catalog)
    known = set.intersection(*(set(term["territory"]) for term in terms))
    for number, row in rows.iterrows():
        code, place = str(row["territory"]), str(row["place"])
        route = routes[code]
        expected = ""
        if not FIRST_YEAR <= year <= cog.vintage:
            expected = f"un code de commune de {cog.vintage} ({route.reason})"
        elif not (cog.existed(code, year) or cog.existed(code, year - 1)):
            expected = f"un code de commune au 1er janvier {year}{f' ({route.note})' if route.note else ''}"
        elif not route.shares:
            expected = f"une commune dont le passage à {cog.vintage} est connu ({route.reason})"
        elif row["value"] and not is_whole[number] and place:
            expected = f"le seul lieu de ce nom, dans une seule commune de {cog.vintage} ({place} ; {route.note})"
        elif row["value"] and not is_whole[number] and not is_additive and code not in known:
            expected = f"{SUMMED} ({route.note or 'commune réunie à d’autres'})"
        if expected:
            yield Fault(str(row["file"]), int(row["line"]), "territory", expected, code)


def _carry_list(
    rows: pd.DataFrame, routes: dict[str, Route], is_whole: pd.Series, terms: Terms, catalog: Catalog, cog: Cog
) -> Iterator[pd.DataFrame]:
    """A list without fault, in the codes of the vintage."""
    yield _rename(rows[is_whole], routes)
    parts = rows[~is_whole]
    if parts.empty:
        return
    carried = carry_counts(_to_numbers(parts), cog, joined=JOINED)
    if not _is_additive(rows, catalog) and parts["value"].ne("").any():
        carried = _divide(carried, terms, catalog, cog)
    made = carried.assign(
        year=rows["year"].iloc[0], value=pd.to_numeric(carried["value"]).map(format_number), published=""
    )
    yield made.assign(id=[identify(row) for row in made.to_dict("records")])


def _rename(rows: pd.DataFrame, routes: dict[str, Route]) -> pd.DataFrame:
    """Rows under the one code that each became, their notes saying how where it is another."""
    shares = [routes[code].shares[0].code for code in rows["territory"]]
    told = [routes[code].note if code != now else "" for code, now in zip(rows["territory"], shares, strict=True)]
    notes = [" ; ".join(filter(None, pair)) for pair in zip(rows["note"], told, strict=True)]
    renamed = rows.assign(territory=shares, note=notes)
    return renamed.assign(id=[identify(row) for row in renamed.to_dict("records")])


def _divide(carried: pd.DataFrame, terms: Terms, catalog: Catalog, cog: Cog) -> pd.DataFrame:
    """Ratios of the communes of `carried`, computed again from their terms; a sum of ratios is none."""
    entry = catalog.indicators[carried["indicator"].iloc[0]]
    above, below = (catalog.indicators[name].short for name in (entry.numerator, entry.denominator) if name)
    denominator = Denominator(below, f"{below} : sans donnée", f"{below} : zéro", within=0)
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
