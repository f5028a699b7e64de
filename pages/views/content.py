"""The content of a view: the very rows it shows, its words, its sources and its address; every file is made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from loaders.series import Series
from pages.parts import cached
from pages.parts.addresses import PATHS, map_address
from pages.parts.choice import LEVEL_LABELS
from pages.parts.french import join_words, shorten_list
from pages.parts.geometry import read_codes
from pages.parts.notes import describe_denominators, source_texts
from pages.parts.ranking import rank_rows
from pages.parts.scope import ABSOLUTE, PER_INHABITANT, Scope, label_territories, predecessors
from pages.parts.tables import describe_rows
from pages.views.view import KIND_LABELS, OF_A_LEVEL, View, ViewError, check_known

ALL_YEARS = (0, 9999)


@dataclass(frozen=True)
class Content:
    """What a view shows. `rows` are observations, one line per value shown, in the columns of the store with `unit`.

    (Of financing plans they are lines of grants.) `panels` hold one series per indicator, all the years of the view:
    `rows` are those of them that are on the view. `year` is the year shown where the view is of one year.
    """

    view: View
    scope: Scope
    title: str
    subtitle: str
    panels: tuple[Series, ...]
    rows: pd.DataFrame
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    filters: str
    address: str
    year: int | None = None

    @property
    def series(self) -> Series:
        """The first panel."""
        return self.panels[0]

    @property
    def source_line(self) -> str:
        """« Source : … » in words."""
        return f"Source : {' ; '.join(self.sources)}." if self.sources else "Source : aucune donnée."

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of what the view asks for."""
        return "value" in self.rows and not self.rows["value"].notna().any()

    def describe(self) -> pd.DataFrame:
        """The rows in words, as tables and files write them."""
        return describe_rows(self.rows, self.scope) if self.panels else self.rows


def make_scope(view: View) -> Scope:
    """The scope of the pages that a view was taken from."""
    deployment = cached.read_catalog().deployment
    return Scope(
        view.territories,
        view.years,
        view.per_inhabitant,
        deployment.departements,
        deployment.home,
        deployment.vintage,
        cached.read_territories(deployment.departements),
    )


def read_content(view: View) -> Content:
    """Read what a view shows. Raises ViewError, in French, where it names what does not exist here."""
    check_known(view, cached.read_catalog())
    scope = make_scope(view)
    unknown = [code for code in view.territories if code not in scope.table.index]
    if unknown:
        raise ViewError(f"Territoire inconnu ici : {join_words(unknown)}. Choisissez-le à nouveau.")
    return _READERS.get(view.kind, _read_over_years)(view, scope)


def _read_panel(view: View, headline: tuple[str, str], territories: tuple[str, ...], scope: Scope) -> Series:
    """The series of one indicator over the years of the view: of the territories, or of all of its level."""
    indicator, restriction = headline
    if view.kind in OF_A_LEVEL:
        series = cached.read_series(
            indicator, levels=(view.level,), scopes=(restriction,), per_inhabitant=view.per_inhabitant
        )
        return series.restrict(read_codes(view.level), view.years)
    levels = {code: scope.level(code) for code in territories}
    return cached.read_several(indicator, restriction, levels, view.per_inhabitant).restrict(territories, view.years)


def _read_over_years(view: View, scope: Scope) -> Content:
    """A chart of territories over the years: every value between the first and the last."""
    wanted = view.territories + predecessors(view.territories)
    panels = tuple(_read_panel(view, headline, wanted, scope) for headline in view.headlines())
    rows = _join(panels)
    if view.kind == "slope":
        rows = rows[rows["year"].isin(view.years)]
    return _conclude(view, scope, panels, rows, missing_among=view.territories)


