"""A synthetic catalogue and synthetic tables, for the rules that look for contradictions."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from loaders.rules.printed import Finding
from loaders.tables import Tables

Finder = Callable[..., list[Finding]]
TERRITORY = "62498"
GRANTS = [
    "source",
    "locator",
    "section",
    "published",
    "montant",
    "stage",
    "nomAttribuant",
    "nomBeneficiaire",
    "objet",
    "dispositifAide",
    "projet",
    "coutProjet",
    "coutPublished",
    "coutLines",
    "commune",
    "epci",
    "year",
    "period",
    "status",
    "id",
]
ENTRY = "kind: flow, polarity: down, decimals: 0, uses: [], definition: Chiffre synthétique."
INDICATORS = (
    f"waste.collected: {{label: Collecte, short: Collecte, unit: t, {ENTRY}, components: [waste.glass, waste.green], "
    "warnings: [rounded], partitions: [{parts: [stream=glass, stream=green]}, {by: place, parts: [Nord, Sud]}, "
    "{by: grant, whole: Aides, parts: [Fonds]}]}\n"
    f"waste.glass: {{label: Verre, short: Verre, unit: t, {ENTRY}}}\n"
    f"waste.green: {{label: Vert, short: Vert, unit: t, {ENTRY}}}\n"
    f"waste.people: {{label: Gens, short: Gens, unit: people, {ENTRY}, "
    "partitions: [{parts: [stream=glass, stream=green]}]}\n"
    f"waste.inhabitants: {{label: Habitants, short: Habitants, unit: hab, {ENTRY}}}\n"
    f"waste.each: {{label: Par habitant, short: Par habitant, unit: kg, {ENTRY}, numerator: waste.collected, "
    "denominator: waste.inhabitants, factor: 1000}\n"
    f"waste.share: {{label: Part, short: Part, unit: percent, {ENTRY}, "
    "partitions: [{parts: [stream=glass, stream=green]}]}\n"
    f"waste.ratio: {{label: Ratio, short: Ratio, unit: kg, {ENTRY}, numerator: waste.collected, "
    "denominator: waste.people, factor: 1000}\n"
    f"waste.daily: {{label: Jour, short: Jour, unit: t, {ENTRY}, numerator: waste.glass, factor: 0.01}}\n"
    f"waste.change: {{label: Évolution, short: Évolution, unit: percent, {ENTRY}, change_of: waste.collected}}\n"
    f"waste.gain: {{label: Gain, short: Gain, unit: t, {ENTRY}, change_of: waste.collected}}\n"
)
UNITS = (
    "t: {symbol: t, label: tonnes}\nkg: {symbol: kg/hab., label: kilogrammes, additive: false}\n"
    'people: {symbol: personnes, label: personnes}\npercent: {symbol: "%", label: pour cent, additive: false}\n'
    "hab: {symbol: hab., label: habitants}\n"
)
SOURCES = "".join(
    f"{name}: {{title: Rapport {name}, publisher: Synthétique, nature: report, date: 2021, licence: Ouverte}}\n"
    for name in ("report", "other")
)


def make_tables(rows: tuple[dict[str, object], ...], grants: tuple[dict[str, object], ...] = ()) -> Tables:
    """Synthetic tables: the value of a row is what it prints, unless it says otherwise."""
    usual: dict[str, object] = {
        "indicator": "waste.collected",
        "territory": TERRITORY,
        "place": "",
        "year": 2021,
        "status": "normal",
        "scope": "",
        "source": "report",
        "locator": "12",
        "warning": "",
        "variant": 0,
        "revision": 1,
        "break_before": False,
    }
    made = []
    for number, row in enumerate(rows):
        full = usual | row
        full.setdefault("period", str(full["year"]))
        if "value" not in full:
            full["value"] = float(str(full["published"]).replace(",", "."))
        made.append({**full, "id": full.get("id", f"f{number}")})
    columns = [*usual, "period", "value", "published", "id"]
    lines = [
        {**dict.fromkeys(GRANTS, ""), "source": "report", "stage": "planned", "projet": "P", "epci": TERRITORY}
        | {"year": 2021, "period": "2021", "status": "planned", "coutProjet": None, "id": f"g{n}", **grant}
        for n, grant in enumerate(grants)
    ]
    paid = pd.DataFrame(lines, columns=GRANTS).astype({"montant": float, "coutProjet": float})
    territories = pd.DataFrame({"code": [TERRITORY], "short": ["Lens"]})
    return Tables(pd.DataFrame(made, columns=columns).astype({"value": float}), paid, territories)
