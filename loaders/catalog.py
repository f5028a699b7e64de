"""The typed catalogue: themes, indicators, units, dimensions, sources, warnings, territories and the deployment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from geo.kept import TABLES, keep
from geo.versions import find_version
from loaders.declared import CARRIER, Declared, read_declared
from loaders.deployment import CATALOG as CATALOG
from loaders.deployment import ROOT as ROOT
from loaders.deployment import Deployment, find_data, find_deployment, read_deployment
from loaders.entries import Code, Entry, Text, validate_entries
from loaders.levels import Level
from loaders.vocabulary import OtherPlace, Vocabulary, read_vocabulary
from loaders.yaml_files import CatalogError

Kind = Literal["stock", "flow", "amount", "ratio", "event", "feature"]
Use = Literal["compare", "rank", "map", "sum"]


class Theme(Entry):
    """`headlines` are the indicators of its cards, whole or restricted: « subsidies.received_amount@fund=detr »."""

    label: Text
    description: Text
    headlines: tuple[str, ...] = ()


class Unit(Entry):
    """`additive` is false where the figures of two territories cannot be summed (a share, a price); `per_inhabitant` is
    true where dividing them by the population means something (an amount, a quantity; not a meeting or a duration)."""

    symbol: Text
    label: Text
    additive: bool = True
    per_inhabitant: bool = False


class Dimension(Entry):
    """What a figure may be restricted to: a stream, a destination, a fund; `members` are its ids with their labels."""

    label: Text
    members: dict[str, Text]


# What a source is, the one that decides first; `office` is what a service has put in itself.
Nature = Literal["statistic", "register", "report", "quote", "computed", "office"]
Address = Annotated[str, Field(pattern=r"^https?://")]


class Source(Entry):
    """`date` is a publication date, a year, or a period, as the publisher states it.

    `url` is where the document itself is; `site` where its publisher can be asked for one that has no address.
    `producer` is who measured what the publisher only passes on: two sources of one producer are one measure.
    """

    title: Text
    publisher: Text
    producer: Text | None = None
    nature: Nature
    date: dt.date | int | Text
    licence: Text
    covers: Text | None = None
    retrieved: dt.date | None = None
    url: Address | None = None
    site: Address | None = None


class Partition(Entry):
    """Restrictions of an indicator (or places, `by: place`) that together make its `whole`; of percentages, 100.

    By grant, `parts` are schemes: the grants that the same document lists under them make the `whole`, a scope. By
    scope, a part may be of another indicator: « waste.collected_excluding_rubble@ ».
    """

    whole: str = ""
    parts: Annotated[tuple[str, ...], Field(min_length=1)]
    by: Literal["scope", "place", "grant"] = "scope"


class Indicator(Entry):
    """A ratio is `factor` × `numerator` ÷ `denominator`, computed only where it was not published.

    Without denominator it is `factor` × `numerator`; `served` are those that a publisher may divide by instead.
    `components` are indicators whose sum is this one; `change_of` is the indicator that it is the printed change of.
    `counts` are the amounts of the things that it is the number of: where there is none, they are zero. What is
    `signed` may be below zero, as a ratio may.
    `kind: feature` is what a thing or a document has (a duration, a size, a threshold), and is no quantity. `uses` are
    what may be done between territories: `compare` values, `rank` or `map` them, `sum` those of members into a whole;
    without any it is a fact of its territory. `verb` is what a territory does with it in a sentence: « collecte ».
    """

    label: Text
    short: Annotated[str, Field(min_length=1, max_length=40)]
    unit: Text
    kind: Kind
    polarity: Literal["up", "down", "neutral"]
    decimals: Annotated[int, Field(ge=0, le=3)]
    uses: tuple[Use, ...]
    definition: Text
    numerator: str | None = None
    denominator: str | None = None
    served: str | None = None
    factor: float = 1.0
    per_inhabitant: str | None = None
    components: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    partitions: tuple[Partition, ...] = ()
    change_of: str | None = None
    signed: bool = False
    verb: Text | None = None
    warnings: tuple[str, ...] = ()


class Territory(Entry):
    """A territory that the boundaries do not hold: a grouping (its code is ours, its `siren` publishers'), a region…"""

    name: Text
    short: Text | None = None
    level: Level
    members: tuple[Code, ...] = ()
    siren: Annotated[str | None, Field(pattern=r"^\d{9}$")] = None
    successor: Code | None = None
    since: Annotated[int | None, Field(alias="from")] = None
    until: int | None = None
    note: Text | None = None


class Acknowledged(Entry):
    """Why a contradiction that a rule finds is none, or where it comes from, and when that was understood."""

    reason: Text
    date: dt.date


@dataclass(frozen=True)
class Catalog:
    """The whole catalogue, each part keyed by id; `declared` are the ids that a person has put in."""

    themes: dict[str, Theme]
    units: dict[str, Unit]
    dimensions: dict[str, Dimension]
    warnings: dict[str, str]
    rules: dict[str, str]
    sources: dict[str, Source]
    indicators: dict[str, Indicator]
    territories: dict[str, Territory]
    deployment: Deployment
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    other_places: dict[str, OtherPlace] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()

    @property
    def home_members(self) -> tuple[str, ...]:
        """What the home territory is made of: the members of a grouping, or itself."""
        home = self.deployment.home
        return self.territories[home].members if home in self.territories else (home,)

    def theme_of(self, indicator: str) -> str:
        """The id of the theme of an indicator: the word before its first dot."""
        return indicator.split(".", 1)[0]

    def unit_of(self, indicator: str) -> Unit:
        """The unit of an indicator."""
        return self.units[self.indicators[indicator].unit]

    def may(self, indicator: str, use: Use) -> bool:
        """Whether an indicator may be compared, ranked or mapped between territories, or summed over their members."""
        return use in self.indicators[indicator].uses

    def may_divide(self, indicator: str) -> bool:
        """Whether an indicator may be divided (by inhabitants, by an area): a ratio, an event or a feature may not."""
        return self.indicators[indicator].kind in ("stock", "flow", "amount") and self.unit_of(indicator).additive

    def may_per_inhabitant(self, indicator: str) -> bool:
        """Whether an indicator per inhabitant means something."""
        return self.may_divide(indicator) and self.unit_of(indicator).per_inhabitant

    def scope_label(self, scope: str) -> str:
        """A scope in words: 'stream=glass;destination=recycling' is « Verre, valorisation matière »."""
        if "=" not in scope:
            return scope
        labels = [self.dimensions[name].members[member] for name, member in parse_scope(scope).items()]
        return ", ".join([labels[0], *(_lower_first(label) for label in labels[1:])])


def _lower_first(label: str) -> str:
    """A label inside a sentence: an acronym keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def parse_scope(scope: str) -> dict[str, str]:
    """The dimensions of a scope: 'stream=glass;destination=landfill' → {'stream': 'glass', …}; {} for free text."""
    if "=" not in scope:
        return {}
    return {name: member for name, _, member in (part.partition("=") for part in scope.split(";"))}


def _miss(where: str, what: str, name: str | None, known: Collection[str]) -> Iterator[str]:
    if name is not None and name not in known:
        yield f"{where} : {what} « {name} » n'existe pas dans le catalogue."


def _check_headlines(catalog: Catalog) -> Iterator[str]:
    """What themes and synonyms name and that does not exist."""
    named = [(f"themes.yaml, thème {key}", each) for key, theme in catalog.themes.items() for each in theme.headlines]
    named += [(f"synonyms.yaml, {each}", each) for each in catalog.vocabulary.indicators]
    for where, headline in named:
        indicator, _, restriction = headline.partition("@")
        yield from _miss(where, "l'indicateur", indicator, catalog.indicators)
        for dimension, member in parse_scope(restriction).items():
            yield from _miss(where, "la dimension", dimension, catalog.dimensions)
            if dimension in catalog.dimensions:
                yield from _miss(where, "le membre", member, catalog.dimensions[dimension].members)


def _check_indicators(catalog: Catalog, files: Mapping[str, str]) -> Iterator[str]:
    """What indicators borrow from other entries and that does not exist; `files` says where each of them is."""
    for key, file in files.items():
        entry, where = catalog.indicators[key], f"{file}, indicateur {key}"
        yield from _miss(where, "le thème", catalog.theme_of(key), catalog.themes)
        yield from _miss(where, "l'unité", entry.unit, catalog.units)
        terms = (entry.numerator, entry.denominator, entry.served)
        of_others = (part.partition("@")[0] for each in entry.partitions for part in each.parts if "@" in part)
        for other in (*terms, entry.per_inhabitant, entry.change_of, *entry.components, *entry.counts, *of_others):
            yield from _miss(where, "l'indicateur", other, catalog.indicators)
        for name in entry.warnings:
            yield from _miss(where, "l'avertissement", name, catalog.warnings)
        if entry.denominator is not None and entry.numerator is None:
            yield f"{where} : un ratio qui déclare denominator déclare aussi numerator."
        if {"rank", "map"} & {*entry.uses} and "compare" not in entry.uses:
            yield f"{where} : ce qui se classe (rank) ou se cartographie (map) se compare aussi (compare)."
        if "sum" in entry.uses and entry.unit in catalog.units and not catalog.units[entry.unit].additive:
            yield f"{where} : l'unité « {entry.unit} » ne s'additionne pas (additive: false) : ôtez sum."


@keep(TABLES)
def read_catalog(folder: Path = CATALOG) -> Catalog:
    """Read and check the files of the catalogue. Raises CatalogError with every fault found, one a line."""
    indicators: dict[str, Indicator] = {}
    files: dict[str, str] = {}
    for path in sorted((folder / "indicators").glob("*.yaml")):
        for key, indicator in validate_entries(path, Indicator).items():
            if key in indicators:
                raise CatalogError(f"{path.name} : l'indicateur « {key} » est défini deux fois.")
            indicators[key], files[key] = indicator, path.name
    territories = validate_entries(folder / "territories.yaml", Territory)
    catalog = Catalog(
        themes=validate_entries(folder / "themes.yaml", Theme),
        units=validate_entries(folder / "units.yaml", Unit),
        dimensions=validate_entries(folder / "dimensions.yaml", Dimension),
        warnings=validate_entries(folder / "warnings.yaml", Text),
        rules=validate_entries(folder / "rules.yaml", Text),
        sources=validate_entries(folder / "sources.yaml", Source),
        indicators=indicators,
        territories=territories,
        deployment=read_deployment(find_deployment(folder), {key: each.successor for key, each in territories.items()}),
        acknowledged=validate_entries(folder / "acknowledged.yaml", Acknowledged, is_optional=True),
        vocabulary=read_vocabulary(folder / "synonyms.yaml"),
        other_places=validate_entries(folder / "other_places.yaml", OtherPlace, is_optional=True),
    )
    if faults := [*_check_headlines(catalog), *_check_indicators(catalog, files)]:
        raise CatalogError("\n".join(faults))
    return catalog


def add_declared(catalog: Catalog, declared: Declared) -> Catalog:
    """The catalogue with what a person has put in, in the place of what it had of it; ids of its files stay theirs.

    Raises CatalogError where a record does not go with the catalogue.
    """
    own = catalog.declared
    sources = {key: entry for key, entry in catalog.sources.items() if key not in own}
    indicators = {key: entry for key, entry in catalog.indicators.items() if key not in own}
    try:
        told = {key: Source.model_validate(each) for key, each in declared.sources.items() if key not in sources}
        new = {key: Indicator.model_validate(e) for key, e in declared.indicators.items() if key not in indicators}
    except ValidationError as error:
        raise CatalogError(f"Ce que le service a déclaré ne va plus avec le catalogue : {error}") from error
    whole = replace(catalog, sources=sources | told, indicators=indicators | new, declared=frozenset((*told, *new)))
    if faults := list(_check_indicators(whole, dict.fromkeys(new, "déclaré par le service"))):
        raise CatalogError("\n".join(faults))
    return whole


@keep(TABLES)
def load_catalog(folder: Path = CATALOG) -> Catalog:
    """The whole catalogue, with what the tables read say that a person has put in. Raises CatalogError, see above."""
    catalog, version = read_catalog(folder), find_version()
    tables = find_data() if version is None else version.folder
    return add_declared(catalog, read_declared(tables / CARRIER)) if folder == CATALOG else catalog
