"""Reading what a view shows, once for all who look at it."""

from __future__ import annotations

from geo.kept import CONTENTS, keep
from loaders.catalog import load_catalog
from pages.views.content import Content
from pages.views.slots import find_shared, share_slots
from pages.views.view import View, check_known, check_uses


def read_content(view: View) -> Content:
    """What a view shows; it must not be changed. Raises ViewError, in French, for what does not exist here, or for a
    fact of its territory that the view would compare."""
    return _read(view, find_shared(view.territories))


@keep(CONTENTS)
def _read(view: View, shared: tuple[str, ...]) -> Content:
    check_known(view, load_catalog())
    check_uses(view)
    with share_slots(shared):
        return view.read()
