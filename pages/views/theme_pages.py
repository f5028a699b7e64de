"""The pages that show themes, as data/catalog/pages.yaml declares them: their addresses, themes and sections."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from geo.kept import TABLES, keep
from loaders.catalog import CATALOG, Catalog, load_catalog
from loaders.entries import Entry, Text, validate_entries
from loaders.yaml_files import CatalogError
from pages.views.choice import default_level, find_options, first_of
from pages.views.data.geography import LEVELS, MapLevel
from pages.words.paths import BASE, HOME, place

FILE = "pages.yaml"
# The two pages that stand whatever the themes are: the main figures of all, and the themes that no page lists.
OVERVIEW, OTHERS = HOME, f"{BASE}/themes"
SectionName = Literal[
    "cards",
    "map",
    "trend",
    "streams",
    "landfills",
    "water_balance",
    "schemes",
    "financing_plans",
    "grants",
    "figures",
    "figures_everywhere",
]
OF_INDICATORS: frozenset[SectionName] = frozenset({"water_balance"})


class Section(Entry):
    """A part of a page, under its heading if it has one; `indicators` are those it shows, where it can show any.

    `note` says over it what its figures do not: what no publisher gives.
    """

    show: SectionName
    heading: Text | None = None
    note: Text | None = None
    indicators: tuple[str, ...] = ()


class ThemePage(Entry):
    """A page: `heading` is its title where that of the menu is too short, `sections` stand from top to bottom.

    `level` and `first` are the level and the indicator that its map begins with, where they are known; a map needs the
    values of `fewest` territories in one year.
    """

    title: Text
    heading: Text | None = None
    themes: tuple[str, ...] = ()
    level: MapLevel = "epci"
    first: str | None = None
    fewest: int = 1
    sections: tuple[Section, ...] = ()


def _list_faults_of(path: str, page: ThemePage, catalog: Catalog) -> list[str]:
    """What is wrong with one page, whatever the others are."""
    shown = [section.show for section in page.sections]
    named = [*filter(None, [page.first]), *(name for section in page.sections for name in section.indicators)]
    wanted = {
        "une adresse d'un seul mot, comme /dechets, est attendue": path.startswith(f"{BASE}/")
        and "/" not in path[len(BASE) + 1 :],
        "un thème au moins est attendu, aucun trouvé": path in (OVERVIEW, OTHERS) or page.themes,
        "une section au moins est attendue, aucune trouvée": path == OVERVIEW or page.sections,
        "montre les thèmes d'aucune page, sans themes": path != OTHERS or not page.themes,
        "a son propre contenu, sans sections": path != OVERVIEW or not page.sections,
    }
    faults = [sentence for sentence, is_right in wanted.items() if not is_right]
    faults += [f"la section « {name} » y est deux fois" for name in dict.fromkeys(shown) if shown.count(name) > 1]
    for section in page.sections:
        if bool(section.indicators) != (section.show in OF_INDICATORS):
            faults.append(
                f"la section « {section.show} » {'ne prend pas' if section.indicators else 'attend'} indicators"
            )
    for what, names, known in (("le thème", page.themes, catalog.themes), ("l'indicateur", named, catalog.indicators)):
        faults += [f"{what} « {name} » n'existe pas dans le catalogue" for name in names if name not in known]
    return [f"{FILE}, page {path} : {fault}." for fault in faults]


def _list_faults(pages: Mapping[str, ThemePage], catalog: Catalog) -> list[str]:
    """Everything that is wrong with the pages, a sentence each."""
    faults = [f"{FILE} : la page « {path} » est attendue." for path in (OVERVIEW, OTHERS) if path not in pages]
    page_of: dict[str, str] = {}
    for path, page in pages.items():
        faults += _list_faults_of(path, page, catalog)
        for theme in page.themes:
            if theme in page_of:
                faults.append(f"{FILE}, page {path} : le thème « {theme} » est déjà sur la page {page_of[theme]}.")
            page_of.setdefault(theme, path)
    return faults


@keep(TABLES)
def read_pages(folder: Path = CATALOG) -> Mapping[str, ThemePage]:
    """The pages by address, in the order of the menu. Raises CatalogError with every fault found, one a line."""
    pages = {place(path): page for path, page in validate_entries(folder / FILE, ThemePage).items()}
    faults = _list_faults(pages, load_catalog(folder))
    if faults:
        raise CatalogError("\n".join(faults))
    return pages


def find_page(theme: str) -> str:
    """The address of the page that shows a theme."""
    return next((path for path, page in read_pages().items() if theme in page.themes), OTHERS)


def list_others() -> tuple[str, ...]:
    """The themes that no page lists, in the order of the catalogue."""
    return tuple(theme for theme in load_catalog().themes if find_page(theme) == OTHERS)


def list_headlined() -> tuple[str, ...]:
    """The themes whose main figures the overview shows: those of the pages that have some, in the order of the menu."""
    catalog = load_catalog()
    return tuple(theme for page in read_pages().values() for theme in page.themes if catalog.themes[theme].headlines)


def find_first_level(path: str, departements: tuple[str, ...]) -> MapLevel:
    """The level of the map that an address begins with, if it asks for nothing; that of EPCIs where there is none."""
    page = read_pages().get(path)
    if page is None:
        return "epci"
    options, sizes = find_options((*(list_headlined() if path == OVERVIEW else ()), *page.themes), departements)
    if not options:
        return page.level
    first = first_of(options, sizes, page.first)
    restriction, known = next(iter(options[first].items()))
    levels = [level for level in LEVELS if level in known]
    return default_level(levels, sizes[first, restriction], page.level)
