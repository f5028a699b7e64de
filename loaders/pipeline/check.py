"""What the catalogue defines and nothing uses."""

from __future__ import annotations

from collections.abc import Collection

from loaders.catalog import Catalog, parse_scope
from loaders.statuses import split_warnings
from loaders.tables import Tables


def find_unused(
    catalog: Catalog, tables: Tables, *, left_out: Collection[str] = (), awaited: Collection[str] = ()
) -> list[str]:
    """A sentence for each definition that no observation, grant or indicator uses, nor a figure that is left out.

    `awaited` are the indicators of which a source that is declared beforehand will have figures. What a person has put
    in is theirs to use later.
    """
    observations = tables.observations
    seen = set(observations["indicator"].astype(str))
    borrowed = {name for i in catalog.indicators.values() for name in (i.numerator, i.denominator, i.per_inhabitant)}
    computed = {key for key, i in catalog.indicators.items() if i.numerator in seen and key in borrowed}
    sources = set(observations["source"].astype(str)) | set(tables.grants["source"]) | {*left_out}
    members = {pair for scope in observations["scope"].unique() for pair in parse_scope(scope).items()}
    used: dict[str, tuple[Collection[str], Collection[str]]] = {
        "l'indicateur": (catalog.indicators, seen | computed | {*awaited}),
        "la source": (catalog.sources, sources),
        "l'unité": (catalog.units, {i.unit for i in catalog.indicators.values()}),
        "l'avertissement": (
            catalog.warnings,
            {name for i in catalog.indicators.values() for name in i.warnings}
            | {name for given in observations["warning"].unique() for name in split_warnings(str(given))},
        ),
        "le thème": (catalog.themes, {catalog.theme_of(key) for key in catalog.indicators}),
    }
    sentences = [
        f"{what} « {name} » ne sert à rien."
        for what, (defined, uses) in used.items()
        for name in defined
        if name not in uses and name not in catalog.declared
    ]
    for dimension, entry in catalog.dimensions.items():
        sentences += [
            f"le membre « {m} » de {dimension} ne sert à rien." for m in entry.members if (dimension, m) not in members
        ]
    return sentences
