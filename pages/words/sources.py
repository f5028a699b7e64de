"""The sources of figures in words and as links to their pages, each said once."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.catalog import Source, load_catalog
from loaders.preference import OFFICE
from pages.words.french import NBSP, format_count
from pages.words.markup import format_source, source_link, tag, text
from pages.words.paths import SOURCES

MOST = 4
# Article L311-1 of the Code des relations entre le public et l’administration: whoever asks is given the document.
RIGHT = "Un document administratif se communique à qui le demande (CRPA, art. L311-1)."
CATALOG = "catalogue de Terril"
KEPT = "le fichier est gardé, tel qu’il a été déposé, par le service qui l’a fourni"


def source_texts(sources: Iterable[str]) -> list[str]:
    """The sources in words, without repeats, in the order met; an id may hold several joined by `;`."""
    catalog = load_catalog()
    ids = dict.fromkeys(part for entry in sources for part in str(entry).split(";") if part)
    return list(dict.fromkeys(format_source(catalog.sources[key]) for key in ids if key in catalog.sources))


def source_links(sources: Iterable[str], *, most: int | None = None) -> str:
    """The sources as links to their pages, without repeats; beyond `most`, how many others, leading to their list."""
    catalog = load_catalog()
    ids = dict.fromkeys(part for entry in sources for part in str(entry).split(";") if part in catalog.sources)
    named = {format_source(catalog.sources[key]): key for key in reversed(ids)}
    links = [source_link(name, key) for name, key in reversed(named.items())]
    more = len(links) - len(links[:most])
    others = text("a", format_count(more, "autre"), href=SOURCES, target="_self") if more else ""
    return " ; ".join(links[:most]) + (f" et {others}" if others else "")


def sources_markup(sources: Iterable[str], *, indicator: str | None = None, extra: str = "", foot: str = "") -> str:
    """The source line of a chart, each source a link to its page, with the warnings of its indicator.

    `foot` is markup that stands last: the links to its files.
    """
    catalog = load_catalog()
    links = source_links(sources, most=MOST)
    lines = [tag("p", f"Source : {links}." if links else "Source : aucune donnée.")]
    caveats = [catalog.warnings[name] for name in (catalog.indicators[indicator].warnings if indicator else ())]
    lines += [text("p", caveat) for caveat in [*caveats, extra] if caveat]
    return tag("div", "".join(lines) + foot, class_="t-notes")


def obtain_markup(sources: Iterable[str]) -> str:
    """How to come by the document of each source: its address, or whom to ask and by what right."""
    catalog = load_catalog()
    known = dict.fromkeys(part for entry in sources for part in str(entry).split(";") if part in catalog.sources)
    found = (_obtain(catalog.sources[key]) for key in known if catalog.sources[key].nature != "computed")
    return "".join(tag("p", how) for how in dict.fromkeys(found))


def _obtain(source: Source) -> str:
    if source.nature == OFFICE:
        return text("span", KEPT)
    if source.url:
        return _leave(source.url, "à son adresse")
    asked = text("span", f"sans adresse connue{NBSP}: à demander à {source.publisher}")
    where = text("span", ", ") + _leave(source.site, source.site) if source.site else ""
    return asked + where + text("span", f". {RIGHT}")


def _leave(address: str, words: str) -> str:
    """A link to another site, which is told nothing of this one."""
    return text("a", words, href=address, rel="noopener noreferrer", target="_blank")
