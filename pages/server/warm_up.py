"""What is made at the start, so that the first reader does not wait for it."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from geo.versions import Version, find_version
from loaders.serving import count_rows
from pages.server import inside, later, versions
from pages.server.behind import giving_way, run_behind
from pages.server.inside import Installed

# How often it is looked whether there is a database by now, in seconds.
EVERY = 20.0
# From so many figures on, to find what contradicts takes longer than to start another process for it.
MANY = 200_000


def _warm(installed: Installed, stop: threading.Event) -> None:
    """Read what answers later, make what a first page needs, spare it from later collections; then look for news."""
    for module in later.PATHS:
        later.read_router(module)
    for script in inside.list_files_to_compress(installed):
        inside.compress_file(installed, script)
    prepare()
    gc.freeze()
    versions.watch(stop, prepare=prepare)


def _watch_published(stop: threading.Event) -> None:
    """Look at what is published, where the installation has a database or comes to have one."""
    from loaders.own.database.named import is_there

    while not is_there():
        if stop.wait(EVERY):
            return
    # Read here: who has none does without what reads it.
    from pages.server.catching_up import watch

    watch(stop)


def prepare() -> None:
    """Make what pages need first of the version that is held, giving way to readers."""
    apart = threading.Thread(target=_find_apart, args=(find_version(),), daemon=True)
    apart.start()
    with giving_way():
        _warm_pages()
        apart.join()
        _warm_findings()


def _find_apart(version: Version | None) -> None:
    """Have what is found by reading every figure of a version made in another process, where there are many."""
    if version is None or count_rows(version.folder) < MANY:
        return
    done = run_behind("loaders.reading.findings", str(version.folder))
    if done.returncode:
        logging.getLogger(__name__).error("constats: %s", done.stderr.strip())


def _warm_pages() -> None:
    from loaders import store
    from loaders.reading import places, questions
    from pages.views.data.geography import LEVELS, find_departements
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


def _warm_findings() -> None:
    from loaders.catalog import load_catalog
    from loaders.reading.findings import index_contradictions
    from pages.views.findings.of_territory import tell_territory

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
