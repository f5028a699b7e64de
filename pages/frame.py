"""The frame round every page: menu, shared selection, and the page itself."""

from pathlib import Path

import streamlit as st

from geo.versions import hold_latest
from loaders.own.password import may_write
from pages.views.paths import list_paths
from pages.views.theme_pages import OTHERS, OVERVIEW, read_pages
from pages.widgets import state
from pages.widgets.dossier.browser import keep_in_browser
from pages.widgets.dossier.kept import title_of_dossier
from pages.widgets.dossier.offering import begin_page
from pages.widgets.dossier.opening import read_address
from pages.widgets.dossier.past import tell_today
from pages.widgets.home import is_home_asked, show_home
from pages.widgets.layout import leave_room_for_head, name_page, show_foot
from pages.widgets.selection import show_selection
from pages.widgets.signed import show_person, stop_strangers
from pages.words import paths

hold_latest()
st.set_page_config(page_title="Terril", layout="wide", initial_sidebar_state="collapsed")

st.logo(str(Path(__file__).parent / "draw" / "browser" / "logo.svg"), size="small")

stop_strangers()
state.arrive()
read_address()
SCRIPTS = {OVERVIEW: "overview.py", OTHERS: "themes.py"}
PAGES = {
    "": [
        *(
            st.Page(
                SCRIPTS.get(path, "theme.py"),
                title=page.title,
                url_path=paths.name_page(path) or None,
                default=path == OVERVIEW,
            )
            for path, page in read_pages().items()
        ),
        st.Page("territory.py", title="Territoire", url_path=paths.name_page(paths.TERRITORY)),
        st.Page("compare.py", title="Comparer", url_path=paths.name_page(paths.COMPARE)),
        st.Page("maps.py", title="Cartes", url_path=paths.name_page(paths.MAPS)),
        st.Page("france.py", title="France", url_path=paths.name_page(paths.FRANCE)),
        st.Page("slides.py", title=title_of_dossier(), url_path=paths.name_page(paths.DOSSIER)),
        st.Page("indicator.py", title="Indicateur", url_path=paths.name_page(paths.INDICATOR), visibility="hidden"),
    ],
    "Données": [
        st.Page("source.py", title="Sources", url_path=paths.name_page(paths.SOURCES)),
        st.Page("checks.py", title="Contrôles", url_path=paths.name_page(paths.CHECKS)),
        st.Page("method.py", title="Méthode", url_path=paths.name_page(paths.METHOD)),
        st.Page("help.py", title="Aide", url_path=paths.name_page(paths.HELP)),
        st.Page(
            "accessibility.py",
            title="Accessibilité",
            url_path=paths.name_page(paths.ACCESSIBILITY),
            visibility="hidden",
        ),
        st.Page("legal.py", title="Mentions légales", url_path=paths.name_page(paths.LEGAL), visibility="hidden"),
    ],
}
if may_write():
    PAGES["Données"].append(st.Page("importing.py", title="Importer", url_path=paths.name_page(paths.IMPORTING)))
    PAGES["Données"].append(st.Page("remarks.py", title="Remarques", url_path=paths.name_page(paths.REMARKS)))

wanted = state.read_path()
if wanted not in list_paths():
    PAGES[""].append(
        st.Page("unknown.py", title="Page inconnue", url_path=paths.name_page(wanted), visibility="hidden")
    )
page = st.navigation(PAGES, position="top")
name_page(page.title)
state.begin(f"{paths.BASE}/{page.url_path}")
keep_in_browser()
# What a reader is asked comes before the page, the way to change it after its title.
asked = st.container(key="asked")
leave_room_for_head()
below = st.container(key="own")
is_asked = is_home_asked(is_first=page.url_path == "" and not state.is_told("territoires"))
with asked if is_asked else below:
    show_home(is_asked=is_asked)
selection = show_selection()
begin_page()
page.run()
tell_today(page.title, selection.territories)
show_foot()
show_person()
state.finish()
