"""How to put a view into a page of another site: the view as it will be, the code to paste, the addresses that stay."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from loaders.catalog import load_catalog
from pages.server.embed.page import embed_address
from pages.server.light import write_page
from pages.views.contents import read_content
from pages.views.view import View, parse_word, write_word
from pages.words.french import join_words, set_spaces
from pages.words.markup import tag, text
from pages.words.paths import API_V1, EMBED_IMAGE, OEMBED

HEIGHT, WIDTH = 520, 800
TITLE = "Intégrer cette vue"
# What gives a frame the height that the page in it tells.
FOLLOW = (
    '<script>addEventListener("message",(e)=>{if(e.data?.terril==="height")for(const f of document.querySelectorAll('
    '"iframe[data-terril]"))if(f.contentWindow===e.source)f.height=Number(e.data.height)+2})</script>'
)


def write_frame(view: View, title: str, base: str) -> str:
    """The element that shows a view in a page."""
    return (
        f'<iframe data-terril src="{escape(base + embed_address(view))}" title="{escape(title)}" width="100%" '
        f'height="{HEIGHT}" loading="lazy" style="border:0"></iframe>'
    )


def image_address(view: View, form: str) -> str:
    """The address of the picture of a view, which stays; its width may be chosen."""
    return f"{EMBED_IMAGE}/{form}?v={write_word(view)}&largeur={WIDTH}"


def write_code_page(word: str, base: str) -> bytes:
    """The page. Raises ViewError where the word is no view."""
    view = parse_word(word)
    content = read_content(view)
    frame = write_frame(view, content.title, base)
    sites = load_catalog().deployment.embedded_by
    allowed = (
        f"Les pages de ce site et celles de {join_words(list(sites))} peuvent montrer cette vue."
        if sites
        else "Seules les pages de ce site peuvent la montrer : l’installation déclare les autres dans son réglage "
        "(« embedded_by »)."
    )
    images = [
        tag("p", tag("a", text("code", f"{base}{image_address(view, form)}"), href=image_address(view, form)))
        for form in ("png", "svg")
    ]
    body = [
        text("h1", TITLE),
        text("p", f"{content.title} · {content.subtitle}", class_="muted"),
        text("p", "La vue reste à jour : elle relit les données chaque jour, avec leur source et leur date."),
        text("h2", "Le code à coller"),
        tag("pre", text("code", f"{frame}\n{FOLLOW}"), tabindex="0"),
        text("p", f"Le script donne au cadre la hauteur de la vue ; sans lui elle défile. {allowed}"),
        text("h2", "Ce qui se verra"),
        frame,
        text("h2", "En image"),
        text("p", "Une adresse qui reste, à la largeur voulue (de 320 à 2400 points) : « largeur »."),
        *images,
        text("h2", "Pour un logiciel"),
        text("p", "oEmbed, que les éditeurs de sites demandent d’eux-mêmes ; et la fiche de la vue, avec ses lignes."),
        tag("p", text("code", f"{base}{OEMBED}?url={quote(base + embed_address(view), safe='')}")),
        tag("p", text("code", f"{base}{API_V1}/views/{write_word(view)}")),
        tag("p", text("a", "Revenir à la vue dans Terril", href=content.address)),
    ]
    return write_page(TITLE, tag("main", set_spaces("".join(body)), class_="doc") + FOLLOW)
