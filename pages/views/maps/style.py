"""The settings of a map, as an address writes them and as a style: classes, bounds, palette, symbol."""

from __future__ import annotations

from dataclasses import dataclass

from geo.classes import FEWEST, MOST, ClassError, Classes, Method, check_classes, parse_breaks
from loaders.catalog import load_catalog
from loaders.reading.series import Series
from pages.views.maps.data import BY_DEFAULT, choose_symbol
from pages.views.maps.reference import Wanted, choose_reference
from pages.views.record import Symbol

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
# The word of an address for the years that classes are made of; « reference » is that of a territory.
BOUNDS = "bornes"
REFERENCES: dict[str, tuple[Wanted, str]] = {
    "auto": ("auto", "selon ce qui se lit le mieux"),
    "annee": ("year", "de l’année"),
    "toutes": ("all", "de toutes les années"),
}
DEFAULTS = {
    "methode": "quantiles",
    "classes": "5",
    "seuils": "",
    "milieu": "",
    "symbole": "auto",
    BOUNDS: "auto",
}
OF_COUNTS = (
    "Un nombre en aplats : un territoire étendu attire l’œil sans compter davantage ; des cercles ou un ratio "
    "le montrent mieux."
)


@dataclass(frozen=True)
class MapStyle:
    """What the reader chose: classes, symbol, of which years; `fault` is what was wrong in what was asked."""

    classes: Classes = BY_DEFAULT
    symbol: Symbol = "auto"
    reference: Wanted = "auto"
    fault: str = ""


def find_faults(settings: dict[str, str]) -> dict[str, str]:
    """What cannot be understood of the settings, by name, each in a sentence."""
    faults = {}
    if settings["methode"] not in METHODS:
        faults["methode"] = f"Méthode inconnue : « {settings['methode'][:30]} »."
    if not (settings["classes"].isdecimal() and FEWEST <= int(settings["classes"][:9]) <= MOST):
        faults["classes"] = f"De {FEWEST} à {MOST} classes sont possibles, non « {settings['classes'][:10]} »."
    if settings["seuils"] or settings["methode"] == "seuils":
        try:
            parse_breaks(settings["seuils"])
        except ClassError as error:
            faults["seuils"] = str(error)
    if settings["milieu"]:
        try:
            parse_breaks(settings["milieu"])
        except ClassError:
            faults["milieu"] = f"Le milieu « {settings['milieu'][:20]} » n’est pas un nombre."
    if settings["symbole"] not in SYMBOLS:
        faults["symbole"] = f"Symbole inconnu : « {settings['symbole'][:20]} »."
    if settings[BOUNDS] not in REFERENCES:
        faults[BOUNDS] = f"Classes d’une année ou de toutes attendues, non « {settings[BOUNDS][:20]} »."
    return faults


def parse_settings(settings: dict[str, str]) -> MapStyle:
    """The settings as a style; what cannot be understood is left at its default and said."""
    faults = find_faults(settings)
    if settings["methode"] != "seuils":
        # Bounds that no method asks for are the reader's for when he comes back to them.
        faults.pop("seuils", None)
    read = {name: DEFAULTS[name] if name in faults else word for name, word in settings.items()}
    method = BY_DEFAULT.method if "seuils" in faults else METHODS[read["methode"]][0]
    classes = Classes(
        method,
        int(read["classes"]),
        parse_breaks(read["seuils"]) if method == "own" else (),
        parse_breaks(read["milieu"])[0] if read["milieu"] else None,
    )
    return MapStyle(classes, SYMBOLS[read["symbole"]][0], REFERENCES[read[BOUNDS]][0], " ".join(faults.values()))


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
        BOUNDS: next(name for name, (wanted, _) in REFERENCES.items() if wanted == style.reference),
    }
    return {name: value for name, value in settings.items() if value != DEFAULTS[name]}


def _write_bound(bound: float) -> str:
    return f"{bound:.12g}".replace(".", ",")


def name_method(method: Method) -> str:
    """A method within a sentence: « écart type », « Fisher-Jenks (groupes naturels) »."""
    label = next(label for one, label in METHODS.values() if one == method)
    return label if method == "fisher_jenks" else label.lower()


def describe_style(series: Series, style: MapStyle, words: str, year: int | None = None) -> str:
    """How the classes were made, on which reference, and what to be careful with; `words` name the territories.

    `year` is the year shown.
    """
    is_fill = choose_symbol(series, style.symbol) == "fill"
    known = series.frame["value"].dropna()
    if not is_fill or known.empty:
        return style.fault
    years = sorted(series.frame.loc[known.index, "year"].unique())
    is_of_year = choose_reference(series, style.classes, style.reference) == "year"
    if is_of_year:
        known = series.frame.loc[known.index].query("year == @year")["value"]
    when = str(year) if is_of_year else f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])
    unit = load_catalog().unit_of(series.indicator)
    said = [
        style.fault,
        f"Classes : {name_method(style.classes.method)}, sur toutes les valeurs de {when} et {words}.",
        check_classes(known, style.classes) if style != MapStyle() else "",
        OF_COUNTS if unit.additive and not series.per_inhabitant else "",
    ]
    return " ".join(filter(None, said))
