"""A publisher's file as what would be kept of it: its figures and its parts, or its rows of the catalogue, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.kept import TABLES, keep_by_frame
from loaders.catalog import Catalog
from loaders.csv_files import format_csv, read_text_csv
from loaders.importing.awaited import add_sources, declare, read_awaited
from loaders.importing.compare import Comparison, compare_figures, compare_tables
from loaders.importing.leaps import Leap, find_leaps
from loaders.importing.merge import CELL, are_in, merge_figures, merge_parts, merge_rows
from loaders.importing.register import count_rows_before
from loaders.pipeline.figures import OPTIONAL, check_row
from loaders.pipeline.figures_csv import format_figures
from loaders.pipeline.former_codes import list_former
from loaders.pipeline.parts import format_parts
from loaders.pipeline.territories import build_territories
from loaders.sources.registry import CATALOGUE_SOURCES, FIGURE_SOURCES
from loaders.tabular.faults import MOST_FAULTS, Reading, SourceFormatError, shorten
from loaders.territories.area import make_area
from loaders.territories.cog import read_cog
from loaders.yaml_files import CatalogError

# A file that has fewer rows than this share of those it had is not whole, or is not the same.
SHARE_OF_ROWS = 0.5


@dataclass(frozen=True)
class Delivery:
    """What a file gives, and what would be written for it: bytes by path below the data, nothing where nothing changes.

    `figures` are those given, none for a table of the catalogue, whose rows are `rows_added` and `rows_lost`; `catalog`
    is the one that knows their sources. `rows` are those of the file, `rows_before` those of its last delivery;
    `leaps` are the new years that cannot be of the same thing.
    """

    name: str
    catalog: Catalog
    contents: dict[str, bytes | None]
    figures: pd.DataFrame
    comparison: Comparison
    rows_added: int = 0
    rows_lost: int = 0
    rows: int = 0
    rows_before: int = 0
    leaps: Sequence[Leap] = ()

    @property
    def has_losses(self) -> bool:
        """Whether somebody has to agree before it is written."""
        return self.comparison.has_losses or self.rows_lost > 0 or self.is_short or bool(self.leaps)

    @property
    def is_short(self) -> bool:
        """Whether the file has much fewer rows than it had."""
        return self.rows < SHARE_OF_ROWS * self.rows_before

    @property
    def sources(self) -> list[str]:
        """The keys of the sources of its figures."""
        return sorted(set(self.figures["source"])) if len(self.figures) else []

    @property
    def licence(self) -> str:
        """What the catalogue says of them."""
        known = self.catalog.sources
        return " ; ".join(dict.fromkeys(known[key].licence for key in self.sources if key in known))


def read_delivery(
    name: str, path: Path, reading: Reading, *, data: Path, catalog: Catalog, departements: Sequence[str] = ()
) -> Delivery:
    """Read a file for the source of a name and merge it with the data kept, writing nothing.

    `departements` are codes of some of the installation, whose figures alone are read; none for all of them.
    Raises SourceFormatError with all that is wrong with the file, or with the figures that would come of it.
    """
    if name in CATALOGUE_SOURCES:
        return _read_table(name, path, reading, data=data, catalog=catalog)
    source = FIGURE_SOURCES[name]
    frame, area = source.read(path, reading), make_area(catalog.deployment, departements)
    if frame.empty:
        raise SourceFormatError(f"{path.name} : aucune ligne à lire sous l’en-tête. Téléchargez-le de nouveau.")
    try:
        figures = format_figures(source.observations(frame, area))
    except (SourceFormatError, CatalogError) as error:
        raise SourceFormatError(f"{path.name} : {error}") from None
    if reading.year is not None and set(figures["year"]) - {str(reading.year)}:
        raise SourceFormatError(
            f"{path.name} : année {reading.year} demandée ; le fichier dit lui-même la sienne, "
            f"{', '.join(sorted(set(figures['year'])))}. Relancez sans --year."
        )
    if figures.empty:
        raise SourceFormatError(
            f"{path.name} : aucun chiffre pour les territoires de l’installation "
            f"({', '.join(catalog.deployment.departements)}). Prenez un fichier qui les couvre."
        )
    entries = read_awaited(set(figures["source"]), catalog, data / "catalog")
    declared = add_sources(catalog, entries)
    faults = list(_find_faults(figures, declared, path.name))
    if faults:
        raise SourceFormatError("\n".join(shorten(faults, MOST_FAULTS)))
    kept = read_text_csv(data / "figures" / f"{name}.csv")
    comparison = compare_figures(kept[are_in(kept, figures, CELL)], figures)
    contents = {f"figures/{name}.csv": format_csv(merge_figures(kept, figures)), **declare(entries, data / "catalog")}
    parts, kept_parts = format_parts(source.list_parts(frame, area)), read_text_csv(data / "parts" / f"{name}.csv")
    if len(parts) or len(kept_parts):
        contents[f"parts/{name}.csv"] = format_csv(merge_parts(kept_parts, parts, figures))
    before = count_rows_before(data, name, path.name)
    changes, leaps = _keep_changes(contents, data), find_leaps(kept, figures)
    return Delivery(name, declared, changes, figures, comparison, rows=len(frame), rows_before=before, leaps=leaps)


@keep_by_frame(TABLES)
def read_levels(catalog: Catalog) -> pd.Series:
    """The level of each territory of an installation, by code."""
    return build_territories(catalog).set_index("code")["level"]


def _read_table(name: str, path: Path, reading: Reading, *, data: Path, catalog: Catalog) -> Delivery:
    source = CATALOGUE_SOURCES[name]
    rows = source.read(path, reading)
    if rows.empty:
        raise SourceFormatError(f"{path.name} : aucune ligne à garder. Vérifiez que c’est bien le fichier attendu.")
    place = f"catalog/{source.TABLE}"
    kept = read_text_csv(data / place)
    merged = merge_rows(kept, rows.astype("str"), source.CELL, source.SORTED_BY)
    added, lost = compare_tables(kept, merged)
    empty = compare_figures(pd.DataFrame(), pd.DataFrame())
    contents = _keep_changes({place: format_csv(merged)}, data)
    return Delivery(name, catalog, contents, pd.DataFrame(), empty, added, lost, rows=len(rows))


def _keep_changes(contents: dict[str, bytes], data: Path) -> dict[str, bytes | None]:
    """The files that would be other than they are."""
    return {
        path: content
        for path, content in contents.items()
        if not (data / path).exists() or (data / path).read_bytes() != content
    }


def _find_faults(figures: pd.DataFrame, catalog: Catalog, file: str) -> Iterator[str]:
    """What the build would refuse, a sentence each."""
    known = frozenset(read_levels(catalog).index) | list_former(read_cog(catalog.deployment.vintage))
    for row in figures.assign(**dict.fromkeys(OPTIONAL, "")).to_dict("records"):
        texts = {str(name): str(cell) for name, cell in row.items()}
        for column, expected, found in check_row(texts, catalog, known):
            where = ", ".join(filter(None, (texts["indicator"], texts["territory"], texts["year"], texts["scope"])))
            yield f"{file} donne {where}, colonne « {column} » : {expected} est attendu ; trouvé « {found} »."
