"""The data sets of the catalogue: one for each theme and source, with what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import Source, load_catalog
from loaders.levels import NAMES
from loaders.reading.surroundings import read_territories
from pages.server.api.formats import FORMS
from pages.words.french import format_count, format_number, join_words
from pages.words.paths import API_V1


@dataclass(frozen=True)
class Dataset:
    """The figures that a source gives of a theme; `levels` counts their territories by level."""

    theme: str
    key: str
    source: Source
    indicators: tuple[str, ...]
    observations: int
    first: int
    last: int
    levels: tuple[tuple[str, int], ...]

    @property
    def id(self) -> str:
        """Its word in addresses: « waste.ademe-sinoe04 »."""
        return f"{self.theme}.{self.key}"

    @property
    def title(self) -> str:
        """« Déchets : Destination des DMA collectés »."""
        return f"{load_catalog().themes[self.theme].label} : {self.source.title}"

    @property
    def where(self) -> str:
        """« 9 EPCI et 5 départements »."""
        return join_words([format_count(n, NAMES[level].singular, NAMES[level].plural) for level, n in self.levels])

    @property
    def description(self) -> str:
        """What it holds, in a sentence."""
        labels = [load_catalog().indicators[key].short for key in self.indicators]
        more = f" et {format_number(len(labels) - 6)} autres" if len(labels) > 6 else ""
        years = str(self.first) if self.first == self.last else f"{self.first} à {self.last}"
        count = format_count(self.observations, "chiffre")
        return f"{count} de {self.source.publisher}, {years} : {', '.join(labels[:6])}{more}. {self.where}."

    def address(self, form: str) -> str:
        """Where its rows are, in a form."""
        return f"{API_V1}/observations.{form}?{urlencode({'theme': self.theme, 'source': self.key, 'places': 'true'})}"


OFFERED = tuple(form for form in FORMS if form != "json")


@keep(TABLES)
def list_datasets() -> tuple[Dataset, ...]:
    """Every data set, by theme and source; what Terril itself computed is with the sources that it is made of."""
    catalog, rows = load_catalog(), store.load_observations(None, place=None)
    rows = rows.astype({"indicator": str, "source": str, "territory": str})
    levels = read_territories()["level"]
    found = []
    order = {level: n for n, level in enumerate(NAMES)}
    for (theme, key), own in rows.groupby([rows["indicator"].map(catalog.theme_of), "source"], sort=True):
        if key not in catalog.sources:
            continue
        codes = sorted({*own["territory"].unique()} & {*levels.index})
        counts = levels[codes].value_counts()
        found.append(
            Dataset(
                str(theme),
                str(key),
                catalog.sources[str(key)],
                tuple(own["indicator"].unique()),
                len(own),
                int(own["year"].min()),
                int(own["year"].max()),
                tuple(sorted(((str(n), int(c)) for n, c in counts.items()), key=lambda one: order[one[0]])),
            )
        )
    return tuple(found)
