"""A copy of the project in a folder, in which commands change the data as they do in an installation."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from loaders.catalog import ROOT
from loaders.serving import SERVED
from tests.publishers import House

# What commands change is copied; the rest is only read.
CHANGED, READ = ("data", "loaders"), ("geo", "pages", ".streamlit", "dashboard.py", "pyproject.toml")


@dataclass(frozen=True)
class Checkout:
    """The folder of the copy, and the publishers that its commands ask."""

    folder: Path
    house: House

    @property
    def data(self) -> Path:
        """Its data."""
        return self.folder / "data"

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start `python -m loaders` with some words."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "TERRIL_PUBLISHERS": self.house.address}
        return subprocess.Popen(
            [sys.executable, "-m", "loaders", *words],
            cwd=self.folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            # Tests that run behind a shell may hand down that Ctrl+C is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run it to its end: its status, and what it says and what it complains of."""
        with self.start(*words) as process:
            said, faults = process.communicate(timeout=900)
            return process.returncode, said, faults

    def copy(self, folder: Path) -> Checkout:
        """The same in another folder."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Checkout(folder, self.house)


def check_out(folder: Path, house: House, *, figures: Collection[str] | None = None) -> Checkout:
    """Copy the project; its tables are to be made.

    Where imports are named it has their figures alone, and nothing that says how large their files were.
    """
    for name in READ:
        (folder / name).symlink_to(ROOT / name)
    for name in CHANGED:
        left = shutil.ignore_patterns("__pycache__", "before", "incoming", "terril.sqlite*", "published.parquet")
        shutil.copytree(ROOT / name, folder / name, ignore=left)
    for path in (folder / "data").glob("*/*.csv") if figures is not None else []:
        is_left_out = path.parent.name in ("figures", "parts") and path.stem not in (figures or ())
        if is_left_out or path.parent.name == "deliveries":
            path.unlink()
    for name in SERVED:
        (folder / "data" / f"{name}.parquet").unlink()
    return Checkout(folder, house)
