"""The page at an address that no page has: it says so, and leads on."""

from difflib import get_close_matches
from urllib.parse import unquote

from pages.views.paths import list_paths
from pages.views.theme_pages import OVERVIEW
from pages.widgets.layout import show_head
from pages.widgets.state import current_path
from pages.words.french import NBSP
from pages.words.markup import tag, text

path = current_path()
likely = get_close_matches(path, list_paths(), n=1)
links = {OVERVIEW: "à la vue d’ensemble"} | {one: f"à la page «{NBSP}{one}{NBSP}»" for one in likely}
ways = " ou ".join(text("a", words, href=to, target="_self") for to, words in links.items())
said = (
    f"Aucune page n’a l’adresse «{NBSP}{unquote(path)[:80]}{NBSP}». "
    "Choisissez dans le menu, cherchez (touche /), ou allez "
)
show_head("Page inconnue", tag("p", text("span", said) + ways))
