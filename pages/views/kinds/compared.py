"""Reading what the page that compares shows: a measure of its own, an index 100, a group of peers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from loaders.reading.relative import Measure
from loaders.reading.series import Series
from pages.views.compared.indexed import index_series
from pages.views.compared.measure import apply_measure
from pages.views.compared.peers import find_peers, read_group
from pages.views.compared.ranked import describe_unranked, keep_level
from pages.views.compared.ranks import rank_years
from pages.views.compared.selection import Comparison, read_comparison
from pages.views.compared.slopes import describe_slopes, describe_unmoved
from pages.views.compared.withheld import describe_withheld
from pages.views.compared.years import known_years
from pages.views.content import Content, choose_year, conclude, join_panels
from pages.views.data import cached
from pages.views.marks import NOT_COMPARABLE
from pages.views.reading import read_dots, read_ranks, read_scatter
from pages.views.scope import Scope, predecessors
from pages.views.view import View, ViewError


def read_several(view: View, headline: tuple[str, str], territories: tuple[str, ...], scope: Scope) -> Series:
    """The series of one indicator for a few territories, over the years of a view and in its measure."""
    levels = {code: scope.level(code) for code in territories}
    series = cached.read_several(*headline, levels, view.per_inhabitant).restrict(territories, view.years)
    return apply_measure(series, view.measure) if view.measure else series


def read_over_years(view: View, scope: Scope) -> Content:
    """A chart of territories over the years: every value between the first and the last."""
    wanted = view.territories + predecessors(view.territories)
    panels = tuple(read_several(view, headline, wanted, scope) for headline in view.headlines())
    rows = join_panels(panels)
    if view.kind == "slope":
        rows = rows[rows["year"].isin(view.years)]
    if view.base is None:
        notes = tuple(_describe_slopes(panel, view, scope) for panel in panels) if view.kind == "slope" else ()
        return conclude(view, scope, panels, rows, missing_among=view.territories, notes=notes)
    found = [index_series(panel, view.base) for panel in panels]
    indexed = tuple(_withhold(series, panel) for panel, (series, _) in zip(panels, found, strict=True))
    notes = tuple(describe_withheld(scope.name, panel.name, lost) for panel, lost in found)
    index = pd.concat([series.frame["value"] for series in indexed], ignore_index=True)
    return conclude(
        view, scope, indexed, rows.assign(index=index.to_numpy()), missing_among=view.territories, notes=notes
    )


def _describe_slopes(panel: Series, view: View, scope: Scope) -> str:
    """Who has no change between the two years, and why."""
    return describe_unmoved(describe_slopes(panel, view.territories, view.years), scope.name)


def _withhold(indexed: Series, panel: Series) -> Series:
    """The index, in which a value that does not compare with that of the base is not comparable, not missing."""
    is_withheld = indexed.frame["value"].isna() & panel.frame["value"].notna()
    statuses = indexed.frame["status"].astype(str).mask(is_withheld, NOT_COMPARABLE)
    return replace(indexed, unit="", frame=indexed.frame.assign(status=statuses))


def read_among_peers(view: View, scope: Scope) -> Content:
    """Dots, a scatter or ranks of the territories chosen among peers that are named. Raises ViewError."""
    reference = view.reference or next(iter(view.territories), "")
    if reference not in view.territories:
        raise ViewError("Le territoire à situer n’est pas parmi ceux de la vue. Choisissez-le à nouveau.")
    usual: Measure = "inhabitant" if view.per_inhabitant else "value"
    comparison = read_comparison(view.indicators, scope, view.measure or usual)
    group = find_peers(view.peers, reference, scope)
    panels = tuple(read_group(comparison, item, group, reference) for item in view.indicators)
    if view.kind == "movement":
        panels = tuple(keep_level(panel, reference, comparison) for panel in panels)
    year, ranks, unranked = None, list[pd.DataFrame](), list[str]()
    if view.kind == "movement":
        ranks = [rank_years(panel) for panel in panels]
        unranked = [describe_unranked(own, one, comparison) for own, one in zip(ranks, panels, strict=True)]
        rows = pd.concat([own.assign(unit=one.unit) for own, one in zip(ranks, panels, strict=True)])
        rows = rows.drop(columns="broken")
    else:
        rows = join_panels(panels)
        year = choose_year([set(known_years([panel])) for panel in panels], view.year)
        rows = rows[rows["year"] == year]
    names = ", ".join(scope.name(code) for code in view.territories)
    notes = _read_notes(panels, ranks, comparison, view, year, (reference, group.codes, group.label))
    return conclude(
        view,
        scope,
        panels,
        rows,
        year=year,
        where=f"{names}, parmi : {group.label}" if group.codes else names,
        missing_among=view.territories,
        notes=(*notes, *unranked),
        among=tuple(dict.fromkeys([reference, *group.codes])),
    )


def _read_notes(
    panels: tuple[Series, ...],
    ranks: list[pd.DataFrame],
    comparison: Comparison,
    view: View,
    year: int | None,
    group: tuple[str, tuple[str, ...], str],
) -> tuple[str, ...]:
    """The reading note of each chart, as the page has it."""
    reference, codes, label = group
    chosen = tuple(dict.fromkeys([reference, *comparison.territories]))
    if view.kind == "movement":
        what = f"territoires ({label})"
        return tuple(read_ranks(own, chosen, comparison.phrase, what=what) for own in ranks)
    if year is None:
        return ()
    if view.kind == "scatter":
        return (read_scatter(panels[0], panels[1], year, chosen, comparison.phrase),)
    return tuple(read_dots(panel, year, chosen, codes, label, comparison.phrase) for panel in panels)
