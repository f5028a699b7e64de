"""The settings of a map, folded under it: classes, bounds, palette, symbol; kept in the address and across pages."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.classes import FEWEST, MOST, ClassError, Classes, Method, check_classes, find_breaks, parse_breaks
from loaders.catalog import load_catalog
from loaders.series import Series
from pages.parts.french import format_count
from pages.parts.histogram import draw_histogram
from pages.parts.map import BY_DEFAULT, choose_symbol
from pages.parts.map.palette import choose_colors
from pages.parts.markup import text
from pages.views.view import Symbol

METHODS: dict[str, tuple[Method, str]] = {
    "quantiles": ("quantiles", "Quantiles"),
    "jenks": ("fisher_jenks", "Fisher-Jenks (groupes naturels)"),
    "intervalles": ("equal_interval", "Intervalles égaux"),
    "ecart-type": ("standard_deviation", "Écart type"),
    "tete-queue": ("head_tail", "Tête et queue"),
    "seuils": ("own", "Seuils choisis"),
}
SYMBOLS: dict[str, tuple[Symbol, str]] = {
    "auto": ("auto", "Selon l’indicateur"),
    "aplats": ("fill", "Aplats"),
    "cercles": ("circle", "Cercles"),
}
DEFAULTS = {"methode": "quantiles", "classes": "5", "seuils": "", "milieu": "", "symbole": "auto"}
KEY, ARRIVED = "map_settings", "map_settings_read"
OF_COUNTS = (
    "Un nombre en aplats : un territoire étendu attire l’œil sans compter davantage ; des cercles ou un ratio "
    "le montrent mieux."
)


@dataclass(frozen=True)
class MapStyle:
    """What the reader chose: classes and symbol; `fault` is what was wrong in what was asked."""

    classes: Classes = BY_DEFAULT
    symbol: Symbol = "auto"
    fault: str = ""


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


def parse_settings(settings: dict[str, str]) -> MapStyle:
    """The settings as a style; what cannot be understood is left at its default and said."""
    faults = []
    method, count = BY_DEFAULT.method, BY_DEFAULT.count
    breaks: tuple[float, ...] = ()
    middle: float | None = None
    if settings["methode"] in METHODS:
        method = METHODS[settings["methode"]][0]
    else:
        faults.append(f"Méthode inconnue : « {settings['methode'][:30]} ».")
    if settings["classes"].isdigit() and FEWEST <= int(settings["classes"]) <= MOST:
        count = int(settings["classes"])
    else:
        faults.append(f"De {FEWEST} à {MOST} classes sont possibles, non « {settings['classes'][:10]} ».")
    try:
        breaks = parse_breaks(settings["seuils"]) if method == "own" else ()
    except ClassError as error:
        faults.append(str(error))
        method = "quantiles"
    if settings["milieu"]:
        try:
            middle = parse_breaks(settings["milieu"])[0]
        except ClassError:
            faults.append(f"Le milieu « {settings['milieu'][:20]} » n’est pas un nombre.")
    symbol = SYMBOLS.get(settings["symbole"])
    if symbol is None:
        faults.append(f"Symbole inconnu : « {settings['symbole'][:20]} ».")
    return MapStyle(Classes(method, count, breaks, middle), symbol[0] if symbol else "auto", " ".join(faults))


def list_settings(style: MapStyle) -> dict[str, str]:
    """The settings of a style as the address writes them, those by default left out."""
    classes = style.classes
    methods = {method: name for name, (method, _) in METHODS.items()}
    settings = {
        "methode": methods[classes.method],
        "classes": str(classes.count),
        "seuils": " ; ".join(_write_bound(bound) for bound in classes.breaks),
        "milieu": "" if classes.middle is None else _write_bound(classes.middle),
        "symbole": next(name for name, (symbol, _) in SYMBOLS.items() if symbol == style.symbol),
    }
    return {name: value for name, value in settings.items() if value != DEFAULTS[name]}


def _write_bound(bound: float) -> str:
    return f"{bound:.12g}".replace(".", ",")


def read_style() -> MapStyle:
    """The style of the maps of this run."""
    settings = read_settings()
    write_settings(settings)
    return parse_settings(settings)


def describe_style(series: Series, style: MapStyle, words: str) -> str:
    """How the classes were made, on which reference, and what to be careful with; `words` name the territories."""
    is_fill = choose_symbol(series, style.symbol) == "fill"
    known = series.frame["value"].dropna()
    if not is_fill or known.empty:
        return style.fault
    label = next(label for method, label in METHODS.values() if method == style.classes.method)
    label = label if label.startswith("Fisher") else label.lower()
    years = sorted(series.frame.loc[known.index, "year"].unique())
    when = f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])
    unit = load_catalog().unit_of(series.indicator)
    said = [
        style.fault,
        f"Classes : {label}, sur toutes les valeurs de {when} et {words}.",
        check_classes(known, style.classes) if style != MapStyle() else "",
        OF_COUNTS if unit.additive and not series.per_inhabitant else "",
    ]
    return " ".join(filter(None, said))


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
