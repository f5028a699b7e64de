"""A source: what it is, what it covers, all its figures; without one in the address, the list of all sources."""

from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.widgets import sources
from pages.widgets.addressed import choose_by_id
from pages.widgets.selection import current_selection
from pages.words.markup import format_source

selection = current_selection()
catalog = load_catalog()
counts = cached.read_source_counts().set_index("source")["observations"]
known = sorted(catalog.sources, key=lambda key: -int(counts.get(key, 0)))

source = choose_by_id(
    "Source",
    known,
    lambda key: format_source(catalog.sources[key]),
    parameter="id",
    default=None,
    unknown="L’adresse demande une source qui n’existe pas ici",
)
if source is None:
    sources.show_list(selection)
else:
    sources.show_source(source)
    sources.show_coverage(source, selection)
    sources.show_figures(source, selection)
    sources.show_left_out(source, selection)
