"""A server with tables and a database of its own, where somebody may write, and the browser of who does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from loaders.catalog import CATALOG, ROOT
from loaders.own.password import hash_password
from loaders.serving import SERVED
from loaders.settings import PASSWORD as SETTING
from tests.browser import serve
from tests.e2e.served.officer import PASSWORD


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An installation with tables of its own, where somebody may write."""
    shutil.copy(CATALOG / "deployment.yaml", tmp_path)
    for name in SERVED:
        shutil.copy(ROOT / "data" / f"{name}.parquet", tmp_path)
    monkeypatch.setenv(SETTING, hash_password(PASSWORD))
    monkeypatch.delenv("TERRIL_DATABASE", raising=False)
    with serve(deployment=tmp_path / "deployment.yaml") as address:
        yield address
    assert SETTING in os.environ


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR", accept_downloads=True)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
