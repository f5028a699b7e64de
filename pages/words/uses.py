"""What an indicator may be used for between territories, in words, and why it may not."""

from __future__ import annotations

from loaders.catalog import Use, load_catalog

FACT = "fait propre à son territoire : ni comparé, ni classé, ni porté sur une carte, ni additionné"
USES: dict[Use, str] = {
    "compare": "se compare d’un territoire à l’autre",
    "rank": "se classe",
    "map": "se porte sur une carte",
    "sum": "s’additionne pour un ensemble de territoires",
}
REFUSALS: dict[Use, str] = {
    "compare": "est propre à chaque territoire : ses valeurs ne se comparent pas",
    "rank": "se compare, mais ne se classe pas : le rang n’y dirait que la taille ou les choix de chacun",
    "map": "se compare, mais ne se porte pas sur une carte : elle n’y montrerait que la taille ou les choix de chacun",
    "sum": "ne s’additionne pas d’un territoire à l’autre",
}


def describe_uses(indicator: str) -> str:
    """« se compare d’un territoire à l’autre, se classe », or that the indicator is a fact of its territory."""
    allowed = load_catalog().indicators[indicator].uses
    return ", ".join(said for use, said in USES.items() if use in allowed) or FACT


def explain_refusal(indicator: str, use: Use) -> str:
    """Why an indicator may not be used so, in a sentence; "" where it may."""
    catalog = load_catalog()
    if catalog.may(indicator, use):
        return ""
    reason = REFUSALS[use if catalog.may(indicator, "compare") or use == "sum" else "compare"]
    return f"« {catalog.indicators[indicator].label} » {reason}."


def explain_asked(asked: str, use: Use) -> str:
    """Why the indicator that an address names, by its id or its label and maybe restricted, may not be used so.

    "" where it may, or where no indicator is named so.
    """
    catalog = load_catalog()
    for key, entry in catalog.indicators.items():
        if asked in (key, entry.label) or asked.startswith((f"{key}@", f"{entry.label} (")):
            return explain_refusal(key, use)
    return ""


def describe_polarity(indicator: str) -> str:
    """« une baisse est favorable », as the catalogue declares; "" where it says neither."""
    ways = {"up": "une hausse est favorable", "down": "une baisse est favorable"}
    return ways.get(load_catalog().indicators[indicator].polarity, "")
