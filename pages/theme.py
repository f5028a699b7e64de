"""A theme: the sections that the catalogue gives to its page, from top to bottom."""

from pages.views.theme_pages import read_pages
from pages.widgets.layout import show_title
from pages.widgets.scope import current_path, current_scope
from pages.widgets.sections import show_sections

scope = current_scope()
page = read_pages()[current_path()]

show_title(page.heading or page.title, scope, page.themes)
show_sections(page, scope)