def _read_of_a_year(view: View, scope: Scope) -> Content:
    """A map, a ranking, a scatter or dots: every territory of a level in one year."""
    panels = tuple(_read_panel(view, headline, (), scope) for headline in view.headlines())
    years = [set(p.frame.loc[p.frame["value"].notna(), "year"].astype(int)) for p in panels]
    shared = set.intersection(*years) or set.union(*years)
    year = view.year if view.year is not None else max(shared, default=None)
    rows = _join(panels)
    rows = rows[rows["year"] == year]
    if view.kind == "ranking":
        rows = pd.concat(
            [_rank(own) for _, own in rows.groupby(["indicator", "scope"], sort=False, observed=True)] or [rows]
        )
    return _conclude(view, scope, panels, rows, year=year)


def _rank(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one indicator with their rank, the highest first; those without a value stand last."""
    ranked = rank_rows(rows)
    return rows.merge(ranked[["territory", "rank"]], on="territory", how="left").sort_values("rank")


def _read_cards(view: View, scope: Scope) -> Content:
    """The latest figure of each indicator for each territory, one line each; or a line that says why there is none."""
    panels = tuple(_read_panel(view, headline, view.territories, scope) for headline in view.headlines())
    lines = [
        _find_latest(panel, headline, code, view, scope)
        for panel, headline in zip(panels, view.headlines(), strict=True)
        for code in view.territories
    ]
    rows = pd.concat(lines, ignore_index=True) if lines else _join(panels).head(0)
    return _conclude(view, scope, panels, rows)


def _find_latest(panel: Series, headline: tuple[str, str], code: str, view: View, scope: Scope) -> pd.DataFrame:
    """The latest known row of a territory, or one without value whose status says why."""
    own = panel.frame[panel.frame["territory"].astype(str) == code].sort_values("year")
    known = own[own["value"].notna()].tail(1)
    if len(known):
        return known.assign(unit=panel.unit)
    said = [status for status in own["status"].astype(str) if status in ("confidential", "not_applicable")]
    first, last = view.years
    texts = dict.fromkeys(("place", "source", "section", "locator", "published", "note", "id"), "")
    row = texts | {"indicator": headline[0], "scope": headline[1], "territory": code, "level": scope.level(code)}
    row |= {"period": f"{first}-{last}", "status": said[-1] if said else "missing", "unit": panel.unit}
    return pd.DataFrame([row | {"year": last, "value": float("nan"), "break_before": False}])


def _read_table(view: View, scope: Scope) -> Content:
    """Every figure published of some indicators, whatever its perimeter; of all territories where none is chosen."""
    panels = tuple(_read_panel(view, headline, view.territories, scope) for headline in view.headlines())
    indicators = tuple(dict.fromkeys(indicator for indicator, _ in view.headlines()))
    rows = cached.read_observations(indicators, territories=view.territories or None)
    rows = rows[rows["year"].between(*view.years)]
    units = {i: cached.read_catalog().unit_of(i).symbol for i in indicators}
    return _conclude(view, scope, panels, rows.assign(unit=rows["indicator"].astype(str).map(units)))


def _read_streams(view: View, scope: Scope) -> Content:
    """Each stream of a département's waste by destination (`part`), in one year."""
    cells = cached.read_cells(view.territories[0] if view.territories else scope.departements[0])
    years = sorted(int(y) for y in cells["year"].unique() if view.years[0] <= y <= view.years[1])
    year = view.year if view.year in years else (years[-1] if years else None)
    rows = cells[cells["year"] == year].assign(unit="t")
    rows = rows.assign(bar=rows["stream"], part=rows["destination"])
    panel = cached.read_series("waste.collected", territories=(scope.departements[0],))
    return _conclude(view, scope, (panel,), rows, year=year)


def _read_neighbours(view: View, scope: Scope) -> Content:
    """The streams of the départements of the region, in kilogrammes per inhabitant, in one year."""
    year = view.year or int(cached.read_cells(scope.departements[0])["year"].max())
    rows = cached.read_ratios(year, read_codes("departement")).assign(unit="kg/hab.")
    rows = rows.assign(bar=rows["territory"].map(scope.name), part=rows["stream"])
    panel = cached.read_series("waste.collected", territories=(scope.departements[0],), per_inhabitant=True)
    return _conclude(view, scope, (panel,), rows, year=year)


def _read_plans(view: View, scope: Scope) -> Content:
    """The lines of the financing plans: funder, project, amount."""
    rows = cached.read_grants(("planned",))
    names = tuple(source_texts(rows["source"].astype(str).unique()))
    title = "Plans de financement des projets"
    said = "Plans prévisionnels, non des versements ; l’autofinancement du maître d’ouvrage est compté."
    return Content(view, scope, title, "En euros", (), rows, (said,), names, "tous les projets", "/subventions")


def _join(panels: tuple[Series, ...]) -> pd.DataFrame:
    """The rows of all panels, each with the unit that it is shown in."""
    frames = [panel.frame.assign(unit=panel.unit) for panel in panels]
    kept = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(kept, ignore_index=True)


def _conclude(
    view: View,
    scope: Scope,
    panels: tuple[Series, ...],
    rows: pd.DataFrame,
    *,
    year: int | None = None,
    missing_among: tuple[str, ...] = (),
) -> Content:
    """The words of a view round its rows."""
    catalog = cached.read_catalog()
    names = shorten_list([p.name for p in panels], 3)
    title = names if view.kind not in ("streams", "neighbours") else f"{names} : {KIND_LABELS[view.kind].lower()}"
    where = (
        LEVEL_LABELS[view.level]
        if view.kind in OF_A_LEVEL
        else shorten_list([scope.name(c) for c in view.territories], 4)
    )
    units = list(dict.fromkeys(p.unit_label for p in panels))
    when = str(year) if year else f"{view.years[0]}-{view.years[1]}"
    known = set(rows.loc[rows["value"].notna(), "territory"].astype(str))
    absent = [scope.name(code) for code in missing_among if code not in known]
    caveats = [catalog.warnings[w] for i, _ in view.headlines() for w in catalog.indicators[i].warnings]
    notes = [
        f"Sans donnée : {join_words(absent)}." if absent else "",
        describe_denominators(rows),
        *dict.fromkeys(caveats),
    ]
    filters = (
        f"territoires : {', '.join(scope.name(c) for c in view.territories) or 'tous'} ; {_describe_time(view, year)}"
    )
    return Content(
        view,
        scope,
        title,
        " · ".join(part for part in (where, when, join_words(units[:3])) if part),
        panels,
        rows.reset_index(drop=True),
        tuple(note for note in notes if note),
        tuple(source_texts(rows["source"].astype(str).unique())),
        filters,
        make_address(view, scope, year),
        year,
    )


def _describe_time(view: View, year: int | None) -> str:
    return f"année : {year}" if year else f"années : {view.years[0]}-{view.years[1]}"


def make_address(view: View, scope: Scope, year: int | None = None) -> str:
    """The address, without its host, of the page that shows a view again."""
    catalog = cached.read_catalog()
    indicator, restriction = view.headlines()[0]
    page = catalog.themes[catalog.theme_of(indicator)].page
    path = (map_address(indicator) or PATHS[page]).partition("?")[0]
    labels = label_territories(scope.table)
    query: list[tuple[str, str]] = [("territoires", labels[code]) for code in view.territories if code in labels]
    query += [("annees", str(y)) for y in view.years] if view.years != (2009, 2026) else []
    query += [("mesure", PER_INHABITANT if view.per_inhabitant else ABSOLUTE)]
    if page == "themes":
        query.append(("theme", catalog.theme_of(indicator)))
    query.append(("indicateur", catalog.indicators[indicator].label))
    if restriction:
        query.append(("perimetre", catalog.scope_label(restriction)))
    if view.kind in OF_A_LEVEL:
        query.append(("niveau", LEVEL_LABELS[view.level]))
    if year is not None:
        query.append(("annee", str(year)))
    return f"{path}?{urlencode(query)}"


_READERS: dict[str, Callable[[View, Scope], Content]] = {
    **dict.fromkeys(OF_A_LEVEL, _read_of_a_year),
    "cards": _read_cards,
    "table": _read_table,
    "streams": _read_streams,
    "neighbours": _read_neighbours,
    "plans": _read_plans,
}
