"""The sections of the page of a theme, by the names that its declaration gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from loaders.territories.area import of_departements
from pages.views.choice import Choice
from pages.views.coverage import has_figures
from pages.views.data import cached
from pages.views.data.geography import find_departements
from pages.views.selection import Selection
from pages.views.theme_pages import Section, SectionName, ThemePage
from pages.widgets import all_figures, breakdowns, explorer, indicators, projects
from pages.widgets.cards import show_theme_cards
from pages.widgets.choice import choose, say_refused
from pages.words.french import shorten_list
from pages.words.markup import tag, territory_link, text
from pages.words.paths import FRANCE, HOME
from pages.words.sentences import of


@dataclass(frozen=True)
class Showing:
    """A page on its way to the screen; `key` tells its elements from those of the other pages."""

    page: ThemePage
    selection: Selection

    @property
    def key(self) -> str:
        """The theme that the page begins with."""
        return self.page.themes[0]

    @cached_property
    def choice(self) -> Choice | None:
        """What the selectors hold, drawn where the first section asks; None where too few territories are known."""
        page = self.page
        if not any(cached.is_comparable(theme, page.fewest, self.selection.departements) for theme in page.themes):
            say_refused()
            return None
        return choose(page.themes, self.selection, level=page.level, first=page.first)


def _show_map(showing: Showing, section: Section) -> None:
    if showing.choice is None:
        st.caption("Trop peu de territoires publient la même année des chiffres qui se comparent : pas de carte.")
    else:
        explorer.show_map_and_ranking(showing.choice, showing.selection, key=showing.key)


def _show_trend(showing: Showing, section: Section) -> None:
    if showing.choice is None:
        indicators.show_theme_trend(showing.page.themes, showing.selection)
    else:
        explorer.show_trend(showing.choice, showing.selection, key=showing.key)


SECTIONS: Mapping[SectionName, Callable[[Showing, Section], None]] = {
    "cards": lambda showing, _: show_theme_cards(showing.page.themes, showing.selection),
    "map": _show_map,
    "trend": _show_trend,
    "streams": lambda showing, _: breakdowns.show_streams_and_destinations(showing.selection),
    "landfills": lambda showing, _: breakdowns.show_landfills(showing.selection),
    "water_balance": lambda showing, section: breakdowns.show_water_balance(section.indicators, showing.selection),
    "schemes": lambda showing, _: breakdowns.show_schemes(
        showing.page.themes, showing.selection, title=showing.page.title
    ),
    "financing_plans": lambda showing, _: projects.show_financing_plans(showing.selection),
    "grants": lambda showing, _: projects.show_grants(showing.selection),
    "figures": lambda showing, _: all_figures.show_all_figures(showing.page.themes, showing.selection, key=showing.key),
    "figures_everywhere": lambda showing, _: all_figures.show_figures_everywhere(
        showing.page.themes, showing.selection, key=showing.key, title=showing.page.title
    ),
}


def _show_nothing(selection: Selection) -> None:
    """For a theme of which nothing is known round here, one sentence that says so, and where something is."""
    who, lead = shorten_list([selection.name(code) for code in selection.territories], 4), selection.territories[0]
    ours, whose = of_departements([code.removeprefix("D") for code in find_departements()]), of(selection.name(lead))
    where = f"Ces chiffres sont ceux {ours} et de ses environs. {whose[:1].upper()}{whose[1:]}, Terril connaît : "
    links = [
        text("a", "ce qu’il faut en savoir", href=HOME, target="_self"),
        territory_link("son portrait", lead),
        text("a", "la carte de France", href=FRANCE, target="_self"),
    ]
    said = tag("p", text("span", where) + " ; ".join(links) + ".")
    st.html(tag("div", text("p", f"Aucun chiffre de ce thème n’est repris pour {who}.") + said, class_="t-notes"))


def show_sections(page: ThemePage, selection: Selection) -> None:
    """The sections of a page from top to bottom, each under its heading and its note."""
    if not has_figures(page.themes, selection.territories):
        _show_nothing(selection)
        return
    showing = Showing(page, selection)
    for section in page.sections:
        if section.heading:
            st.header(section.heading, anchor=False)
        if section.note:
            st.caption(section.note)
        SECTIONS[section.show](showing, section)
