"""Other maps: one small map per year, the change between two years, two indicators crossed."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.files.links import files_markup
from pages.views.maps.choice import list_items, list_years, read_item
from pages.views.maps.repeated import Panel
from pages.views.view import Kind, View
from pages.widgets.dossier.offering import offer_view
from pages.widgets.layout import show_title
from pages.widgets.maps import choice
from pages.widgets.maps.kinds import show_bivariate, show_change_map, show_small_maps
from pages.widgets.scope import current_scope

scope = current_scope()
head = st.container()


def offer(kind: Kind, *, year: int | None = None, years: tuple[int, int] | None = None) -> None:
    """The files of the map shown, and its place in the dossier."""
    view = View(
        kind=kind,
        indicators=tuple(wanted),
        territories=scope.territories,
        level=level,
        years=years or scope.years,
        year=year,
        shown=tuple(chosen) if kind == "maps" else (),
        per_inhabitant=is_crossed or scope.per_inhabitant,
    )
    st.html(files_markup(view))
    offer_view(view, key="maps")


with st.container(key="maps-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
    kind = choice.choose_kind()
    level = choice.choose_level()
    items = list_items(level)
    is_crossed = kind == "croisement"
    wanted = [choice.choose_item("Indicateur", items, key="premier")]
    if is_crossed:
        others = {item: label for item, label in items.items() if item != wanted[0]}
        wanted.append(choice.choose_item("Croisé avec", others, key="second"))
    # Shades are no measure of counts: two indicators are crossed per inhabitant wherever that is known.
    series = [read_item(item, level, per_inhabitant=is_crossed or scope.per_inhabitant) for item in wanted]
    years = list_years(*series, within=scope.years)
    chosen: list[int] = []
    if years and is_crossed:
        chosen = [choice.choose_year("Année", years, key="an")]
    elif years and kind == "evolution":
        ends = (("De", "de", 0), ("À", "vers", -1))
        chosen = [choice.choose_year(label, years, key=key, place=place) for label, key, place in ends]
if years and kind == "annees":
    chosen = choice.choose_years(years)
with head:
    catalog = load_catalog()
    show_title("Cartes", scope, tuple(dict.fromkeys(catalog.theme_of(one.indicator) for one in series)))

if not years:
    st.info(
        f"Aucune année de {scope.years[0]} à {scope.years[1]} n’a assez de territoires connus. Élargissez les années "
        "ci-dessus ou choisissez un autre indicateur."
    )
elif is_crossed:
    if show_bivariate(*series, year=chosen[0], level=level, scope=scope, key="crossed"):
        offer("crossed", year=chosen[0])
elif kind == "evolution":
    if show_change_map(series[0], chosen[0], chosen[1], level=level, scope=scope, key="change"):
        offer("change", years=(chosen[0], chosen[1]))
else:
    panels = [Panel(str(year), series[0], year) for year in chosen]
    if show_small_maps(panels, level=level, scope=scope, key="years"):
        offer("maps")
