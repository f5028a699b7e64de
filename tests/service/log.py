"""The log of what tests write: one of theirs, never that of the checkout."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest

from loaders.settings import AUDIT


@pytest.fixture(scope="session", autouse=True)
def audit_folder() -> Iterator[str]:
    """The folder of the log, for the tests and for the servers that they start."""
    with tempfile.TemporaryDirectory(prefix="terril-audit-") as folder:
        os.environ[AUDIT] = folder
        yield folder
        os.environ.pop(AUDIT, None)
