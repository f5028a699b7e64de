"""The settings of a map, folded under it; kept in the address and across pages."""

from __future__ import annotations

import streamlit as st

from geo.classes import FEWEST, MOST, check_classes, find_breaks
from loaders.reading.series import Series
from pages.draw.markup.histogram import draw_histogram
from pages.views.maps.palette import choose_colors
from pages.views.maps.style import DEFAULTS, METHODS, SYMBOLS, MapStyle, parse_settings
from pages.words.french import format_count
from pages.words.markup import text

KEY, ARRIVED = "map_settings", "map_settings_read"


def read_settings() -> dict[str, str]:
    """The settings as the address writes them: those of a first visit, then those of the session."""
    if not st.session_state.get(ARRIVED):
        asked = {name: st.query_params[name] for name in DEFAULTS if st.query_params.get(name)}
        st.session_state[ARRIVED] = True
        st.session_state[KEY] = DEFAULTS | asked
    return dict(st.session_state.get(KEY, DEFAULTS))


def write_settings(settings: dict[str, str]) -> None:
    """Hold in the address the settings that are not those by default."""
    for name, value in settings.items():
        if value != DEFAULTS[name]:
            if st.query_params.get(name) != value:
                st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def read_style() -> MapStyle:
    """The style of the maps of this run."""
    settings = read_settings()
    write_settings(settings)
    return parse_settings(settings)


def show_settings(series: Series, *, key: str) -> None:
    """The settings, drawn once they are opened, with the histogram and the bounds."""
    with st.popover("Réglages de la carte", key=f"settings-{key}", on_change="rerun", type="tertiary") as box:
        if not box.open:
            return
        top = st.container()
        settings = read_settings()
        _choose("methode", "Méthode", {name: label for name, (_, label) in METHODS.items()}, settings, key)
        if settings["methode"] == "seuils":
            _write("seuils", "Seuils, du plus petit au plus grand (10 ; 20,5 ; 40)", settings, key)
        elif settings["methode"] != "tete-queue":
            counts = {str(n): format_count(n, "classe") for n in range(FEWEST, MOST + 1)}
            _choose("classes", "Nombre de classes", counts, settings, key)
        _choose("symbole", "Symbole", {name: label for name, (_, label) in SYMBOLS.items()}, settings, key)
        _write("milieu", "Milieu d’une palette à deux teintes (vide : une teinte)", settings, key)
        style = parse_settings(settings)
        if style.fault:
            st.warning(style.fault)
        known = series.frame["value"].dropna()
        breaks = find_breaks(known, style.classes)
        picture = draw_histogram(
            known.tolist(), breaks, choose_colors(breaks, style.classes.middle)["light"], decimals=series.decimals
        )
        said = check_classes(known, style.classes) or f"{format_count(len(known), 'valeur')}, toutes les années."
        top.html(picture + text("p", said, class_="t-missing"))


def _keep(name: str, widget: str) -> None:
    settings = read_settings()
    settings[name] = str(st.session_state[widget])
    st.session_state[KEY] = settings


def _choose(name: str, label: str, options: dict[str, str], settings: dict[str, str], key: str) -> None:
    widget = f"{name}-{key}"
    values = list(options)
    index = values.index(settings[name]) if settings[name] in values else 0
    st.selectbox(
        label, values, index=index, format_func=options.__getitem__, key=widget, on_change=_keep, args=(name, widget)
    )


def _write(name: str, label: str, settings: dict[str, str], key: str) -> None:
    widget = f"{name}-{key}"
    st.text_input(label, value=settings[name], key=widget, on_change=_keep, args=(name, widget), max_chars=120)
