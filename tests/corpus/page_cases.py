"""The addresses of the corpus: every page, in what it may be asked for."""

from __future__ import annotations

from typing import Any

from tests.corpus import reach
from tests.corpus.view_cases import ARRAS, AUTHORISED, BETHUNE, CALAIS, DETR, LENS, PER_HEAD, STARTED, TWENTY, WASTE

Query = dict[str, Any]
OVERVIEW = ""
VIEWS = ("lignes", "multiples", "classement", "pente", "avant-apres", "pairs", "nuage", "tableau")
FOUR = [LENS, BETHUNE, "246200299", ARRAS]
TWO = [AUTHORISED, STARTED]
BY_HEAD = {"mesure": "Par habitant"}
# What every page may be asked for by the frame round it.
FRAMES: dict[str, Query] = {
    "usual": {},
    "one-territory": {"territoires": [LENS]},
    "per-inhabitant": {"territoires": [LENS, BETHUNE], "annees": ["2015", "2021"], **BY_HEAD},
    "commune": {"territoires": ["62498"]},
    "no-data": {"territoires": ["62041"], "annees": ["2024", "2026"]},
}
THEME_PAGES = (OVERVIEW, "dechets", "eau", "logement", "subventions")
OF_THEMES: dict[str, tuple[str, Query]] = {
    "overview-unknown": (OVERVIEW, {"territoires": ["999999", LENS], "mesure": "Par tête", "annees": ["1900", "2021"]}),
    "overview-twelve": (OVERVIEW, {"territoires": list(TWENTY[:12])}),
    "overview-thirteen": (OVERVIEW, {"territoires": list(TWENTY[:13])}),
    "overview-stranger": (OVERVIEW, {"territoires": ["245900410"]}),
    "overview-former": (OVERVIEW, {"territoires": ["ARTOISCOMM", "246201149"]}),
    "overview-map": (OVERVIEW, {"indicateur": "Logements commencés", "niveau": "EPCI", "annee": "2020"}),
    "dechets-stream": (
        "dechets",
        {"perimetre": "Ordures ménagères résiduelles", "annee": "2019", "annee_flux": "2013"},
    ),
    "dechets-trend": ("dechets", {"territoires": ["D62"], "tendance": "true", **BY_HEAD}),
    "dechets-smav": ("dechets", {"territoires": ["SMAV", "SYMEVAD", "R32"]}),
    "dechets-unknown": ("dechets", {"indicateur": "Rien", "niveau": "Pays", "annee": "1515", "perimetre": "Rien"}),
    "logement-jenks": (
        "logement",
        {"methode": "jenks", "classes": "7", "symbole": "aplats", "niveau": "Communes", **BY_HEAD},
    ),
    "logement-own": ("logement", {"methode": "seuils", "seuils": "50 ; 150 ; 400", "symbole": "aplats"}),
    "logement-middle": ("logement", {"methode": "ecart-type", "milieu": "3", "symbole": "aplats", **BY_HEAD}),
    "logement-wrong": ("logement", {"methode": "rien", "classes": "40", "seuils": "a ; b", "symbole": "carrés"}),
    "logement-trend": ("logement", {"territoires": [LENS], "tendance": "true"}),
    "subventions-green": ("subventions", {"perimetre": "Fonds vert", "territoires": [LENS, ARRAS]}),
    "subventions-plan": ("subventions", {"projet": "Rien"}),
    "themes-unknown": ("themes", {"theme": "<b>rien</b>"}),
    "themes-usual": ("themes", {}),
    "themes-finance-by-head": ("themes", {"theme": "finance", "territoires": [LENS], **BY_HEAD}),
}
OF_TERRITORY: dict[str, tuple[str, Query]] = {
    f"territoire-{name}": ("territoire", query)
    for name, query in {
        "usual": {},
        "lens": {"code": LENS},
        "lens-peers": {"code": LENS, "groupe": "forme"},
        "lens-list": {"code": LENS, "groupe": "liste", "liste": f"{BETHUNE},{ARRAS},999"},
        "calais": {"code": CALAIS},
        "grouping": {"code": "PMA"},
        "commune": {"code": "62498"},
        "commune-merged-into": {"code": "62691"},
        "commune-merged": {"code": "62226"},
        "commune-renamed": {"code": "62807"},
        "departement": {"code": "D62"},
        "departement-bare": {"code": "62"},
        "region": {"code": "R32"},
        "site": {"code": "S0007000463"},
        "former-epci": {"code": "ARTOISCOMM"},
        "former-calais": {"code": "246201149"},
        "elsewhere": {"code": "200054781"},
        "commune-elsewhere": {"code": "01001"},
        "unknown": {"code": "ZZZ<b>"},
        "unknown-group": {"code": LENS, "groupe": "rien"},
    }.items()
}
OF_COMPARE: dict[str, tuple[str, Query]] = {
    f"comparer-{name}": ("comparer", query)
    for name, query in {
        "usual": {},
        **{f"view-{v}": {"indicateurs": TWO, "territoires": FOUR, "vue": v} for v in VIEWS},
        **{f"twelve-{v}": {"indicateurs": TWO, "territoires": list(TWENTY[:12]), "vue": v} for v in VIEWS},
        "uncertain": {"indicateurs": [WASTE], "territoires": [LENS, BETHUNE]},
        "former": {"indicateurs": [PER_HEAD], "territoires": [BETHUNE]},
        "index": {"indicateurs": TWO, "territoires": [LENS], "base": "Indice 100 en 2018"},
        "index-of-four": {"indicateurs": [AUTHORISED], "territoires": FOUR, "base": "Indice 100 en 2015"},
        "km2": {"indicateurs": [AUTHORISED, "waste.recovery_rate"], "territoires": FOUR, "rapport": "Par km²"},
        "share": {"indicateurs": [DETR], "territoires": FOUR, "rapport": "Part de l’ensemble"},
        "by-head": {"indicateurs": TWO, "territoires": FOUR, "vue": "pente", "de": "2015", "a": "2020", **BY_HEAD},
        "peers-form": {"indicateurs": TWO, "territoires": FOUR, "vue": "pairs", "pairs": "Même forme juridique"},
        "peers-near": {
            "indicateurs": TWO,
            "territoires": FOUR,
            "vue": "pairs",
            "pairs": "Les 5 plus proches",
            "reference": f"Arras · {ARRAS}",
            "en": "2020",
        },
        "scatter-turned": {"indicateurs": TWO, "territoires": FOUR, "vue": "nuage", "x": "Logements commencés"},
        "multiples-own": {
            "indicateurs": [AUTHORISED, DETR],
            "territoires": FOUR,
            "vue": "multiples",
            "par": "Indicateur",
            "echelle": "Propre",
        },
        "no-data": {"indicateurs": [PER_HEAD], "territoires": ["62041"]},
        "obstacles": {"indicateurs": ["subsidies.received_amount@fund=fonds_vert"], "vue": "nuage"},
        "unknown": {"indicateurs": ["waste.nope", AUTHORISED], "vue": "camembert", "base": "1515", "pairs": "rien"},
    }.items()
}
OF_MAPS: dict[str, tuple[str, Query]] = {
    f"cartes-{name}": ("cartes", query)
    for name, query in {
        "usual": {},
        "years": {"carte": "Une carte par année", "premier": "Logements autorisés", "ans": ["2019", "2021"]},
        "years-communes": {"echelon": "Communes", "premier": "Logements commencés", "ans": ["2021"], **BY_HEAD},
        "change": {"carte": "Évolution", "premier": "Logements autorisés", "de": "2015", "vers": "2021"},
        "change-departements": {"carte": "Évolution", "echelon": "Départements"},
        "crossed": {
            "carte": "Deux indicateurs croisés",
            "premier": "Logements autorisés",
            "second": "Logements commencés",
            "an": "2021",
        },
        "crossed-communes": {"carte": "Deux indicateurs croisés", "echelon": "Communes"},
        "no-year": {"annees": ["2025", "2026"], "premier": "Logements autorisés"},
        "unknown": {"carte": "Rien", "echelon": "Pays", "premier": "Rien", "ans": ["1515"]},
    }.items()
}
OTHERS: dict[str, tuple[str, Query]] = {
    "france-usual": ("france", {}),
    "france-population": ("france", {"chiffre": "population"}),
    "france-epci": ("france", {"epci": LENS}),
    "france-unknown": ("france", {"chiffre": "rien", "epci": "12"}),
    "indicateur-usual": ("indicateur", {}),
    "indicateur-waste": ("indicateur", {"id": WASTE}),
    "indicateur-target": ("indicateur", {"id": PER_HEAD, "tendance": "true"}),
    "indicateur-breaks": ("indicateur", {"id": "housing.social_new_dwellings", "territoires": [LENS]}),
    "indicateur-population": ("indicateur", {"id": "population.municipal", "territoires": FOUR}),
    "indicateur-grants": ("indicateur", {"id": "subsidies.received_amount", **BY_HEAD}),
    "indicateur-unknown": ("indicateur", {"id": "<b>rien</b>"}),
    "source-usual": ("source", {}),
    "source-call": ("source", {"id": "000-call-2021"}),
    "source-sitadel": ("source", {"id": "sdes-sitadel"}),
    "source-sinoe": ("source", {"id": "ademe-sinoe04"}),
    "source-computed": ("source", {"id": "terril"}),
    "source-unknown": ("source", {"id": "rien"}),
    "controles-usual": ("controles", {}),
    "controles-waste": ("controles", {"theme-controle": "Déchets"}),
    "methode-usual": ("methode", {}),
    "aide-usual": ("aide", {}),
    "aide-subject": ("aide", {"sujet": "excel"}),
    "accessibilite-usual": ("accessibilite", {}),
    "mentions-usual": ("mentions-legales", {}),
    "dossier-usual": ("dossier", {}),
    "dossier-broken": ("dossier", {"dossier": "eNqrVkrOzwMABVQB"}),
    "dossier-unknown-view": ("dossier", {"dossier": "not-a-dossier-at-all"}),
}


def list_pages() -> dict[str, tuple[str, Query]]:
    """Every address by its name: the path of its page and its parameters."""
    framed = {f"{page or 'overview'}-{name}": (page, query) for page in THEME_PAGES for name, query in FRAMES.items()}
    others = [theme for theme, page in reach.list_themes().items() if page == "themes"]
    themes = {f"themes-{theme}": ("themes", {"theme": theme}) for theme in others}
    dossiers = {
        f"dossier-{name}": ("dossier", {"dossier": reach.write_dossier_word(body)})
        for name, body in reach.list_dossiers().items()
        if reach.write_dossier_word(body)
    }
    return framed | OF_THEMES | themes | OF_TERRITORY | OF_COMPARE | OF_MAPS | OTHERS | dossiers
