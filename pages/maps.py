"""Other maps: one small map per year, the change between two years, two indicators crossed."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.kinds.change_map import ChangeMap
from pages.views.kinds.crossed_map import CrossedMap
from pages.views.kinds.year_maps import YearMaps
from pages.views.maps.choice import find_partner, list_items, list_years, read_item
from pages.widgets.choosing import choose_year
from pages.widgets.layout import show_title
from pages.widgets.maps import choice
from pages.widgets.maps.kinds import show_change, show_crossed, show_years
from pages.widgets.selection import current_selection

selection = current_selection()

with st.container(key="maps-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
    kind = choice.choose_kind()
    level = choice.choose_level()
    items = list_items(level, selection.departements)
    is_crossed = kind == "croisement"
    wanted = [choice.choose_first(items)] if items else []
    if is_crossed and len(items) > 1:
        others = {item: label for item, label in items.items() if item != wanted[0]}
        usual = find_partner(wanted[0], others, level, selection.departements)
        wanted.append(choice.choose_second(others, usual))
    # Shades are no measure of counts: two indicators are crossed per inhabitant wherever that is known.
    series = [
        read_item(item, level, selection.departements, per_inhabitant=is_crossed or selection.per_inhabitant)
        for item in wanted
    ]
    years = list_years(*series, within=selection.years)
    chosen: list[int] = []
    if years and is_crossed:
        chosen = [choose_year("Année", "annee", years, default=years[-1])]
    elif years and kind == "evolution":
        chosen = [
            choose_year("De", "de", years, default=years[0]),
            choose_year("À", "a", years, default=years[-1]),
        ]
if years and kind == "annees":
    chosen = choice.choose_years(years)
themes = dict.fromkeys(load_catalog().theme_of(one.indicator) for one in series)
show_title("Cartes", selection, tuple(themes))

if len(wanted) < 1 + is_crossed:
    st.info("Trop peu de territoires de ce niveau publient les mêmes chiffres pour en faire une carte.")
elif not years:
    st.info(
        f"Aucune année de {selection.years[0]} à {selection.years[1]} n’a assez de territoires connus. Élargissez les "
        "années ci-dessus ou choisissez un autre indicateur."
    )
elif is_crossed:
    show_crossed(
        CrossedMap(
            indicators=(wanted[0], wanted[1]),
            territories=selection.territories,
            level=level,
            years=selection.years,
            year=chosen[0],
            per_inhabitant=True,
        ),
        selection,
        key="crossed",
    )
elif kind == "evolution" and chosen[0] >= chosen[1]:
    st.info(
        f"Une évolution va d’une année à une année suivante, non de {chosen[0]} à {chosen[1]}. Changez l’une des deux."
    )
elif kind == "evolution":
    show_change(
        ChangeMap(
            indicators=(wanted[0],),
            territories=selection.territories,
            level=level,
            years=(chosen[0], chosen[1]),
            per_inhabitant=selection.per_inhabitant,
        ),
        selection,
        key="change",
    )
else:
    show_years(
        YearMaps(
            indicators=(wanted[0],),
            territories=selection.territories,
            level=level,
            years=selection.years,
            shown=tuple(chosen),
            per_inhabitant=selection.per_inhabitant,
        ),
        selection,
        key="years",
    )
