"""Reading the map of all communes of France: the figure it shows, of an EPCI's communes or of the départements."""

from __future__ import annotations

from urllib.parse import urlencode

from loaders.series import POPULATION, Series
from pages.parts import national, national_table
from pages.parts.scope import Scope
from pages.views.content import Content
from pages.views.view import View, ViewError

NOT_COMPUTED = "not_comparable"


def make_view(measure: str, epci: str | None) -> View:
    """The view of a figure of the page of France, zoomed to an EPCI or whole."""
    territories = () if epci is None else (epci,)
    return View(
        kind="france", indicators=(POPULATION,), territories=territories, measure="km2" if measure == "densite" else ""
    )


def name_measure(view: View) -> str:
    """The figure of the page of France that a view shows: see pages.parts.national.MEASURES."""
    return "densite" if view.measure == "km2" else "population"


def read_france(view: View, scope: Scope) -> Content:
    """The rows of the table under the map, each already in words. Raises ViewError for an unknown EPCI."""
    measure = name_measure(view)
    shown = national.MEASURES[measure]
    epci = next(iter(view.territories), None)
    epcis = national.read_epcis()
    if epci is not None and epci not in epcis.index:
        raise ViewError(f"« {epci} » n’est pas un EPCI au 1er janvier {national.VINTAGE}. Choisissez-le à nouveau.")
    where = str(epcis.at[epci, "name"]) if epci else "France, par commune"
    rows = national_table.list_rows(measure, epci)
    rows = rows.assign(
        indicator=POPULATION,
        period=rows["year"].astype(str),
        source=national_table.SOURCE,
        scope="",
        note=rows["status"].map({NOT_COMPUTED: national.WORDS[NOT_COMPUTED]}).fillna(""),
    )
    parameters = {"chiffre": measure} | ({"epci": epci} if epci else {})
    table = "communes de l’EPCI" if epci else "départements"
    filters = f"{where} ; lignes : {table} ; contours au 1er janvier {national.VINTAGE}"
    series = Series(POPULATION, shown.label, shown.title, shown.unit, shown.unit, shown.decimals, False, rows)
    return Content(
        view,
        scope,
        shown.title,
        f"{where} · {national.POPULATION_YEAR} · {shown.unit}",
        (series,),
        rows,
        tuple(national_table.list_notes(measure)),
        (national_table.SOURCE,),
        filters,
        f"/france?{urlencode(parameters)}",
        national.POPULATION_YEAR,
        words=national_table.list_words(measure),
    )
