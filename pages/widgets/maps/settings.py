"""The settings of a map, folded under it; kept in the address and across pages."""

from __future__ import annotations

import streamlit as st

from geo.classes import FEWEST, MOST, check_classes, find_breaks
from loaders.reading.series import Series
from pages.draw.markup.histogram import draw_histogram
from pages.views.choice import Choice
from pages.views.kinds.level_map import LevelMap
from pages.views.maps.palette import choose_colors
from pages.views.maps.reference import Reference
from pages.views.maps.style import BOUNDS, DEFAULTS, METHODS, REFERENCES, SYMBOLS, MapStyle, find_faults, parse_settings
from pages.views.selection import Selection
from pages.widgets import state
from pages.words.french import format_count
from pages.words.markup import plain, text


def read_settings() -> dict[str, str]:
    """The settings as the address writes them."""
    return {name: (state.read(name) or (default,))[-1] for name, default in DEFAULTS.items()}


def read_style() -> MapStyle:
    """The style of the maps of this run."""
    _say_faults()
    settings = read_settings()
    for name, default in DEFAULTS.items():
        state.show(name, (settings[name],), default=(default,))
    return parse_settings(settings)


def _say_faults() -> None:
    """Name what an address asks for and a map does not understand, and leave it at its default."""
    asked = {name: words[-1] for name in DEFAULTS if (words := state.read_asked(name))}
    for name, fault in find_faults(DEFAULTS | asked).items():
        if name in asked:
            state.notes().warning(f"L’adresse demande un réglage de carte qui ne se lit pas ici. {plain(fault)}")
            # A method of one's own bounds has none without them.
            for each in (name, "methode") if name == "seuils" else (name,):
                state.hold(each, (DEFAULTS[each],))


def make_map_view(choice: Choice, selection: Selection) -> LevelMap:
    """The map of a choice as a view, in the style of this run."""
    style = read_style()
    return LevelMap(
        indicators=choice.items,
        territories=selection.territories,
        level=choice.level,
        years=selection.years,
        year=choice.year,
        per_inhabitant=selection.per_inhabitant,
        method=style.classes.method,
        classes=style.classes.count,
        breaks=style.classes.breaks,
        middle=style.classes.middle,
        symbol=style.symbol,
        reference=style.reference,
    )


def choose_reference(shown: Reference, style: MapStyle, *, key: str) -> None:
    """The choice of the years whose values make the classes; none where the reader has set the bounds."""
    if style.classes.method == "own":
        return
    widget = f"{BOUNDS}-{key}"
    words = {name: label for name, (_, label) in REFERENCES.items() if name != "auto"}
    state.sync(widget, next(name for name, (wanted, _) in REFERENCES.items() if wanted == shown))
    st.segmented_control(
        "Classes",
        list(words),
        format_func=words.__getitem__,
        key=widget,
        required=True,
        on_change=state.keep_choice,
        args=(BOUNDS, widget, lambda word: (word,)),
    )


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


def _choose(name: str, label: str, options: dict[str, str], settings: dict[str, str], key: str) -> None:
    widget = f"{name}-{key}"
    current = settings[name] if settings[name] in options else DEFAULTS[name]
    state.sync(widget, current)
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=widget,
        on_change=state.keep_choice,
        args=(name, widget, lambda word: (word,)),
    )


def _write(name: str, label: str, settings: dict[str, str], key: str) -> None:
    widget = f"{name}-{key}"
    state.sync(widget, settings[name])
    st.text_input(
        label, key=widget, on_change=state.keep_choice, args=(name, widget, lambda word: (word,)), max_chars=120
    )
