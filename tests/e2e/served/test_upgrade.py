"""Servers changed one after the other under load: no reader sees an error or loses a page, what was put in stays.

Each version lies in a folder of its own, with tables of its own; the database is one for both, and a version ahead of
the older of them as soon as the newer one has opened it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from loaders.own.database.opening import list_shapes
from loaders.settings import AUDIT, DATABASE
from tests.bench.load.mix import WAYS
from tests.browser import free_port, serve, wait_ready
from tests.corpus import reach
from tests.e2e.served.room import Seen, fill_room
from tests.e2e.served.test_proxy import LENS, NGINX, read_title, serve_nginx
from tests.e2e.served.versions import PUT_IN, find_last, lay_commit, lay_next, lay_present, run_in
from tests.proof import IS_PROOF

READERS = 12
Record = Callable[[str, object], None]
VIEW = reach.write_view_word({"kind": "trend", "indicators": ["waste.collected"], "territories": ["246200364"]})
OWN = "/api/v1/observations?indicator=waste.collected&territory=246200364&year=2031"
PATHS = ("/dechets", "/sante", f"/vue/csv?v={VIEW}", OWN, "/portrait/246200364.svg", "/recherche?q=lens")

pytestmark = [
    pytest.mark.skipif(NGINX is None, reason="pas de nginx sur cette machine"),
    pytest.mark.skipif(not IS_PROOF, reason="changer de version sous la charge : dans make proof"),
]


class Site:
    """Two servers behind nginx, each of a version, and one database."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ports = folder, (free_port(), free_port())
        (folder / "audit").mkdir()
        self.database = folder / "terril.sqlite"
        self.settings = {DATABASE: f"sqlite:///{self.database}", AUDIT: str(folder / "audit")}
        self.running: dict[int, ExitStack] = {}

    def start(self, port: int, version: Path) -> None:
        self.running[port] = ExitStack()
        self.running[port].enter_context(serve(root=version, port=port, settings=self.settings))

    def change_to(self, version: Path, seen: Seen) -> None:
        """One server after the other, as the guide has it, all readers having come to pages meanwhile."""
        for port in self.ports:
            seen.wait_for_all(READERS)
            self.running[port].close()
            self.start(port, version)
        seen.wait_for_all(READERS)

    def build(self, version: Path) -> None:
        run_in(version, self.settings, "-m", "loaders", "build")

    def read_shape(self) -> str:
        with sqlite3.connect(self.database) as connection:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])

    def stop(self) -> None:
        for server in self.running.values():
            server.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.stop()


@contextmanager
def opened(site: Site, version: Path) -> Iterator[str]:
    """Both servers of a version, behind nginx, in which somebody has published a figure and shared a dossier."""
    keys = run_in(version, site.settings, str(PUT_IN)).split()
    assert keys[0] == "own-1" and len(keys) == 2
    for port in site.ports:
        site.start(port, version)
    with serve_nginx(site.folder, site.ports) as address:
        yield address


def read_own(address: str) -> list[tuple[float, str]]:
    """The figure that was put in, with its source, as a program reads it."""
    answer = httpx.get(address + OWN, verify=False, timeout=60)
    return [(row["value"], row["source"]) for row in answer.json()["rows"]]


def check(seen: Seen, did: str, record_property: Record) -> None:
    assert seen.faults == []
    # Nobody was left behind: lost connections were found again.
    assert len(seen.by_reader) == READERS
    assert seen.mended >= 1
    record_property("proved", f"{did}, {READERS} lecteurs : {seen.tell()}")


def test_a_version_is_changed_for_the_next_and_back_without_a_reader_losing_a_page(
    site: Site, record_property: Record
) -> None:
    present, later = lay_present(site.folder / "present"), lay_next(site.folder / "later")
    with opened(site, present) as address:
        site.build(later)
        assert site.read_shape() == "9999"
        with fill_room(address, WAYS, READERS, PATHS) as seen:
            site.change_to(later, seen)
            site.change_to(present, seen)
        check(seen, "version suivante, puis retour", record_property)
        assert read_own(address) == [(1234.0, "own-1")]
        assert "own-1" in run_in(present, site.settings, "-m", "loaders", "publications")
    with sqlite3.connect(site.database) as connection:
        assert connection.execute("SELECT word FROM to_come").fetchall() == [("here",)]
        assert connection.execute("SELECT title FROM dossier_version").fetchall() == [("Bureau du 4 mai",)]


def test_the_version_before_is_changed_for_this_one_under_the_eyes_of_a_reader(
    site: Site, browser: Browser, record_property: Record
) -> None:
    commit = find_last()
    if not commit:
        pytest.skip("sans l’histoire de git, la version d’avant n’est pas là")
    before, present = lay_commit(commit, site.folder / "before"), lay_present(site.folder / "present")
    with opened(site, before) as address:
        was = site.read_shape()
        context = browser.new_context(locale="fr-FR", ignore_https_errors=True)
        page = context.new_page()
        page.goto(address + LENS)
        wait_ready(page)
        page.locator(".t-plot").first.wait_for()
        title = read_title(page)
        site.build(present)
        assert (was, site.read_shape()) == tuple(list_shapes()[-2:])
        with fill_room(address, WAYS, READERS, PATHS) as seen:
            site.change_to(present, seen)
        check(seen, "de la version d’avant à celle-ci", record_property)
        page.wait_for_timeout(2000)
        wait_ready(page)
        page.locator(".t-plot").first.wait_for()
        assert (read_title(page), page.locator(".stException").count()) == (title, 0)
        context.close()
        assert read_own(address) == [(1234.0, "own-1")]
        assert "own-1" in run_in(present, site.settings, "-m", "loaders", "publications")
