"""The fields of the state: where each holds, what an address leaves out, and how earlier versions wrote it.

An address leaves a default out only where it is a constant of Terril. What depends on the reader's home, on the data or
on the day is always written, so that one address shows the same figures to every reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pages.views.maps.style import DEFAULTS
from pages.views.record import USUAL_YEARS

# Where a field holds: on every page, on the pages of one theme, on one page.
Reach = Literal["terril", "theme", "page"]

MEASURES = {"valeur": "Valeur", "habitant": "Par habitant"}
ABSOLUTE, PER_INHABITANT = MEASURES
DIVISORS: dict[str, str] = {"household": "menage", "km2": "km2", "tonne": "tonne", "share": "part"}
AS_ABOVE, NO_INDEX = "comme-en-haut", "valeurs"
BY = {"territory": "territoire", "indicator": "indicateur"}
SCALES = {"common": "commune", "own": "propre"}
YES = "oui"


@dataclass(frozen=True)
class Field:
    """A field: `default` is the word that an address leaves out, `former` the words of earlier versions."""

    reach: Reach
    default: str | None = None
    former: Mapping[str, str] = field(default_factory=dict)


def write_years(years: tuple[int, int]) -> str:
    """« 2015-2020 »."""
    return f"{years[0]}-{years[1]}"


_LEVELS = {"EPCI": "epci", "Communes": "commune", "Départements": "departement"}
_PEERS = {
    "Tous ceux de la carte": "tous",
    "Même forme juridique": "forme",
    "Même classe de population": "population",
    "Même classe de densité": "densite",
    "Revenus médians proches": "revenu",
    "Les 5 plus proches": "proches",
    "La sélection seule": "selection",
}
_DIVISORS = {
    "Comme en haut de la page": AS_ABOVE,
    "Par ménage fiscal": "menage",
    "Par km²": "km2",
    "Par tonne collectée": "tonne",
    "Part de l’ensemble": "part",
}
_MAPS = {"Une carte par année": "annees", "Évolution": "evolution", "Deux indicateurs croisés": "croisement"}
_VIEWS = {
    "Lignes": "lignes",
    "Petits multiples": "multiples",
    "Classement": "classement",
    "Pente": "pente",
    "Avant, après": "avant-apres",
    "Parmi les pairs": "pairs",
    "Nuage": "nuage",
    "Tableau": "tableau",
}
_CHECKS = {"Toutes": "toutes", "Sans explication": "sans", "Expliquées": "avec"}

# In the order of an address.
FIELDS: Mapping[str, Field] = {
    "territoires": Field("terril"),
    "annees": Field("terril", write_years(USUAL_YEARS)),
    "mesure": Field("terril", ABSOLUTE, {label: word for word, label in MEASURES.items()}),
    "theme": Field("page"),
    "code": Field("page"),
    "id": Field("page", ""),
    "sujet": Field("page", ""),
    "carte": Field("page", "annees", _MAPS),
    "indicateur": Field("theme"),
    "perimetre": Field("theme", ""),
    "avec": Field("page"),
    "indicateurs": Field("page"),
    "vue": Field("page", "lignes", _VIEWS),
    "rapport": Field("page", AS_ABOVE, _DIVISORS),
    "niveau": Field("theme", None, _LEVELS),
    **{name: Field("theme", default) for name, default in DEFAULTS.items()},
    "base": Field("page", NO_INDEX, {"Valeurs": NO_INDEX}),
    "par": Field("page", BY["territory"], {"Territoire": BY["territory"], "Indicateur": BY["indicator"]}),
    "echelle": Field("page", SCALES["common"], {"Commune": SCALES["common"], "Propre": SCALES["own"]}),
    "x": Field("page"),
    "y": Field("page"),
    "reference": Field("page"),
    "pairs": Field("page", None, _PEERS),
    "de": Field("page"),
    "a": Field("page"),
    "annee": Field("theme"),
    "ans": Field("page"),
    "tendance": Field("theme", "", {"true": YES, "false": ""}),
    "annee_flux": Field("page"),
    "departement_flux": Field("page"),
    "projet": Field("page"),
    "groupe": Field("page", "tous"),
    "liste": Field("page", ""),
    "chiffre": Field("page"),
    "epci": Field("page", ""),
    "theme-source": Field("page", ""),
    "theme-controle": Field("page", ""),
    "source-controle": Field("page", ""),
    "explication": Field("page", "toutes", _CHECKS),
    "dossier": Field("page", ""),
    "partage": Field("page", ""),
    "au": Field("page", ""),
    "sur": Field("page", ""),
}
# The names that earlier versions gave to fields.
FORMER_NAMES = {
    "premier": "indicateur",
    "second": "avec",
    "echelon": "niveau",
    "an": "annee",
    "en": "annee",
    "vers": "a",
}
