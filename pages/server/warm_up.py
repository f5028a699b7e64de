"""What is made at the start, so that the first reader does not wait for it."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pages.server import inside, later, versions
from pages.server.inside import Installed

# How often it is looked whether there is a database by now, in seconds.
EVERY = 20.0


def _warm(installed: Installed, stop: threading.Event) -> None:
    """Read what answers later, make what a first page needs, spare it from later collections; then look for news."""
    for module in later.PATHS:
        later.read_router(module)
    for script in inside.list_files_to_compress(installed):
        inside.compress_file(installed, script)
    _warm_data()
    gc.freeze()
    versions.watch(stop, prepare=_warm_data)


def _watch_published(stop: threading.Event) -> None:
    """Look at what is published, where the installation has a database or comes to have one."""
    from loaders.own.database.named import is_there

    while not is_there():
        if stop.wait(EVERY):
            return
    # Read here: who has none does without what reads it.
    from pages.server.catching_up import watch

    watch(stop)


def _warm_data() -> None:
    """Make what a first page needs of the data."""
    from loaders import store
    from loaders.catalog import load_catalog
    from loaders.reading import places, questions
    from loaders.reading.findings import index_contradictions
    from pages.views.data.geography import LEVELS, find_departements
    from pages.views.findings.of_territory import tell_territory
    from pages.views.france import sent
    from pages.views.maps.outlines import outlines_url
    from pages.views.theme_pages import find_first_level, read_pages

    for level in LEVELS:
        outlines_url(level, find_departements())
    sent.build_communes()
    store.load_coverage_of_territories()
    for path in read_pages():
        find_first_level(path, find_departements())
    places.read_names()
    questions.list_names()
    index_contradictions()
    tell_territory(load_catalog().deployment.home, dt.date.today())


@asynccontextmanager
async def warm_up(app: object, *, installed: Installed) -> AsyncIterator[None]:
    """Start the server at once, and warm it up meanwhile in a thread of its own."""
    inside.send_small_answers_at_once()
    versions.take_up()
    stop = threading.Event()
    threading.Thread(target=_warm, args=(installed, stop), daemon=True, name="warm-up").start()
    threading.Thread(target=_watch_published, args=(stop,), daemon=True, name="published").start()
    yield
    stop.set()
