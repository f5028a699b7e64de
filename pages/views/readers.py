"""Reading a view: by its kind, the rows and the series that it shows. Nothing here draws."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.series import Series
from pages.views.address import make_address
from pages.views.compared.measure import apply_measure
from pages.views.content import Content, choose_year, conclude, join_panels
from pages.views.data import cached
from pages.views.data.geography import read_codes
from pages.views.data.granted import OVERLAP, read_granted
from pages.views.kinds.compared import read_among_peers, read_over_years, read_several
from pages.views.kinds.france import read_france
from pages.views.kinds.maps import read_change, read_crossed, read_several_years
from pages.views.ranking import rank_rows
from pages.views.scope import Scope, list_members, make_scope
from pages.views.view import OF_A_LEVEL, View, ViewError, check_known
from pages.words.french import join_words, shorten_list
from pages.words.sources import source_texts

# Beyond as many indicators a table is named by its themes.
MOST_NAMED = 3


def read_content(view: View) -> Content:
    """Read what a view shows. Raises ViewError, in French, where it names what does not exist here."""
    check_known(view, load_catalog())
    scope = make_scope(view.territories, view.years, per_inhabitant=view.per_inhabitant)
    unknown = [code for code in view.territories if code not in scope.table.index]
    if unknown and view.kind != "france":
        raise ViewError(f"Territoire inconnu ici : {join_words(unknown)}. Choisissez-le à nouveau.")
    if view.peers:
        return read_among_peers(view, scope)
    return _READERS.get(view.kind, read_over_years)(view, scope)


def _read_level(view: View, headline: tuple[str, str]) -> Series:
    """The series of one indicator over the years of the view, for all territories of its level."""
    series = cached.read_mapped(*headline, view.level, view.per_inhabitant, view.years)
    return apply_measure(series, view.measure) if view.measure else series


def _read_of_a_year(view: View, scope: Scope) -> Content:
    """A map, a ranking, a scatter or dots: every territory of a level in one year."""
    panels = tuple(_read_level(view, headline) for headline in view.headlines())
    known = [set(p.frame.loc[p.frame["value"].notna(), "year"].astype(int)) for p in panels]
    year = choose_year(known, view.year)
    rows = join_panels(panels)
    rows = rows[rows["year"] == year]
    if view.kind == "ranking":
        rows = pd.concat(
            [_rank(own) for _, own in rows.groupby(["indicator", "scope"], sort=False, observed=True)] or [rows]
        )
    return conclude(view, scope, panels, rows, year=year)


def _rank(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one indicator with their rank, the highest first; those without a value stand last."""
    ranked = rank_rows(rows)
    return rows.merge(ranked[["territory", "rank"]], on="territory", how="left").sort_values("rank")


def _read_cards(view: View, scope: Scope) -> Content:
    """The latest figure of each indicator for each territory, one line each; or a line that says why there is none."""
    panels = tuple(read_several(view, headline, view.territories, scope) for headline in view.headlines())
    lines = [
        _find_latest(panel, headline, code, view, scope)
        for panel, headline in zip(panels, view.headlines(), strict=True)
        for code in view.territories
    ]
    rows = pd.concat(lines, ignore_index=True) if lines else join_panels(panels).head(0)
    return conclude(view, scope, panels, rows)


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
    panels = tuple(read_several(view, headline, view.territories, scope) for headline in view.headlines())
    indicators = tuple(dict.fromkeys(indicator for indicator, _ in view.headlines()))
    territories = list_members(scope) if view.with_members else view.territories
    rows = cached.read_observations(indicators, territories=territories or None)
    rows = rows[rows["year"].between(*view.years)]
    catalog = load_catalog()
    units = {i: catalog.unit_of(i).symbol for i in indicators}
    themes = dict.fromkeys(catalog.themes[catalog.theme_of(i)].label for i in indicators)
    title = f"Tous les chiffres publiés : {join_words(list(themes))}" if len(indicators) > MOST_NAMED else ""
    where = f"{shorten_list([scope.name(c) for c in scope.territories], 4)}, membres et communes compris"
    rows = rows.assign(unit=rows["indicator"].astype(str).map(units))
    return conclude(view, scope, panels, rows, title=title, where=where if view.with_members else "")


def _read_streams(view: View, scope: Scope) -> Content:
    """Each stream of a département's waste by destination (`part`), in one year."""
    cells = cached.read_cells(view.territories[0] if view.territories else scope.departements[0])
    years = sorted(int(y) for y in cells["year"].unique() if view.years[0] <= y <= view.years[1])
    year = view.year if view.year in years else (years[-1] if years else None)
    rows = cells[cells["year"] == year].assign(unit="t")
    rows = rows.assign(bar=rows["stream"], part=rows["destination"])
    panel = cached.read_series("waste.collected", territories=(scope.departements[0],))
    return conclude(view, scope, (panel,), rows, year=year)


def _read_neighbours(view: View, scope: Scope) -> Content:
    """The streams of the départements of the region, in kilogrammes per inhabitant, in one year."""
    year = view.year or int(cached.read_cells(scope.departements[0])["year"].max())
    rows = cached.read_ratios(year, read_codes("departement")).assign(unit="kg/hab.")
    rows = rows.assign(bar=rows["territory"].map(scope.name), part=rows["stream"])
    panel = cached.read_series("waste.collected", territories=(scope.departements[0],), per_inhabitant=True)
    return conclude(view, scope, (panel,), rows, year=year)


def _read_plans(view: View, scope: Scope) -> Content:
    """The lines of the financing plans: funder, project, amount."""
    rows = cached.read_grants(("planned",))
    names = tuple(source_texts(rows["source"].astype(str).unique()))
    title = "Plans de financement des projets"
    said = "Plans prévisionnels, non des versements ; l’autofinancement du maître d’ouvrage est compté."
    return Content(view, scope, title, "En euros", (), rows, (said,), names, "tous les projets", "/subventions")


def _read_grants(view: View, scope: Scope) -> Content:
    """The grants to named beneficiaries of the territories of a view, the largest first."""
    rows = read_granted(scope).sort_values("montant", ascending=False, ignore_index=True)
    where = shorten_list([scope.name(code) for code in view.territories], 4) or "aucun territoire"
    when = f"{view.years[0]}-{view.years[1]}"
    address = make_address(view, scope)
    names = tuple(source_texts(rows["source"].astype(str).unique()))
    title, filters = "Subventions à des bénéficiaires nommés", f"territoires : {where} ; années : {when}"
    return Content(view, scope, title, f"{where} · {when} · euros", (), rows, (OVERLAP,), names, filters, address)


_READERS: dict[str, Callable[[View, Scope], Content]] = {
    **dict.fromkeys(OF_A_LEVEL, _read_of_a_year),
    "maps": read_several_years,
    "change": read_change,
    "crossed": read_crossed,
    "france": read_france,
    "cards": _read_cards,
    "table": _read_table,
    "streams": _read_streams,
    "neighbours": _read_neighbours,
    "plans": _read_plans,
    "grants": _read_grants,
}
