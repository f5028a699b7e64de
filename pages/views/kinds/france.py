"""Reading the map of all communes of France: the figure it shows, of an EPCI's communes or of the départements."""

from __future__ import annotations

from urllib.parse import urlencode

from loaders.reading.series import POPULATION, Series
from pages.views.content import Content
from pages.views.france import figures
from pages.views.france import table as france_table
from pages.views.scope import Scope
from pages.views.view import View, ViewError

NOT_COMPUTED = "not_comparable"


def make_view(measure: str, epci: str | None) -> View:
    """The view of a figure of the page of France, zoomed to an EPCI or whole."""
    territories = () if epci is None else (epci,)
    return View(
        kind="france", indicators=(POPULATION,), territories=territories, measure="km2" if measure == "densite" else ""
    )


def name_measure(view: View) -> str:
    """The figure of the page of France that a view shows: see pages.views.france.figures.MEASURES."""
    return "densite" if view.measure == "km2" else "population"


def read_france(view: View, scope: Scope) -> Content:
    """The rows of the table under the map, each already in words. Raises ViewError for an unknown EPCI."""
    measure = name_measure(view)
    shown = figures.MEASURES[measure]
    epci = next(iter(view.territories), None)
    epcis = figures.read_epcis()
    if epci is not None and epci not in epcis.index:
        raise ViewError(f"« {epci} » n’est pas un EPCI au 1er janvier {figures.VINTAGE}. Choisissez-le à nouveau.")
    where = str(epcis.at[epci, "name"]) if epci else "France, par commune"
    rows = france_table.list_rows(measure, epci)
    rows = rows.assign(
        indicator=POPULATION,
        period=rows["year"].astype(str),
        source=france_table.SOURCE,
        scope="",
        note=rows["status"].map({NOT_COMPUTED: figures.WORDS[NOT_COMPUTED]}).fillna(""),
    )
    parameters = {"chiffre": measure} | ({"epci": epci} if epci else {})
    table = "communes de l’EPCI" if epci else "départements"
    filters = f"{where} ; lignes : {table} ; contours au 1er janvier {figures.VINTAGE}"
    series = Series(POPULATION, shown.label, shown.title, shown.unit, shown.unit, shown.decimals, False, rows)
    return Content(
        view,
        scope,
        shown.title,
        f"{where} · {figures.POPULATION_YEAR} · {shown.unit}",
        (series,),
        rows,
        tuple(france_table.list_notes(measure)),
        (france_table.SOURCE,),
        filters,
        f"/france?{urlencode(parameters)}",
        figures.POPULATION_YEAR,
        words=france_table.list_words(measure),
    )
